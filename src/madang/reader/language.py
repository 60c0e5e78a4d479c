"""Which language a text is in, from its script and its small words."""

from __future__ import annotations

import re
from collections import Counter

SUPPORTED = frozenset({"en", "de", "ko"})
SMALL = {
    "en": "the of and to in for with is that by on was as from at are has its will a an or were which be this between",
    "de": "der die das und den von zu mit für ist auf im des dem nicht eine sich als auch ein einen am bei wird wurde hat",
    "fr": "le la les des et du en une dans pour que est avec sur par au qui",
    "es": "el la los las de y en que para con por una del se su al",
    "it": "il di che e la per un in con del della sono gli le",
    "nl": "de het een van en in voor met is op dat zijn te aan",
    "no": "og i på som til av er for med det en har fra ikke ble",
    "sv": "och i att som på av är för med det en har från inte ett",
    "da": "og i at som på af er for med det en har fra ikke blev",
    "lv": "un ir ar no uz par kas gada tika kā lai vai pie viņa arī",
    "lt": "ir yra su iš į kad kaip bet tai buvo apie metų",
    "et": "ja on ei et mis oli see kui ka oma ning",
    "pl": "w i na z do się że jest oraz dla nie przez",
    "pt": "de o a que e do da em um para com os no uma por",
    "fi": "ja on että se oli ei kun myös sekä ovat",
}


def language_of(text: str) -> str:
    """Two letters of the language; "und" where nothing tells."""
    letters = Counter(_script(char) for char in text if char.isalpha())
    total = sum(letters.values()) or 1
    for script, code in (
        ("hangul", "ko"),
        ("kana", "ja"),
        ("han", "zh"),
        ("cyrillic", "ru"),
        ("arabic", "ar"),
    ):
        if letters[script] / total > (0.05 if script == "kana" else 0.2):
            return code
    words = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    count = {
        code: sum(words[word] for word in small.split())
        for code, small in SMALL.items()
    }
    best = max(count, key=lambda code: count[code])
    return best if count[best] else "und"


def _script(char: str) -> str:
    number = ord(char)
    if 0xAC00 <= number <= 0xD7A3:
        return "hangul"
    if 0x3040 <= number <= 0x30FF:
        return "kana"
    if 0x4E00 <= number <= 0x9FFF:
        return "han"
    if 0x0400 <= number <= 0x04FF:
        return "cyrillic"
    if 0x0600 <= number <= 0x06FF:
        return "arabic"
    return "latin"
