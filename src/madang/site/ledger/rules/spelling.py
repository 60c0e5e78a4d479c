"""Bring names of organisations into forms that can be compared, whatever their script, accents, legal form and language."""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit

from madang.site.ledger.rules.romanising import has_hangul, romanised
from madang.site.ledger.rules.words_of_names import (
    HANGUL_FORMS,
    HANGUL_WORDS,
    LEGAL_FORMS,
    LIGHT,
    PHRASES,
    SAME,
    SHARED_HOSTS,
)

# Letters that no accent makes of others.
LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "a", "œ": "o", "\u0131": "i", "þ": "th", "ð": "d"}
)  # fmt: skip
# "Mueller" is "Müller": both lose the e.
UMLAUTS = re.compile(r"(?<=[aou])e(?![aeiou])")
POINTS = re.compile(r"(?<=\b\w)\.(?=\w\b)|(?<=\w)['’](?=\w)")
FORMS = re.compile(r"\b(?:" + "|".join(sorted(PHRASES, key=len, reverse=True)) + r")\b")


@lru_cache(maxsize=200_000)
def plain(name: str) -> str:
    """Return a name in small Latin letters and digits: no accents, points or Hangul; "&" is "and"."""
    for form in HANGUL_FORMS:
        name = name.replace(form, " ")
    if has_hangul(name):
        for korean, word in HANGUL_WORDS.items():
            name = name.replace(korean, f" {word} ")
        name = romanised(name)
    folded = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS))
    bare = "".join(each for each in folded if not unicodedata.combining(each))
    bare = POINTS.sub("", bare.replace("&", " and ").replace("+", " plus "))
    return " ".join(re.findall(r"\w+", bare))


@lru_cache(maxsize=200_000)
def words(name: str) -> tuple[str, ...]:
    """Return the words of a name that carry weight, in their order, one word for the same in several languages; never none for a name that has any."""
    text = plain(name)
    every = text.split()
    text = FORMS.sub(" ", text)
    kept = [each for each in text.split() if each not in LEGAL_FORMS]
    found = [
        word
        for each in kept
        for word in SAME.get(each, UMLAUTS.sub("", each)).split()
        if each not in LIGHT
    ]
    return tuple(found or kept or every)


def normal(name: str) -> str:
    """Return a name as its words that carry weight, in the order of the alphabet: what two spellings of one name share."""
    return " ".join(sorted(words(name)))


# Sounds that other spellings write with another letter; vowels, h, w and y carry little.
SOUNDS = str.maketrans(
    {"l": "r", "p": "b", "f": "b", "v": "b", "c": "k", "g": "k", "q": "k", "t": "d", "z": "s", "x": "s", "j": "s"}
    | dict.fromkeys("aeiouyhw", None)
)  # fmt: skip


@lru_cache(maxsize=200_000)
def skeleton(name: str) -> str:
    """Return the consonants of a name, those that transliterations confuse as one: "samseongbaio" and "Samsung Bio" share theirs."""
    text = "".join(words(name)).replace("ch", "s").replace("ks", "s").replace("x", "ks")
    return re.sub(r"(.)\1+", r"\1", text.translate(SOUNDS))


def acronyms(name: str) -> set[str]:
    """Return the initials of a name, with and without its light words and legal form, of three letters and more."""
    text = plain(name).split()
    heavy = [each for each in text if each not in LIGHT]
    own = [each for each in heavy if each not in LEGAL_FORMS]
    found = {"".join(word[0] for word in each) for each in (text, heavy, own)}
    return {each for each in found if len(each) >= 3}


def is_acronym(name: str) -> bool:
    """Say whether a name is written as an acronym: one word of three to eight capitals or digits."""
    return bool(re.fullmatch(r"[A-Z][A-Z0-9]{2,7}", name.replace(".", "").strip()))


def domain(website: str) -> str:
    """Return the host of a web address that is an organisation's own, without "www."; "" for one that many share."""
    host = (urlsplit(website).hostname or "").removeprefix("www.")
    return "" if host in SHARED_HOSTS else host
