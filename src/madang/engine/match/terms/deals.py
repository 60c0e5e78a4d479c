"""Kinds of deal, read from the seeker's chair: who seeks one wants to receive it, who offers one can give it.

out_licence, divestment, distribution_rights, procurement, technology_recipient and investment_target name the giver's
wish for a taker; complement.py says which answers which.
"""

DEALS = {
    "licence": "Licence; 라이선스 도입; ; licence|license|licensing|in-licence|in-license|in-licensing|inlicensing; 라이선스|라이센스|기술도입|라이선스인|라이선스 도입|도입할 후보물질|후보물질 도입|후보물질을 도입|신약 도입|신약을 도입|파이프라인 도입|파이프라인을 도입|외부 도입",
    "out_licence": "Taker of a licence; 라이선스 도입 기업; ; out-licence|out-license|out-licensing|outlicensing|licensing out|license out|licensee; 라이선스아웃|라이선스 아웃|기술수출",
    "option": "Option; 옵션; ; option|option agreement|option deal; 옵션|옵션 계약",
    "cross_licence": "Cross-licence; 교차 라이선스; ; cross-licence|cross-license|cross-licensing; 상호 라이선스|교차 라이선스|크로스 라이선스",
    "co_development": "Joint development; 공동 개발; ; co-development|codevelopment|co-develop|co-developing|joint development|jointly develop|development partner; 공동개발|공동 개발",
    "co_research": "Joint research; 공동 연구; ; research collaboration|joint research|collaborative research|co-research|r&d collaboration|research partner|research partnership; 공동연구|공동 연구|연구 협력",
    "co_marketing": "Joint marketing; 공동 마케팅; ; co-marketing|co-promotion|copromotion|co-promote|co-commercialisation|co-commercialization; 공동마케팅|공동 마케팅|공동판매|코프로모션",
    "joint_venture": "Joint venture; 합작법인; ; joint venture|joint ventures; 합작|합작법인|합작투자|조인트벤처",
    "acquisition": "Business or asset to buy; 인수할 사업 또는 자산; ; acquisition|m&a|merger|takeover|asset purchase; 인수|인수합병|합병",
    "divestment": "Buyer of a business or asset; 사업 또는 자산 인수자; ; divestment|divestiture|sale of assets|asset sale|business sale; 매각|자산 매각",
    "equity": "Investment; 투자; ; equity|investment|investor|investors|venture capital|series a|series b|fundraising|raise capital|seed funding; 투자|투자유치|지분투자|시리즈 a|시리즈 b",
    "investment_target": "Company to invest in; 투자 대상 기업; ; invest in|investing in|companies to invest in|investment target|investment targets|investment opportunity|portfolio companies; 투자처|투자 대상|투자할 기업|투자 기회",
    "distribution": "Distribution; 유통; ; distribution|distributor|distributors|local agent; 유통|판권|총판|유통사",
    "distribution_rights": "Products to distribute; 유통할 제품; ; distribution rights|products to distribute|product sourcing|exclusive distribution; 유통권|도입 품목|품목 도입|품목을 도입|완제품 도입|독점 판매권",
    "supply": "Supply; 공급; ; supply|supplier|suppliers|sourcing|supply agreement; 공급|공급사|공급처|조달처",
    "procurement": "Buyer or public procurement; 구매자 또는 공공 조달; ; procurement|advance purchase|tender|tenders|buyer|buyers|purchaser|pooled procurement|advance market commitment; 조달|구매|입찰|수요처|공공조달|선구매|구매자",
    "manufacturing": "Contract manufacturing; 위탁생산; ; manufacturing|contract manufacturing|cdmo|cmo|contract manufacturer|manufacturing partner|toll manufacturing; 위탁생산|생산|제조|위탁개발생산|수탁생산",
    "drug_substance": "Manufacture of drug substance; 원료의약품 위탁생산; ; drug substance manufacturing|ds manufacturing|api manufacturing|bulk manufacturing|cell line development; 원료의약품 생산|원액 생산|원료의약품 위탁생산|세포주 개발",
    "fill_finish": "Fill and finish; 충전·완제 위탁생산; ; fill-finish|fill and finish|fill & finish|drug product manufacturing|aseptic filling|vial filling|lyophilisation|lyophilization; 충전|완제 생산|완제의약품 생산|무균 충전|동결건조",
    "cell_gene_manufacturing": "Manufacture of cell and gene therapies; 세포·유전자 치료제 위탁생산; ; cell therapy manufacturing|gene therapy manufacturing|cell and gene therapy manufacturing|viral vector manufacturing|vector manufacturing; 세포치료제 생산|유전자치료제 생산|세포·유전자치료제 위탁생산|바이럴 벡터 생산",
    "mrna_manufacturing": "Manufacture of mRNA; mRNA 위탁생산; ; mrna manufacturing|mrna production|lnp manufacturing|lnp formulation; mrna 생산|mrna 위탁생산|lnp 제조",
    "cro": "Contract research; 위탁연구; ; cro|contract research|preclinical services|clinical services|toxicology studies|bioequivalence study; 임상시험수탁|위탁연구|비임상 시험|독성시험|생물학적 동등성 시험",
    "trial_site": "Clinical trial sites; 임상시험 기관; ; clinical site|clinical sites|trial site|trial sites|clinical trial|clinical trials|study site|study sites|clinical trial partner|patient recruitment|investigator site; 임상시험기관|임상시험|임상 시험|임상기관|임상시험 기관|임상시험 협력|환자 모집",
    "technology_transfer": "Technology transfer; 기술이전; ; technology transfer|tech transfer|tech-transfer|technology adoption|know-how transfer|transfer of technology|transfer of know-how; 기술이전|기술 이전|노하우 이전",
    "technology_recipient": "Recipient of technology; 기술이전 수혜 기관; ; technology recipient|technology-transfer recipient|tech transfer recipient|recipient of technology|recipients of technology|receive technology|recipient manufacturer; 기술이전 수혜|기술 수혜|기술이전 대상|기술 도입 기관",
    "local_production": "Local production; 현지 생산; ; local production|local manufacturing|localisation|localization|local plant|local fill-finish|regional manufacturing|localise production|localize production; 현지생산|현지 생산|국산화|현지 제조",
    "companion_diagnostic": "Companion diagnostic; 동반진단; ; companion diagnostic|companion diagnostics|cdx; 동반진단|동반 진단",
    "data": "Data; 데이터; ; data sharing|data access|real-world data|real world data|ai collaboration|data partnership|registry data; 데이터|데이터 공유|데이터 협력|실사용 데이터|실사용증거",
    "regulatory_cooperation": "Regulatory cooperation; 규제 협력; ; regulatory cooperation|regulatory dialogue|reliance|joint review|mutual recognition|regulatory harmonisation|regulatory harmonization|work sharing|joint inspection; 규제협력|규제 협력|인허가|상호인정|규제조화|공동심사",
    "standards": "Standards and pharmacopoeia; 표준·약전 협력; ; standards cooperation|reference standards|reference materials|pharmacopoeia|pharmacopeia|standardisation|standardization; 표준화|표준물질|약전|표준품",
    "memorandum": "Memorandum; 양해각서; ; memorandum|memorandum of understanding|mou|government cooperation|government-to-government; 업무협약|양해각서|정부 간 협력|정부간 협력",
    "training": "Training places; 교육 기회; ; training|capacity building|workforce|fellowship|trainees|biomanufacturing training|training places; 교육|훈련|인력양성|연수|역량강화|연수생",
    "funding": "Funding; 자금 지원; ; funding|grant|grants|public funder|donor|donation|co-funding|concessional loan; 지원금|연구비|기금|공적개발원조|자금 지원|보조금|출연금",
    "expert_exchange": "Exchange of experts; 전문가 교류; ; expert exchange|exchange of experts|advisory|secondment|technical assistance; 전문가 교류|전문가 파견|자문|기술 지원",
    "cluster_site": "Site in a cluster; 클러스터 입주; ; cluster|site selection|science park|bio park|infrastructure|incubator space|lab space; 클러스터|입주|인프라|입주 공간",
}
