"""Made-up texts of survey items with the terms that a careful reader finds in them, for measuring the tagger.

TRIED were looked at while the words of the vocabulary were chosen. KEPT and HARD were labelled before the tagger ever read
them and are for measuring alone: no word or rule was changed because of them. HARD are traps: double negations, names
that are words, passing mentions, lists, slips of spelling. One author wrote the words, the texts and the labels.
"""

# Text, then facet:term words.
Labelled = tuple[str, str]

TRIED: list[Labelled] = [
    (
        "We out-license a phase 2 bispecific antibody for solid tumours in Southeast Asia.",
        "deal:out_licence stage:phase_2 modality:bispecific field:oncology country:asean",
    ),
    (
        "Looking for a CDMO with fill-finish capacity, at least 20 million vials a year, EU GMP.",
        "deal:manufacturing partner_type:cdmo deal:fill_finish capacity:units_per_year standing:gmp_eu",
    ),
    (
        "Not interested in licensing; we seek co-development of mRNA vaccines.",
        "deal:co_development modality:mrna field:vaccines",
    ),
    (
        "Regulatory cooperation and reliance with African regulators.",
        "deal:regulatory_cooperation partner_type:regulator country:africa",
    ),
    (
        "Training places for 30 trainees a year in biomanufacturing.",
        "deal:training capacity:trainees_per_year",
    ),
    (
        "A memorandum of understanding between ministries of health on pandemic preparedness.",
        "deal:memorandum partner_type:ministry field:pandemic_preparedness",
    ),
    (
        "Distributors for our point-of-care tests in Latin America, no tenders.",
        "deal:distribution partner_type:distributor modality:in_vitro_diagnostic country:latin_america",
    ),
    (
        "Unlike competitors' insulin pens, ours is a long-acting GLP-1 peptide.",
        "modality:drug_delivery modality:peptide",
    ),
    (
        "Series A investment of EUR 5 million for an AI drug discovery platform.",
        "deal:equity capacity:ticket_eur modality:artificial_intelligence",
    ),
    (
        "Companies who can localise production of generics in Kenya and Rwanda",
        "deal:local_production modality:generic country:KE country:RW",
    ),
    (
        "백신 기술이전을 희망하며 위탁생산은 제외합니다.",
        "field:vaccines modality:vaccine deal:technology_transfer",
    ),
    (
        "베트남과 인도네시아에서 현지생산 파트너를 찾습니다.",
        "country:VN country:ID deal:local_production",
    ),
    (
        "임상 3상 완료된 당뇨병 치료제의 기술수출을 원합니다.",
        "stage:phase_3 field:metabolic deal:out_licence",
    ),
    (
        "유방암 대상 항체약물접합체 공동개발, 글로벌 제약사 희망",
        "field:oncology modality:antibody_drug_conjugate deal:co_development partner_type:global_pharma",
    ),
    (
        "의료기기 인허가 관련 규제 협력 및 전문가 교류",
        "modality:medical_device deal:regulatory_cooperation deal:expert_exchange",
    ),
    (
        "줄기세포 치료제 임상시험기관 12곳 모집",
        "modality:cell_therapy deal:trial_site capacity:trial_sites",
    ),
    (
        "개발도상국 인력양성 교육생 50명 초청",
        "deal:training capacity:trainees_per_year",
    ),
    ("단순 유통은 관심 없음. 조인트벤처만 논의 가능", "deal:joint_venture"),
    (
        "치매 조기진단용 디지털치료제, 유럽 병원과 공동 연구",
        "field:neurology field:diagnostics modality:software country:europe partner_type:hospital deal:co_research",
    ),
    (
        "정부 간 협력 업무협약을 통해 백신 조달을 추진",
        "deal:memorandum field:vaccines modality:vaccine deal:procurement",
    ),
]

KEPT: list[Labelled] = [
    (
        "We offer a WHO-prequalified rotavirus vaccine and look for procurement agencies in Africa.",
        "standing:gmp_who_pq field:viral_infection field:vaccines modality:vaccine deal:procurement country:africa",
    ),
    (
        "Seeking an investor for our preclinical gene therapy against haemophilia, ticket EUR 3 million.",
        "deal:equity partner_type:investor stage:preclinical modality:gene_therapy field:haematology capacity:ticket_eur",
    ),
    (
        "In-licensing of late-stage ophthalmology assets for Japan and Korea, except medical devices.",
        "deal:licence stage:phase_3 field:ophthalmology country:JP country:KR",
    ),
    (
        "Our hospital runs trials in rare diseases and welcomes sponsors; 4 clinical trial sites.",
        "partner_type:hospital field:rare_disease deal:trial_site capacity:trial_sites",
    ),
    (
        "A recipient of technology for mRNA manufacturing wants training for its staff.",
        "deal:technology_recipient deal:mrna_manufacturing deal:training",
    ),
    (
        "Two 2,000 L single-use bioreactors are free from May for monoclonal antibodies.",
        "capacity:bioreactor_litres modality:bioprocess modality:antibody",
    ),
    (
        "Wound dressings and surgical gloves, ISO 13485, wanted by our ministry through an open tender.",
        "modality:device_dressing modality:device_protection standing:iso_13485 partner_type:ministry deal:procurement",
    ),
    (
        "We do not need contract manufacturing, only companion diagnostics for lung cancer.",
        "deal:companion_diagnostic field:oncology field:respiratory",
    ),
    (
        "Grants for antimicrobial resistance research from public funders or CEPI",
        "deal:funding field:antimicrobial_resistance partner_type:public_funder partner_type:international_organisation",
    ),
    (
        "Telemedicine start-up with patented software seeks distribution in the Gulf region.",
        "field:digital_health partner_type:biotech standing:patent_granted modality:software deal:distribution country:gcc",
    ),
    (
        "Exchange of experts with the European pharmacopoeia on reference standards for biosimilars",
        "deal:expert_exchange country:europe deal:standards modality:biosimilar",
    ),
    (
        "Site selection: we look for lab space near a university in Germany.",
        "deal:cluster_site partner_type:university country:DE",
    ),
    (
        "결핵 신속진단키트를 몽골과 우즈베키스탄에 공급하고자 합니다.",
        "field:bacterial_infection modality:in_vitro_diagnostic country:MN country:UZ deal:supply",
    ),
    (
        "세포·유전자치료제 생산시설을 보유한 위탁개발생산 기업을 찾습니다.",
        "deal:cell_gene_manufacturing deal:manufacturing partner_type:cdmo modality:gene_therapy",
    ),
    (
        "국제기구의 사전적격성평가를 받은 말라리아 치료제, 아프리카 조달 희망",
        "partner_type:international_organisation standing:gmp_who_pq field:parasitic_infection country:africa deal:procurement",
    ),
    (
        "비만 치료 펩타이드 후보물질(전임상) 라이선스아웃, 중국 제외",
        "field:metabolic modality:peptide stage:preclinical deal:out_licence",
    ),
    (
        "의료기기 유통사와 총판 계약을 원하며 직접 투자는 아님",
        "modality:medical_device partner_type:distributor deal:distribution",
    ),
    (
        "캐나다 대학 연구소와 마이크로바이옴 공동연구",
        "country:CA partner_type:university modality:microbiome deal:co_research",
    ),
    (
        "식약처와 규제조화 및 상호인정 협의, 라트비아 의약품청",
        "partner_type:regulator deal:regulatory_cooperation country:LV",
    ),
    (
        "희귀질환 효소대체요법의 임상 2상 시리즈 B 투자유치",
        "field:rare_disease modality:recombinant_protein stage:phase_2 deal:equity",
    ),
    (
        "피부 미용 필러의 시장 진출을 위한 현지 유통사",
        "field:dermatology modality:device_no_medical_purpose objective:market_entry deal:distribution partner_type:distributor",
    ),
    (
        "한국어로 진행되는 백신 생산 연수, 매년 연수생 40명",
        "field:vaccines modality:vaccine deal:training capacity:trainees_per_year",
    ),
    (
        "수술로봇의 CE 인증 완료, 독일 병원에서 시연",
        "modality:medical_device stage:approved country:DE partner_type:hospital",
    ),
    (
        "공적개발원조 자금으로 보건소 디지털 헬스 구축",
        "deal:funding partner_type:public_health_agency field:digital_health",
    ),
]

HARD: list[Labelled] = [
    (
        "No licensing, no distribution, no equity: research partnership only.",
        "deal:co_research",
    ),
    (
        "We are not only a distributor but also run clinical trials in Poland.",
        "deal:distribution partner_type:distributor deal:trial_site country:PL",
    ),
    (
        "Vacine procurment for childrens hospitals",  # codespell:ignore
        "field:vaccines modality:vaccine deal:procurement field:paediatrics partner_type:hospital",
    ),
    (
        "Our founder studied in Germany; the company supplies resins to Turkey.",
        "deal:supply modality:bioprocess country:TR",
    ),
    (
        "Do not contact us about oncology. Cardiovascular devices such as stents are welcome.",
        "field:cardiovascular modality:device_cardiocirculatory modality:medical_device",
    ),
    (
        "Everything except licensing: supply, local production and training.",
        "deal:supply deal:local_production deal:training",
    ),
    (
        "The lead programme failed in phase 3, so we sell the company.",
        "deal:divestment",
    ),
    (
        "In contrast to generics makers, we develop oral insulin.",
        "modality:recombinant_protein",
    ),
    (
        "We help patients who live in rural areas through an app.",
        "modality:software field:digital_health",
    ),
    (
        "Joint R&D on phage or endolysin, without antibiotics.",
        "deal:co_research modality:phage",
    ),
    ("기술이전보다 공동연구를 선호합니다.", "deal:co_research"),
    ("항암제가 아닌 항생제 분야의 파트너", "field:antimicrobial_resistance"),
    (
        "라이선스, 유통, 지분투자 모두 제외하고 위탁생산만 희망",
        "deal:manufacturing partner_type:cdmo",
    ),
    ("암호화 기술로 임상데이터를 보호하는 소프트웨어", "modality:software"),
    ("부작용이 없는 비마약성 진통제", "field:pain"),
    (
        "대한민국 정부가 인도적 지원으로 백신을 제공",
        "country:KR partner_type:ministry field:vaccines modality:vaccine",
    ),
    (
        "심장 스텐트와 카테타 수입사 구함 (태국,필리핀)",
        "field:cardiovascular modality:device_cardiocirculatory partner_type:distributor country:TH country:PH",
    ),
    ("국내 임상은 필요 없고 해외 임상시험 협력이 필요합니다", "deal:trial_site"),
]
