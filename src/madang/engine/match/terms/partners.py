"""Kinds of organisation. Anchors: classes of ISIC Rev. 4 (`isic`) where one class fits the whole kind."""

PARTNER_TYPES = {
    "ministry": "Ministry; 정부 부처; isic:8412; ministry|government|governmental|department of health|ministry of health|health ministry|ministries|governments; 정부|보건부|복지부|부처|보건복지부",
    "regulator": "Regulator; 규제 기관; isic:8412; regulator|regulatory authority|regulatory agency|drug administration|national regulatory authority|regulatory authorities|regulators; 식약처|규제기관|허가기관|규제 기관|의약품청",
    "public_health_agency": "Public health agency; 공중보건 기관; isic:8412; public health agency|cdc|disease control|health insurance|national institute|public health institute|public health institutes; 질병관리청|보건소|건강보험|공중보건 기관|보건연구원",
    "public_funder": "Public funder; 공공 연구비 지원 기관; ; public funder|research council|funding agency|research funder|development finance institution|funders; 연구재단|연구비 지원기관|연구관리 전문기관|공공 자금 지원 기관",
    "trade_agency": "Trade or investment agency; 무역·투자 진흥 기관; ; trade agency|investment agency|investment promotion|chamber of commerce|embassy|investment promotion agency|trade promotion; 무역진흥|투자청|대사관|진흥원|상공회의소|무역투자진흥공사",
    "international_organisation": "International organisation; 국제기구; isic:9900; international organisation|international organization|international|who|unicef|gavi|cepi|development bank|world health organization|paho|africa cdc|international vaccine institute|multilateral; 국제기구|세계보건기구|유니세프|국제백신연구소|개발은행",
    "global_pharma": "Global pharmaceutical company; 글로벌 제약사; isic:2100; global pharma|big pharma|multinational|global pharmaceutical|multinational pharma|global pharmaceutical company; 글로벌 제약|다국적 제약|글로벌제약사|글로벌 제약사|다국적 제약사|빅파마",
    "domestic_company": "Domestic company; 국내 기업; ; domestic company|industry|pharma|pharmaceutical|pharmaceuticals|pharmaceutical company|company|companies|regional pharma|local manufacturer|local pharma company; 제약사|제약|기업|국내기업|업체|국내 제약사|제약회사|현지 제약사",
    "biotech": "Biotech company; 바이오텍 기업; isic:7210; biotech|biotechnology|biopharma|start-up|startup|venture company|biotech company|biotech companies|spin-off; 바이오텍|바이오벤처|벤처기업|스타트업|바이오 기업|바이오벤처기업",
    "device_company": "Device or diagnostics company; 의료기기·진단 기업; isic:3250; device company|device companies|medtech|medical device company|diagnostics company|medical device manufacturer|device manufacturer; 의료기기 기업|의료기기사|진단기업|의료기기 회사|의료기기 업체|진단 기업",
    "digital_company": "Digital health company; 디지털 헬스 기업; ; digital health company|software company|digital health companies|health tech company|healthtech; 디지털 헬스 기업|디지털헬스 기업|헬스테크|소프트웨어 기업",
    "cdmo": "Contract manufacturer; 위탁생산 기업; isic:2100; cdmo|cmo|contract manufacturer|contract manufacturing organisation|contract manufacturing organization|contract manufacturers; 위탁생산|위탁개발생산|위탁생산 기업|위탁생산업체|수탁생산 기업",
    "cro": "Contract research organisation; 위탁연구기관; isic:7210; cro|contract research organisation|contract research organization; 임상시험수탁기관|수탁기관|위탁연구기관|비임상시험기관",
    "university": "University or institute; 대학 또는 연구소; ; university|universities|academia|academic|research institute|institute|research centre|research center|academic partner; 대학|대학교|연구소|연구기관|학계|연구원",
    "hospital": "Hospital; 병원; isic:8610; hospital|hospitals|clinic|medical center|medical centre|trial site|university hospital|clinics; 병원|의료기관|의료원|대학병원",
    "investor": "Investor; 투자자; ; investor|investors|venture capital|vc|private equity|bank|fund|family office|corporate venture; 투자사|투자자|벤처캐피탈|은행|벤처캐피털|투자기관",
    "distributor": "Distributor; 유통사; isic:4649; distributor|distributors|wholesaler|importer|agent|local distributor|importers|wholesalers; 유통사|유통업체|수입사|도매|유통 파트너|현지 유통사",
    "association": "Association or cluster; 협회 또는 클러스터; ; association|society|federation|non-profit|nonprofit|ngo|foundation|cluster|technology transfer office|industry association; 협회|학회|재단|단체|비영리|기술이전센터|산학협력단",
    "service_provider": "Legal, patent or consulting firm; 법률·특허·컨설팅 회사; isic:6910 isic:7020; law firm|patent attorney|patent firm|consulting firm|regulatory consultant|consultancy; 법무법인|특허법인|컨설팅|컨설팅사|변리사",
    "other": "Other; 기타; ; other|others; 기타",
}
