"""The network of organisations: what is drawn, what is apart, what is left out, who sees what."""

import itertools
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from madang.site.directory.models import Organisation
from madang.site.ledger.actions.occasions import add_occasion
from madang.site.ledger.models import OccasionParty, OrganisationRecord
from madang.site.ledger.queries import network as queries
from madang.site.ledger.queries.network import NetworkSearch, network
from madang.site.ledger.rules.layout import spots
from tests.site.ledger.made_up import evidence, tie_of

pytestmark = pytest.mark.django_db


def company(name: str, country: str = "LV") -> Organisation:
    """Return an organisation with a page."""
    row, is_new = Organisation.objects.get_or_create(name=name, defaults={"country": country, "kind": "biotech"})  # fmt: skip
    if is_new:
        OrganisationRecord.objects.create(organisation=row, key=name.lower().replace(" ", "-"), kind="company")  # fmt: skip
    return row


def chain() -> list[Organisation]:
    """Ties A – B – C – D: A is three ties from D."""
    rows = [company(name) for name in ("Alpha", "Beta", "Gamma", "Delta")]
    for year, (one, other) in enumerate(itertools.pairwise(rows), start=2020):
        tie_of(one, other, evidence(), date=f"{year}-05")
    return rows


def pairs(search: NetworkSearch, user: object = None) -> list[tuple[str, str]]:
    found = network(None, search)
    return [(each.one.name, each.other.name) for each in found.edges]


def test_ties_are_typed_dated_and_counted() -> None:
    one, other = company("Alpha"), company("Beta")
    tie_of(one, other, evidence(), date="2021")
    tie_of(one, other, evidence(), kind="talks", stage="talks", date="2024-02")
    (edge,) = network(None, NetworkSearch()).edges
    assert (dict(edge.kinds), edge.stages, edge.years) == ({"mou": 1, "talks": 1}, {"signed", "talks"}, {2021, 2024})  # fmt: skip


def test_each_filter_narrows() -> None:
    chain()
    tie_of(company("Alpha"), company("Hanul", "KR"), evidence(), kind="talks", stage="talks")  # fmt: skip
    assert pairs(NetworkSearch(kind="talks")) == [("Alpha", "Hanul")]
    assert pairs(NetworkSearch(stage="talks")) == [("Alpha", "Hanul")]
    assert pairs(NetworkSearch(country="KR")) == [("Alpha", "Hanul")]
    assert pairs(NetworkSearch(year=2021)) == [("Beta", "Gamma")]
    assert pairs(NetworkSearch(as_of=date(2021, 12, 31))) == [("Alpha", "Beta"), ("Beta", "Gamma")]  # fmt: skip


def test_around_one_organisation_are_those_two_ties_away() -> None:
    alpha, beta, *_rest = chain()
    found = network(None, NetworkSearch(around=alpha))
    assert [each.name for each in found.nodes] == ["Alpha", "Beta", "Gamma"]
    assert found.steps == {alpha.pk: 0, beta.pk: 1}
    page = Client().get("/ledger/network/?around=alpha")
    assert "Around Alpha" in page.content.decode()
    assert page.context["network"].organisations == 3


def test_who_was_at_the_same_occasion_is_apart_from_ties() -> None:
    alpha, _beta, gamma, _delta = chain()
    tour = add_occasion(by=None, kind="conference", name="Fair", start="2022-03-01", passages=[evidence()])  # fmt: skip
    for each in (alpha, gamma):
        OccasionParty.objects.create(occasion=tour, organisation=each, role="participant")  # fmt: skip
    assert ("Alpha", "Gamma") not in pairs(NetworkSearch())
    found = network(None, NetworkSearch(with_occasions=True))
    assert [(each.one.name, each.other.name, each.years) for each in found.edges if each.is_occasion] == [("Alpha", "Gamma", {2022})]  # fmt: skip
    page = Client().get("/ledger/network/?occasions=on").content.decode()
    assert "At the same occasion, no tie: 1 time" in page
    assert '<path class="met"' in page


def test_what_is_internal_is_in_no_figure_of_it() -> None:
    alpha, *_rest = chain()
    hidden = company("Hidden Works")
    tie_of(alpha, hidden, evidence())
    tie_of(alpha, hidden, evidence(audience="internal"), audience="internal")
    OrganisationRecord.objects.filter(organisation=hidden).update(audience="internal")
    answer = Client().get("/ledger/network/")
    assert "Hidden" not in answer.content.decode()
    found = answer.context["network"]
    assert (found.organisations, len(found.nodes), len(found.edges)) == (4, 4, 3)
    assert Client().get("/ledger/network/?around=hidden-works").status_code == 404


def test_a_network_too_large_says_what_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    chain()
    monkeypatch.setattr(queries, "MOST_NODES", 2)
    answer = Client().get("/ledger/network/")
    page = answer.content.decode()
    assert "2 of 4 organisations are drawn, and 1 of 3 ties" in page
    assert "Left out are those with the fewest ties" in page


def test_names_stand_in_the_middle_and_on_two_circles() -> None:
    where = spots([7, 8, 9], {7: 0, 8: 1})
    assert (where[7].x, where[7].y) == (0.0, 0.0)
    assert (where[8].x, where[8].y) == (0.0, -190.0)
    assert (where[9].x, where[9].y) == (0.0, -400.0)
    assert where[9].beyond(14).y == -414.0


def test_an_empty_network_says_so() -> None:
    assert "No tie fits." in Client().get("/ledger/network/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_questions_of_the_network(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for each in range(number):
        tie_of(company(f"One {each}"), company(f"Other {each}", "KR"), evidence())
    with django_assert_num_queries(6):
        Client().get("/ledger/network/?occasions=on")
