"""What came of an event: figures with their lists, who claims each link, and what is published of it."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration
from madang.site.ledger.actions.attributions import attribute_tie
from madang.site.ledger.actions.occasions import add_occasion
from madang.site.ledger.actions.proposals import accept_proposal, answer_proposal
from madang.site.ledger.models import Tie
from madang.site.ledger.queries.event_outcomes import (
    by_month,
    meeting_counts,
    months_between,
    tie_lines,
    ties_of_event,
)
from madang.site.ledger.rules.links import Credit, Strength, strength_of
from madang.site.ledger.rules.small_cells import published, published_total
from madang.site.meetings.actions.feedback import give_feedback
from madang.site.meetings.actions.steps import add_step
from madang.site.meetings.models import Feedback, Meeting
from tests.conftest import lead_of, sign_in, take_part
from tests.site.ledger.made_up import evidence, tie_of
from tests.site.ledger.test_proposals import propose
from tests.site.meetings.over import met
from tests.site.meetings.test_agenda_pages import words

PAGE = "/lounge/spring/outcomes/"
PUBLIC = "/lounge/spring/outcomes/public/"


@pytest.fixture
def past(event: Event, alder: Registration, birch: Registration) -> Meeting:
    (meeting,) = met(event, (alder, birch))
    return meeting


def credit(holder: str, organisation: int | None = None, *sources: str) -> Credit:
    return Credit(holder, organisation, frozenset(sources or ("letter",)))


@pytest.mark.parametrize(
    ("claimed", "strength"),
    [
        ([], Strength.NOBODY),
        ([credit("curator")], Strength.ORGANISER),
        ([credit("article", None, "article")], Strength.ORGANISER),
        ([credit("party", 9)], Strength.ORGANISER),
        ([credit("curator"), credit("party", 1)], Strength.ONE_PARTY),
        ([credit("party", 1), credit("party", 1)], Strength.ONE_PARTY),
        ([credit("party", 1), credit("party", 2)], Strength.BOTH_PARTIES),
        ([credit("party", 1, "letter", "document")], Strength.DOCUMENTED),
    ],
)
def test_how_strongly_a_link_is_claimed(claimed: list[Credit], strength: int) -> None:
    assert strength_of(claimed, [1, 2]) == strength


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        ({"a": 10, "b": 20}, {"a": 10, "b": 20}),
        ({"a": 4, "b": 20, "c": 30}, {"a": None, "b": None, "c": 30}),
        ({"a": 4, "b": 1, "c": 30}, {"a": None, "b": None, "c": 30}),
        ({"a": 0, "b": 1, "c": 30, "d": 40}, {"a": None, "b": None, "c": None, "d": 40}),
        ({"a": 3, "b": 30}, {"a": None, "b": None}),
        ({"a": 0, "b": 0}, {"a": None, "b": None}),
    ],
)  # fmt: skip
def test_small_counts_cannot_be_worked_out(
    cells: dict[str, int], shown: dict[str, int | None]
) -> None:
    assert published(cells) == shown


def test_a_small_whole_is_not_published() -> None:
    assert published_total({"a": 3, "b": 1}) is None
    assert published_total({"a": 3, "b": 2}) == 5


def test_months_are_counted_by_the_calendar() -> None:
    assert months_between(date(2027, 3, 31), date(2027, 4, 1)) == 1
    assert months_between(date(2027, 3, 2), date(2028, 1, 30)) == 10
    assert months_between(date(2027, 3, 2), date(2027, 2, 28)) == -1
    assert months_between(date(2027, 3, 2), None) is None


def test_meetings_and_words_are_counted_once_each(
    event: Event, alder: Registration, birch: Registration
) -> None:
    cedar = take_part(event, "Cedar")
    one, two, _three = met(event, (alder, birch), (alder, cedar), (birch, cedar))
    give_feedback(by=None, meeting=one, registration=alder, verdict="not_held")
    give_feedback(by=None, meeting=one, registration=birch, verdict="informative")
    give_feedback(by=None, meeting=two, registration=cedar, verdict="not_held")
    found = meeting_counts(event)
    assert (found.planned, found.held, found.not_held, found.unsaid) == (3, 1, 1, 1)
    assert (found.sides, found.answers, found.silent) == (6, 3, 3)
    assert found.verdicts == {"not_held": 2, "no_interest": 0, "informative": 1, "cooperation": 0}  # fmt: skip


def test_each_tie_is_shown_with_who_claims_its_link(
    event: Event, curator: Any, alder: Registration, birch: Registration, past: Meeting
) -> None:
    reader = curator.user
    one = accept_proposal(proposal=propose(past, alder, subject="One"), by=None)
    both = propose(past, alder, subject="Both", date="2027-03")
    accept_proposal(proposal=both, by=None)
    answer_proposal(proposal=both, registration=birch, said="yes", by=None)
    paper = accept_proposal(proposal=propose(past, alder, subject="Paper"), by=None)
    occasion = event.occasion
    attribute_tie(paper, by=None, occasion=occasion, passages=[evidence("document")], why="It says so", audience="internal")  # fmt: skip
    unlinked = accept_proposal(proposal=propose(past, birch, came_of_it=False, subject="None", date=""), by=None)  # fmt: skip
    rows = ties_of_event(reader, event, knows_meetings=True)
    lines = tie_lines(reader, event, rows)
    assert {each.pk: each.strength for each in lines} == {
        one.pk: Strength.ONE_PARTY,
        Tie.objects.get(subject="Both").pk: Strength.BOTH_PARTIES,
        paper.pk: Strength.DOCUMENTED,
        unlinked.pk: Strength.NOBODY,
    }
    assert by_month(lines) == [(0, 1), (2, 2), (None, 1)]


def test_the_organisers_read_every_figure_and_open_its_list(
    event: Event,
    organiser: Person,
    alder: Registration,
    birch: Registration,
    past: Meeting,
) -> None:
    give_feedback(by=None, meeting=past, registration=alder, verdict="cooperation")
    add_step(by=lead_of(alder), meeting=past, registration=alder, text="Secret", due=timezone.localdate())  # fmt: skip
    client = sign_in(organiser)
    page = words(client, PAGE)
    assert "Planned 1 Held, as a side says 1 100%" in page
    assert "1 of 2 sides answered; 50% did not." in page
    assert "Cooperation possible 1 100%" in page
    assert "1 noted." in page
    assert "Secret" not in page
    for which, count in (("planned", 1), ("held", 1), ("not_held", 0), ("unsaid", 0)):
        listed = client.get(f"{PAGE}meetings/{which}/")
        assert listed.content.decode().count("/lounge/spring/requests/") - 1 == count
    assert client.get(f"{PAGE}meetings/secret/").status_code == 404


def test_an_organiser_reads_no_internal_tie(
    event: Event, organiser: Person, alder: Registration, past: Meeting
) -> None:
    accept_proposal(proposal=propose(past, alder), by=None)
    assert "Filling vaccines together" not in words(sign_in(organiser), PAGE)


def test_nothing_is_public_before_it_is_published_and_small_counts_never(
    event: Event,
    organiser: Person,
    alder: Registration,
    birch: Registration,
    past: Meeting,
) -> None:
    Event.objects.filter(pk=event.pk).update(is_listed=True)
    occasion = add_occasion(by=None, kind="networking_lounge", name="Spring", event=event)  # fmt: skip
    tie_of(alder.organisation, birch.organisation, evidence(), occasion=occasion, date="2027-04", subject="A public tie")  # fmt: skip
    tie_of(alder.organisation, birch.organisation, evidence(), meeting=past, subject="Of a meeting alone")  # fmt: skip
    give_feedback(by=None, meeting=past, registration=alder, verdict="no_interest")
    visitor, client = Client(), sign_in(organiser)
    files = [f"{PAGE}figures.csv", f"{PAGE}figures.xlsx"]
    assert [visitor.get(each).status_code for each in (PUBLIC, *files)] == [404] * 3
    assert client.post(f"{PAGE}publish/").status_code == 302
    page = words(visitor, PUBLIC)
    assert "A public tie" in page
    assert "1 month later 1 100%" in page
    assert "Of a meeting alone" not in page
    assert "No interest – –" in page
    assert "Planned –" in page
    assert [visitor.get(each).status_code for each in (PUBLIC, *files)] == [200] * 3
    lines = visitor.get(files[0]).content.decode("utf-8-sig").splitlines()
    assert lines[1] == "Meetings planned,,"
    own = client.get(files[0]).content.decode("utf-8-sig").splitlines()
    assert own[1] == "Meetings planned,1,"
    client.post(f"{PAGE}publish/", {"publish": "no"})
    assert visitor.get(PUBLIC).status_code == 404


def test_a_row_of_the_table_opens_its_ties(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    occasion = add_occasion(by=None, kind="networking_lounge", name="Spring", event=event)  # fmt: skip
    for subject, when in (("Spring tie", "2027-04"), ("Summer tie", "2027-07")):
        tie_of(alder.organisation, birch.organisation, evidence(), occasion=occasion, date=when, subject=subject)  # fmt: skip
    client = sign_in(organiser)
    narrowed = words(client, f"{PAGE}?month=1")
    assert "Spring tie" in narrowed
    assert "Summer tie" not in narrowed
    assert "Summer tie" in words(client, f"{PAGE}?kind=mou&stage=signed&strength=1")
    assert "Summer tie" not in words(client, f"{PAGE}?kind=mou&stage=signed&strength=2")


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_row_and_for_three(
    count: int,
    event: Event,
    organiser: Person,
    alder: Registration,
    birch: Registration,
    django_assert_num_queries: Any,
) -> None:
    others = [birch, take_part(event, "Cedar"), take_part(event, "Dolmen")][:count]
    occasion = add_occasion(by=None, kind="networking_lounge", name="Spring", event=event)  # fmt: skip
    for meeting in met(event, *[(alder, each) for each in others]):
        Feedback.objects.create(meeting=meeting, by=alder, verdict="informative")
        tie_of(alder.organisation, meeting.guest.organisation, evidence(), occasion=occasion)  # fmt: skip
    client = sign_in(organiser)
    with django_assert_num_queries(29):
        client.get(PAGE)
    with django_assert_num_queries(15):
        client.get(f"{PAGE}meetings/planned/")
