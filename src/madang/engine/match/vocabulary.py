"""The controlled vocabulary: facets, their term ids, and the words by which a term is recognised.

Ids are stable and stored; labels for people belong to the site. The words below (English and Korean, lower case,
"|" between them) serve one purpose: `find_terms` tags the free cells of a survey workbook. Needs nothing but the
standard library.
"""

import re
import unicodedata
from functools import cache

from madang.engine.match.countries import COUNTRY_NAMES

VERSION = 1
DEAL, FIELD, MODALITY, STAGE = "deal", "field", "modality", "stage"
PARTNER_TYPE, COUNTRY = "partner_type", "country"

# Read from the seeker's chair: who seeks a deal wants to receive it, who offers one can give it.
# out_licence, divestment, distribution_rights and procurement name the giver's wish for a taker; see complement.py.
DEALS = {
    "licence": "licence|license|licensing|in-licence|in-license|in-licensing|inlicensing|라이선스|라이센스|기술도입|라이선스인",
    "out_licence": "out-licence|out-license|out-licensing|outlicensing|licensing out|라이선스아웃|기술수출",
    "option": "option|option agreement|option deal|옵션",
    "cross_licence": "cross-licence|cross-license|cross-licensing|상호 라이선스",
    "co_development": "co-development|codevelopment|co-develop|joint development|공동개발|공동 개발",
    "co_research": "research collaboration|joint research|collaborative research|co-research|r&d collaboration|공동연구|공동 연구",
    "co_marketing": "co-marketing|co-promotion|copromotion|co-commercialisation|co-commercialization|공동마케팅|공동판매|코프로모션",
    "joint_venture": "joint venture|합작|합작법인|조인트벤처",
    "acquisition": "acquisition|m&a|merger|takeover|asset purchase|인수|인수합병|합병",
    "divestment": "divestment|divestiture|sale of assets|asset sale|business sale|매각|자산 매각",
    "equity": "equity|investment|investor|investors|venture capital|series a|series b|fundraising|투자|투자유치|지분투자",
    "distribution": "distribution|distributor|distributors|local agent|유통|판권|총판|유통사",
    "distribution_rights": "distribution rights|products to distribute|product sourcing|유통권|도입 품목",
    "supply": "supply|supplier|suppliers|sourcing|공급|공급사|조달처",
    "procurement": "procurement|advance purchase|tender|buyer|buyers|조달|구매|입찰|수요처",
    "manufacturing": "manufacturing|contract manufacturing|cdmo|cmo|fill-finish|fill and finish|위탁생산|생산|제조|위탁개발생산",
    "cro": "cro|contract research|preclinical services|clinical services|임상시험수탁|위탁연구|비임상 시험",
    "trial_site": "clinical site|clinical sites|trial site|trial sites|clinical trial|clinical trials|study site|study sites|임상시험기관|임상시험|임상 시험|임상기관",
    "technology_transfer": "technology transfer|tech transfer|tech-transfer|technology adoption|know-how transfer|기술이전|기술 이전",
    "local_production": "local production|local manufacturing|localisation|localization|local plant|현지생산|현지 생산|국산화",
    "companion_diagnostic": "companion diagnostic|companion diagnostics|cdx|동반진단|동반 진단",
    "data": "data sharing|data access|real-world data|real world data|ai collaboration|데이터|데이터 공유",
    "regulatory_cooperation": "regulatory cooperation|regulatory dialogue|reliance|joint review|mutual recognition|regulatory harmonisation|규제협력|규제 협력|인허가|상호인정",
    "memorandum": "memorandum|memorandum of understanding|mou|government cooperation|업무협약|양해각서",
    "training": "training|capacity building|workforce|fellowship|trainees|교육|훈련|인력양성|연수",
    "funding": "funding|grant|grants|public funder|donor|donation|지원금|연구비|기금|공적개발원조",
    "expert_exchange": "expert exchange|exchange of experts|advisory|secondment|전문가 교류|전문가 파견|자문",
    "cluster_site": "cluster|site selection|science park|bio park|infrastructure|클러스터|입주|인프라",
}

FIELDS = {
    "oncology": "oncology|cancer|cancers|tumor|tumors|tumour|tumours|neoplasm|neoplasms|carcinoma|lymphoma|lymphomas|leukemia|leukaemia|myeloma|melanoma|sarcoma|glioma|glioblastoma|neuroblastoma|metastatic|암|항암|종양|림프종|백혈병",
    "haematology": "haematology|hematology|anemia|anaemia|hemophilia|haemophilia|thrombocytopenia|myelodysplastic|sickle cell|bleeding|혈액|혈우병|빈혈",
    "cardiovascular": "cardiovascular|cardiology|cardiac|heart|hypertension|stroke|atherosclerosis|심혈관|심장|고혈압|뇌졸중",
    "metabolic": "metabolic|endocrinology|endocrine|diabetes|diabetic|obesity|thyroid|cholesterol|dyslipidemia|대사|당뇨|비만|내분비",
    "gastroenterology": "gastroenterology|gastrointestinal|crohn|colitis|inflammatory bowel|gastric|gerd|소화기|위장|장질환",
    "hepatology": "hepatology|hepatic|liver|nash|mash|hepatitis|cirrhosis|간질환|간염|간경변",
    "respiratory": "respiratory|asthma|copd|pulmonary|lung|cystic fibrosis|호흡기|천식|폐질환",
    "neurology": "neurology|neurological|neuro|alzheimer|alzheimer's|dementia|parkinson|parkinson's|epilepsy|migraine|multiple sclerosis|als|cognitive impairment|cns|neuropathy|신경|치매|알츠하이머|파킨슨|뇌전증",
    "psychiatry": "psychiatry|psychiatric|mental health|depression|depressive|schizophrenia|bipolar|anxiety|psychosis|autism|adhd|addiction|alcohol|정신|우울증|조현병|중독",
    "immunology": "immunology|autoimmune|rheumatology|rheumatoid|lupus|psoriasis|arthritis|inflammation|inflammatory|allergy|면역|자가면역|류마티스|염증|알레르기",
    "bacterial_infection": "bacterial|tuberculosis|sepsis|pneumonia|cholera|typhoid|tb|세균|결핵|패혈증|콜레라",
    "viral_infection": "viral|hiv|aids|influenza|covid-19|covid19|covid|sars-cov-2|sars-cov2|coronavirus|corona virus|hepatitis b|hepatitis c|rsv|hpv|dengue|ebola|바이러스|독감|코로나|코로나19|뎅기",
    "parasitic_infection": "parasitic|malaria|leishmaniasis|chagas|cryptosporidiosis|schistosomiasis|neglected tropical|기생충|말라리아",
    "antimicrobial_resistance": "antimicrobial resistance|amr|antibiotic|antibiotics|superbug|항생제|내성균|항균제 내성",
    "vaccines": "vaccine|vaccines|vaccination|immunisation|immunization|백신|예방접종",
    "dermatology": "dermatology|skin|dermatitis|eczema|acne|alopecia|aesthetic|aesthetics|피부|아토피|탈모",
    "ophthalmology": "ophthalmology|ophthalmic|eye|retina|retinal|macular|glaucoma|안과|망막|녹내장|황반",
    "ear_nose_throat": "ear nose throat|ent|hearing|tinnitus|sinusitis|이비인후|이명|난청",
    "nephrology": "nephrology|kidney|renal|dialysis|신장|투석",
    "urology": "urology|urinary|bladder|prostate|erectile dysfunction|impotence|비뇨|전립선|발기부전",
    "womens_health": "women's health|womens health|gynecology|gynaecology|obstetrics|pregnancy|pre-eclampsia|endometriosis|menopause|여성건강|산부인과|임신|폐경",
    "reproductive_health": "reproductive|fertility|infertility|ivf|contraception|난임|생식|피임",
    "paediatrics": "paediatrics|pediatrics|paediatric|pediatric|neonatal|childhood|children|소아|신생아",
    "rare_disease": "rare disease|rare diseases|orphan|lysosomal|genetic disease|희귀질환|희귀|유전질환",
    "ageing": "ageing|aging|geriatrics|elderly|longevity|노화|노인|고령",
    "pain": "pain|analgesia|analgesic|opioid|통증|진통",
    "anaesthesia": "anaesthesia|anesthesia|critical care|intensive care|neuromuscular blockade|intubation|마취|중환자",
    "musculoskeletal": "musculoskeletal|orthopaedic|orthopedic|osteoporosis|osteoarthritis|bone|spine|정형외과|골다공증|근골격",
    "nutrition": "nutrition|dietary|malnutrition|food supplement|health functional food|영양|건강기능식품",
    "dental": "dental|oral health|periodontal|implant|치과|구강|임플란트",
    "transplantation": "transplantation|transplant|graft|gvhd|이식",
    "diagnostics": "diagnostics|diagnostic|in vitro diagnostic|ivd|screening|biomarker|진단|체외진단|바이오마커",
    "nuclear_medicine": "nuclear medicine|radiology|imaging|theranostic|radiotherapy|핵의학|영상의학|방사선",
    "digital_health": "digital health|telemedicine|telehealth|mhealth|healthcare it|디지털헬스|디지털 헬스|원격의료|비대면",
    "pandemic_preparedness": "pandemic|preparedness|epidemic|outbreak|biosecurity|health security|팬데믹|감염병 대비|보건안보",
}

MODALITIES = {
    "small_molecule": "small molecule|small molecules|tablet|capsule|저분자|합성의약품|합성신약",
    "peptide": "peptide|peptides|glp-1|펩타이드",
    "antibody": "antibody|antibodies|monoclonal|mab|항체",
    "bispecific": "bispecific|multispecific|bispecific antibody|이중항체|다중항체",
    "antibody_drug_conjugate": "antibody-drug conjugate|antibody drug conjugate|adc|항체약물접합체",
    "recombinant_protein": "recombinant|fusion protein|enzyme replacement|protein therapeutic|insulin|재조합|단백질 의약품",
    "biosimilar": "biosimilar|biosimilars|바이오시밀러",
    "generic": "generic|generics|제네릭|복제약",
    "incrementally_modified": "value-added|505(b)(2)|incrementally modified|fixed-dose combination|개량신약|복합제",
    "vaccine": "vaccine|vaccines|백신",
    "mrna": "mrna|messenger rna|lnp|엠알엔에이",
    "oligonucleotide": "sirna|antisense|oligonucleotide|rnai|aso|올리고|핵산",
    "gene_therapy": "gene therapy|aav|lentiviral|gene editing|crispr|유전자치료|유전자 치료|유전자가위",
    "car_t": "car-t|car t|chimeric antigen receptor|tcr-t|카티",
    "cell_therapy": "cell therapy|stem cell|stem cells|nk cell|regenerative|세포치료|세포 치료|줄기세포|재생의료",
    "microbiome": "microbiome|probiotic|probiotics|phage|마이크로바이옴|유산균",
    "radiopharmaceutical": "radiopharmaceutical|radioligand|radiotherapeutic|방사성의약품",
    "plasma_product": "plasma-derived|plasma product|immunoglobulin|albumin|혈장|혈액제제",
    "natural_product": "herbal|natural product|botanical|traditional medicine|천연물|한약|생약",
    "active_ingredient": "api|active pharmaceutical ingredient|excipient|intermediate|원료의약품|부형제",
    "drug_delivery": "drug delivery|formulation|long-acting|microneedle|nanoparticle|약물전달|제형|서방형",
    "medical_device": "medical device|medical devices|device|devices|implantable|surgical robot|ultrasound|의료기기|수술로봇|초음파",
    "in_vitro_diagnostic": "in vitro diagnostic|ivd|test kit|rapid test|pcr|ngs|체외진단|진단키트",
    "software": "software as a medical device|samd|digital therapeutic|digital therapeutics|software|app|디지털치료제|디지털 치료|소프트웨어",
    "artificial_intelligence": "artificial intelligence|machine learning|ai drug discovery|ai|인공지능",
    "laboratory_tool": "reagent|reagents|laboratory|instrument|instruments|lab equipment|시약|실험장비|분석장비",
    "bioprocess": "bioprocess|single-use|bioreactor|cell culture media|resin|배양기|배지|원부자재",
}

# In order of age; one place in the order for what stands equally far, whatever kind of product it is.
STAGES = {
    "idea": "idea|concept|아이디어|개념",
    "discovery": "discovery|hit|target identification|후보물질 발굴|탐색",
    "lead_optimisation": "lead optimisation|lead optimization|선도물질",
    "prototype": "prototype|proof of concept|시제품",
    "preclinical": "preclinical|pre-clinical|non-clinical|ind-enabling|전임상|비임상",
    "phase_1": "phase 1|phase i|phase1|early phase 1|phase 1a|phase 1b|임상 1상|1상",
    "phase_2": "phase 2|phase ii|phase2|phase 2a|phase 2b|임상 2상|2상",
    "phase_3": "phase 3|phase iii|phase3|pivotal|임상 3상|3상",
    "filed": "filed|filing|nda|bla|under review|registration|허가 신청|품목허가",
    "approved": "approved|ce mark|510(k)|ce-marked|허가|승인",
    "marketed": "marketed|launched|commercial stage|on the market|phase 4|phase iv|phase4|post-marketing|시판|출시|4상",
    "off_patent": "off-patent|off patent|특허만료",
}
STAGE_ORDER = dict(zip(STAGES, (0, 1, 2, 3, 3, 4, 5, 6, 7, 8, 9, 10), strict=True))

PARTNER_TYPES = {
    "ministry": "ministry|government|governmental|department of health|정부|보건부|복지부|부처",
    "regulator": "regulator|regulatory authority|regulatory agency|drug administration|식약처|규제기관|허가기관",
    "public_health_agency": "public health agency|cdc|disease control|health insurance|national institute|질병관리청|보건소|건강보험",
    "trade_agency": "trade agency|investment agency|investment promotion|chamber of commerce|embassy|무역진흥|투자청|대사관|진흥원",
    "international_organisation": "international organisation|international organization|international|who|unicef|gavi|cepi|development bank|국제기구",
    "global_pharma": "global pharma|big pharma|multinational|global pharmaceutical|글로벌 제약|다국적 제약|글로벌제약사",
    "domestic_company": "domestic company|industry|pharma|pharmaceutical|pharmaceuticals|pharmaceutical company|company|companies|제약사|제약|기업|국내기업|업체",
    "biotech": "biotech|biotechnology|biopharma|start-up|startup|venture company|바이오텍|바이오벤처|벤처기업|스타트업",
    "device_company": "device company|device companies|medtech|medical device company|diagnostics company|의료기기 기업|의료기기사|진단기업",
    "cdmo": "cdmo|cmo|contract manufacturer|위탁생산|위탁개발생산",
    "cro": "cro|contract research organisation|contract research organization|임상시험수탁기관|수탁기관",
    "university": "university|universities|academia|academic|research institute|institute|대학|대학교|연구소|연구기관|학계",
    "hospital": "hospital|hospitals|clinic|medical center|medical centre|trial site|병원|의료기관|의료원",
    "investor": "investor|investors|venture capital|vc|private equity|bank|fund|투자사|투자자|벤처캐피탈|은행",
    "distributor": "distributor|distributors|wholesaler|importer|agent|유통사|유통업체|수입사|도매",
    "association": "association|society|federation|non-profit|nonprofit|ngo|foundation|cluster|협회|학회|재단|단체|비영리",
    "other": "other|others|기타",
}

WORDS: dict[str, dict[str, str]] = {
    DEAL: DEALS,
    FIELD: FIELDS,
    MODALITY: MODALITIES,
    STAGE: STAGES,
    PARTNER_TYPE: PARTNER_TYPES,
    COUNTRY: COUNTRY_NAMES,
}
# One phrase that means two terms.
RANGES = {
    STAGE: {
        "phase 1/2": "phase_1 phase_2",
        "phase i/ii": "phase_1 phase_2",
        "phase 2/3": "phase_2 phase_3",
    }
}
RANGES[STAGE]["phase ii/iii"] = RANGES[STAGE]["phase 2/3"]

FACETS = tuple(WORDS)


def plain(text: str) -> str:
    """Text in one spelling: compatibility forms folded, lower case, no accents, straight apostrophes, single spaces."""
    if text.isascii():
        return " ".join(text.casefold().split())
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    letters = unicodedata.normalize("NFD", folded)
    kept = "".join(c for c in letters if not "\u0300" <= c <= "\u036f")
    return " ".join(unicodedata.normalize("NFC", kept).split())


def find_terms(text: str, facet: str) -> list[str]:
    """Ids of the facet's terms that the text names, in order of appearance, each once.

    The longest of overlapping phrases wins, so that "out-licensing" is not also "licensing". A two-letter code
    written in capitals counts as a country. Raises KeyError for a facet without a vocabulary.
    """
    pattern, ids = _phrases(facet)
    found = [
        (m.start(), name)
        for m in pattern.finditer(plain(text))
        for name in ids[m.group()].split()
    ]
    if facet == COUNTRY:
        codes = re.finditer(r"(?<![^\s;,/(])[A-Z]{2}(?![^\s;,/)])", text)
        found += [(m.start(), m.group()) for m in codes if m.group() in COUNTRY_NAMES]
    return list(
        dict.fromkeys(name for _, name in sorted(found, key=lambda pair: pair[0]))
    )


@cache
def _phrases(facet: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for all phrases of a facet, longest first, and phrase → ids."""
    ids: dict[str, str] = {}
    for name, words in WORDS[facet].items():
        for phrase in words.split("|"):
            ids.setdefault(plain(phrase), name)
        ids.setdefault(
            name.replace("_", " ").casefold()
            if facet != COUNTRY
            else plain(words.split("|")[0]),
            name,
        )
    ids.update(RANGES.get(facet, {}))
    ordered = sorted(ids, key=lambda phrase: (-len(phrase), phrase))
    return re.compile("|".join(_bounded(phrase) for phrase in ordered)), ids


def _bounded(phrase: str) -> str:
    """A Latin phrase stands as whole words; a Korean one may carry a particle or sit in a compound."""
    body = re.escape(phrase)
    return rf"(?<![a-z0-9]){body}(?![a-z0-9])" if phrase[0].isascii() else body
