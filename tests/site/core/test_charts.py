"""The chart of a run: scales of whole steps, lines that meet, labels that keep apart."""

import pytest

from madang.site.core.charts import Reading, convergence, scale, thin


@pytest.mark.parametrize(
    ("lowest", "highest", "expected"),
    [
        (754, 832, (750, 50)),
        (0, 3, (0, 1)),
        (5, 5, (5, 1)),
        (12, 1_742, (0, 1_000)),
        (29_950, 30_010, (29_950, 50)),
        (-4, 0, (-4, 2)),
    ],
)
def test_an_axis_begins_at_a_whole_step_and_holds_both_values(
    lowest: int, highest: int, expected: tuple[int, int]
) -> None:
    begins, step = scale(lowest, highest)
    assert begins <= lowest
    assert begins + 3 * step >= highest
    assert begins % step == 0
    assert (begins, step) == expected


def test_readings_in_which_nothing_changed_are_left_out() -> None:
    readings = [
        Reading(0, 1, 9),
        Reading(1, 1, 9),
        Reading(2, 4, 9),
        Reading(3, 4, 9),
        Reading(4, 4, 9),
    ]
    assert thin(readings) == [Reading(0, 1, 9), Reading(2, 4, 9), Reading(4, 4, 9)]


def test_many_readings_are_thinned_and_the_last_is_kept() -> None:
    readings = [Reading(number, number, None) for number in range(1000)]
    kept = thin(readings, most=100)
    assert (len(kept), kept[0].seconds, kept[-1].seconds) == (101, 0, 999)


def test_a_chart_draws_value_bound_and_the_band_between() -> None:
    chart = convergence(
        [Reading(0, 0, 30), Reading(30, 15, 15)],
        seconds_allowed=60,
        width=700,
        right=590,
    )
    assert chart is not None
    assert chart.value_path == "M44.0 190.0 317.0 105.0"
    assert chart.bound_path == "M44.0 20.0 317.0 105.0"
    assert chart.band == "M44.0 20.0 317.0 105.0 317.0 105.0 44.0 190.0z"
    assert [(tick.value, tick.y) for tick in chart.ticks] == [
        (0, 194.0),
        (10, 137.3),
        (20, 80.7),
        (30, 24.0),
    ]
    assert (chart.now, chart.seconds, chart.last_second) == (317.0, 30, 60)


def test_labels_of_values_that_meet_stand_apart() -> None:
    chart = convergence([Reading(30, 15, 15)], seconds_allowed=60, width=700, right=590)
    assert chart is not None
    assert chart.bound_mark is not None
    assert chart.value_mark.y - chart.bound_mark.y == 18


def test_a_run_without_bounds_has_one_line() -> None:
    chart = convergence(
        [Reading(0, 1, None), Reading(5, 3, None)],
        seconds_allowed=60,
        width=330,
        right=226,
    )
    assert chart is not None
    assert (chart.bound_path, chart.band, chart.bound_mark) == ("", "", None)


def test_no_reading_is_no_chart() -> None:
    assert convergence([], seconds_allowed=60, width=700, right=590) is None


def test_a_run_that_took_longer_stretches_the_axis() -> None:
    chart = convergence(
        [Reading(0, 1, 2), Reading(90, 2, 2)], seconds_allowed=60, width=700, right=590
    )
    assert chart is not None
    assert (chart.now, chart.last_second) == (590.0, 90)
