"""The organisations of the demonstration. All of them are made up, and so are the countries of the governments."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Invented:
    """One made-up organisation: its kind, country (ISO 3166-1 or empty for made-up countries), languages and name."""

    name: str
    local: str
    kind: str
    country: str
    languages: tuple[str, ...]


# kind | country | languages | names; a name in its own script follows "=".
_ROWS = """
ministry||fr en|Ministry of Health, Tarsena; Ministry of Health, Novera; Ministry of Science, Belmora
ministry||es en|Ministry of Health, Siamora; Ministry of Public Health, Castellane Islands
ministry||en|Ministry of Health, Ostrava Coast; Ministry of Health, Kessaly; Ministry of Industry, Duvania
public_health_agency||fr|Oravia Health Agency; Lumora Institute of Public Health
public_health_agency||en|Kestrel Bay Centre for Disease Control; Andara Vaccination Agency
regulator||en|Kessaly Medicines Regulator; Andara Food and Drug Authority
regulator||fr en|Tarsena Medicines Authority
trade_agency||es en|Belmora Procurement Agency; Siamora Investment Office
trade_agency|LV|lv en|Daugava Trade and Investment House
international_organisation|CH|en fr|Pan-Regional Vaccine Pool; Fill-Finish Forum; Global Measles Compact
international_organisation|KR|en ko|Institute for Shared Vaccines=공유백신연구소; Asia Biomanufacturing Academy=아시아바이오생산아카데미
international_organisation|TH|en|Tropical Trials Network; Mekong Health Bank
international_organisation|ZA|en|Southern Antibody Alliance
global_pharma|US|en|Corvessa Pharma; Northwater Biologics; Halden & Price; Meridian Therapeutics
global_pharma|CH|en fr|Castellane Rx; Velmont Pharma
global_pharma|DK|en|Nordlys Biopharma
global_pharma|JP|ja en|Asagiri Pharmaceutical=朝霧製薬; Minato Biologics=湊バイオロジクス
global_pharma|DE|de en|Rheinwald Arzneimittel
global_pharma|FR|fr en|Laboratoires Aubrac
domestic_company|KR|ko en|Dalbit Biologics=달빛바이오로직스; Saebyeok Therapeutics=새벽테라퓨틱스; Onnuri Diagnostics=온누리진단; Haedoji Bio=해도지바이오; Mirinae Cell=미리내셀; Narae Imaging=나래이미징; Maru Genomics=마루지노믹스; Gaon Robotics=가온로보틱스; Yeoul Devices=여울디바이스; Iseul Peptides=이슬펩타이드; Hanbit Vaccine=한빛백신; Noeul Pharma=노을제약
domestic_company|KR|ko|Garam Pharma=가람제약; Seorim Herbal=서림한약; Bora Bioprocess=보라바이오프로세스; Dasom Cosmeceutical=다솜코스메슈티컬; Areum Nutrition=아름뉴트리션; Chorok Farmaceutics=초록파마슈틱스; Hwangto Plasma=황토플라즈마; Sotdae Medical=솟대메디칼
biotech|KR|ko en|Byeolha Bio=별하바이오; Taebaek mRNA=태백엠알엔에이; Dorandoran Neuro=도란도란뉴로; Hansol Microbiome=한솔빛마이크로바이옴; Jandi Gene=잔디진; Sebyeol Antibody=세별항체; Podo AI Drug=포도에이아이드러그; Duri Stem=두리스템; Gureum Delivery=구름딜리버리; Norae Digital=노래디지털; Pureun Onco=푸른온코
biotech|KR|ko|Sanmaru Therapeutics=산마루테라퓨틱스; Nuri Ophthalmics=누리옵탈믹스; Haneul Rare=하늘레어
cdmo|KR|ko en|Duru CDMO=두루씨디엠오; Songdo Fill Works=송도필웍스; Onsaemiro CDMO=온새미로씨디엠오
cdmo|IN|en|Deccan Biomanufacture; Vindhya Sterile Works
cdmo|DE|de en|Ruhrtal Fill-Finish
cdmo|SG|en|Straits Cell Manufacture
biotech|LV|lv en|Baltkrasta Biologics=Baltkrasta Bioloģija; Gaujas Peptīdi; Rīga Nano Diagnostics
biotech|NO|en|Fjordlys Digital; Solbaram Vaccines
biotech|DE|de en|Ruhrtal Medtech; Emscher Proteins; Westhellweg Genomics
biotech|FR|fr en|Moraine Plasma; Quillon Labs
biotech|DK|en|Bluegate Cold Chain; Sund Enzymes
biotech|US|en|Alder & Finch; Tessel Trials; Cape Amity Bio; Juniper Cell; Redstone Oncology
biotech|GB|en|Perla Oncology; Thornbury RNA; Umi Probiotics
biotech|IL|en|Nabi mRNA; Kinneret Imaging
biotech|CN|zh en|Qingsong Biotech=青松生物; Lanhe Therapeutics=蓝河药业; Yunshan Cell=云山细胞
biotech|CN|zh|Baihe Medical Devices=百合医疗; Hongye Herbal=红叶本草
biotech|JP|ja|Hotaru Regenerative=蛍再生; Kaede Devices=楓デバイス
biotech|AU|en|Wattle Antivirals; Kowhai Marine Peptides
device_company|IT|en|Ponte Diagnostica
device_company|IN|en|Andara Insulin; Ganga Rapid Tests
device_company|US|en|Ostrander Sensors; Vitrane
device_company|KR|ko en|Malgeun Diagnostics=맑은진단; Soknoon Devices=속눈디바이스; Hanul Ultrasound=한울초음파
cro|KR|ko en|Dadum Clinical=다듬클리니컬; Gyeol Research=결리서치
cro|TH|en|Chao Phraya Trials
cro|PL|en|Wisła Clinical
university|KR|ko en|Seorim University=서림대학교; Hallim Coast Institute of Science=한림해안과학원
university|ZA|en|Cape Fynbos University
university|LV|lv en|Vidzeme Institute of Organic Synthesis
university|US|en|Lakeshore Institute of Immunology
hospital|KR|ko en|Seorim University Hospital=서림대학교병원; Gangmaeul Cancer Centre=강마을암센터; Eunhaeng General Hospital=은행종합병원
hospital|KR|ko|Byeot Children's Hospital=볕어린이병원; Solbat Hospital=솔밭병원
hospital|GB|en|Eastmere Hospital
hospital|TH|en|Rung Arun Hospital
hospital|FR|fr en|Hôpital de la Garonne
hospital|BR|pt en|Hospital Ipê Amarelo
investor|KR|ko en|Dolmen Ventures=고인돌벤처스; Hangang Bio Fund=한강바이오펀드
investor|US|en|Cobalt Ridge Capital; Maple Street Life Science
investor|SG|en|Merlion Gate Partners
distributor|BR|pt en|Sabiá Distribuidora
distributor|TH|en|Siam Coldway Distribution
distributor|VN|en|Sen Hong Medical
distributor|AE|en|Dune Medical Supply
association|KR|ko en|Association of Korean Contract Makers=한국위탁생산연합; Osong Valley Cluster=오송밸리클러스터
association|DE|de en|Ruhr Health Cluster
association|NO|en|Northern Vaccine Cluster
association|LV|lv en|Latvian Life Science House
""".strip()


def organisations() -> list[Invented]:
    """Return the made-up organisations in a fixed order."""
    made = []
    for row in _ROWS.splitlines():
        kind, country, languages, names = row.split("|")
        for each in names.split(";"):
            name, _, local = each.strip().partition("=")
            made.append(
                Invented(
                    name=name,
                    local=local,
                    kind=kind,
                    country=country,
                    languages=tuple(languages.split()),
                )
            )
    return made
