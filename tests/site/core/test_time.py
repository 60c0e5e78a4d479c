from datetime import UTC, date, datetime, time

import pytest

from madang.site.core.time import NoSuchTimeError, days_until, to_utc


def test_a_wall_clock_becomes_an_instant() -> None:
    assert to_utc(date(2026, 12, 8), time(9, 30), "Asia/Seoul") == datetime(
        2026, 12, 8, 0, 30, tzinfo=UTC
    )


def test_a_time_that_the_clocks_skip_is_refused() -> None:
    with pytest.raises(
        NoSuchTimeError,
        match="03:30 on 2026-03-29 does not exist in Europe/Riga",
    ):
        to_utc(date(2026, 3, 29), time(3, 30), "Europe/Riga")


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(
        NoSuchTimeError, match="There is no time zone called Asia/Nowhere"
    ):
        to_utc(date(2026, 3, 29), time(3, 30), "Asia/Nowhere")


@pytest.mark.parametrize(
    ("then", "zone_name", "days"),
    [
        (datetime(2026, 12, 8, 0, 30, tzinfo=UTC), "Asia/Seoul", 16),
        (date(2026, 12, 8), "Asia/Seoul", 16),
        # Past midnight in Seoul, not yet in Riga.
        (datetime(2026, 11, 23, 15, tzinfo=UTC), "Asia/Seoul", 2),
        (datetime(2026, 11, 23, 15, tzinfo=UTC), "Europe/Riga", 1),
        (date(2026, 11, 22), "Asia/Seoul", 0),
        (date(2026, 11, 21), "Asia/Seoul", -1),
    ],
)
def test_days_are_counted_by_the_calendar_of_a_zone(
    then: date, zone_name: str, days: int
) -> None:
    now = datetime(2026, 11, 22, 5, tzinfo=UTC)
    assert days_until(then, now=now, zone_name=zone_name) == days
