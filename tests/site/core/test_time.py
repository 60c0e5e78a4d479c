from datetime import UTC, date, datetime, time

import pytest

from madang.site.core.time import NoSuchTimeError, to_utc


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
