"""Files keep what they hold; a file that is wrong is refused with the place."""

import json
from pathlib import Path
from typing import Any

import pytest

from madang.engine.generate import PRESETS, generate
from madang.engine.io import dump_problem, dump_schedule, load_problem, load_schedule
from madang.engine.problem import Problem, ProblemError
from madang.engine.schedule import Result

Row = dict[str, Any]


def test_a_problem_comes_back_as_it_was(rich: Problem, tmp_path: Path) -> None:
    file = tmp_path / "event.json"
    file.write_text(json.dumps(dump_problem(rich)))
    assert load_problem(file) == rich


def test_a_schedule_comes_back_as_it_was(rich_result: Result) -> None:
    data = json.loads(json.dumps(dump_schedule(rich_result)))
    again = load_schedule(data)
    assert again.placements == rich_result.placements
    assert (again.stages, again.unplaced, again.certificate) == (
        rich_result.stages,
        rich_result.unplaced,
        rich_result.certificate,
    )
    assert dump_schedule(again) == data


BROKEN: tuple[tuple[Row, str], ...] = (
    ({"format": "x"}, 'format: must be "madang.problem/1", not "x"'),
    ({"tables": []}, 'unknown key "tables"'),
    ({"slots": 4}, "slots: must be a list"),
    ({"slots": [4]}, "slots[0]: must be an object"),
    ({"slots": [{"id": 1, "start": 0}]}, "slots[0]: 'minutes' is missing"),
    ({"slots": [{"id": 1, "start": "9:00"}]}, 'slots[0].start: must be a whole number, not "9:00"'),
    ({"slots": [{"id": True}]}, "slots[0].id: must be a whole number, not true"),
    ({"places": [{"id": 1, "colour": 3}]}, 'places[0]: unknown key "colour"'),
    ({"meetings": [{"must": 1}]}, "meetings[0].must: must be true or false, not 1"),
    ({"meetings": [{"sides": [{"mode": 3}]}]}, "meetings[0].sides[0].mode: must be a text, not 3"),
    ({"rules": [1]}, "rules: must be an object"),
    ({"rules": {"rest": 1}}, 'rules: unknown key "rest"'),
    ({"rules": {"nobody_left_out": 1}}, "rules.nobody_left_out: must be true or false, not 1"),
    ({"rules": {"most_in_a_row": 0}}, "rules.most_in_a_row: must be at least 1, not 0"),
    ({"rules": {"walking_minutes": -1}}, "rules.walking_minutes: must be at least 0, not -1"),
    ({"walks": [{"zones": [1, 1], "minutes": 3}]}, "walks[0].zones: must be two different zones"),
    ({"walks": [{"zones": [1, 2], "minutes": 3}, {"zones": [2, 1], "minutes": 3}]}, "walks[1].zones: [1, 2] are named twice"),
    ({"walks": [{"zones": [1, 2], "minutes": -3}]}, "walks[0].minutes: must be at least 0, not -3"),
    ({"meetings": [{"slots": 3}]}, "meetings[0].slots: must be a list, not 3"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "message"), BROKEN, ids=[message for _, message in BROKEN]
)
def test_a_wrong_problem_is_refused_with_the_place(change: Row, message: str) -> None:
    with pytest.raises(ProblemError) as error:
        load_problem({"format": "madang.problem/1", **change})
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b'{"format": ', "line 1, column 12: Expecting value"),
        (b"[1]", "must be a JSON object"),
        (b"\xff", "byte 0 is not UTF-8"),
    ],
)
def test_a_file_that_is_no_json_is_refused_with_the_place(
    text: bytes, message: str, tmp_path: Path
) -> None:
    file = tmp_path / "event.json"
    file.write_bytes(text)
    with pytest.raises(ProblemError) as error:
        load_problem(file)
    assert str(error.value) == f"{file}: {message}"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="No such file or directory"):
        load_problem(tmp_path / "none.json")


def test_a_schedule_that_is_none_is_refused() -> None:
    with pytest.raises(
        ProblemError, match="the schedule is not readable: KeyError 'status'"
    ):
        load_schedule({"format": "madang.schedule/1"})


def test_the_same_seed_makes_the_same_event() -> None:
    assert generate("small", 5) == generate("small", 5)
    assert generate("small", 5) != generate("small", 6)


def test_the_lounge_has_its_size() -> None:
    problem = generate("lounge", 1)
    assert (len(problem.organisations), len(problem.places), len(problem.slots)) == (
        160,
        26,
        32,
    )
    assert (len(problem.meetings), len(problem.interpreters)) == (950, 7)
    assert list(PRESETS) == [
        "small",
        "lounge",
        "brokerage",
        "bio-korea",
        "bio-europe",
        "bio-international",
        "million",
    ]


def test_a_hard_event_has_more_absences() -> None:
    easy, hard = (
        sum(len(item.busy) for item in generate("lounge", 1, hard=flag).delegates)
        for flag in (False, True)
    )
    assert hard > 3 * easy


def test_an_unknown_preset_is_refused() -> None:
    with pytest.raises(
        ValueError,
        match='there is no preset "huge"; there are: small, lounge, brokerage, bio-korea, bio-europe, bio-international, million',
    ):
        generate("huge", 1)


def schema(name: str) -> Row:
    found: Row = json.loads(
        (Path(__file__).parents[2] / f"docs/reference/{name}.schema.json").read_text()
    )
    return found


def test_the_documented_problem_has_the_keys_of_the_code(rich: Problem) -> None:
    data, documented = dump_problem(rich), schema("problem")["properties"]
    assert list(data) == list(documented)
    for kind in (
        "slots",
        "places",
        "organisations",
        "delegates",
        "interpreters",
        "meetings",
        "walks",
    ):
        assert list(data[kind][0]) == list(documented[kind]["items"]["properties"])
    assert list(data["rules"]) == list(documented["rules"]["properties"])
    meeting = documented["meetings"]["items"]["properties"]
    pinned = next(item for item in data["meetings"] if item["fixed"])
    assert list(pinned["sides"][0]) == list(meeting["sides"]["items"]["properties"])
    assert list(pinned["fixed"]) == list(meeting["fixed"]["anyOf"][1]["properties"])


def test_the_documented_schedule_has_the_keys_of_the_code(rich_result: Result) -> None:
    data, documented = dump_schedule(rich_result), schema("schedule")["properties"]
    assert list(data) == list(documented)
    for kind in ("stages", "meetings", "unplaced"):
        assert list(data[kind][0]) == list(documented[kind]["items"]["properties"])
    assert list(data["certificate"]) == list(documented["certificate"]["properties"])
    for proof in ("must", "placed", "count", "left_out", "share"):
        assert list(data["certificate"][proof]) == list(
            documented["certificate"]["properties"][proof]["properties"]
        )
    remedy = next(item["remedy"] for item in data["unplaced"] if item["remedy"])
    assert list(remedy) == list(
        documented["unplaced"]["items"]["properties"]["remedy"]["anyOf"][1][
            "properties"
        ]
    )
