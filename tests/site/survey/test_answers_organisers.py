"""The survey as organisers see it; nothing of it reaches anybody else."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from madang.site.core.models import LogEntry, OutboxMail
from madang.site.directory.models import Person
from madang.site.events.models import Deadline, Event, Registration
from madang.site.survey.models import Answer, Consent, Item, ItemTerm, NeverMatch, Wish
from madang.site.survey.queries.profiles import (
    answers_shown_to,
    kept_apart_from,
    never_pairs,
    profile_for,
    visible_profile,
)
from tests.conftest import lead_of, sign_in, take_part

LIST = "/lounge/spring/survey/"


def answered(
    registration: Registration, *audiences: str, state: str = "submitted"
) -> Answer:
    """Give an organisation an answer with one open and one confidential item."""
    answer = Answer.objects.create(
        registration=registration, state=state, about="A maker of vaccines."
    )
    for text, is_confidential in (("Open process", False), ("Secret process", True)):
        item = Item.objects.create(
            answer=answer, role="offer", text=text, is_confidential=is_confidential
        )
        ItemTerm.objects.create(item=item, facet="deal", term="technology_transfer")
    for audience in audiences:
        Consent.objects.create(answer=answer, audience=audience)
    return answer


def test_the_list_counts_and_filters(
    alder: Registration, birch: Registration, organiser: Person
) -> None:
    answered(alder, "matched")
    client = sign_in(organiser)
    assert client.get(LIST).status_code == 200

    def names(query: str) -> list[str]:
        return [
            row.organisation.name for row in client.get(LIST + query).context["page"]
        ]

    assert names("") == ["Alder Bio", "Birch Institute"]
    assert names("?state=sent") == ["Alder Bio"]
    assert names("?state=none") == ["Birch Institute"]
    assert names("?state=draft") == []
    assert names("?q=birch") == ["Birch Institute"]
    assert names("?q=secret") == ["Alder Bio"]
    assert names("?country=KR&kind=biotech") == ["Alder Bio", "Birch Institute"]
    assert names("?country=LV") == []
    assert names("?term=deal:technology_transfer&role=offer") == ["Alder Bio"]
    assert names("?term=deal:technology_transfer&role=seek") == []
    figures = client.get(LIST).context["figures"]
    assert (
        figures.asked,
        figures.sent,
        figures.draft,
        figures.silent,
        figures.items,
    ) == (2, 1, 0, 1, 2)


def test_one_answer_shows_all_to_organisers_alone(
    alder: Registration, birch: Registration, organiser: Person
) -> None:
    answer = answered(alder, "participants")
    Wish.objects.create(answer=answer, name="Cedar")
    NeverMatch.objects.create(answer=answer, name="Dogwood")
    address = f"{LIST}{alder.pk}/"
    page = sign_in(organiser).get(address).content.decode()
    assert [
        each in page for each in ("Secret process", "Confidential", "Cedar", "Dogwood")
    ] == [True] * 4
    for client in (sign_in(lead_of(birch)), sign_in(lead_of(alder)), Client()):
        assert client.get(address).status_code == 404
        assert client.get(LIST).status_code == 404
        assert client.post(LIST + "remind/").status_code == 404
        assert client.get(LIST + "import/").status_code == 404


def test_an_answer_of_another_event_is_not_found(
    alder: Registration, organiser: Person
) -> None:
    other = Event.objects.create(name="Other", slug="other", city="Riga", country="LV")
    foreign = Registration.objects.create(event=other, organisation=alder.organisation)
    assert sign_in(organiser).get(f"{LIST}{foreign.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("given", "audience", "is_shown"),
    [
        ((), "matched", False),
        (("matched",), "matched", True),
        (("matched",), "participants", False),
        (("participants",), "matched", True),
        (("participants",), "participants", True),
        (("participants",), "public", False),
        (("public",), "participants", True),
    ],
)
def test_consent_decides_who_sees_a_profile(
    alder: Registration, given: tuple[str, ...], audience: str, is_shown: bool
) -> None:
    profile = visible_profile(answered(alder, *given), audience=audience)
    assert (profile is not None) is is_shown
    assert answers_shown_to(alder.event, audience=audience).exists() is is_shown


def test_a_profile_has_no_confidential_item_and_a_draft_has_none(
    alder: Registration, birch: Registration
) -> None:
    answer = answered(alder, "public")
    profile = profile_for(alder, birch, audience="matched")
    assert profile is not None
    assert [item.text for item in profile.items] == ["Open process"]
    Answer.objects.filter(pk=answer.pk).update(state="draft")
    assert profile_for(alder, birch, audience="matched") is None


def test_kept_apart_both_ways_by_link_and_by_name(
    alder: Registration, birch: Registration
) -> None:
    answer = answered(alder, "participants")
    answered(birch, "participants")
    cedar = take_part(alder.event, "Cedar")
    NeverMatch.objects.create(answer=answer, name="BIRCH institute inc")
    NeverMatch.objects.create(answer=answer, name="whatever", target=cedar)
    assert kept_apart_from(alder) == {birch.pk, cedar.pk}
    assert kept_apart_from(birch) == {alder.pk}
    assert kept_apart_from(cedar) == {alder.pk}
    assert never_pairs(alder.event) == {(alder.pk, birch.pk), (alder.pk, cedar.pk)}
    assert profile_for(alder, birch, audience="matched") is None
    assert profile_for(birch, alder, audience="matched") is None
    shown = answers_shown_to(alder.event, audience="participants", viewer=birch)
    assert [each.registration for each in shown] == [birch]


def test_reminders_go_once_a_day_to_those_without_an_answer(
    alder: Registration, birch: Registration, organiser: Person
) -> None:
    answered(alder)
    client = sign_in(organiser)
    client.post(LIST + "remind/")
    page = client.post(LIST + "remind/", follow=True).content.decode()
    assert "Nobody is left to remind today." in page
    mail = OutboxMail.objects.get()
    assert (mail.recipient, mail.subject) == (
        "lead@birch-institute.example.org",
        "Spring Lounge: your answers to the demand survey",
    )
    assert "/lounge/spring/my/answers/" in mail.body
    assert (
        "Birch Institute has not sent its answers for Spring Lounge yet." in mail.body
    )
    assert list(LogEntry.objects.values_list("verb", "detail")) == [
        ("remind of survey", "1 mails")
    ]


@pytest.mark.parametrize(("year", "is_open"), [(2090, True), (2020, False)])
def test_reminders_are_offered_while_the_survey_is_open(
    year: int, is_open: bool, event: Event, alder: Registration, organiser: Person
) -> None:
    Deadline.objects.create(
        event=event, kind="survey", due_at=datetime(year, 1, 1, tzinfo=UTC)
    )
    client = sign_in(organiser)
    page = client.get(LIST).content.decode()
    move = '<a href="/lounge/spring/setup/deadlines/survey/">Move the deadline</a>'
    assert ("Remind 1 organisation" in page) is is_open
    assert ("Closes on 1 January, 09:00." in page) is is_open
    assert ("The survey closed on 1 January, 09:00 (Seoul)." in page) is not is_open
    assert (move in page) is not is_open
    client.post(LIST + "remind/")
    assert OutboxMail.objects.count() == (1 if is_open else 0)


def test_the_list_costs_the_same_however_long(event: Event, organiser: Person) -> None:
    client = sign_in(organiser)
    counts = []
    for number in range(3):
        answered(take_part(event, f"Tree {number}"))
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        counts.append(len(queries))
    assert counts[0] == counts[2]
    assert counts[0] <= 25
