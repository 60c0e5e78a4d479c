"""Occasions: what became of a date, what came of an occasion, and what is attributed to it."""

from datetime import date
from html import unescape
from re import sub

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from madang.site.directory.models import Organisation, Person
from madang.site.events.models import Event
from madang.site.ledger.actions.claims import withdraw_claim
from madang.site.ledger.actions.occasions import (
    add_occasion,
    add_party,
    cancel_occasion,
    confirm_held,
    withdraw_occasion,
)
from madang.site.ledger.models import Occasion, OrganisationRecord, Passage
from madang.site.ledger.queries.occasions import occasions_seen_by, status_of
from madang.site.ledger.rules.access import LedgerError
from tests.conftest import sign_in
from tests.site.ledger.made_up import log_verbs, tie_of

TODAY = date(2024, 6, 1)


def words(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(unescape(sub(r"<[^>]+>", " ", response.content.decode())).split())


@pytest.mark.parametrize(
    ("modality", "start", "end", "status"),
    [
        ("planned", "2024-05-20", "2024-05-21", "date_passed"),
        ("forecast", "2023", "", "date_passed"),
        ("planned", "2024-06-01", "", "planned"),
        ("planned", "2024", "", "planned"),
        ("asserted", "2024-05-20", "", "held"),
        ("asserted", "2025", "", "planned"),
        ("planned", "", "", "undated"),
        ("asserted", "", "", "held"),
    ],
)
def test_the_date_decides_what_became_of_an_occasion(
    db: None, modality: str, start: str, end: str, status: str
) -> None:
    made = add_occasion(
        by=None, kind="summit", name="Summit", start=start, end=end, modality=modality
    )
    assert status_of(made, TODAY) == status
    assert status_of(occasions_seen_by(None).get(), TODAY) == status


def test_a_source_confirms_and_a_withdrawal_takes_that_back(
    db: None, passage: Passage
) -> None:
    made = add_occasion(by=None, kind="trade_fair", name="Fair", start="2024-05", modality="planned")  # fmt: skip
    claim = confirm_held(made, by=None, passages=[passage])
    assert status_of(made, TODAY) == "held"
    with pytest.raises(LedgerError, match="took place"):
        cancel_occasion(made, by=None, passages=[passage])
    withdraw_claim(claim, by=None, why="Another fair.")
    assert status_of(made, TODAY) == "date_passed"
    cancel_occasion(made, by=None, passages=[passage])
    assert status_of(made, TODAY) == "cancelled"
    with pytest.raises(LedgerError, match="cancelled"):
        confirm_held(made, by=None, passages=[passage])
    with pytest.raises(LedgerError) as refusal:
        confirm_held(made, by=None, passages=[])
    assert refusal.value.field == "passages"


def test_an_occasion_needs_a_name_and_a_date_that_is_one(db: None) -> None:
    with pytest.raises(LedgerError) as refusal:
        add_occasion(by=None, kind="summit", name=" ")
    assert refusal.value.field == "name"
    with pytest.raises(LedgerError) as refusal:
        add_occasion(by=None, kind="summit", name="Summit", start="last May")
    assert refusal.value.field == "start"
    assert Occasion.objects.count() == 0


def test_nothing_public_refers_to_an_internal_occasion(
    agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    inner = add_occasion(by=None, kind="summit", name="Inner", audience="internal")
    with pytest.raises(LedgerError) as refusal:
        add_occasion(by=None, kind="round_table", name="Table", parent=inner)
    assert refusal.value.field == "parent"
    with pytest.raises(LedgerError) as refusal:
        tie_of(agency, fund, passage, occasion=inner)
    assert refusal.value.field == "occasion"
    assert add_occasion(
        by=None, kind="round_table", name="Table", parent=inner, audience="internal"
    ).parent == (inner)


def test_withdrawing_asks_for_a_reason_and_for_what_rests_on_it_first(
    agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    visit = add_occasion(
        by=None, kind="delegation_outward", name="Visit", passages=[passage]
    )
    tie_of(agency, fund, passage, occasion=visit)
    with pytest.raises(LedgerError, match="1 ties, 0 parts and 0 editions"):
        withdraw_occasion(visit, by=None, why="Entered twice.")
    other = add_occasion(by=None, kind="summit", name="Other", passages=[passage])
    with pytest.raises(LedgerError, match="Say why"):
        withdraw_occasion(other, by=None, why="")
    withdraw_occasion(other, by=None, why="Entered twice.")
    assert list(occasions_seen_by(None)) == [visit]
    assert log_verbs()[-2:] == ["withdraw claim", "withdraw occasion"]
    with pytest.raises(LedgerError, match="withdrawn already"):
        withdraw_occasion(other, by=None, why="Again.")


def test_the_page_keeps_what_came_of_it_and_what_is_attributed_apart(
    agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    series = add_occasion(by=None, kind="event_series", name="Harbour Forum")
    forum = add_occasion(
        by=None,
        kind="conference",
        name="Harbour Forum 2023",
        series=series,
        start="2023-10-09",
        end="2023-10-10",
        passages=[passage],
    )
    add_occasion(by=None, kind="round_table", name="The round table", parent=forum)
    add_party(forum, by=None, organisation=agency, role="participant")
    add_party(forum, by=None, organisation=agency, role="participant")
    tie_of(agency, fund, passage, subject="Signed there", occasion=forum)
    later = tie_of(agency, fund, passage, subject="Signed later")
    later.attributions.create(occasion=forum)
    page = words(Client(), f"/ledger/occasions/{forum.key}/")
    assert "Took place Conference, 9–10 October 2023" in page
    came, credited = page.split("Attributed to it 1", 1)
    assert "What came of it 1" in came
    assert ("Signed there" in came, "Signed later" in came) == (True, False)
    assert ("Signed there" in credited, "Signed later" in credited) == (False, True)
    assert "Parts 1" in credited
    assert "The round table" in credited
    assert "Who took part 1 Agency of Tarsena Participant" in credited
    assert "Editions 1" in words(Client(), f"/ledger/occasions/{series.key}/")
    assert OrganisationRecord.objects.get(organisation=agency).audience == "public"


def test_a_passed_date_says_that_nobody_has_confirmed_it(db: None) -> None:
    made = add_occasion(
        by=None, kind="networking_lounge", name="Lounge", start="2023-11-20", modality="planned"
    )  # fmt: skip
    said = "Date passed, outcome unconfirmed"
    assert said in words(Client(), f"/ledger/occasions/{made.key}/")
    assert said in words(Client(), "/ledger/occasions/")


def test_an_internal_occasion_is_not_found_by_others(
    curator: Person, reader: Person
) -> None:
    made = add_occasion(by=None, kind="summit", name="Quiet", audience="internal")
    address = f"/ledger/occasions/{made.key}/"
    assert Client().get(address).status_code == 404
    assert sign_in(reader).get(address).status_code == 404
    assert "Quiet" in words(sign_in(curator), address)
    assert "Quiet" not in words(Client(), "/ledger/occasions/")


def test_an_event_run_here_is_named_to_those_who_may_see_it(
    event: Event, organiser: Person
) -> None:
    made = add_occasion(by=None, kind="networking_lounge", name="Lounge", event=event)
    said = "This occasion is an event run here. Spring Lounge"
    address = f"/ledger/occasions/{made.key}/"
    Event.objects.filter(pk=event.pk).update(is_listed=False)
    assert said not in words(Client(), address)
    assert said in words(sign_in(organiser), address)


def listed(query: str) -> list[str]:
    page = Client().get(f"/ledger/occasions/{query}").context["page"]
    return [each.name for each in page]


def test_the_list_is_narrowed(agency: Organisation) -> None:
    add_occasion(by=None, kind="summit", name="Summit", country="KR", start="2023", organiser=agency)  # fmt: skip
    add_occasion(by=None, kind="delegation_outward", name="Visit", from_country="LV", to_country="KR", start="2024-11-24")  # fmt: skip
    add_occasion(by=None, kind="conference", name="Forum", city="Riga", country="LV")
    assert listed("") == ["Visit", "Summit", "Forum"]
    assert listed("?q=riga") == ["Forum"]
    assert listed("?kind=summit") == ["Summit"]
    assert listed("?country=KR") == ["Visit", "Summit"]
    assert listed("?year=2024") == ["Visit"]
    key = agency.record.key
    assert listed(f"?organisation={key}") == ["Summit"]
    assert listed("?q=nobody") == []


@pytest.mark.parametrize("rows", [1, 3])
def test_what_the_pages_cost(
    agency: Organisation,
    fund: Organisation,
    passage: Passage,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    forum = add_occasion(by=None, kind="summit", name="Forum", passages=[passage])
    for number in range(rows):
        add_occasion(by=None, kind="summit", name=f"Part {number}", parent=forum, start="2023")  # fmt: skip
        tie_of(agency, fund, passage, occasion=forum)
        tie_of(agency, fund, passage).attributions.create(occasion=forum)
        company = Organisation.objects.create(name=f"Company {number}")
        add_party(forum, by=None, organisation=company, role="host")
    assert timezone.localdate() > date(2023, 12, 31)
    with django_assert_num_queries(5):
        Client().get("/ledger/occasions/")
    with django_assert_num_queries(16):
        Client().get(f"/ledger/occasions/{forum.key}/")
