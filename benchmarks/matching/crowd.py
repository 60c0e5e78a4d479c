"""Made-up organisations in any number, with needs and offers in words that are partly common and partly rare."""

import itertools
import random

from madang.engine.match import vocabulary
from madang.engine.match.profile import Item, Profile

ONSETS = [
    "t",
    "s",
    "r",
    "n",
    "p",
    "d",
    "m",
    "c",
    "l",
    "k",
    "b",
    "v",
    "g",
    "f",
    "h",
    "st",
    "tr",
    "pr",
    "ch",
    "th",
    "w",
    "pl",
    "gr",
    "j",
    "cl",
    "br",
    "sc",
    "qu",
    "sp",
    "z",
]
VOWELS = ["e", "a", "i", "o", "u", "ia", "ea", "io", "y", "ou"]
CODAS = ["", "n", "r", "s", "l", "t", "c", "m", "nt", "st", "x", "ng"]
KOREAN = ["백신", "항체", "임상", "위탁", "생산", "세포", "치료제", "진단"]
WORDS = 6000
COUNTRIES = [
    "KR",
    "US",
    "DE",
    "FR",
    "JP",
    "CN",
    "VN",
    "TH",
    "LV",
    "NO",
    "CH",
    "SE",
    "GB",
    "IN",
    "ID",
    "ZA",
]
LANGUAGES = ("en", "ko", "ja", "de")


def organisations(count: int, items: int, seed: int = 0) -> list[Profile]:
    """So many profiles with so many items each, one in thirty confidential; half seek, half offer."""
    lot = random.Random(seed)  # noqa: S311 - a benchmark, not a secret
    words = [_word(lot) for _ in range(WORDS)]
    usual = list(itertools.accumulate(1 / (n + 5) for n in range(WORDS)))
    return [
        Profile(
            number + 1,
            type=_one(lot, vocabulary.PARTNER_TYPE),
            country=lot.choice(COUNTRIES),
            languages=frozenset(lot.sample(LANGUAGES, 2)),
            items=tuple(_item(lot, n, words, usual) for n in range(items)),
        )
        for number in range(count)
    ]


def _word(lot: random.Random) -> str:
    """Two to four syllables of common and rarer letters, as words of a living language have them; one in 25 is Korean."""
    if lot.random() < 1 / 25:
        return "".join(lot.choices(KOREAN, k=2))

    def one(parts: list[str]) -> str:
        return lot.choices(parts, [1 / (n + 2) for n in range(len(parts))])[0]

    syllables = range(lot.randint(2, 4))
    return "".join(one(ONSETS) + one(VOWELS) + one(CODAS) for _ in syllables)


def _item(
    lot: random.Random, number: int, words: list[str], usual: list[float]
) -> Item:
    facets = {
        vocabulary.DEAL: _some(lot, vocabulary.DEAL, lot.choice((1, 1, 2))),
        vocabulary.FIELD: _some(lot, vocabulary.FIELD, lot.choice((1, 1, 2))),
    }
    for facet, share, many in (
        (vocabulary.MODALITY, 0.6, 1),
        (vocabulary.STAGE, 0.4, 2),
        (vocabulary.PARTNER_TYPE, 0.3, 2),
    ):
        if lot.random() < share:
            facets[facet] = _some(lot, facet, many)
    if lot.random() < 0.3:
        facets[vocabulary.COUNTRY] = frozenset(lot.sample(COUNTRIES, 2))
    text = " ".join(lot.choices(words, cum_weights=usual, k=lot.randint(12, 30)))
    role = "seek" if number % 2 else "offer"
    return Item(role, text, facets, lot.randint(1, 5), lot.random() < 1 / 30)


def _some(lot: random.Random, facet: str, many: int) -> frozenset[str]:
    return frozenset(lot.sample(sorted(vocabulary.TERMS[facet]), many))


def _one(lot: random.Random, facet: str) -> str:
    return lot.choice(sorted(vocabulary.TERMS[facet]))
