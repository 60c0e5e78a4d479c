"""Candidates for merging: pairs that are one are found, pairs that only look alike are never called certain, and 50,000 organisations can be compared."""

import random
from pathlib import Path

import pytest

from madang.site.ledger.rules import likeness, romanising, spelling
from madang.site.ledger.rules.likeness import Entry, Proposal, compared, proposals

TABLE = Path(__file__).with_name("merge_pairs.txt")
Case = tuple[str, Entry, Entry, bool]


def entry(pk: int, text: str) -> Entry:
    name, _semicolon, rest = text.partition(";")
    country, _comma, mark = rest.strip().partition(",")
    register, _colon, number = mark.strip().partition(":")
    return Entry(
        pk=pk,
        names=(name.strip(),),
        country=country.strip(),
        domain="" if number else register,
        identifiers=frozenset([(register, number)] if number else []),
    )


def cases() -> list[Case]:
    """Return what each line says ("+", "-", "."), both organisations, and whether the ledger relates them ("!")."""
    found = []
    for number, line in enumerate(TABLE.read_text("utf-8").splitlines()):
        if line and not line.startswith("#"):
            related = " ! " in line
            one, other = line[2:].split(" ! " if related else " = ")
            pair = entry(2 * number + 1, one), entry(2 * number + 2, other)
            found.append((line[0], *pair, related))
    return found


CASES = cases()


@pytest.fixture(scope="module")
def found() -> dict[tuple[int, int], Proposal]:
    """Return what is proposed among all organisations of the table at once."""
    entries = [each for _sign, one, other, _related in CASES for each in (one, other)]
    related = [(one.pk, other.pk) for _sign, one, other, is_related in CASES if is_related]  # fmt: skip
    return {(each.first, each.second): each for each in proposals(entries, related=related)}  # fmt: skip


def of(sign: str) -> list[Case]:
    return [each for each in CASES if each[0] == sign]


def test_the_table_is_large_enough() -> None:
    assert len(CASES) >= 300
    assert len(of("-")) >= 60


def test_pairs_that_are_one_are_found(found: dict[tuple[int, int], Proposal]) -> None:
    missing = [f"{one.names[0]} = {other.names[0]}" for _sign, one, other, _r in of("+") if (one.pk, other.pk) not in found]  # fmt: skip
    assert 1 - len(missing) / len(of("+")) >= 0.95, missing


def test_hard_negatives_are_never_certain_and_seldom_likely(
    found: dict[tuple[int, int], Proposal],
) -> None:
    proposed = [found[one.pk, other.pk] for _sign, one, other, _r in of("-") if (one.pk, other.pk) in found]  # fmt: skip
    assert not [each for each in proposed if each.is_certain]
    assert all(each.doubts for each in proposed)
    assert not [each for each in proposed if each.score >= likeness.LIKELY]


def test_what_has_nothing_in_common_is_not_proposed(
    found: dict[tuple[int, int], Proposal],
) -> None:
    assert not [1 for _sign, one, other, _r in of(".") if (one.pk, other.pk) in found]


def test_the_same_name_in_the_same_country_is_certain_unless_registers_tell_apart() -> (
    None
):
    one = Entry(1, ("Daugava Biotech SIA",), "LV", "daugava.example")
    other = Entry(2, ("SIA Daugava Biotech",), "LV", "daugava.example")
    assert compared(one, other).is_certain
    assert compared(one, other).reasons == ("country", "domain", "name")
    numbered = [Entry(each.pk, each.names, "LV", identifiers=frozenset([("ror", str(each.pk))])) for each in (one, other)]  # fmt: skip
    assert compared(*numbered).doubts == ("identifiers",)
    assert not compared(*numbered).is_certain
    assert compared(one, other, is_related=True).doubts == ("related",)


def test_any_of_several_names_counts() -> None:
    one = Entry(1, ("Korea Health Road Institute", "KHRI"), "KR")
    other = Entry(2, ("KHRI",), "KR")
    assert compared(one, other).reasons == ("country", "name")


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [("한글", "hangeul"), ("독립문", "dokripmun"), ("서울", "seoul"), ("값", "gap"), ("뷔페 2", "bwipe 2"), ("쌍", "ssang"), ("a가b", "agab")],
)  # fmt: skip
def test_hangul_in_latin_letters(hangul: str, latin: str) -> None:
    assert romanising.romanised(hangul) == latin


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller & Söhne GmbH & Co. KG", "Mueller und Soehne"),
        ("Rīgas Farmācija, SIA", "Farmacija Riga"),
        ("Kowalski Sp. z o.o.", "KOWALSKI"),
        ("주식회사 한빛제약", "한빛제약㈜"),
        ("Lucciola S.p.A.", "Lucciola SpA"),
        ("Łódź Ørsted Straße", "Lodz Orsted Strasse"),
    ],
)
def test_spellings_that_share_their_normal_form(one: str, other: str) -> None:
    assert spelling.normal(one) == spelling.normal(other)


def test_a_name_of_legal_forms_alone_keeps_them() -> None:
    assert spelling.words("AG") == ("ag",)
    assert spelling.words("The Of") == ("the", "of")
    assert spelling.words("…") == ()


@pytest.mark.slow
def test_fifty_thousand_organisations_are_compared_in_blocks() -> None:
    """Every pair would be 1.25 thousand million; the blocks leave few enough, and all the twins are among what is proposed."""
    chance = random.Random(7)  # noqa: S311
    syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "el", "or")]  # fmt: skip
    kinds = ["Biotech", "Pharma", "Hospital", "University", "Diagnostics", "Ventures"]
    countries = ["LV", "KR", "DE", "NO", "US", "JP"]

    def name() -> str:
        word = "".join(chance.choices(syllables, k=3)).capitalize()
        other = "".join(chance.choices(syllables, k=2)).capitalize()
        return f"{word} {other} {chance.choice(kinds)}"

    rows = [Entry(each, (name(),), chance.choice(countries)) for each in range(49_000)]
    twins = [Entry(49_000 + each, (f"{rows[each].names[0].upper()} GmbH",), rows[each].country) for each in range(1000)]  # fmt: skip
    found = {(each.first, each.second) for each in proposals(rows + twins)}
    assert all((each, 49_000 + each) in found for each in range(1000))
