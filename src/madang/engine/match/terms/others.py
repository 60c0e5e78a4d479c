"""Stages, sizes, languages, objectives, regulatory standing, numeric capacity and availability.

Anchors: `ctgov`, the phases of ClinicalTrials.gov and of the WHO's trial search; `bcp47`, language tags; `enterprise`, the classes
of Recommendation 2003/361/EC by head count alone; `iso`, a standard of ISO.
"""

# In order of age; one place in the order for what stands equally far, whatever kind of product it is.
STAGES = {
    "idea": "Idea; 아이디어; ; idea|concept; 아이디어|개념",
    "discovery": "Discovery; 후보물질 발굴; ; discovery|hit|target identification|drug discovery|hit identification|target discovery; 후보물질 발굴|탐색|타깃 발굴|발굴 단계",
    "lead_optimisation": "Lead optimisation; 선도물질 최적화; ; lead optimisation|lead optimization|lead-optimisation; 선도물질|선도물질 최적화",
    "prototype": "Prototype; 시제품; ; prototype|proof of concept|working prototype; 시제품|개념증명|프로토타입",
    "preclinical": "Preclinical; 전임상; ; preclinical|pre-clinical|non-clinical|ind-enabling|preclinical stage; 전임상|비임상",
    "phase_1": "Phase 1; 임상 1상; ctgov:EARLY_PHASE1 ctgov:PHASE1; phase 1|phase i|phase1|early phase 1|phase 1a|phase 1b|first-in-human; 임상 1상|1상|임상1상",
    "phase_2": "Phase 2; 임상 2상; ctgov:PHASE2; phase 2|phase ii|phase2|phase 2a|phase 2b|phase iia|phase iib; 임상 2상|2상|임상2상|임상 2a상|임상 2b상",
    "phase_3": "Phase 3; 임상 3상; ctgov:PHASE3; phase 3|phase iii|phase3|pivotal|pivotal trial|late-stage; 임상 3상|3상|임상3상",
    "filed": "Filed; 허가 신청; ; filed|filing|nda|bla|under review|registration|marketing authorisation application; 허가 신청|품목허가|품목허가 신청",
    "approved": "Approved; 허가 완료; ; approved|ce mark|510(k)|ce-marked|marketing authorisation|fda-approved|regulatory approval; 허가|승인|품목허가 취득|허가 완료",
    "marketed": "On the market; 시판 중; ctgov:PHASE4; marketed|launched|commercial stage|on the market|phase 4|phase iv|phase4|post-marketing|commercial-stage; 시판|출시|4상|시판 중|상용화",
    "off_patent": "Off patent; 특허 만료; ; off-patent|off patent|patent expiry; 특허만료|특허 만료",
}
STAGE_PLACES = (0, 1, 2, 3, 3, 4, 5, 6, 7, 8, 9, 10)

SIZES = {
    "size_1_9": "1 to 9 people; 직원 1–9명; enterprise:micro; micro company|micro-enterprise|very small company; ",
    "size_10_49": "10 to 49 people; 직원 10–49명; enterprise:small; small company|small enterprise|small companies; 소규모 기업",
    "size_50_249": "50 to 249 people; 직원 50–249명; enterprise:medium; medium-sized company|mid-sized company|medium enterprise; ",
    "size_250_999": "250 to 999 people; 직원 250–999명; ; mid-cap|midcap|mid-cap company; 중견기업|중견 기업",
    "size_1000_9999": "1,000 to 9,999 people; 직원 1,000–9,999명; ; large company|large enterprise|large companies; 대기업",
    "size_10000": "10,000 people and more; 직원 10,000명 이상; ; very large company; ",
}

LANGUAGES = {
    "en": "English; 영어; bcp47:en; english-speaking|speaks english|in english|english speaker; 영어",
    "ko": "Korean; 한국어; bcp47:ko; korean-speaking|speaks korean|in korean|korean speaker; 한국어",
    "zh": "Chinese; 중국어; bcp47:zh; chinese-speaking|speaks chinese|in chinese|mandarin; 중국어",
    "ja": "Japanese; 일본어; bcp47:ja; japanese-speaking|speaks japanese|in japanese; 일본어",
    "es": "Spanish; 스페인어; bcp47:es; spanish-speaking|speaks spanish|in spanish; 스페인어",
    "fr": "French; 프랑스어; bcp47:fr; french-speaking|speaks french|in french|francophone; 프랑스어|불어",
    "de": "German; 독일어; bcp47:de; german-speaking|speaks german|in german; 독일어",
    "pt": "Portuguese; 포르투갈어; bcp47:pt; portuguese-speaking|speaks portuguese|in portuguese|lusophone; 포르투갈어",
    "ru": "Russian; 러시아어; bcp47:ru; russian-speaking|speaks russian|in russian; 러시아어",
    "ar": "Arabic; 아랍어; bcp47:ar; arabic-speaking|speaks arabic|in arabic; 아랍어",
    "vi": "Vietnamese; 베트남어; bcp47:vi; vietnamese-speaking|speaks vietnamese|in vietnamese; 베트남어",
    "id": "Indonesian; 인도네시아어; bcp47:id; indonesian-speaking|bahasa indonesia|in indonesian; 인도네시아어",
    "th": "Thai; 태국어; bcp47:th; thai-speaking|speaks thai|in thai; 태국어",
    "lv": "Latvian; 라트비아어; bcp47:lv; latvian-speaking|speaks latvian|in latvian; 라트비아어",
    "it": "Italian; 이탈리아어; bcp47:it; italian-speaking|speaks italian|in italian; 이탈리아어",
    "tr": "Turkish; 튀르키예어; bcp47:tr; turkish-speaking|speaks turkish|in turkish; 튀르키예어|터키어",
}
# How well a language is spoken, for those who ask: without an interpreter at ease, well enough for a meeting, or not.
LEVELS = {
    "native": "Native; 원어민; ; ; ",
    "working": "Working; 업무 가능; ; ; ",
    "needs_interpreter": "Needs an interpreter; 통역 필요; ; ; ",
}

OBJECTIVES = {
    "market_entry": "Entering a market; 시장 진출; ; market entry|enter the market|entering the market|market access|go to market|expand into; 시장 진출|해외 진출|해외진출|시장진출|판로 개척",
    "raise_money": "Raising money; 자금 조달; ; raise funds|raising funds|raising money|fund raising; 자금 조달|자금조달|자금 유치",
    "pipeline": "Filling the pipeline; 파이프라인 확보; ; pipeline expansion|fill the pipeline|expand our pipeline|pipeline gap; 파이프라인 확보|파이프라인 확대|파이프라인 강화",
    "more_capacity": "More capacity; 생산능력 확보; ; additional capacity|capacity expansion|expand capacity|scale-up|scale up; 생산능력 확보|생산 능력 확대|증설|스케일업",
    "supply_security": "Security of supply; 공급망 안정; ; supply security|security of supply|supply chain|second source|supply resilience; 공급망|공급망 안정|공급 안정",
    "preparedness": "Readiness for emergencies; 위기 대비; ; emergency preparedness|stockpile|stockpiling|surge capacity|medical countermeasures; 비축|위기 대응|긴급 대응",
    "capability_building": "Building capability; 역량 강화; ; capability building|build capability|institutional strengthening|know-how building; 역량 구축|역량 강화",
    "policy_dialogue": "Policy dialogue; 정책 대화; ; policy dialogue|policy exchange|policy makers|policymakers; 정책 대화|정책 교류|정책 협의",
    "visibility": "Being seen; 인지도 제고; ; visibility|brand awareness|networking; 인지도|홍보|네트워킹",
    "recruiting": "Finding people; 인재 채용; ; recruiting talent|hiring|recruit scientists|talent acquisition; 채용|인재 확보|인재 채용",
}

STANDINGS = {
    "patent_granted": "Patent granted; 특허 등록; ; patent granted|granted patent|patented|issued patent|granted patents; 특허 등록|특허등록|등록특허",
    "patent_pending": "Patent pending; 특허 출원; ; patent pending|patent application|patent filed|pct application; 특허 출원|특허출원|출원 중",
    "know_how": "Know-how; 노하우; ; trade secret|proprietary know-how|know-how; 노하우|영업비밀",
    "data_exclusivity": "Data exclusivity; 자료 독점권; ; data exclusivity|market exclusivity; 자료 독점|자료독점권|시장독점권",
    "gmp_who_pq": "WHO prequalified; WHO 사전적격성평가; ; who prequalified|who prequalification|who-pq|who pq|prequalified|prequalification; 사전적격성평가|who pq 인증|사전적격심사",
    "gmp_eu": "EU GMP; EU GMP; ; eu gmp|eu-gmp|ema gmp; eu gmp 인증|유럽 gmp",
    "gmp_fda": "US FDA cGMP; 미국 FDA cGMP; ; fda-inspected|fda cgmp|us fda gmp|fda-approved facility; fda 실사|미국 cgmp",
    "gmp_pics": "PIC/S GMP; PIC/S GMP; ; pic/s|pic/s gmp|pics gmp; pic/s gmp 인증",
    "gmp_mfds": "Korean GMP (MFDS); 한국 GMP(식약처); ; kgmp|k-gmp|mfds gmp|korean gmp; 식약처 gmp|국내 gmp",
    "gmp": "GMP, authority not named; GMP(기관 미지정); ; gmp|cgmp|gmp-certified|gmp facility|gmp certified; gmp 인증|gmp 시설|우수의약품제조",
    "iso_13485": "ISO 13485; ISO 13485; iso:13485; iso 13485|iso13485|iso-13485; iso 13485 인증",
    "listed_authority": "WHO-listed authority; WHO 우수규제기관; ; who-listed authority|who listed authority|wla; 우수규제기관|who 우수규제기관",
    "maturity_3": "Maturity level 3 or 4 (WHO GBT); 규제 성숙도 3단계 이상(WHO GBT); ; maturity level 3|maturity level 4|ml3|ml4|who gbt; 성숙도 3단계|성숙도 4단계|성숙도 등급",
    "orphan_designation": "Orphan designation; 희귀의약품 지정; ; orphan drug designation|orphan designation|odd designation; 희귀의약품 지정",
    "expedited": "Expedited path (breakthrough, PRIME and alike); 신속심사 대상; ; breakthrough therapy|breakthrough designation|prime designation|fast track|fast-track designation|accelerated approval|priority review|breakthrough device; 혁신의료기기 지정|신속심사|패스트트랙|우선심사|혁신치료제 지정",
    "emergency_listing": "Emergency use listing or authorisation; 긴급사용승인; ; emergency use listing|eul|emergency use authorisation|emergency use authorization|eua; 긴급사용승인|긴급사용 승인|긴급사용목록",
}

# Capacities have a number each; the unit is a part of the term.
CAPACITIES = {
    "bioreactor_litres": "Bioreactor volume, litres; 배양기 용량(리터); ; ; ",
    "units_per_year": "Filled units a year; 연간 충전량(개); ; ; ",
    "trial_sites": "Trial sites; 임상시험 기관 수; ; ; ",
    "trial_patients": "Trial patients; 임상시험 대상자 수; ; ; ",
    "trainees_per_year": "Trainees a year; 연간 교육생 수; ; ; ",
    "ticket_eur": "Amount of an investment, EUR; 투자 금액(유로); ; ; ",
    "budget_eur": "Budget, EUR; 예산(유로); ; ; ",
}

AVAILABILITIES = {
    "on_site": "On site; 현장; ; on site|on-site|in person|in-person|face-to-face|face to face; 현장|대면|오프라인",
    "online": "Online; 온라인; ; online|virtual|remote meeting|video call|virtually; 온라인|화상|비대면 미팅|화상회의",
}
