"""A quotation is found again: always without noise, nearly always with every twentieth character misread, never where it is not."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madang.site.ledger.rules.anchoring import context_of, find

WORDS = [
    "the",
    "agency",
    "of",
    "tarsena",
    "signed",
    "a",
    "memorandum",
    "with",
    "dalbit",
    "securities",
    "on",
    "tuesday",
    "in",
    "riga",
    "minister",
    "said",
    "both",
    "sides",
    "would",
    "open",
    "an",
    "office",
    "for",
    "clinical",
    "trials",
    "vaccines",
    "and",
    "rare",
    "diseases",
    "by",
    "the",
    "end",
    "of",
    "next",
    "year",
    "about",
    "40",
    "companies",
    "took",
    "part",
    "in",
    "meetings",
    "held",
    "during",
    "forum",
    "we",
    "are",
    "proud",
    "that",
    "this",
    "agreement",
    "was",
    "reached",
    "after",
    "talks",
    "which",
    "began",
    "2019",
    "according",
    "to",
    "ministry",
    "health",
    "fund",
    "will",
    "invest",
    "12.5",
    "million",
    "euros",
    "kuldīga",
    "straße",
    "한빛제약",
    "업무협약",
    "체결",
    "서울",
]
NOISE = "abcdefghijklmnopqrstuvwxyz .,-한글"


def article(chance: random.Random, words: int) -> str:
    found = []
    for _number in range(words):
        word = chance.choice(WORDS)
        found.append(word.capitalize() if chance.random() < 0.1 else word)
        if chance.random() < 0.08:
            found.append("“so”" if chance.random() < 0.3 else "–")
    return " ".join(found)


def noisy(chance: random.Random, text: str, share: float) -> tuple[str, list[int]]:
    """Return a text of which a share of characters is replaced, dropped or doubled with another, and where each character came to stand."""
    found: list[str] = []
    places = []
    for letter in text:
        places.append(len(found))
        if chance.random() >= share:
            found.append(letter)
            continue
        what = chance.randrange(3)
        if what == 0:
            found.append(chance.choice(NOISE))
        elif what == 1:
            found.extend((letter, chance.choice(NOISE)))
    places.append(len(found))
    return "".join(found), places


def tried(seed: int, share: float) -> tuple[bool, bool]:
    """Say whether a quotation is found, and whether it is found where it is: both ends within three characters."""
    chance = random.Random(seed)  # noqa: S311
    text = article(chance, 400)
    start = chance.randrange(len(text) - 200)
    end = start + chance.randrange(25, 200)
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    prefix, suffix = context_of(text, start, end)
    read, places = noisy(chance, text, share)
    found = find(read, text[start:end], prefix=prefix, suffix=suffix, near=start)
    if found is None:
        return False, False
    near = abs(found.start - places[start]) <= 3 and abs(found.end - places[end]) <= 3
    return True, near


def test_without_noise_every_quotation_is_exactly_where_it_was() -> None:
    assert [seed for seed in range(500) if tried(seed, 0) != (True, True)] == []


def test_with_every_twentieth_character_misread_nearly_all_are_found() -> None:
    right = sum(near for _found, near in (tried(seed, 0.05) for seed in range(500)))
    assert right / 500 >= 0.95


@settings(max_examples=300, deadline=None)
@given(
    words=st.lists(st.sampled_from(WORDS), min_size=12, max_size=60),
    first=st.integers(0, 9),
    length=st.integers(2, 12),
    blanks=st.lists(st.sampled_from(["  ", "\n", "\u00a0", " \t ", "\n\n", "\u00ad "]), min_size=60, max_size=60),
)  # fmt: skip
def test_blanks_do_not_matter(
    words: list[str], first: int, length: int, blanks: list[str]
) -> None:
    text = " ".join(words)
    quote = " ".join(words[first : first + length])
    start = len(" ".join([*words[:first], ""]))
    prefix, suffix = context_of(text, start, start + len(quote))
    read = "".join(word + blank for word, blank in zip(words, blanks, strict=False))
    found = find(read, quote, prefix=prefix, suffix=suffix)
    assert found is not None
    assert found.is_exact
    assert " ".join(read[found.start : found.end].replace("\u00ad", "").split()) == quote  # fmt: skip


@pytest.mark.parametrize("seed", range(40))
def test_what_is_not_there_is_not_found(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    text = article(chance, 300)
    letters = "".join(chance.choices("qxzjvkwy bfpgh", k=60))
    assert find(text, letters) is None


def test_of_two_places_the_surroundings_decide_then_the_nearer() -> None:
    text = "We are proud. Later, in Riga, they said again: We are proud. And more."
    assert find(text, "We are proud.", prefix="they said again: ").start == 47  # type: ignore[union-attr]
    assert find(text, "We are proud.", near=40).start == 47  # type: ignore[union-attr]
    assert find(text, "We are proud.").start == 0  # type: ignore[union-attr]


def test_quotation_marks_and_dashes_are_the_same_in_all_shapes() -> None:
    text = "First line\nHe said: «a deal — in 2024»…"
    found = find(text, "“a deal - in 2024”")
    assert found is not None
    assert (text[found.start : found.end], found.line, found.likeness) == ("«a deal — in 2024»", 2, 1)  # fmt: skip


def test_nothing_is_found_of_nothing() -> None:
    assert find("A text.", "  ") is None
    assert find("", "A quotation") is None


def test_letters_with_accents_apart() -> None:
    text = "in Ku\u0304ldi\u0304"
    found = find(text, "Ku\u0304ldi\u0304")
    assert found is not None
    assert found.end == len(text)
