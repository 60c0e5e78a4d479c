"""Hangul in Latin letters, by the Revised Romanisation of Korean (Ministry of Culture and Tourism, notice 2000-8), without sound changes across syllables."""

FIRST, LAST_OF_ALL = 0xAC00, 0xD7A3
LEADS = "g kk n d tt r m b pp s ss - j jj ch k t p h".replace("-", "").split(" ")
VOWELS = (
    ["a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"]
)  # fmt: skip
# What a syllable ends in, as it is spoken before a pause.
TAILS = [
    "",
    "k",
    "k",
    "k",
    "n",
    "n",
    "n",
    "t",
    "l",
    "k",
    "m",
    "l",
    "l",
    "l",
    "p",
    "l",
    "m",
    "p",
    "p",
    "t",
    "t",
    "ng",
    "t",
    "t",
    "k",
    "t",
    "p",
    "t",
]


def romanised(text: str) -> str:
    """Return a text with each Hangul syllable in Latin letters, everything else as it is: "한빛제약" → "hanbitjeyak"."""
    return "".join(_syllable(each) for each in text)


def has_hangul(text: str) -> bool:
    """Say whether a text has a Hangul syllable."""
    return any(FIRST <= ord(each) <= LAST_OF_ALL for each in text)


def _syllable(letter: str) -> str:
    index = ord(letter) - FIRST
    if not 0 <= index <= LAST_OF_ALL - FIRST:
        return letter
    lead, rest = divmod(index, 21 * 28)
    vowel, tail = divmod(rest, 28)
    return LEADS[lead] + VOWELS[vowel] + TAILS[tail]
