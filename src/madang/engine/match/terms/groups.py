"""Groups of countries, each a set of ISO 3166-1 alpha-2 codes, for wishes such as "partners in ASEAN".

Members as of November 2026 as far as known when this version was made: the WHO's regions after Indonesia moved to the Western
Pacific (2025), ASEAN with Timor-Leste (2025). A region of the WHO means the place, whatever a country's membership. Groups by
income are left out: they change every July. Codes: M49 of the United Nations.
"""

_AFRO = "DZ AO BJ BW BF BI CV CM CF TD KM CG CI CD GQ ER SZ ET GA GM GH GN GW KE LS LR MG MW ML MR MU MZ NA NE NG RW ST SN SC SL ZA SS TG UG TZ ZM ZW"
_EU = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"
_CENTRAL_ASIA = "KZ KG TJ TM UZ"
_ASEAN = "BN KH ID LA MY MM PH SG TH TL VN"

MEMBERS = {
    "who_afr": _AFRO,
    "who_amr": "AG AR BS BB BZ BO BR CA CL CO CR CU DM DO EC SV GD GT GY HT HN JM MX NI PA PY PE KN LC VC SR TT US UY VE",
    "who_emr": "AF BH DJ EG IR IQ JO KW LB LY MA OM PK PS QA SA SO SD SY TN AE YE",
    "who_eur": "AL AD AM AT AZ BY BE BA BG HR CY CZ DK EE FI FR GE DE GR HU IS IE IL IT KZ KG LV LT LU MT MC ME NL MK NO PL PT MD RO RU SM RS SK SI ES SE CH TJ TR TM UA GB UZ",
    "who_sear": "BD BT KP IN MV MM NP LK TH TL",
    "who_wpr": "AU BN KH CN CK FJ ID JP KI LA MY MH FM MN NR NZ NU PW PG PH KR WS SG SB TO TV VU VN",
    "africa": f"{_AFRO} DJ EG EH IO LY MA RE SD SH SO TF TN YT",
    "eu": _EU,
    "eea": f"{_EU} IS LI NO",
    "europe": "AX AL AD AT BY BE BA BG HR CZ DK EE FO FI FR DE GI GG GR HU IS IE IM IT JE LV LI LT LU MT MC ME MD NL MK NO PL PT RO RU SM RS SK SI ES SJ SE CH UA GB VA",
    "asean": _ASEAN,
    "gcc": "AE BH KW OM QA SA",
    "cis": "AM AZ BY KZ KG MD RU TJ UZ",
    "central_asia": _CENTRAL_ASIA,
    "asia": f"{_CENTRAL_ASIA} {_ASEAN} CN HK MO KP JP MN KR AF BD BT IN IR MV NP PK LK AM AZ BH CY GE IQ IL JO KW LB OM QA SA PS SY TR AE YE",
    "latin_america": "AI AG AW BS BB BQ VG KY CU CW DM DO GD GP HT JM MQ MS PR BL KN LC MF VC SX TT TC VI BZ CR SV GT HN MX NI PA AR BO BV BR CL CO EC FK GF GY PY PE GS SR UY VE",
    "middle_east": "AE BH EG IQ IR IL JO KW LB OM PS QA SA SY TR YE",
}

GROUPS = {
    "who_afr": "WHO African Region; WHO 아프리카 지역; ; who african region|afro region; who 아프리카 지역",
    "who_amr": "WHO Region of the Americas; WHO 아메리카 지역; ; who region of the americas|the americas|paho region; 미주",
    "who_emr": "WHO Eastern Mediterranean Region; WHO 동지중해 지역; ; eastern mediterranean|emro region; 동지중해",
    "who_eur": "WHO European Region; WHO 유럽 지역; ; who european region; who 유럽 지역",
    "who_sear": "WHO South-East Asia Region; WHO 동남아시아 지역; ; who south-east asia region|searo; who 동남아시아 지역",
    "who_wpr": "WHO Western Pacific Region; WHO 서태평양 지역; ; western pacific|wpro; 서태평양",
    "africa": "Africa; 아프리카; m49:002; africa|african|african union|african countries; 아프리카",
    "eu": "European Union; 유럽연합; ; european union|eu|eu member states; 유럽연합",
    "eea": "European Economic Area; 유럽경제지역; ; european economic area|eea; 유럽경제지역",
    "europe": "Europe; 유럽; m49:150; europe|european|european countries; 유럽",
    "asean": "ASEAN; 아세안; ; asean|southeast asia|south-east asia|southeast asian; 아세안|동남아|동남아시아",
    "gcc": "Gulf Cooperation Council; 걸프협력회의; ; gcc|gulf states|gulf cooperation council|gulf region; 걸프|걸프협력회의",
    "cis": "Commonwealth of Independent States; 독립국가연합; ; cis countries|commonwealth of independent states; 독립국가연합",
    "central_asia": "Central Asia; 중앙아시아; m49:143; central asia|central asian; 중앙아시아",
    "asia": "Asia; 아시아; m49:142; asia|asian|asian countries; 아시아",
    "latin_america": "Latin America and the Caribbean; 중남미·카리브; m49:419; latin america|latam|latin american|caribbean; 중남미|라틴아메리카|남미",
    "middle_east": "Middle East; 중동; ; middle east|middle eastern|mena; 중동",
}
