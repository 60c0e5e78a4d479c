"""Consent once the survey has closed: withdrawn at once, never widened."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from madang.site.events.models import Deadline, Event, Registration
from madang.site.survey.actions.answers import save_consent
from madang.site.survey.queries.profiles import is_within
from madang.site.survey.rules import SurveyRefusal
from tests.conftest import lead_of, sign_in
from tests.site.matching.answered import answer, well_matched

BASE = "/lounge/spring/my/answers/consent/"


@pytest.fixture
def closed(event: Event, alder: Registration, birch: Registration) -> Registration:
    """Alder shows itself to all participants, Birch likewise; the survey has closed."""
    for each in (alder, birch):
        answer(each, consent="participants")
    Deadline.objects.create(
        event=event, kind="survey", due_at=datetime(2026, 1, 5, tzinfo=UTC)
    )
    return alder


def given(registration: Registration) -> set[str]:
    return set(registration.answer.consents.values_list("audience", flat=True))


def send(registration: Registration, *audiences: str, **more: str) -> tuple[int, str]:
    client = sign_in(lead_of(registration))
    page = client.post(BASE, {"audiences": audiences, **more}, follow=True)
    return page.status_code, page.content.decode()


@pytest.mark.parametrize("state", ["open", "closed"])
def test_it_is_withdrawn_at_once(
    state: str, event: Event, closed: Registration, birch: Registration
) -> None:
    Event.objects.filter(pk=event.pk).update(state=state)
    reader = sign_in(lead_of(birch))
    address = f"/lounge/spring/attendees/{closed.pk}/"
    assert reader.get(address).status_code == 200
    _status, page = send(closed)
    assert "It takes effect at once." in page
    assert given(closed) == {"participants"}
    status, page = send(closed, withdraw="1")
    assert (status, given(closed)) == (200, set())
    assert "Consent is withdrawn." in page
    assert reader.get(address).status_code == 404


def test_the_page_offers_only_what_is_given(closed: Registration) -> None:
    page = sign_in(lead_of(closed)).get(BASE).content.decode()
    assert 'value="participants"' in page
    assert 'value="matched"' in page
    assert 'value="public"' not in page
    assert "The survey closed on" in page
    assert "Consent can still be withdrawn, at any time" in page


def test_it_can_be_made_narrower(closed: Registration) -> None:
    assert send(closed, "matched", withdraw="1")[0] == 200
    assert given(closed) == {"matched"}


def test_it_is_not_widened(closed: Registration) -> None:
    assert send(closed, "participants", "public", withdraw="1")[0] == 422
    assert given(closed) == {"participants"}
    with pytest.raises(SurveyRefusal, match="It cannot be widened"):
        save_consent(by=lead_of(closed), registration=closed, audiences=["public"])


def test_without_consent_there_is_nothing_to_withdraw(closed: Registration) -> None:
    closed.answer.consents.all().delete()
    client = sign_in(lead_of(closed))
    assert client.post(BASE, {"audiences": ["matched"]}).status_code == 403
    assert given(closed) == set()


def test_nothing_else_changes_late(closed: Registration) -> None:
    client = sign_in(lead_of(closed))
    text = {"about": "Another text", "objectives": ""}
    assert client.post(BASE.replace("consent", "who"), text).status_code == 403


def test_colleagues_and_strangers_withdraw_nothing(
    closed: Registration, birch: Registration
) -> None:
    assert Client().post(BASE, {"withdraw": "1"}).status_code == 404
    person = lead_of(closed)
    type(person).objects.filter(pk=person.pk).update(is_lead=False)
    person.refresh_from_db()
    assert sign_in(person).post(BASE, {"withdraw": "1"}).status_code == 403
    assert given(closed) == {"participants"}
    assert given(birch) == {"participants"}


def test_whoever_withdraws_late_is_suggested_to_nobody(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    Deadline.objects.create(
        event=event, kind="survey", due_at=datetime(2026, 1, 5, tzinfo=UTC)
    )
    page = "/lounge/spring/my/suggestions/"
    reader = sign_in(lead_of(birch))
    assert "Alder Bio" in reader.get(page).content.decode()
    _status, asked = send(alder)
    assert "This hides you from 1 possible match" in asked
    send(alder, withdraw="1")
    assert "Alder Bio" not in reader.get(page).content.decode()


@pytest.mark.parametrize(
    ("wanted", "before", "is_less"),
    [
        ([], [], True),
        (["matched"], ["public"], True),
        (["participants"], ["matched"], False),
        (["public"], ["participants"], False),
        (["matched", "participants"], ["participants"], True),
    ],
)
def test_what_is_within(wanted: list[str], before: list[str], is_less: bool) -> None:
    assert is_within(wanted, before) is is_less
