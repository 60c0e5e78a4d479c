"""Pictures are well-formed, say what they show, and escape what they are told."""

import dataclasses
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from madang.engine.pictures import progress_chart, timetable
from madang.engine.problem import Place, Problem, Slot
from madang.engine.schedule import Moment, Placement, Result, StageValue
from madang.engine.solve import Budget, solve
from madang.engine.svg import Picture, steps_between

SVG = "{http://www.w3.org/2000/svg}"


def texts(picture: Picture) -> list[str]:
    root = ET.fromstring(picture.svg)  # noqa: S314
    return [item.text or "" for item in root.iter(f"{SVG}text")]


def boxes(picture: Picture) -> list[tuple[float, float, float, str]]:
    """Left, top, width and colour of each box."""
    root = ET.fromstring(picture.svg)  # noqa: S314
    return [
        (float(item.attrib["x"]), float(item.attrib["y"]), float(item.attrib["width"]), item.attrib["fill"])
        for item in root.iter(f"{SVG}rect")
    ]  # fmt: skip


def result_of(value: int, bound: int | None, history: tuple[Moment, ...]) -> Result:
    placed = StageValue("placed", value, bound, "certified")
    return Result("feasible", {}, (placed,), 3, 4, {}, (), 0, 4.0, history)


def test_a_chart_names_value_bound_and_what_is_open() -> None:
    history = (Moment(1.0, 800, 2, 1100), Moment(2.0, 900, 3, 1000))
    found = texts(progress_chart(result_of(950, 1000, history)))
    assert found[-3:] == ["5.00% open", "bound 1,000", "value 950"]
    assert found[:4] == ["800", "900", "1,000", "1,100"]
    assert found[4:9] == ["0 s", "0.5 s", "1 s", "1.5 s", "2 s"]


def test_the_lines_of_a_chart_are_stairs() -> None:
    history = (Moment(0.0, 800, 2, 1100), Moment(2.0, 900, 3, 1000))
    root = ET.fromstring(progress_chart(result_of(900, 1000, history)).svg)  # noqa: S314
    bound, value = (
        [tuple(map(float, point.split(","))) for point in item.attrib["points"].split()]
        for item in root.iter(f"{SVG}polyline")
    )
    assert len(value) == len(bound) == 5
    assert value[0][0] == bound[0][0] == 64
    assert value[0][1] == value[1][1] > value[2][1] == value[4][1]
    assert bound[0][1] == bound[1][1] < bound[2][1]
    assert value[1][0] == value[2][0] == 64 + (720 - 64 - 150) / 2


def test_a_chart_of_a_proven_optimum_says_so() -> None:
    assert texts(progress_chart(result_of(7, 7, ())))[-1] == "7 proven best"


def test_a_chart_without_a_bound_says_so() -> None:
    assert "no bound" in texts(progress_chart(result_of(7, None, ())))


def test_a_timetable_has_a_row_a_place_and_a_box_a_meeting(tiny: Problem) -> None:
    result = solve(tiny, budget=Budget(iterations=50))
    picture = timetable(tiny, result.placements)
    found = texts(picture)
    assert found[:3] == ["Day 1", "09:00", "10:00"]
    used = {str(item.place) for item in result.placements.values()}
    assert used <= set(found)
    assert {"1", "2", "3"} <= set(found)
    meetings = boxes(picture)[:3]
    assert {width for _left, _top, width, _colour in meetings} == {48}
    lefts = sorted(left for left, *_rest in meetings)
    slots = sorted(tiny.slot[item.slot].start for item in result.placements.values())
    assert [left - lefts[0] for left in lefts] == [2 * (at - slots[0]) for at in slots]
    assert "#a4501a" in {colour for *_rest, colour in meetings}


def test_names_are_escaped(tiny: Problem) -> None:
    placed = {1: Placement(2, 1, ((11,), (21,)))}
    picture = timetable(tiny, placed, names={1: '<script>"&'})
    assert "<script>" not in picture.svg
    assert '<script>"&' in texts(picture)


def test_meetings_at_once_in_one_place_are_below_each_other(tiny: Problem) -> None:
    wide = dataclasses.replace(
        tiny,
        places=(Place(1, capacity=5),),
        slots=(*tiny.slots, Slot(4, 555, 60)),
    )
    at = {1: Placement(1, 1, ()), 2: Placement(4, 1, ()), 3: Placement(2, 1, ())}
    tops = [top for _left, top, *_rest in boxes(timetable(wide, at))[:3]]
    assert len(set(tops)) == 2
    assert tops[0] == tops[2]


def test_places_beyond_the_most_are_counted(tiny: Problem) -> None:
    at = {1: Placement(1, 1, ()), 2: Placement(1, 2, ()), 3: Placement(1, 9, ())}
    found = texts(timetable(tiny, at, most=1))
    assert "and 2 more places" in found


def test_an_empty_timetable_is_a_picture(tiny: Problem) -> None:
    assert texts(timetable(tiny, {}))[0] == "Day 1"


def test_a_picture_is_saved_as_it_is_shown(tmp_path: Path) -> None:
    picture = progress_chart(result_of(7, 9, ()))
    picture.save(tmp_path / "chart.svg")
    assert (tmp_path / "chart.svg").read_text() == picture._repr_svg_() + "\n"


def test_colours_are_for_light_and_dark_pages() -> None:
    """Grey text has a contrast of 4 at least on white and on near-black."""
    picture = progress_chart(result_of(7, 9, ()))
    inks = set(re.findall(r'<text[^>]* fill="(#\w{6})" font-weight="400"', picture.svg))
    assert inks == {"#767676"}
    parts = [int("76", 16) / 255] * 3
    light = sum(
        share * ((part + 0.055) / 1.055) ** 2.4
        for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True)
    )
    assert 1.05 / (light + 0.05) > 4
    assert (light + 0.05) / (0.0056 + 0.05) > 4


@pytest.mark.parametrize(
    ("low", "high", "steps"),
    [
        (0, 10, [0, 2, 4, 6, 8, 10]),
        (3, 4, [3, 3.2, 3.4, 3.6, 3.8, 4]),
        (-5, 5, [-4, -2, 0, 2, 4]),
        (799, 801, [799, 799.5, 800, 800.5, 801]),
        (7, 7, [7]),
    ],
)
def test_steps_are_round(low: float, high: float, steps: list[float]) -> None:
    assert steps_between(low, high, 6) == steps
