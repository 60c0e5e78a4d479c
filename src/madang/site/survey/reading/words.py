"""The words by which sheets and columns are recognised, English and Korean; "|" between them."""

SURVEY_COLUMNS = {
    "number": "no|nr|number|row|번호|연번|순번|id",
    "name": "organisation|organization|organisation name|organization name|name of organisation|name of organization|"
    "company|company name|institution|institution name|name|기관명|기업명|회사명|업체명|단체명|기관|기관 기업명|참가기관|참가기업|"
    "참가기관명|소속|소속기관|기관명 영문|영문명|영문 기관명|기업명 영문",
    "name_local": "name in korean|korean name|local name|name in local language|국문명|기관명 국문|국문 기관명|기업명 국문",
    "kind": "organisation type|organization type|type of organisation|type of organization|type|category|sector|"
    "기관유형|기관 유형|유형|구분|기관 구분|기업 유형|기업유형|분류|기관 종류",
    "country": "country|nation|country of organisation|headquarters|based in|국가|국가명|나라|소재국|소재 국가|국적",
    "website": "website|homepage|url|web|web site|홈페이지|웹사이트|누리집",
    "about": "about|about you|description|profile|company profile|introduction|who you are|기관 소개|기관소개|소개|회사소개|"
    "회사 소개|기업소개|기업 소개",
    "objectives": "objectives|goals|purpose|purpose of participation|참가 목적|참가목적|목적|기대 사항|기대 효과",
    "delegates": "delegates|delegates number|number of delegates|no of delegates|participants|number of participants|"
    "attendees|head count|참가 인원|참가인원|참가자 수|참석 인원|참석인원|인원|인원수|대표단 수|파견 인원|참가자수",
    "role": "role of each delegate|roles of delegates|roles|role|job title|position|직책|직위|역할|참가자 직책|참가자 역할|담당 업무",
    "email": "e mail of contact|email of contact|email|e mail|contact e mail|contact email|mail|email address|이메일|메일|"
    "담당자 이메일|담당자이메일|전자우편|이메일 주소",
    "contact": "contact person|contact name|contact|name of contact|담당자|담당자명|담당자 성명|담당자 이름|성명|대표 담당자",
    "phone": "phone|telephone|phone number|mobile|전화|전화번호|연락처|휴대폰|휴대전화",
    "field": "fields of interest|field|fields|field of interest|therapeutic area|therapeutic areas|disease area|"
    "areas of interest|indication|indications|관심 분야|관심분야|분야|치료 영역|치료영역|질환|적응증|사업 분야|사업분야|연구 분야",
    "offer": "what we bring|what we offer|what you offer|offer|offers|we offer|offering|assets|capabilities|what you bring|"
    "제공|제공 가능|제공 가능 내용|제공 내용|보유 기술|보유기술|보유 자산|보유 역량|제안 내용|공급 가능|제공 가능한 것|제안|보유 기술 및 제품",
    "seek": "what we look for|what we seek|what you seek|what you look for|seek|seeks|needs|need|we seek|looking for|demand|wanted|"
    "희망 협력|희망 협력 내용|협력 수요|수요|필요|찾는 것|니즈|요청 사항|희망 사항|협력 희망 내용|협력 희망|희망 협력 분야|수요 내용|협력 희망 사항",
    "deal": "kind of deal|kind of cooperation|type of cooperation|cooperation type|deal type|partnership type|"
    "협력 유형|협력유형|협력 형태|협력형태|희망 협력 형태|거래 유형",
    "stage": "stage|phase|development stage|stage of development|개발 단계|개발단계|단계|임상 단계",
    "modality": "modality|modalities|product type|technology type|모달리티|제품 유형|기술 유형|제품군",
    "partner_type": "preferred partner type|partner type|type of partner|preferred partner|preferred partners|희망 파트너 유형|"
    "희망 파트너|파트너 유형|상대 기관 유형|희망 상대 유형|희망 상대|희망 상대 기관 유형",
    "countries": "countries of interest|target countries|territories|preferred countries|target markets|관심 국가|관심국가|"
    "희망 국가|희망국가|대상 국가|대상국가",
    "language": "working languages|languages|language|spoken languages|언어|사용 언어|사용언어|사용 가능 언어|회의 언어|가능 언어|상담 언어",
    "interpreter": "interpreter needed|interpreter|interpretation|interpretation needed|interpreting|interpreter wanted|통역|"
    "통역 필요|통역 필요 여부|통역필요|통역 여부|통역 요청|통역 희망",
    "most": "max meetings|maximum meetings|most meetings|number of meetings|meetings wanted|max number of meetings|최대 미팅|"
    "최대 미팅 수|최대 상담 수|희망 미팅 수|희망 상담 수|최대 상담 건수|희망 상담 건수|미팅 수|최대 회의 수|최대 미팅수",
    "consent": "consent to share profile with|consent to share profile|consent|share profile with|share profile|privacy|"
    "정보 공개 동의|공개 범위|동의|동의 여부|프로필 공개|프로필 공개 동의|정보 공개 범위|프로필 공개 범위|공개 동의",
    "wish": "wish to meet|would like to meet|preferred organisations|wishes|organisations to meet|희망 상담 기관|만나고 싶은 기관|"
    "미팅 희망 기관|희망 기관|희망 상담 기업",
    "never": "never match|do not match|exclude|excluded|excluded organisations|not to meet|never meet|제외|제외 기관|만나지 않을 기관|"
    "미팅 제외|매칭 제외|매칭 제외 기관|미팅 제외 기관",
    "priority": "priority|우선순위|우선 순위",
    "confidential": "confidential|비공개|대외비|기밀",
}
ROOM_COLUMNS = {
    "number": "no|nr|번호|연번|순번",
    "place": "place|table|room|name|place name|table name|room name|테이블|테이블명|장소|장소명|룸|회의실|자리|좌석명|상담 테이블",
    "zone": "zone|area|section|구역|존|구획|위치",
    "hall": "hall|floor|홀|전시장|층",
    "code": "code|sign|label|표지|기호|코드",
    "seats": "seats|capacity|number of seats|좌석|좌석 수|좌석수|수용 인원|인원",
    "owner": "owner|reserved for|assigned to|organisation|organization|소유|소유 기관|배정 기관|배정기관|전용 기관|사용 기관|이용 기관",
}
INTERPRETER_COLUMNS = {
    "number": "no|nr|번호|연번|순번",
    "interpreter": "interpreter|interpreter name|name|name of interpreter|통역사|통역사명|통역사 성명|성명|이름|통역",
    "pair": "languages|language|language pair|language pairs|pair|언어|언어쌍|통역 언어|담당 언어|가능 언어",
    "available": "available|availability|days|hours|when|가능|가능 시간|가능시간|근무|근무 시간|근무 가능|가능일|가용",
    "email": "email|e mail|mail|이메일|메일",
}
COLUMNS = {
    "survey": SURVEY_COLUMNS,
    "rooms": ROOM_COLUMNS,
    "interpreters": INTERPRETER_COLUMNS,
}
SHEET_NAMES = {
    "survey": "survey|demand|answers|responses|demand survey|수요조사|수요 조사|응답|설문|조사표",
    "rooms": "rooms|places|tables|room|table|장소|테이블|좌석|공간|상담장",
    "interpreters": "interpreters|interpreter|interpretation|통역|통역사|통역사 명단",
}
# A sheet of a kind has the first, and at least one of the others.
REQUIRED = {
    "survey": (
        "name",
        (
            "seek",
            "offer",
            "field",
            "email",
            "country",
            "delegates",
            "kind",
            "language",
            "deal",
        ),
    ),
    "rooms": ("place", ("zone", "seats", "owner", "hall", "code")),
    "interpreters": ("interpreter", ("pair",)),
}
# Several columns may feed these: "Need 1", "Need 2".
REPEATED = frozenset(
    {
        "seek",
        "offer",
        "wish",
        "never",
        "role",
        "field",
        "language",
        "pair",
        "deal",
        "countries",
    }
)
