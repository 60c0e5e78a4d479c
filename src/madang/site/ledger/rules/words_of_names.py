"""Words in names of organisations: legal forms, words without weight, the same word in several languages, words that tell two apart."""

# Written without accents and points, as `spelling.plain` leaves them; the longest is taken out first.
LEGAL_FORMS = frozenset(
    """
    a ab ad ag akciju aktiebolag aktiengesellschaft aps as asa beschrankter besloten bhd bt bv bvba ca cjsc co
    companies company corp corporation cv cvba dd doo eg ehf eirl eood ev gbr gesellschaft ggmbh gie gk gmbh godo
    haftung inc incorporated jsc jusikhoesa kabushiki kaisha kft kg kgaa kk lda limited llc lllp llp lp ltd ltda mb
    mbh mit nv nyrt oao ohg ojsc ood ooo osakeyhtio osauhing ou oy oyj pao pbc pjsc pl plc private pt pte pty public
    pvt s sa sabiedriba sarl sas sasu sci sdn se sia sl slu snc sp spa spol spolka srl srls sro tbk uab ug vas
    vennootschap vsia yuhanhoesa zao zoo zrt
    """.split()  # noqa: SIM905 - a list of words reads as words
)
# Points between letters are gone by then: "s.p.a." is "spa", "sp. z o.o." is "sp z oo".
PHRASES = (
    "sabiedriba ar ierobezotu atbildibu",
    "gesellschaft mit beschrankter haftung",
    "limited liability company",
    "joint stock company",
    "public limited company",
    "private limited",
    "pte ltd",
    "pty ltd",
    "pvt ltd",
    "sdn bhd",
    "sp z oo",
    "spol s ro",
    "sa de cv",
    "co ltd",
    "co kg",
    "gmbh and co kg",
    "b v",
    "n v",
    "s a",
    "s l",
    "a s",
    "s p a",
    "s r l",
    "s r o",
    "k k",
    "d o o",
    "z o o",
)
HANGUL_FORMS = (
    "주식회사",
    "유한회사",
    "유한책임회사",
    "사단법인",
    "재단법인",
    "의료법인",
    "학교법인",
    "(주)",
    "㈜",
    "(유)",
    "(재)",
    "(사)",
)
# What Korean names end in or hold, as a word of its own.
HANGUL_WORDS = {
    "대학교병원": "university hospital",
    "대학병원": "university hospital",
    "대학교": "university",
    "의료원": "medical center",
    "병원": "hospital",
    "연구원": "institute",
    "연구소": "institute",
    "진흥원": "promotion agency",
    "제약": "pharma",
    "약품": "pharma",
    "바이오로직스": "biologics",
    "바이오사이언스": "bioscience",
    "바이오": "bio",
    "생명과학": "life science",
    "헬스케어": "healthcare",
    "사이언스": "science",
    "메디칼": "medical",
    "메디컬": "medical",
    "의료": "medical",
    "센터": "center",
    "재단": "foundation",
    "협회": "association",
    "증권": "securities",
    "은행": "bank",
    "홀딩스": "holdings",
    "그룹": "group",
    "테크": "tech",
    "산업": "industry",
    "전자": "electronics",
    "화학": "chemical",
    "투자": "investment",
    "벤처스": "ventures",
    "파트너스": "partners",
    "테라퓨틱스": "therapeutics",
    "다이아그노스틱스": "diagnostics",
    "시스템": "systems",
    "랩": "lab",
    "코리아": "korea",
    "아메리카": "america",
    "재팬": "japan",
    "한국": "korea",
    "서울": "seoul",
}
LIGHT = frozenset(
    """
    a am an and at da das de del der des di die du e et for fur im in la le les no of par the un und van von y zu zum
    """.split()  # noqa: SIM905 - a list of words reads as words
)
SAME = {
    "universitat": "university",
    "universite": "university",
    "universitate": "university",
    "universitates": "university",
    "universidad": "university",
    "universita": "university",
    "uni": "university",
    "univ": "university",
    "institut": "institute",
    "instituts": "institute",
    "instituto": "institute",
    "inst": "institute",
    "krankenhaus": "hospital",
    "klinikum": "hospital",
    "spital": "hospital",
    "slimnica": "hospital",
    "hopital": "hospital",
    "ministerium": "ministry",
    "bundesministerium": "ministry federal",
    "ministrija": "ministry",
    "ministere": "ministry",
    "gesundheit": "health",
    "veselibas": "health",
    "agentura": "agency",
    "agentur": "agency",
    "asociacija": "association",
    "verband": "association",
    "assoc": "association",
    "stiftung": "foundation",
    "fonds": "fund",
    "centrs": "center",
    "zentrum": "center",
    "centre": "center",
    "centrum": "center",
    "laboratories": "lab",
    "laboratory": "lab",
    "laboratorija": "lab",
    "laboratorium": "lab",
    "labs": "lab",
    "pharmaceuticals": "pharma",
    "pharmaceutical": "pharma",
    "pharmacia": "pharma",
    "pharmazeutika": "pharma",
    "pharm": "pharma",
    "farmacija": "pharma",
    "technologies": "tech",
    "technology": "tech",
    "technologie": "tech",
    "intl": "international",
    "internationale": "international",
    "natl": "national",
    "nationale": "national",
    "bros": "brothers",
    "mfg": "manufacturing",
    "dept": "department",
    "sys": "systems",
    "system": "systems",
    "sciences": "science",
    "biosciences": "bioscience",
    "devices": "device",
    "partner": "partners",
    "tarptautine": "international",
    "latvijas": "latvia",
    "latvian": "latvia",
    "lettische": "latvia",
    "deutsche": "germany",
    "deutscher": "germany",
    "deutsches": "germany",
    "german": "germany",
    "deutschland": "germany",
    "korean": "korea",
    "hanguk": "korea",
    "norwegian": "norway",
    "norsk": "norway",
    "norges": "norway",
    "norge": "norway",
    "estonian": "estonia",
    "eesti": "estonia",
    "rigas": "riga",
    "usa": "america",
    "us": "america",
    "american": "america",
    "uk": "britain",
    "british": "britain",
}
PLACES = frozenset(
    """
    africa america americas apac asia asian australia austria baltic baltics belgium benelux bergen berlin brazil
    britain bulgaria busan canada central china czech dach daegu daejeon denmark east eastern egypt emea emirates
    england estonia europe european finland france germany global greece hamburg hungary iberia incheon india
    indonesia international ireland israel italy japan kong korea latvia lithuania london malaysia mexico munich
    netherlands nordic nordics north northern norway osaka oslo pacific paris philippines poland portugal riga romania
    saudi scotland seoul singapore south southern spain sweden swiss switzerland taiwan tallinn thailand tokyo turkey
    ukraine vietnam vilnius west western worldwide zealand
    """.split()  # noqa: SIM905 - a list of words reads as words
)
# Another part, business or kind of body: with one of these in one name alone the two are hardly one.
APART = frozenset(
    """
    academy agency alumni ambulance animal association bank bio biologics bioscience biosimilars capital center
    chemical clinic cloud college construction consumer cosmetics dental department device diagnostics digital display
    distribution electronics employees energy engineering faculty foods foundation fund generics genomics group
    healthcare holding holdings hospital imaging institute insurance investment investments lab logistics
    manufacturing materials medical ministry museum nutrition oncology pharma press research retail sales school
    science securities services software students therapeutics trading union university vaccine vaccines ventures
    veterinary vision
    """.split()  # noqa: SIM905 - a list of words reads as words
)
# Web hosts that belong to nobody in particular.
SHARED_HOSTS = frozenset(
    """
    blog.naver.com blogspot.com daum.net ec.europa.eu europa.eu facebook.com github.io go.kr google.com gov.uk
    instagram.com linkedin.com lv naver.com sites.google.com tistory.com twitter.com wikipedia.org wixsite.com
    wordpress.com x.com youtube.com
    """.split()  # noqa: SIM905 - a list of words reads as words
)
