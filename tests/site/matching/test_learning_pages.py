"""The organiser reads what was learned and turns it off; nobody else opens the page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration
from madang.site.matching.models import Learning, LearningSwitch, Reply
from madang.site.matching.queries.learning import Counts, is_on
from tests.conftest import lead_of, sign_in

ADDRESS = "/lounge/spring/matching/learning/"


def version(event: Event, **fields: object) -> Learning:
    """A version as the job keeps it, of one answer of Alder and Birch each."""
    made: dict[str, object] = {
        "number": 3,
        "score_version": 1,
        "features": ["deal", "a_new_one"],
        "shipped": [1.2, 0.6],
        "weights": [1.75, 0.25],
        "errors": [0.31, 0.42],
        "intercept": -1.0,
        "position": -0.2,
        "giving": 1.0,
        "receiving": 1.0,
        "answers": 84,
        "replies": 2,
        "until": timezone.now() + timedelta(hours=1),
        "later": 25,
        "shipped_loss": 0.6931,
        "learned_loss": 0.6012,
        "better": 0.9799,
        "used": "learned",
    }
    return Learning.objects.create(event=event, **(made | fields))


def replies(alder: Registration, birch: Registration) -> None:
    for by, to, said in ((alder, birch, "yes"), (birch, alder, "no_time")):
        Reply.objects.create(event=alder.event, by=by, to=to, said=said)


def test_before_anything_is_learned_the_page_says_what_is_missing(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    replies(alder, birch)
    page = sign_in(organiser).get(ADDRESS).content.decode()
    assert "<h1>Nothing learned yet</h1>" in page
    assert "1 of 50 answers that say something of the fit" in page
    assert "from at least 5 organisations" in page
    assert "Turn learning off" in page


def test_enough_answers_that_are_not_learned_yet_are_said_to_wait(
    event: Event,
    organiser: Person,
    alder: Registration,
    birch: Registration,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    replies(alder, birch)
    monkeypatch.setattr(Counts, "is_enough", True)
    page = sign_in(organiser).get(ADDRESS).content.decode()
    assert "1 answers that say something of the fit wait to be learned" in page
    assert "of 50 answers" not in page


def test_it_says_what_was_learned_from_how_many_and_how_it_was_checked(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    replies(alder, birch)
    version(event)
    page = sign_in(organiser).get(ADDRESS).content.decode()
    assert "<h1>Learned from 84 answers</h1>" in page
    assert "The matching uses it." in page
    assert "Kind of deal" in page
    assert "a new one" in page
    assert [each in page for each in ("1.20", "1.75", "0.31")] == [True] * 3
    assert "better in 97 % of 1,000 draws" in page
    assert "0.693" in page
    assert "Ranker of trees" not in page
    assert "teaches nothing: it is no word about the fit" in page


def test_a_version_that_is_not_surely_better_is_shown_as_unused(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    replies(alder, birch)
    version(event, better=0.949, used="shipped", trees_better=0.5)
    page = sign_in(organiser).get(ADDRESS).content.decode()
    assert "The shipped weights count, because it is not surely better." in page
    assert "better in 94 % of 1,000 draws" in page
    assert "Ranker of trees better in" in page


def test_a_version_whose_answers_are_gone_waits_to_be_learned_again(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    replies(alder, birch)
    version(event)
    Reply.objects.all()[0].delete()
    page = sign_in(organiser).get(ADDRESS).content.decode()
    assert "the shipped weights count meanwhile" in page


def test_it_is_turned_off_and_on(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    replies(alder, birch)
    version(event)
    client = sign_in(organiser)
    page = client.post(f"{ADDRESS}switch/", {"on": "0"}, follow=True).content.decode()
    assert "From the next matching on, the shipped weights count alone." in page
    assert "You turned it off: the shipped weights count." in page
    assert not is_on(event)
    page = client.post(f"{ADDRESS}switch/", {"on": "1"}, follow=True).content.decode()
    assert "From the next matching on, what was learned counts." in page
    assert LearningSwitch.objects.get().is_on


def test_participants_do_not_open_it(event: Event, alder: Registration) -> None:
    client = sign_in(lead_of(alder))
    assert client.get(ADDRESS).status_code == 404
    assert client.post(f"{ADDRESS}switch/", {"on": "0"}).status_code == 404
    assert is_on(event)


def test_the_page_asks_as_much_for_one_answer_as_for_two(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    client = sign_in(organiser)
    version(event)
    client.get(ADDRESS)
    counts = []
    for by, to in ((alder, birch), (birch, alder)):
        Reply.objects.create(event=event, by=by, to=to, said="yes")
        with CaptureQueriesContext(connection) as queries:
            client.get(ADDRESS)
        counts.append(len(queries))
    assert counts == [20, 20]
