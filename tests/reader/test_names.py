"""Names: where they end, what they are, what they are short for."""

import pytest

from madang.reader.names import find_names
from madang.reader.read import read

ROWS = [
    ("the Ministry of Health and Welfare met", ["Ministry of Health and Welfare"]),
    ("Arbor Health and Lindqvist AB met", ["Arbor Health", "Lindqvist AB"]),
    ("the Food and Drug Administration met", ["Food and Drug Administration"]),
    ("Peru's Ministry of Trade met", ["Peru's Ministry of Trade"]),
    ("Norwegian company Fjordgen AS met", ["Fjordgen AS"]),
    ("nHack and bioNord met", ["nHack", "bioNord"]),
    ("Falk & Berg met", ["Falk & Berg"]),
    ("Samil Co. Ltd. met", ["Samil Co. Ltd."]),
    ("Danish hospitals met", ["Danish hospitals"]),
    ("the Minister of Health met", []),
    ("signed a Joint Supply Agreement", []),
    ("한빛바이오는 서울가람대학교병원과", ["한빛바이오", "서울가람대학교병원"]),
    ("노르웨이 피오르겐과 만났다", ["노르웨이", "피오르겐"]),
]


@pytest.mark.parametrize(("words", "names"), ROWS, ids=[row[0] for row in ROWS])
def test_a_name_ends_where_it_should(words: str, names: list[str]) -> None:
    kinds = ("organisation", "generic", "country")
    assert [m.text for m in find_names(words) if m.kind in kinds] == names


def test_people_places_and_events_are_no_organisations() -> None:
    text = "Dr. Anna Berg of Arbor Health spoke in Riga at the Nordic Vaccine Congress, said Jonas Falk."
    assert [body.name for body in read(text).organisations] == ["Arbor Health"]


def test_a_trade_mark_is_no_organisation() -> None:
    text = "Arbor Health sells Tearon® tests in Estonia. The Tearon tests are new."
    assert [body.name for body in read(text).organisations] == ["Arbor Health"]


def test_an_organisation_has_kind_country_and_aliases() -> None:
    text = "The Norwegian company Fjordgen Therapeutics AS (“Fjordgen”) met the University of Kotka, Finland. Fjordgen is new."
    company, university = read(text).organisations
    assert (company.name, company.type, company.country) == (
        "Fjordgen Therapeutics AS",
        "company",
        "NO",
    )
    assert company.aliases == ("Fjordgen",)
    assert (university.type, university.country) == ("university", "FI")


def test_known_names_count_where_they_open_a_sentence() -> None:
    text = "Tarnow agreed to cooperate with Arbor Health."
    assert "Tarnow" not in {body.name for body in read(text).organisations}
    known = read(text, known_names=("Tarnow",)).organisations
    assert {body.name for body in known} == {"Tarnow", "Arbor Health"}
