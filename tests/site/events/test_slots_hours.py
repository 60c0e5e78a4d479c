"""Slots from hours: lengths, sessions, summer time, bad hours"""

from datetime import date, time

import pytest

from madang.site.events.actions.days import (
    add_break,
    add_day,
    make_slots,
    save_break,
    save_day,
)
from madang.site.events.models import (
    Break,
    Day,
    Event,
    Slot,
)
from madang.site.events.queries.slots import planned_slots
from madang.site.events.rules import SetUpError


@pytest.fixture
def bare(db: None) -> Event:
    """An event without days."""
    return Event.objects.create(
        name="Riga Days", slug="riga", city="Riga", country="LV", zone="Europe/Riga"
    )


def times(event: Event) -> list[str]:
    return [
        f"{slot.starts_at:%d %H:%M}–{slot.ends_at:%H:%M} {slot.session}"
        for slot in Slot.objects.filter(event=event)
    ]


def test_hours_less_breaks_make_slots_in_utc(bare: Event) -> None:
    day = Day.objects.create(
        event=bare, date=date(2027, 3, 2), opens=time(9), closes=time(11, 30)
    )
    Break.objects.create(
        day=day, name="Coffee", kind="coffee", starts=time(10), ends=time(10, 30)
    )
    make_slots(event=bare, by=None)
    assert times(bare) == [
        "02 07:00–07:25 0",
        "02 07:30–07:55 0",
        "02 08:30–08:55 1",
        "02 09:00–09:25 1",
    ]


def test_sessions_go_on_counting_over_the_days(bare: Event) -> None:
    for number in (2, 3):
        day = Day.objects.create(
            event=bare, date=date(2027, 3, number), opens=time(9), closes=time(12)
        )
        Break.objects.create(day=day, name="Lunch", starts=time(9, 30), ends=time(11))
    assert [each.session for each in planned_slots(bare)] == [0, 1, 1, 2, 3, 3]


def test_a_stretch_too_short_for_a_meeting_is_no_session(bare: Event) -> None:
    day = Day.objects.create(
        event=bare, date=date(2027, 3, 2), opens=time(9), closes=time(11)
    )
    Break.objects.create(day=day, name="Welcome", starts=time(9, 20), ends=time(10))
    assert [each.session for each in planned_slots(bare)] == [0, 0]


def test_slots_keep_their_wall_clock_when_summer_time_begins_between_the_days(
    bare: Event,
) -> None:
    for number in (27, 28):
        Day.objects.create(
            event=bare, date=date(2027, 3, number), opens=time(9), closes=time(9, 30)
        )
    make_slots(event=bare, by=None)
    assert times(bare) == ["27 07:00–07:25 0", "28 06:00–06:25 1"]


def test_a_day_on_which_the_clocks_go_back_has_an_hour_more(bare: Event) -> None:
    Day.objects.create(
        event=bare, date=date(2027, 10, 31), opens=time(2, 30), closes=time(5)
    )
    assert [f"{each.starts_at:%H:%M}" for each in planned_slots(bare)] == [
        "23:30",
        "00:00",
        "00:30",
        "01:00",
        "01:30",
        "02:00",
        "02:30",
    ]


def test_an_hour_that_the_clocks_skip_is_refused(bare: Event) -> None:
    day = Day(event=bare, date=date(2027, 3, 28), opens=time(3, 30), closes=time(9))
    with pytest.raises(SetUpError) as refusal:
        save_day(day=day, by=None)
    assert str(refusal.value) == (
        "03:30 on Sunday 28 March does not exist in Europe/Riga: the clocks go forward over it. Choose a time after the change."
    )
    assert refusal.value.field == "opens"
    assert Day.objects.count() == 0


def test_a_day_that_ends_before_it_begins_is_refused(bare: Event) -> None:
    with pytest.raises(
        SetUpError,
        match=r"^The day ends at 09:00, before it begins at 11:00. Write an end after the begin.$",
    ):
        save_day(
            day=Day(event=bare, date=date(2027, 3, 2), opens=time(11), closes=time(9)),
            by=None,
        )


def test_a_day_is_there_once(event: Event) -> None:
    with pytest.raises(SetUpError, match=r"^The event has this day already.$"):
        save_day(
            day=Day(event=event, date=date(2027, 3, 2), opens=time(9), closes=time(10)),
            by=None,
        )


@pytest.mark.parametrize(
    ("starts", "ends", "message"),
    [
        (time(10), time(9, 30), "“Lunch” ends at 09:30, before it begins at 10:00."),
        (
            time(10, 30),
            time(11, 30),
            "“Lunch” from 10:30 to 11:30 lies outside the hours of the day, 09:00 to 11:00.",
        ),
        (
            time(9, 40),
            time(10, 10),
            "“Coffee” begins at 10:00, while “Lunch” lasts until 10:10. Two breaks cannot overlap.",
        ),
    ],
)
def test_a_break_that_does_not_fit_is_refused(
    event: Event, starts: time, ends: time, message: str
) -> None:
    day = Day.objects.get()
    save_break(
        pause=Break(day=day, name="Coffee", starts=time(10), ends=time(10, 20)), by=None
    )
    with pytest.raises(SetUpError) as refusal:
        save_break(
            pause=Break(day=day, name="Lunch", starts=starts, ends=ends), by=None
        )
    assert str(refusal.value) == message
    assert Break.objects.count() == 1


def test_two_breaks_may_touch(event: Event) -> None:
    day = Day.objects.get()
    save_break(
        pause=Break(day=day, name="Coffee", starts=time(10), ends=time(10, 20)), by=None
    )
    save_break(
        pause=Break(day=day, name="Talk", starts=time(10, 20), ends=time(10, 40)),
        by=None,
    )
    assert [each.name for each in Break.objects.all()] == ["Coffee", "Talk"]


def test_a_day_cannot_shrink_below_its_breaks(event: Event) -> None:
    day = Day.objects.get()
    save_break(
        pause=Break(day=day, name="Coffee", starts=time(10), ends=time(10, 20)), by=None
    )
    day.closes = time(10, 10)
    with pytest.raises(
        SetUpError, match="lies outside the hours of the day, 09:00 to 10:10"
    ):
        save_day(day=day, by=None)


def test_an_event_without_days_or_room_says_so(bare: Event) -> None:
    with pytest.raises(
        SetUpError,
        match=r"^The event has no days yet. Add the first day, then make its slots.$",
    ):
        planned_slots(bare)
    Day.objects.create(
        event=bare, date=date(2027, 3, 2), opens=time(9), closes=time(9, 20)
    )
    with pytest.raises(
        SetUpError, match=r"^Tuesday 2 March has no room for a meeting of 25 minutes."
    ):
        planned_slots(bare)


def test_a_new_day_takes_over_the_breaks_of_the_last_one(event: Event) -> None:
    day = Day.objects.get()
    save_break(
        pause=Break(day=day, name="Coffee", starts=time(10), ends=time(10, 20)), by=None
    )
    new = Day(event=event, date=date(2027, 3, 3), opens=time(9), closes=time(12))
    add_day(day=new, breaks_of=day, by=None)
    assert [(each.name, each.starts) for each in new.breaks.all()] == [
        ("Coffee", time(10))
    ]


def test_a_break_on_every_day_is_on_all_or_on_none(event: Event) -> None:
    day = Day.objects.get()
    late = Day.objects.create(
        event=event, date=date(2027, 3, 3), opens=time(14), closes=time(16)
    )
    with pytest.raises(
        SetUpError, match="outside the hours of the day, 14:00 to 16:00"
    ):
        add_break(
            pause=Break(day=day, name="Coffee", starts=time(10), ends=time(10, 20)),
            on_all_days=True,
            by=None,
        )
    assert Break.objects.count() == 0
    late.opens = time(9)
    late.save()
    add_break(
        pause=Break(day=day, name="Coffee", starts=time(10), ends=time(10, 20)),
        on_all_days=True,
        by=None,
    )
    assert Break.objects.count() == 2
