"""Words that tell what a capitalised name is: an organisation and of which kind, a person, an event, or nothing to keep."""

from __future__ import annotations

import re

from madang.reader.word_sets import words

KINDS = (
    ("government", r"ministry|ministries|department of|government|ministerium|bundesministerium|embassy|city of|senate|white house|office of the president|state of"),
    ("regulator", r"food and drug administration|medicines agency|regulat\w+|health canada|notified body|patent office"),
    ("hospital", r"hospitals?|clinics?|medical cent(?:er|re)|klinik\w*|klinikum|infirmary|병원|의료원|university health"),
    ("university", r"university|université|universität|universitetet?|college|school of|hochschule|kaist|polytechnic|대학교|대학"),
    ("science_park", r"science park|technopark|technology park|innovation park|biopark|incubator|accelerator|테크노파크"),
    ("research_institute", r"institutes?|research cent(?:er|re)|laborator(?:y|ies)|competence cent(?:er|re)|academy of sciences|fraunhofer|helmholtz|max planck|institut|연구원|연구소|medical research"),
    ("funder", r"foundation|fund|development finance|development bank|bank|stiftung|endowment|welcome trust|investors?|재단|펀드"),
    ("association", r"association|federation|chamber|alliance|society|council|union|verband|forening|cluster|network|협회|연합회|클러스터"),
    ("agency", r"agency|authority|authorities|administration|board|commission|bureau|center for|centers for|partner wirtschaft|enterprise (?:[A-Z]\w+)$|invest in|진흥원|공사|공단|청$|무역관"),
    ("company", r"inc|incorporated|ltd|limited|llc|corp|corporation|gmbh|ag|ab|asa|plc|pte|s\.?a\.?|s\.?p\.?a\.?|bv|b\.v\.|nv|oy|kk|co|sdn|bhd|sas|group|holdings?|pharma\w*|biotech\w*|therapeutics|biosciences?|biologics|biopharma\w*|laboratories|diagnostics|technolog(?:y|ies)|healthcare|medical|systems|labs?|biomedical|biotechnology|biosystems|bio|robotics|orthop(?:a)?edics|ventures|capital|제약|바이오\w*|약품|파마|헬스케어|그룹|㈜"),
)  # fmt: skip
KIND_PATTERNS = tuple(
    (
        kind,
        re.compile(
            rf"(?<![^\W_])(?:{words})(?![^\W_])|(?:병원|의료원|대학교|연구원|연구소|협회|재단|진흥원|제약|바이오|약품|테크노파크)$",
            re.IGNORECASE,
        )
        if kind == "company"
        else re.compile(
            rf"(?<![^\W_])(?:{words})(?![^\W_])"
            if not re.search("[가-힣]", words)
            else rf"(?<![A-Za-z])(?:{words})(?![a-z])",
            re.IGNORECASE,
        ),
    )
    for kind, words in KINDS
)
HEADS = words(
    "university institute institutes ministry department bank board republic college school centre center centers hospital hospitals agency council office "
    "academy federation association chamber society alliance union government authority commission organisation organization foundation fund "
    "bureau network laboratory laboratories administration embassy city state court ministries service services faculty division secretariat "
    "consortium corporation company group committee institution coalition clinic trust initiative institut ministerium bundesministerium"
)
"""Words after which "of …" or "for …" still belongs to the name, and which close a name with "and" inside."""
LEGAL = r"(?:Inc|Incorporated|Ltd|Limited|LLC|Corp|Corporation|Co|Company|GmbH|AG|AB|ASA|AS|SA|S\.A|S\.p\.A|SpA|BV|B\.V|NV|N\.V|PLC|plc|Pte|Pty|Sdn|Bhd|KK|Oy|SE|SAS|A/S|S\.L|SL|Kft|KG|LP|LLP)"
TITLES = words(
    "prime president chairman chairwoman chair ceo cfo cto coo cso cmo director minister professor prof dr mr mrs ms head secretary ambassador "
    "founder co-founder vice executive chief officer managing general senior deputy manager board-member spokesperson mayor governor lead leader leadership executives "
    "senator representative commissioner dean rector analyst"
)
EVENTS = re.compile(
    r"\b(?:Convention|Conference|Congress|Forum|Summit|Week|Days?|Expo|Exhibition|Symposium|Meeting|Fair|Workshop|Webinar|Roundtable|Festival|"
    r"Showcase|Mission|Kongress|Konferenz|Messe|Tagung|Interphex|Medica|Arab Health)\b|^BIO(?:-\w+)+$|\bBIO (?:KOREA|Korea|Europe|Asia|Japan|China|Asia-Taiwan)\b"
)
THINGS = re.compile(
    r"\b(?:Agreement|Memorandum|Memoranda|Understanding|Intent|Contract|Licen[cs]e|Act|Law|Programme|Program|Project|Trials?|Study|Phase|Series|Form|Notice|"
    r"Report|Award|Prize|Strategy|Plan|Initiative|Moonshot|Award|Grant|Index|Platform|Test|Tests|Device|System|Drug|Application|Submission|Designation|Conditions|"
    r"Disease|Syndrome|Cancer|Virus|Vaccine|Therapy|Treaty|Protocol|Declaration|Statement|Road|Street|Avenue|Challenge|Fast Track|Compliance|Deal|Partnership|Collaboration)s?$"
)
NO_NAMES = words(
    "AI HIV AIDS DNA RNA MRNA ALS USD EUR KRW GBP FY NDA R&D IP MOU MOUS LOI LOIS CEO CFO CTO COO CSO CMO COVID COVID-19 ESG IT B2B B2G G2G IPO M&A "
    "ICT OEM CDMO CMO CRO PCR MRI CT ECG SME SMES PHD MD VP II III IV VI NASDAQ NYSE OTC TSX KOSDAQ KOSPI HPV TB UV 3D 2D GMP FDI GDP Q1 Q2 Q3 Q4 H1 H2 "
    "QR PDF URL US$ NOK SEK DKK SGD I IGE IGG CAR-T HTML SAAS NGO NGOS SMES CEOS GENAI ML API IOT TV PR HR OK"
)
COMMON = words(
    "the a an in on at of this these that those it we our us as for by with and but or nor to from during under after before today yesterday earlier last "
    "following part when where while its their his her he she they i you your my one two three four five six seven eight nine ten both each all some many most "
    "several other others another such no not if so then there here what who which how why more less than also however moreover furthermore additionally "
    "meanwhile since until through throughout between among within without upon about above below over against despite because although though via per "
    "new global international world national regional local european asian african american-based north south east west central northern southern eastern western "
    "according based once again just only even still yet now later soon recently currently previously finally first second third next "
    "memorandum understanding letter intent agreement contract partnership collaboration cooperation talks partners partner company companies firms firm "
    "government governments ministry minister president chairman director professor prof dr mr mrs ms ceo health healthcare medical life sciences science biotech biotechnology "
    "pharma pharmaceutical pharmaceuticals industry research development innovation technology clinical trial trials phase study patients "
    "news press release announces announced signs signed launches launch advances advance expands expand strengthens strengthen opens visits joins join "
    "january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday "
    "spring summer autumn fall winter year years month months week weeks day days please read share contact subscribe back home about "
    "exclusive non-exclusive strategic joint definitive binding non-binding key leading major big small large great good best better special "
    "together including combining leveraging building working supporting securing expanding growing partnering using having being making taking looking speaking "
    "additional further such delegates participants visitors guests members experts leaders investors representatives officials sales revenue shares investment "
    "nobody everyone everybody somebody anyone trade parliament congress students scientists researchers doctors patients let should could would can will may might must shall does did has have had is are was were be been do says said "
    "der die das ein eine einer eines dem den des im am auf aus bei mit nach von zu für und oder aber auch als wie wir unser unsere sie er es ihr ihre "
    "diese dieser dieses heute gestern morgen vereinbarung vertrag zusammenarbeit kooperation gespräche veranstaltung unternehmen partner mittelpunkt rande felder "
    "biotechnologie pharma medizintechnik forschung lebenswissenschaften gesundheitswirtschaft hauptstadtregion wissenschaft geschäftsentwicklung"
)
"""Words that start sentences and headlines without being names."""
STARTERS = words(
    "new global international world national regional european asian african north south east west central northern southern eastern western first good big "
    "medical health healthcare life clinical innovation research biotech biotechnology pharma pharmaceutical science sciences technology joint one strategic industry "
    "development ministry government president company growing leading partner partners business great small advance read home major best better"
)
"""Words that may also start a name when another capital follows."""
GENERIC_HEADS = (
    r"compan(?:y|ies)|firms?|institut(?:es?|ions?)|organi[sz]ations?|universit(?:y|ies)|hospitals?|clinics?|networks?|providers?|partners?|players?|authorit(?:y|ies)|"
    r"manufacturers?|makers?|distributors?|governments?|ministr(?:y|ies)|agenc(?:y|ies)|investors?|administrators?|groups?|suppliers?|developers?|foundations?|startups?|start-ups?|"
    r"operators?|insurers?|associations?|laborator(?:y|ies)|centres?|centers?|regulators?|pharma|biotechs?|drugmakers?|researchers|scientists|leaders|delegat(?:es|ion)"
)
PLACES_BEFORE = re.compile(r"\b(?:in|near|outside|across|downtown)\s+$", re.IGNORECASE)
CITIES = words(
    "Seoul Busan Incheon Daejeon Daegu Osong Pangyo Songdo Boston London Paris Berlin Munich Vienna Zurich Basel Geneva Brussels Amsterdam Copenhagen Stockholm Oslo Helsinki "
    "Riga Vilnius Tallinn Tartu Warsaw Prague Budapest Madrid Barcelona Lisbon Rome Milan Dublin Tokyo Osaka Kobe Beijing Shanghai Shenzhen Guangzhou Taipei Bangkok Hanoi "
    "Jakarta Manila Delhi Mumbai Bangalore Hyderabad Chennai Dubai Doha Riyadh Amman Cairo Nairobi Lagos Accra Kigali Johannesburg Sydney Melbourne Toronto Montreal Calgary "
    "Vancouver Ottawa Chicago Houston Philadelphia Washington Atlanta Seattle Bochum Essen Hamburg Frankfurt Heidelberg Leipzig Dresden Cologne Düsseldorf Stuttgart Mainz"
)
