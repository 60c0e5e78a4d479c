"""Pages of country pairs and countries: addresses, timeline, trade, who sees what, how many questions they ask."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from tests.conftest import sign_in
from tests.site.landscape.made_up_figures import MILLION, curator, figure
from tests.site.landscape.made_up_ties import company, tie, visit

pytestmark = pytest.mark.django_db
PAIR = {"geography": "EE", "counterpart": "KR"}


def relations(number: int = 1) -> None:
    tour = visit("Tour of the minister", "EE", "KR", start="2030-03-02", end="2030-03-05")  # fmt: skip
    for index in range(number):
        tie(
            "mou",
            company(f"Kalev {index}", "EE"),
            company(f"Haneul {index}", "KR"),
            stage="signed",
            date="2030-03-04",
            occasion=tour,
        )


def trade() -> None:
    figure("commerce", "level", "130000000", unit="EUR", scale=MILLION, **PAIR)
    figure("commerce multiple", "multiple", "5", unit="times", period="P10Y", **PAIR)
    figure("commerce", "level", "105000000", unit="USD", scale=MILLION, period="2010", told_in="herald", **PAIR)  # fmt: skip


def test_both_orders_lead_to_one_address() -> None:
    client = Client()
    assert client.get("/landscape/pairs/kr-ee/").headers["Location"] == (
        "/landscape/pairs/ee-kr/"
    )
    assert client.get("/landscape/pairs/EE-KR/").status_code == 302
    assert [
        client.get(f"/landscape/pairs/{pair}/").status_code
        for pair in ("ee-kr", "ee-ee", "ee-zz", "ee", "ee-kr-lv")
    ] == [200, 404, 404, 404, 404]


def test_a_pair_of_which_nothing_is_known_says_so() -> None:
    page = Client().get("/landscape/pairs/ee-kr/").content.decode()
    assert "Nothing is known yet between Estonia and South Korea." in page
    assert "No contact has a stated year." in page


def test_one_timeline_with_years_and_what_came_of_it() -> None:
    relations()
    tie("talks", company("Kalev", "EE"), company("Haneul", "KR"), stage="talks", date="2031/2033")  # fmt: skip
    tie("clinical_trial", company("Kalev", "EE"), company("Haneul", "KR"))
    response = Client().get("/landscape/pairs/ee-kr/")
    shown = response.context["shown"]
    assert [(each.heading, each.is_year, len(each.entries)) for each in shown.groups] == [
        ("2030", True, 2),
        ("Between 2031 and 2033", False, 1),
        ("Date not stated", False, 1),
    ]  # fmt: skip
    first = shown.groups[0].entries
    assert first[0].outcomes == "Memoranda 1"
    assert [side[0].name for side in first[1].sides] == ["Kalev 0", "Haneul 0"]
    assert [(label, number) for _code, label, number in shown.chips] == [
        ("Trials", 1),
        ("Memoranda", 1),
        ("Talks", 1),
        ("Visits and events", 1),
    ]


def test_one_kind_alone() -> None:
    relations()
    shown = Client().get("/landscape/pairs/ee-kr/?kind=mou").context["shown"]
    assert [len(each.entries) for each in shown.groups] == [1]
    assert Client().get("/landscape/pairs/ee-kr/?kind=none").context["shown"].kind == ""


def test_trade_stands_side_by_side_with_both_readings() -> None:
    trade()
    response = Client().get("/landscape/pairs/ee-kr/")
    assert response.context["trade"].axis == "EUR, million"
    assert [each.name for each in response.context["trade"].readings] == [
        "to 5 times",
        "by 5 times, to 6",
    ]
    page = response.content.decode()
    assert "26,000,000 EUR" in page
    assert "17.46%" in page
    assert "105 million USD" in page
    assert {each.rule for each in response.context["oddities"]} == {
        "does_not_fit",
        "to_or_by",
        "year_not_stated",
    }


def test_what_is_internal_is_for_curators() -> None:
    figure("commerce", "level", "7000000", unit="EUR", scale=MILLION, audience="internal", period="2030", **PAIR)  # fmt: skip
    tie("mou", company("Kalev", "EE"), company("Haneul", "KR"), stage="signed", date="2030", audience="internal")  # fmt: skip
    visitor, staff = Client(), sign_in(curator())
    for client, figures, ties in ((visitor, 0, 0), (staff, 1, 1)):
        context = client.get("/landscape/pairs/ee-kr/").context
        assert (len(context["figures"]), context["shown"].ties) == (figures, ties)
        assert len(client.get("/landscape/countries/ee/").context["counterparts"]) == ties  # fmt: skip
        assert client.get("/landscape/pairs/").context["page"].paginator.count == ties


@pytest.mark.parametrize("number", [1, 3])
def test_questions_of_a_pair(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    relations(number)
    trade()
    with django_assert_num_queries(24):
        Client().get("/landscape/pairs/ee-kr/")


@pytest.mark.parametrize("number", [1, 3])
def test_questions_of_a_country_and_the_lists(number: int) -> None:
    relations(number)
    trade()
    for index in range(number):
        figure(f"beds {index}", "level", "90", unit="beds", geography="EE", period="2030")  # fmt: skip
    asked = {}
    for address in ("countries/ee", "countries", "pairs", "figures", ""):
        with CaptureQueriesContext(connection) as captured:
            path = f"/landscape/{address}/".replace("//", "/")
            assert Client().get(path).status_code == 200
        asked[address] = len(captured)
    assert asked == {
        "countries/ee": 12,
        "countries": 3,
        "pairs": 3,
        "figures": 2,
        "": 13,
    }


def test_a_country_and_a_region() -> None:
    figure("beds", "level", "321500", unit="beds", geography="EE", period="2030")
    page = Client().get("/landscape/countries/ee/").content.decode()
    assert "321,500 beds" in page
    assert Client().get("/landscape/countries/EE/").status_code == 302
    assert Client().get("/landscape/countries/zz/").status_code == 404


def test_an_attribution_to_an_internal_occasion_is_not_named() -> None:
    tour = visit("Quiet tour", "EE", "KR", start="2030-03-02", audience="internal")
    made = tie("mou", company("Kalev", "EE"), company("Haneul", "KR"), stage="signed", date="2030-06")  # fmt: skip
    made.attributions.create(occasion=tour)
    address = "/landscape/pairs/ee-kr/"
    seen = [
        "Quiet tour" in client.get(address).content.decode()
        for client in (Client(), sign_in(curator()))
    ]
    assert seen == [False, True]


def test_curators_enter_an_occasion_of_a_pair_from_its_page() -> None:
    tie("mou", company("Kalev", "EE"), company("Haneul", "KR"), stage="signed", date="2030")  # fmt: skip
    door = "/ledger/enter/occasion/?from_country=EE&amp;to_country=KR"
    client = sign_in(curator())
    assert door in client.get("/landscape/pairs/ee-kr/").content.decode()
    assert door not in Client().get("/landscape/pairs/ee-kr/").content.decode()
    initial = client.get(door.replace("&amp;", "&")).context["form"].initial
    assert (initial["from_country"], initial["to_country"]) == ("EE", "KR")
