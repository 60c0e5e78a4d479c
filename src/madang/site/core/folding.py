"""Words as they are looked for: without case, accents and punctuation, in any script; and Korean words by their initials."""

import re
import unicodedata

# The nineteen initial consonants of Korean syllables in their order (Unicode, Hangul Syllables), as keyboards write them.
INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
FIRST, EACH = 0xAC00, 588
MOST = 450


def folded(text: str) -> str:
    """Return the words of a text without case, accents and punctuation, a space between: "Rīgas Śląsk" as "rigas slask"."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    # Parts of Korean syllables are no accents: they are put together again.
    kept = "".join(
        each
        for each in plain
        if not unicodedata.combining(each) or "\u1160" <= each <= "\u11ff"
    )
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", kept)))[:MOST]


def initials_pattern(text: str) -> str:
    """Return the regular expression of Korean words with these initials, "ㅎㄱ" for 한국; "" for what are not initials alone."""
    letters = text.strip()
    if not letters or any(each not in INITIALS for each in letters):
        return ""
    return "".join(_syllables(INITIALS.index(each)) for each in letters)


def _syllables(place: int) -> str:
    first = FIRST + EACH * place
    return f"[{chr(first)}-{chr(first + EACH - 1)}]"
