"""A line of the feed is put into words where it is read: on the page, on the portal, in the weekly mail, each in its reader's language."""

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from madang.site.core.models import OutboxMail
from madang.site.directory.models import Person
from madang.site.landscape.actions.calendar import mark_entry, publish_entry
from madang.site.landscape.actions.feed import follow, publish_item
from madang.site.landscape.actions.weekly import send_weekly_mails, set_weekly_mail
from madang.site.landscape.models import FeedItem, WeeklyMail
from madang.site.landscape.queries.feed import feed_of
from tests.site.landscape.reading import person_called


@pytest.fixture
def reader(db: None) -> Person:
    person = person_called("Maija Ozola")
    follow(by=person, kind="country", country_a="LV")
    return person


def moved(name: str = "Harbour Fair") -> None:
    """Publish a date while somebody reads the site in Korean, and move it."""
    with override("ko"):
        for day in ("2027-03-09", "2027-03-10"):
            publish_entry(key=name.lower().replace(" ", "-"), kind="event", title=name, start=day, country="LV")  # fmt: skip


def mission() -> FeedItem:
    return publish_item(
        key="mission-7-open",
        kind="mission",
        news="open",
        title="Amber Coast in Seoul",
        link="/programmes/missions/amber/",
        from_country="LV",
        to_country="KR",
        days="2027-05-11/2027-05-14",
        country_a="LV",
        country_b="KR",
    )


def read(reader: Person, language: str) -> list[tuple[str, str]]:
    with override(language):
        return [(line.title, line.text) for line in feed_of(reader)[:]]


def test_a_date_that_moved(reader: Person) -> None:
    moved()
    row = FeedItem.objects.get()
    assert (row.news, row.title) == ("moved", "Harbour Fair")
    assert read(reader, "en") == [("New date: Harbour Fair", "")]
    assert read(reader, "ko") == [("새 일정: Harbour Fair", "")]


def test_each_mark_of_a_date_is_news_of_its_own(reader: Person) -> None:
    item = publish_entry(key="fair", kind="event", title="Fair", start="2027-03-09", country="LV")  # fmt: skip
    for state, was in (("postponed", ""), ("cancelled", "postponed"), ("held", "cancelled")):  # fmt: skip
        mark_entry(item, by=None, confirmed=state, was=was)
    assert read(reader, "en") == [
        ("Took place: Fair", ""),
        ("Cancelled: Fair", ""),
        ("Postponed: Fair", ""),
    ]


def test_a_mission_says_from_where_to_where_and_when(reader: Person) -> None:
    mission()
    assert read(reader, "en") == [
        (
            "Applications are open: Amber Coast in Seoul",
            "From Latvia to South Korea, 11–14 May 2027.",
        )
    ]
    ((title, text),) = read(reader, "ko")
    assert ("Amber Coast in Seoul" in title, "라트비아" in text) == (True, True)
    assert title != "Applications are open: Amber Coast in Seoul"


def test_what_somebody_wrote_stays_as_it_was_written(reader: Person) -> None:
    publish_item(key="need-1", kind="need", title="Cold chain", text="For islands.", link="/programmes/needs/1/", country_a="LV")  # fmt: skip
    assert read(reader, "ko") == [("Cold chain", "For islands.")]


def test_the_weekly_mail_is_in_the_language_of_whoever_gets_it(reader: Person) -> None:
    Person.objects.filter(pk=reader.pk).update(language="ko")
    moved()
    set_weekly_mail(by=reader, wanted=True)
    WeeklyMail.objects.update(next_at=timezone.now() - timedelta(minutes=1))
    assert send_weekly_mails() == 1
    assert OutboxMail.objects.get().body.splitlines()[0] == "새 일정: Harbour Fair"


@pytest.mark.parametrize("number", [1, 3])
def test_a_feed_asks_as_often_for_one_line_as_for_three(
    reader: Person, number: int
) -> None:
    for index in range(number):
        moved(f"Fair {index}")
    with CaptureQueriesContext(connection) as captured:
        assert len(read(reader, "ko")) == number
    assert len(captured) == 4


def test_the_news_of_missions_from_before_are_taken_apart(reader: Person) -> None:
    row = mission()
    FeedItem.objects.filter(pk=row.pk).update(
        news="", title="모집 중: Amber Coast: in Seoul", from_country="", text="LV"
    )
    step = import_module("madang.site.landscape.migrations.0002_news_in_the_readers_language")  # fmt: skip
    step.take_apart(apps, SimpleNamespace(connection=connection))
    row.refresh_from_db()
    assert (row.news, row.title) == ("open", "Amber Coast: in Seoul")
    assert read(reader, "en") == [
        ("Applications are open: Amber Coast: in Seoul", "LV")
    ]
