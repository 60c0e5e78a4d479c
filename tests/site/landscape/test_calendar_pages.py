"""The calendar: what stands in which list, its files read back, and what curators say of a date."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from madang.site.core.models import LogEntry
from madang.site.directory.models import Person
from madang.site.events.models import Event
from madang.site.landscape.actions.calendar import mark_entry, publish_entry
from madang.site.landscape.models import CalendarItem
from madang.site.ledger.actions.occasions import add_occasion, confirm_held
from madang.site.ledger.actions.sources import add_passage, add_source
from madang.site.ledger.models import Occasion
from tests.conftest import sign_in
from tests.site.landscape.reading import curator_called, person_called

LIST = "/landscape/calendar/"
FILE = "/landscape/calendar.ics"
FORM = {
    "kind": "event",
    "title": "Harbour Fair",
    "start": "2027-03-09",
    "end": "2027-03-12",
    "city": "Riga",
    "country": "LV",
    "audience": "public",
    "link": "/programmes/",
}


@pytest.fixture
def curator(db: None) -> Person:
    return curator_called("Curt Curator")


@pytest.fixture
def reader(db: None) -> Person:
    return person_called("Maija Ozola")


def entry(key: str, start: str, **facts: str) -> CalendarItem:
    return publish_entry(key=key, kind="event", title=key.title(), start=start, **facts)  # type: ignore[arg-type]


def ahead(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def titles(client: Client, address: str) -> list[str]:
    page = client.get(address).context["page"]
    return [item.title for item in page]


def file_of(client: Client, address: str) -> Calendar:
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content)  # type: ignore[return-value]


def test_from_today_over_and_of_a_month(client: Client, db: None) -> None:
    entry("past", "2024-02-09")
    entry("coming", ahead(20))
    entry("running", ahead(-1), end=ahead(1))
    entry("open", f"{ahead(-3)}/..")
    assert titles(client, LIST) == ["Open", "Running", "Coming"]
    assert titles(client, f"{LIST}?past=1") == ["Past"]
    assert titles(client, f"{LIST}?month=2024-02") == ["Past"]


def test_a_list_is_narrowed_by_country_field_and_kind(client: Client, db: None) -> None:
    entry("latvian", ahead(3), country="lv", field="oncology")
    entry("korean", ahead(2), country="KR")
    publish_entry(key="call", kind="call", title="Call", start=ahead(1))
    assert titles(client, f"{LIST}?country=LV") == ["Latvian"]
    assert titles(client, f"{LIST}?field=oncology") == ["Latvian"]
    assert titles(client, f"{LIST}?kind=call") == ["Call"]
    assert titles(client, f"{LIST}?kind=nonsense&month=x") == ["Call", "Korean", "Latvian"]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "confirmed", "words"),
    [
        ("2024-02-09", "", "Date passed, unconfirmed"),
        ("2024-02-09", "held", "Took place"),
        ("2024-02-09", "cancelled", "Cancelled"),
        ("2024-02-09", "postponed", "Postponed"),
        ("2124-02", "", "Date not exact"),
        ("2124-02-09", "", "Upcoming"),
    ],
)
def test_the_page_says_the_state(
    client: Client, db: None, start: str, confirmed: str, words: str
) -> None:
    item = entry("fair", start)
    if confirmed:
        mark_entry(item, by=None, confirmed=confirmed, was="")
    text = text_of(client, reverse("landscape:entry", args=[item.pk]))
    assert f">{words}</span>" in text


def test_a_date_whose_occasion_was_seen_held_took_place(
    client: Client, db: None
) -> None:
    source = add_source(by=None, kind="article", title="Report")
    passage = add_passage(source, by=None, paraphrase="Both delegations met.")
    occasion = add_occasion(
        by=None,
        kind="conference",
        name="Forum",
        passages=[passage],
        start="2024-02-09",
        modality="planned",
        key="forum",
    )
    item = publish_entry(
        key="forum", kind="event", title="Forum", start="2024-02-09", occasion=occasion
    )
    address = reverse("landscape:entry", args=[item.pk])
    assert ">Date passed, unconfirmed</span>" in text_of(client, address)
    confirm_held(occasion, by=None, passages=[passage])
    assert ">Took place</span>" in text_of(client, address)


def test_an_occasion_that_is_cancelled_takes_its_date_with_it(
    client: Client, db: None
) -> None:
    occasion = add_occasion(
        by=None, kind="conference", name="Forum", start="2124-02-09", key="forum"
    )
    item = publish_entry(
        key="forum", kind="event", title="Forum", start="2124-02-09", occasion=occasion
    )
    address = reverse("landscape:entry", args=[item.pk])
    assert ">Upcoming</span>" in text_of(client, address)
    Occasion.objects.filter(pk=occasion.pk).update(is_cancelled=True)
    assert ">Cancelled</span>" in text_of(client, address)


def test_a_file_has_whole_days_and_leaves_out_what_is_not_exact(
    client: Client, db: None
) -> None:
    entry("fair", "2124-03-09", end="2124-03-12", city="Riga", country="LV")
    entry("vague", "2124-04")
    (found,) = file_of(client, FILE).walk("VEVENT")
    assert (found.decoded("dtstart"), found.decoded("dtend")) == (
        date(2124, 3, 9),
        date(2124, 3, 13),
    )
    assert found["dtstart"].params["VALUE"] == "DATE"
    assert (str(found["summary"]), str(found["location"])) == ("Fair", "Riga, Latvia")
    assert (str(found["status"]), found["sequence"]) == ("CONFIRMED", 0)


def test_a_moved_date_keeps_its_identity_and_counts_up(
    client: Client, db: None
) -> None:
    item = entry("fair", "2124-03-09")
    address = reverse("landscape:entry-file", args=[item.pk])
    (before,) = file_of(client, address).walk("VEVENT")
    entry("fair", "2124-03-10")
    (after,) = file_of(client, address).walk("VEVENT")
    assert (before["uid"], before["sequence"]) == ("fair.calendar@127.0.0.1", 0)
    assert (after["uid"], after["sequence"]) == ("fair.calendar@127.0.0.1", 1)


@pytest.mark.parametrize(
    ("start", "confirmed", "status"),
    [
        ("2124-03-09", "", "CONFIRMED"),
        ("2024-03-09", "", "TENTATIVE"),
        ("2024-03-09", "held", "CONFIRMED"),
        ("2124-03-09", "postponed", "CANCELLED"),
        ("2124-03-09", "cancelled", "CANCELLED"),
    ],
)
def test_the_status_in_a_file(
    client: Client, db: None, start: str, confirmed: str, status: str
) -> None:
    item = entry("fair", start)
    if confirmed:
        mark_entry(item, by=None, confirmed=confirmed, was="")
    address = reverse("landscape:entry-file", args=[item.pk])
    (found,) = file_of(client, address).walk("VEVENT")
    assert str(found["status"]) == status


def test_the_file_is_narrowed_as_the_list_is(client: Client, db: None) -> None:
    entry("latvian", "2124-03-09", country="LV")
    entry("korean", "2124-03-09", country="KR")
    found = file_of(client, f"{FILE}?country=KR").walk("VEVENT")
    assert [str(each["summary"]) for each in found] == ["Korean"]


def test_no_file_of_a_date_that_is_not_exact(client: Client, db: None) -> None:
    item = entry("vague", "2124-04")
    address = reverse("landscape:entry-file", args=[item.pk])
    assert client.get(address).status_code == 404


def test_what_is_internal_is_in_no_list_page_file_or_filter(
    client: Client, reader: Person, curator: Person
) -> None:
    item = entry("inner", "2124-04-01", audience="internal", country="IS")
    addresses = [
        reverse("landscape:entry", args=[item.pk]),
        reverse("landscape:entry-file", args=[item.pk]),
    ]
    for who in (client, sign_in(reader)):
        assert [who.get(each).status_code for each in addresses] == [404, 404]
        assert "Inner" not in text_of(who, LIST)
        assert "Iceland" not in text_of(who, LIST)
        assert file_of(who, FILE).walk("VEVENT") == []
    assert titles(sign_in(curator), LIST) == ["Inner"]


def test_an_event_of_the_lounge_is_linked_for_those_who_see_it(
    client: Client, event: Event, organiser: Person
) -> None:
    Event.objects.update(is_listed=False)
    event.refresh_from_db()
    item = publish_entry(
        key="spring", kind="event", title="Spring", start="2027-03-02", event=event
    )
    address = reverse("landscape:entry", args=[item.pk])
    link = f'href="/lounge/{event.slug}/"'
    assert link not in text_of(client, address)
    assert link in text_of(sign_in(organiser), address)


def test_a_curator_adds_changes_and_marks_a_date(curator: Person) -> None:
    client = sign_in(curator)
    answer = client.post(f"{LIST}add/", FORM)
    item = CalendarItem.objects.get()
    assert answer.headers["Location"] == f"{LIST}{item.pk}/"
    assert (item.key, item.first_day) == ("harbour-fair", date(2027, 3, 9))
    client.post(f"{LIST}{item.pk}/change/", {**FORM, "start": "2027-03-10"})
    client.post(f"{LIST}{item.pk}/state/", {"confirmed": "postponed", "was": ""})
    text = text_of(client, f"{LIST}{item.pk}/")
    assert "Take “Postponed” back" in text
    client.post(f"{LIST}{item.pk}/state/", {"confirmed": "", "was": "postponed"})
    item.refresh_from_db()
    assert (item.confirmed, item.sequence) == ("", 3)
    lines = LogEntry.objects.order_by("id").values_list("verb", "actor_label")
    assert list(lines) == [
        ("publish entry", "Curt Curator"),
        ("change entry of the calendar", "Curt Curator"),
        ("mark entry postponed", "Curt Curator"),
        ("unmark entry", "Curt Curator"),
    ]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"start": "9 March"}, "Write a date as 2024-11-24"),
        ({"end": "2027-03-01"}, "The last day is before the first."),
        ({"link": "https://elsewhere.example/"}, "Write a page of this site"),
        ({"link": "//elsewhere.example/"}, "Write a page of this site"),
        ({"link": "javascript:alert(1)"}, "Write a page of this site"),
    ],
)
def test_a_refused_form_keeps_what_was_typed(
    curator: Person, changed: dict[str, str], reason: str
) -> None:
    answer = sign_in(curator).post(f"{LIST}add/", {**FORM, **changed})
    text = answer.content.decode()
    assert (answer.status_code, CalendarItem.objects.count()) == (200, 0)
    assert reason in text
    assert 'value="Harbour Fair"' in text


def test_others_find_no_way_to_write(client: Client, reader: Person) -> None:
    item = entry("fair", "2124-03-09")
    addresses = [f"{LIST}add/", f"{LIST}{item.pk}/change/", f"{LIST}{item.pk}/state/"]
    sent = {**FORM, "confirmed": "held", "was": ""}
    session = sign_in(reader)
    assert [session.post(each, sent).status_code for each in addresses] == [404] * 3
    assert [client.post(each, sent).status_code for each in addresses] == [302] * 3
    item.refresh_from_db()
    assert (item.confirmed, item.title, CalendarItem.objects.count()) == ("", "Fair", 1)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_little_for_three_as_for_one(
    client: Client, db: None, django_assert_num_queries: object, count: int
) -> None:
    for number in range(count):
        entry(f"fair-{number}", ahead(number), country="LV")
    with django_assert_num_queries(3):  # type: ignore[operator]
        client.get(LIST)
