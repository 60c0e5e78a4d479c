"""Dates of the calendar: published once a key, moved, confirmed and taken back; their state is computed."""

from datetime import date

import pytest

from madang.site.core.models import LogEntry
from madang.site.landscape.actions.calendar import mark_entry, publish_entry
from madang.site.landscape.actions.feed import publish_item
from madang.site.landscape.models import CalendarItem, FeedItem
from madang.site.landscape.rules.calendar import status_of
from madang.site.landscape.rules.refusals import LandscapeError


def fair(start: str = "2027-03-09", end: str = "2027-03-12") -> CalendarItem:
    return publish_entry(
        key="fair", kind="event", title="Harbour Fair", start=start, end=end
    )


def verbs() -> list[str]:
    return list(LogEntry.objects.order_by("id").values_list("verb", flat=True))


def test_the_same_facts_change_nothing(db: None) -> None:
    fair()
    item = fair()
    assert (item.sequence, CalendarItem.objects.count()) == (0, 1)
    assert verbs() == ["publish entry"]


def test_another_date_raises_the_sequence_and_is_news(db: None) -> None:
    fair()
    item = fair(start="2027-03-10")
    assert (item.sequence, item.first_day) == (1, date(2027, 3, 10))
    news = FeedItem.objects.get()
    assert (news.news, news.title, news.entry_id) == ("moved", "Harbour Fair", item.pk)
    assert verbs() == ["publish entry", "change entry of the calendar"]


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2027-03", "", date(2027, 3, 1), date(2027, 3, 31)),
        ("2027-03-09", "", date(2027, 3, 9), date(2027, 3, 9)),
        ("2027-03-09", "2027-04", date(2027, 3, 9), date(2027, 4, 30)),
        ("2027", "", date(2027, 1, 1), date(2027, 12, 31)),
        ("2027-03-09/..", "", date(2027, 3, 9), None),
    ],
)
def test_first_and_last_day_are_computed(
    db: None, start: str, end: str, first: date, last: date | None
) -> None:
    item = fair(start, end)
    assert (item.first_day, item.last_day) == (first, last)


@pytest.mark.parametrize(
    ("start", "end", "field"),
    [
        ("9 March", "", "start"),
        ("", "", "start"),
        ("2027-03-09", "soon", "end"),
        ("2027-03-09", "2027-03-08", "end"),
    ],
)
def test_days_that_do_not_fit_are_refused(
    db: None, start: str, end: str, field: str
) -> None:
    with pytest.raises(LandscapeError) as refusal:
        fair(start, end)
    assert refusal.value.field == field
    assert CalendarItem.objects.count() == 0


@pytest.mark.parametrize(
    ("start", "end", "confirmed", "state"),
    [
        ("2027-03-09", "2027-03-12", "", "upcoming"),
        ("2027-03-05", "2027-03-12", "", "running"),
        ("2027-03-08", "", "", "running"),
        ("2027-03-05", "2027-03-07", "", "date_passed"),
        ("2027-03-05", "2027-03-07", "held", "held"),
        ("2027-03-09", "", "postponed", "postponed"),
        ("2027-03-09", "", "cancelled", "cancelled"),
        ("2027-04", "", "", "not_exact"),
        ("2027-03", "", "", "not_exact"),
        ("2027-02", "", "", "date_passed"),
        ("2027-03-09~", "", "", "not_exact"),
    ],
)
def test_the_state_is_computed(
    db: None, start: str, end: str, confirmed: str, state: str
) -> None:
    item = fair(start, end)
    item.confirmed = confirmed
    assert status_of(item, date(2027, 3, 8)) == state


def test_what_the_ledger_saw_held_took_place(db: None) -> None:
    item = fair("2027-03-01", "")
    assert status_of(item, date(2027, 3, 8), is_held=True) == "held"


def test_a_mark_is_one_line_and_can_be_taken_back(db: None) -> None:
    item = fair()
    mark_entry(item, by=None, confirmed="postponed", was="")
    mark_entry(item, by=None, confirmed="", was="postponed")
    item.refresh_from_db()
    assert (item.confirmed, item.sequence) == ("", 2)
    assert verbs() == ["publish entry", "mark entry postponed", "unmark entry"]
    assert [(each.news, each.title) for each in FeedItem.objects.all()] == [
        ("postponed", "Harbour Fair")
    ]


def test_a_mark_on_what_somebody_else_changed_is_refused(db: None) -> None:
    item = fair()
    mark_entry(item, by=None, confirmed="held", was="")
    with pytest.raises(LandscapeError) as refusal:
        mark_entry(item, by=None, confirmed="cancelled", was="")
    assert str(refusal.value) == (
        "Somebody else has changed this date: it says “Took place” now."
    )


def test_a_new_date_clears_postponed_and_nothing_else(db: None) -> None:
    mark_entry(fair(), by=None, confirmed="postponed", was="")
    assert fair(start="2027-03-11").confirmed == ""
    mark_entry(fair(start="2027-03-11"), by=None, confirmed="cancelled", was="")
    assert fair(start="2027-03-10").confirmed == "cancelled"


@pytest.mark.parametrize(
    "link",
    ["https://elsewhere.example/", "//elsewhere.example/", "javascript:x", "/\\x"],
)
def test_a_date_leads_to_a_page_of_this_site_only(db: None, link: str) -> None:
    with pytest.raises(LandscapeError) as refusal:
        publish_entry(key="a", kind="event", title="A", start="2027", link=link)
    assert (refusal.value.field, CalendarItem.objects.count()) == ("link", 0)
    with pytest.raises(ValueError, match="News leads to a page of this site"):
        publish_item(key="a", kind="entry", title="A", link=link)
    assert FeedItem.objects.count() == 0
