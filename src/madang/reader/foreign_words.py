"""Words of ties in Korean, German and, fewer, in Norwegian, Swedish, Danish, Latvian, Spanish, French and Chinese."""

from __future__ import annotations

import re


def _p(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


TRIGGERS = (
    (
        "mou",
        _p(
            r"업무\s?협약|양해각서|memorand\w+|\bMOUs?\b|samförståndsavtal|saprašanās\s+memorand\w+|memorándum\s+de\s+entendimiento|protocole\s+d[’']accord|谅解备忘录|备忘录"
        ),
    ),
    (
        "loi",
        _p(
            r"의향서|투자의향|absichtserklärung\w*|avsiktsförklaring|avsiktserklæring|intensjonsavtale\w*|\bLOI\b|term\s?sheet|carta\s+de\s+intenci\w+|lettre\s+d[’']intention|nodomu\s+vēstul\w+|意向书"
        ),
    ),
    (
        "licence",
        _p(
            r"라이선스|기술\s?이전|기술수출|lizenz(?:vertrag|vereinbarung|abkommen)\w*|lisensavtale|licensavtal|licencia\b|licence\s+exclusive|许可协议"
        ),
    ),
    ("consortium", _p(r"컨소시엄|konsorti\w+|consorcio|consortium|konsorcij\w+|联盟")),
    (
        "trial",
        _p(
            r"임상\s?(?:시험|[123]상)|klinische\w*\s+(?:studie|prüfung)\w*|klinisk\w*\s+(?:studie|prøving|prövning)\w*|klīnisk\w+\s+pētījum\w+|ensayo\s+clínico|essai\s+clinique|临床试验"
        ),
    ),
    (
        "fund",
        _p(
            r"펀드|투자\s?유치|출자|\bfördermittel\w*|\bförderung\b|darlehen|investitionsfonds|\bfonds?\b|tilskudd|stipend|subvenci\w+|subvention|基金"
        ),
    ),
    (
        "centre",
        _p(
            r"공동\s?연구\s?(?:소|센터)|gemeinsam\w+\s+(?:\w+\s+)?(?:zentrum|institut|labor)|felles\s+(?:senter|laboratorium)|centro\s+conjunto|centre\s+commun|联合实验室"
        ),
    ),
    (
        "office",
        _p(
            r"(?:지사|사무소|법인)(?:를|을)?\s?(?:설립|개소|열)|niederlassung|(?:büro|repräsentanz)\s+(?:in|er)|\bkontor\s+i\b|pārstāvniecīb\w+|oficina\s+en|bureau\s+à"
        ),
    ),
    (
        "facility",
        _p(
            r"(?:공장|생산\s?시설)(?:을|를)?\s?(?:착공|준공|건설|증설)|(?:werk|fabrik|produktionsstätte)\s+(?:in|er)|fabrikk|rūpnīc\w+|planta\s+de|usine"
        ),
    ),
    (
        "contract",
        _p(
            r"(?:공급|판매|위탁생산|수출|유통|본)?\s?계약|합의서|vereinbarung\w*|\bvertr[aä]g\w*|abkommen|\bavtale\w*|\bavtal\w*|\baftale\w*|līgum\w*|vienošan\w+|\bacuerdo|\bconvenio|\baccord\b|\bcontrat\b|协议|合同"
        ),
    ),
    (
        "talks",
        _p(
            r"협의|논의|면담|회담|\bgespräche?n?\b|verhandlung\w*|beratung\w*|\bsamtal\w*|\bdialog\w*|förhandling\w*|forhandling\w*|sarun\w+|pārrun\w+|negociaci\w+|conversaciones|négociation\w*|谈判|洽谈"
        ),
    ),
    (
        "visit",
        _p(
            r"방문|사절단|시찰|delegation\w*|delegasj\w+|statsbes[öø]k\w*|besuch(?:t|te|ten)?\b|\bbesøk\w*|\bbesök\w*|vizīt\w+|apmeklē\w+|\bvisita\b|\bvisite\b|代表团|访问"
        ),
    ),
    (
        "event",
        _p(
            r"개최|참가|열린|vorgestellt|teil(?:zu)?nehm\w*|nahm\w*\s+\w*\s*teil|ausricht\w*|stattfind\w*|fand\w*|arranger\w*|deltok|deltar|deltog|deltagit|notik\w*|tiek\w*|norisin\w*|pulcē\w*|particip\w+|举办|参加"
        ),
    ),
    (
        "collaboration",
        _p(
            r"협력|공동\s?(?:연구|개발)|제휴|zusammenarbeit\w*|kooperation\w*|partnerschaft\w*|samarb\w+|sadarbīb\w+|cooperaci\w+|colaboraci\w+|coopération|partenariat|合作"
        ),
    ),
)
"""Type and pattern, the most specific first."""
EVENTS = _p(
    r"박람회|전시회|포럼|컨퍼런스|콘퍼런스|학회|행사|심포지엄|세미나|총회|kongress|konferen\w*|messe\b|forum\w*|tagung|veranstaltung|branchentreff|symposium|summit|convention|seminar|workshop|konvent|izstād\w+|pasākum\w*|congreso|feria|congrès|salon|会议|展览|论坛"
)
NOT = _p(
    r"nicht\s+(?:\w+\s+)?unterzeichnet|kein\w*\s+(?:\w+\s+)?(?:vertrag|vereinbarung|abkommen)|체결하지|무산|결렬|ikke\s+(?:\w+\s+)?(?:signert|undertegnet|inngått)|inte\s+(?:\w+\s+)?(?:undertecknat|ingått)|nav\s+(?:\w+\s+)?parakstī\w*|no\s+(?:se\s+)?(?:ha\s+)?firm\w+|未签"
)
ENDED = _p(
    r"beendet|gekündigt|ausgelaufen|해지|종료|만료|avsluttet|avslutats|sagt\s+opp|izbeigt\w*|terminad\w+|rescindid\w+|终止"
)
PLANNED = _p(
    r"\bsoll(?:en|te|ten)?\b|\bwird\b|\bwerden\b|geplant|\bwill\b|wollen|sagten?\s+zu|beabsichtig\w+|예정|계획|추진|하기로|방침|목표|기대|\bskal\b|\bska\b|\bkommer\b|planlegg\w*|\bvil\b|\bplāno\w*|paredz\w*|iecerē\w*|\bprevé|planea|将|计划|拟"
)
SIGNED = _p(
    r"unterzeichne\w*|unterschrieb\w*|abgeschlossen|geschlossen|vereinbart\w*|체결|맺었|서명|signer\w*|undertegn\w*|inngå(?:tt|r|ikk)?|undertecknat?\w*|ingå(?:tt|r)|ingick|parakstī\w*|noslēg\w*|noslēdz\w*|firm(?:ó|aron|ado)|suscrib\w+|signé\w*|签署|签订"
)
TALKING = _p(
    r"verhandel\w*|\bgespräche?n?\b|논의|협의|forhandl\w*|förhandl\w*|sarun\w*|negoci\w+|洽谈"
)
HELD = _p(
    r"\bheute\b|\bgestern\b|\bhat\b|\bhaben\b|\bfand\w*|\bnahm\w*|besuchte\w*|했다|열렸|개최했|참가했|방문했|\bvar\b|\bble\b|\bblev\b|deltok|deltog|har\s+\w+t\b|notika|piedalījās|\btikās|apmeklēja|tuvo|particip(?:ó|aron)|visit(?:ó|aron)|举行了|访问了"
)
WE = _p(
    r"\bwir\b|\bunser\w*|당사|우리|\bvi\b|\bvår\w*|\bmēs\b|\bmūsu\b|nosotros|\bnous\b|\bnotre\b"
)
