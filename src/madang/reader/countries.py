"""Countries by name and by the word for their people: English, German, Korean and their own languages where short."""

from __future__ import annotations

import re
from functools import cache

TABLE = """
AE|United Arab Emirates,UAE,Dubai,Abu Dhabi|Emirati|VAE|아랍에미리트
AR|Argentina|Argentine,Argentinian|Argentinien|아르헨티나
AT|Austria|Austrian|Österreich,österreichische|오스트리아
AU|Australia|Australian|Australien|호주
BD|Bangladesh|Bangladeshi||방글라데시
BE|Belgium,Flanders|Belgian,Flemish|Belgien|벨기에
BG|Bulgaria|Bulgarian|Bulgarien|불가리아
BH|Bahrain|Bahraini||바레인
BR|Brazil,Brasil|Brazilian|Brasilien|브라질
CA|Canada,Quebec,Ontario,Alberta,British Columbia|Canadian|Kanada,kanadische|캐나다
CH|Switzerland|Swiss|Schweiz|스위스
CL|Chile|Chilean||칠레
CN|China,People's Republic of China,Beijing,Shanghai,Hong Kong|Chinese|chinesische|중국
CO|Colombia|Colombian|Kolumbien|콜롬비아
CU|Cuba|Cuban|Kuba|쿠바
CZ|Czech Republic,Czechia|Czech|Tschechien|체코
DE|Germany,Deutschland,Tyskland,Vācija,Bavaria|German|deutsche|독일
DK|Denmark,Danmark|Danish|Dänemark,dänische|덴마크
EE|Estonia,Eesti,Igaunija|Estonian|Estland,estnische|에스토니아
EG|Egypt|Egyptian|Ägypten|이집트
ES|Spain,España,Catalonia|Spanish,Catalan|Spanien|스페인
ET|Ethiopia|Ethiopian|Äthiopien|에티오피아
FI|Finland,Suomi|Finnish|Finnland,finnische|핀란드
FR|France|French|Frankreich,französische|프랑스
GB|United Kingdom,UK,Great Britain,Britain,England,Scotland,Wales|British,Scottish,Welsh,English|Großbritannien,britische|영국
GH|Ghana|Ghanaian||가나
GR|Greece|Greek|Griechenland|그리스
HR|Croatia|Croatian|Kroatien|크로아티아
HU|Hungary|Hungarian|Ungarn|헝가리
ID|Indonesia|Indonesian|Indonesien|인도네시아
IE|Ireland|Irish|Irland|아일랜드
IL|Israel|Israeli||이스라엘
IN|India|Indian|Indien|인도
IQ|Iraq|Iraqi|Irak|이라크
IR|Iran|Iranian||이란
IS|Iceland,Island|Icelandic||아이슬란드
IT|Italy,Italia|Italian|Italien,italienische|이탈리아
JO|Jordan|Jordanian|Jordanien|요르단
JP|Japan|Japanese|japanische|일본
KE|Kenya|Kenyan|Kenia|케냐
KH|Cambodia|Cambodian|Kambodscha|캄보디아
KR|South Korea,Republic of Korea,Korea,Dienvidkoreja,Sør-Korea,Sydkorea,Corea del Sur|South Korean,Korean|Südkorea,südkoreanische,koreanische|대한민국,한국,국내
KW|Kuwait|Kuwaiti||쿠웨이트
KZ|Kazakhstan|Kazakh|Kasachstan|카자흐스탄
LT|Lithuania,Lietuva,Lietuvā,Lietuvas|Lithuanian|Litauen,litauische|리투아니아
LU|Luxembourg|Luxembourgish|Luxemburg|룩셈부르크
LV|Latvia,Latvija,Latvijas,Latvijā|Latvian|Lettland,lettische|라트비아
MA|Morocco|Moroccan|Marokko|모로코
MX|Mexico,México|Mexican|Mexiko|멕시코
MY|Malaysia|Malaysian||말레이시아
NG|Nigeria|Nigerian||나이지리아
NL|Netherlands,Holland,The Netherlands|Dutch|Niederlande,niederländische|네덜란드
NO|Norway,Norge|Norwegian|Norwegen,norwegische|노르웨이
NZ|New Zealand|New Zealander|Neuseeland|뉴질랜드
OM|Oman|Omani||오만
PE|Peru|Peruvian||페루
PH|Philippines|Filipino,Philippine|Philippinen|필리핀
PK|Pakistan|Pakistani||파키스탄
PL|Poland,Polska|Polish|Polen,polnische|폴란드
PT|Portugal|Portuguese||포르투갈
QA|Qatar|Qatari|Katar|카타르
RO|Romania|Romanian|Rumänien|루마니아
RS|Serbia|Serbian|Serbien|세르비아
RU|Russia|Russian|Russland|러시아
RW|Rwanda|Rwandan|Ruanda|르완다
SA|Saudi Arabia,Saudi|Saudi Arabian|Saudi-Arabien|사우디아라비아
SE|Sweden,Sverige|Swedish|Schweden,schwedische|스웨덴
SG|Singapore|Singaporean|Singapur|싱가포르
SI|Slovenia|Slovenian|Slowenien|슬로베니아
SK|Slovakia|Slovak|Slowakei|슬로바키아
SN|Senegal|Senegalese||세네갈
TH|Thailand|Thai||태국
TR|Turkey,Türkiye|Turkish|Türkei|튀르키예
TW|Taiwan|Taiwanese||대만
TZ|Tanzania|Tanzanian|Tansania|탄자니아
UA|Ukraine|Ukrainian||우크라이나
UG|Uganda|Ugandan||우간다
US|United States of America,United States,U.S.,USA,US,America,California,Massachusetts|American|Vereinigte Staaten,amerikanische|미국
UZ|Uzbekistan|Uzbek|Usbekistan|우즈베키스탄
VN|Vietnam,Viet Nam|Vietnamese||베트남
ZA|South Africa|South African|Südafrika|남아프리카공화국
EU|European Union,EU||Europäische Union|유럽연합
"""
REGIONS = (
    "Southeast Asia",
    "Latin America",
    "Middle East",
    "Indo-Pacific",
    "North America",
    "Europe",
    "Africa",
    "Asia",
    "Scandinavia",
    "Nordics",
    "Baltics",
)


def _words(column: str) -> list[str]:
    return [word for word in column.split(",") if word]


@cache
def names() -> dict[str, str]:
    """Country names in any language here to their two letters; regions to themselves."""
    found = {region: region for region in REGIONS}
    for line in TABLE.strip().splitlines():
        code, english, _people, german, korean = line.split("|")
        for word in [*_words(english), *_words(german), *_words(korean)]:
            if word[0].isupper() or word[0] >= "가":
                found[word] = code
    return found


@cache
def peoples() -> dict[str, str]:
    """Adjectives of nationality to the two letters: "Kenyan" to "KE"; German ones by their stem."""
    found = {}
    for line in TABLE.strip().splitlines():
        code, _english, people, german, _korean = line.split("|")
        words = [word for word in _words(german) if word[0].islower()]
        for word in [*_words(people), *words]:
            found[word] = code
    return found


@cache
def pattern() -> re.Pattern[str]:
    """Any country, region or nationality, the longest first; German adjectives with their endings."""
    words = sorted({**names(), **peoples()}, key=len, reverse=True)
    plain = "|".join(re.escape(word) for word in words if word[0] < "가")
    hangul = "|".join(word for word in words if word[0] >= "가")
    return re.compile(
        rf"(?<![\w-])(?P<name>{plain})(?:[nrsm])?(?![\w])|(?P<kr>{hangul})"
    )


def code_of(word: str) -> str | None:
    """The two letters (or region) that a name or nationality stands for; None for other words."""
    return names().get(word) or peoples().get(word)


def codes_in(text: str) -> list[tuple[int, str]]:
    """Each country or nationality of a text with its place, in order."""
    found = []
    for match in pattern().finditer(text):
        code = code_of(match["name"] or match["kr"])
        if code:
            found.append((match.start(), code))
    return found
