"""Numbers with a unit that say how much somebody can do, found in English and Korean text.

"two 2,000 L bioreactors", "배양기 2,000리터", "30 million vials a year", "연간 교육생 50명", "EUR 5 million". Amounts of money
are read in euro alone: other currencies are not converted.
"""

import re
from dataclasses import dataclass

from madang.engine.match.folding import Folded, fold

MOST = 10**15
_NUMBER = r"(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<scale>thousand|million|billion|bn|mn|k|m|천만|백만|만|억|천)?\s?"
_BETWEEN = r"[^.;\n\d]{0,30}?"
_RULES: tuple[tuple[str, str], ...] = (
    (
        "bioreactor_litres",
        rf"{_NUMBER}(?:-)?(?:l|litres?|liters?|리터)(?![a-z]){_BETWEEN}(?:bioreactor|fermenter|배양기|바이오리액터|발효조)",
    ),
    (
        "bioreactor_litres",
        rf"(?:bioreactor|fermenter|배양기|바이오리액터|발효조)s?{_BETWEEN}{_NUMBER}(?:-)?(?:l|litres?|liters?|리터)(?![a-z])",
    ),
    (
        "units_per_year",
        rf"{_NUMBER}(?:vials?|doses?|syringes?|units?|ampoules?|bottles?)(?: (?:a|per|each) year|/year|/yr| p\.?a\.?| annually)",
    ),
    (
        "units_per_year",
        rf"(?:연간|연)\s?(?:약 )?{_NUMBER}(?:바이알|도즈|도스|병|앰플|주사기|개|회분)",
    ),
    (
        "trainees_per_year",
        rf"{_NUMBER}(?:trainees?|fellows?|training places?|participants?)(?: (?:a|per|each) year|/year| annually)?",
    ),
    ("trainees_per_year", rf"(?:교육생|연수생){_BETWEEN}{_NUMBER}명"),
    (
        "trial_sites",
        rf"{_NUMBER}(?:clinical |trial |study |investigator )+(?:sites?|cent(?:er|re)s?)",
    ),
    ("trial_sites", rf"임상시험 ?(?:기관|센터) ?{_NUMBER}(?:곳|개)"),
    ("trial_patients", rf"{_NUMBER}(?:trial )?(?:patients|subjects)"),
    ("trial_patients", rf"(?:환자|대상자) ?{_NUMBER}명"),
    (
        "ticket_eur",
        rf"(?:tickets?|invest(?:s|ments?|ing)?|투자)[^.;\n]{{0,20}}?(?:eur|€)\s?{_NUMBER}",
    ),
    ("budget_eur", rf"(?:budget|예산)[^.;\n]{{0,20}}?(?:eur|€)\s?{_NUMBER}"),
)
_PATTERNS = tuple((name, re.compile(rule)) for name, rule in _RULES)
_SCALES = {
    "thousand": 10**3,
    "k": 10**3,
    "천": 10**3,
    "만": 10**4,
    "million": 10**6,
    "mn": 10**6,
    "m": 10**6,
    "백만": 10**6,
    "천만": 10**7,
    "억": 10**8,
    "billion": 10**9,
    "bn": 10**9,
}


@dataclass(frozen=True, slots=True)
class Amount:
    """A capacity of the vocabulary with its number, and the folded places of the words that say so."""

    capacity: str
    number: int
    start: int
    end: int


def find_amounts(text: str | Folded) -> list[Amount]:
    """Amounts in order of appearance, one a capacity: the first that is named. Numbers beyond 10^15 are left out."""
    folded = fold(text) if isinstance(text, str) else text
    found: dict[str, Amount] = {}
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(folded.text):
            number = _number(match)
            known = found.get(name)
            if 0 < number <= MOST and (known is None or match.start() < known.start):
                found[name] = Amount(name, number, *match.span())
    return sorted(found.values(), key=lambda each: each.start)


def _number(match: re.Match[str]) -> int:
    plain_number = float(match["number"].replace(",", ""))
    return round(plain_number * _SCALES.get(match["scale"] or "", 1))
