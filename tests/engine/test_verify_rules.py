"""The judge refuses every planted corruption, each with the right fault, and accepts what the engine makes."""

import copy
from collections import Counter
from collections.abc import Callable
from itertools import chain
from typing import Any

import pytest

from madang.engine.verify import verify
from tests.engine.test_verify_claims import CORRUPTIONS as CLAIMS

Row = dict[str, Any]
Documents = tuple[Row, Row]


def wish(problem: Row, row: Row) -> Row:
    return next(item for item in problem["meetings"] if item["id"] == row["id"])


def first(problem: Row, schedule: Row, test: Callable[[Row, Row], bool]) -> Row:
    """The first placement for which the test of (wish, placement) holds and that is not pinned."""
    return next(
        row
        for row in schedule["meetings"]
        if wish(problem, row)["fixed"] is None and test(wish(problem, row), row)
    )


def anything(_wish: Row, _row: Row) -> bool:
    return True


def pinned(schedule: Row) -> Row:
    return next(row for row in schedule["meetings"] if row["id"] == 1)


def unknown_meeting(_: Row, schedule: Row) -> None:
    schedule["meetings"][3]["id"] = 4444


def unknown_slot(_: Row, schedule: Row) -> None:
    schedule["meetings"][3]["slot"] = 99


def unknown_place(_: Row, schedule: Row) -> None:
    schedule["meetings"][3]["place"] = 99


def cancelled(problem: Row, schedule: Row) -> None:
    row = first(problem, schedule, anything)
    wish(problem, row)["cancelled"] = True


def placed_twice(_: Row, schedule: Row) -> None:
    schedule["meetings"].append(schedule["meetings"][-2])


def pin_slot(_: Row, schedule: Row) -> None:
    pinned(schedule)["slot"] = 12


def pin_place(_: Row, schedule: Row) -> None:
    pinned(schedule)["place"] = 3


def pin_missing(_: Row, schedule: Row) -> None:
    schedule["meetings"].remove(pinned(schedule))


def pin_people(problem: Row, schedule: Row) -> None:
    wish(problem, pinned(schedule))["fixed"]["delegates"] = [[0], [0]]


def slot_not_listed(problem: Row, schedule: Row) -> None:
    row = first(problem, schedule, anything)
    wish(problem, row)["slots"] = [
        slot["id"] for slot in problem["slots"] if slot["id"] != row["slot"]
    ]


def place_not_listed(problem: Row, schedule: Row) -> None:
    row = first(problem, schedule, anything)
    wish(problem, row)["places"] = [
        place["id"] for place in problem["places"] if place["id"] != row["place"]
    ]


def side_missing(problem: Row, schedule: Row) -> None:
    first(problem, schedule, anything)["delegates"].pop()


def stranger(problem: Row, schedule: Row) -> None:
    row = first(problem, schedule, lambda item, _: item["sides"][0]["mode"] == "any")
    others = {side["delegates"][0] for side in wish(problem, row)["sides"]}
    row["delegates"][0] = [
        next(item["id"] for item in problem["delegates"] if item["id"] not in others)
    ]


def both_of_any(problem: Row, schedule: Row) -> None:
    row = first(
        problem,
        schedule,
        lambda item, _: any(
            s["mode"] == "any" and len(s["delegates"]) > 1 for s in item["sides"]
        ),
    )
    index = next(
        i
        for i, s in enumerate(wish(problem, row)["sides"])
        if s["mode"] == "any" and len(s["delegates"]) > 1
    )
    row["delegates"][index] = wish(problem, row)["sides"][index]["delegates"][:2]


def half_a_team(problem: Row, schedule: Row) -> None:
    row = first(
        problem,
        schedule,
        lambda item, _: any(
            s["mode"] == "all" and len(s["delegates"]) > 1 for s in item["sides"]
        ),
    )
    index = next(
        i
        for i, s in enumerate(wish(problem, row)["sides"])
        if s["mode"] == "all" and len(s["delegates"]) > 1
    )
    row["delegates"][index].pop()


def away(problem: Row, schedule: Row) -> None:
    row = first(problem, schedule, anything)
    person = next(
        item for item in problem["delegates"] if item["id"] == row["delegates"][0][0]
    )
    person["busy"].append(row["slot"])


def closed(problem: Row, schedule: Row) -> None:
    row = first(problem, schedule, anything)
    next(item for item in problem["places"] if item["id"] == row["place"])[
        "busy"
    ].append(row["slot"])


def foreign_suite(problem: Row, schedule: Row) -> None:
    row = first(problem, schedule, anything)
    sides = {side["organisation"] for side in wish(problem, row)["sides"]}
    other = next(
        item["id"] for item in problem["organisations"] if item["id"] not in sides
    )
    next(item for item in problem["places"] if item["id"] == row["place"])["owner"] = (
        other
    )


def table_twice(problem: Row, schedule: Row) -> None:
    rows = [row for row in schedule["meetings"] if wish(problem, row)["fixed"] is None]
    one = rows[0]
    other = next(
        row
        for row in rows
        if row["slot"] == one["slot"] and row["place"] != one["place"]
    )
    other["place"] = one["place"]


def person_twice(problem: Row, schedule: Row) -> None:
    rows = [row for row in schedule["meetings"] if wish(problem, row)["fixed"] is None]
    for one in rows:
        for other in rows:
            shared = set(chain(*one["delegates"])) & set(chain(*other["delegates"]))
            if one["slot"] != other["slot"] and shared:
                other["slot"] = one["slot"]
                return


def no_interpreter(problem: Row, schedule: Row) -> None:
    first(problem, schedule, lambda item, _: bool(item["languages"]))["interpreter"] = (
        None
    )


def interpreter_for_nothing(problem: Row, schedule: Row) -> None:
    first(problem, schedule, lambda item, _: not item["languages"])["interpreter"] = 1


def interpreter_unknown(problem: Row, schedule: Row) -> None:
    first(problem, schedule, lambda item, _: bool(item["languages"]))["interpreter"] = (
        66
    )


def interpreter_deaf(problem: Row, schedule: Row) -> None:
    first(problem, schedule, lambda item, _: bool(item["languages"]))["interpreter"] = (
        77
    )


def interpreter_away(problem: Row, schedule: Row) -> None:
    row = first(problem, schedule, lambda item, _: bool(item["languages"]))
    next(item for item in problem["interpreters"] if item["id"] == row["interpreter"])[
        "busy"
    ].append(row["slot"])


def interpreter_twice(problem: Row, schedule: Row) -> None:
    """Two meetings of one slot ask for the same interpreter."""
    row = first(problem, schedule, lambda item, _: bool(item["languages"]))
    languages, voice = wish(problem, row)["languages"], row["interpreter"]
    slots = Counter(at["slot"] for at in schedule["meetings"])
    one = first(problem, schedule, lambda _, at: slots[at["slot"]] > 1)
    for at in schedule["meetings"]:
        if at["slot"] == one["slot"]:
            wish(problem, at)["languages"] = languages
            at["interpreter"] = voice


def day_limit(problem: Row, schedule: Row) -> None:
    row = first(problem, schedule, anything)
    next(item for item in problem["delegates"] if item["id"] == row["delegates"][0][0])[
        "most_per_day"
    ] = 0


def organisation_limit(problem: Row, schedule: Row) -> None:
    row = first(problem, schedule, anything)
    organisation = wish(problem, row)["sides"][0]["organisation"]
    next(item for item in problem["organisations"] if item["id"] == organisation)[
        "most"
    ] = 0


def no_rest(problem: Row, schedule: Row) -> None:
    problem["rules"]["most_in_a_row"] = 1


def too_far(problem: Row, schedule: Row) -> None:
    problem["rules"]["walking_minutes"] = 0
    problem["walks"] = [{"zones": [0, 1], "minutes": 600}]


CORRUPTIONS: tuple[tuple[Callable[[Row, Row], None], str], ...] = (
    (unknown_meeting, "unknown"),
    (unknown_slot, "unknown"),
    (unknown_place, "unknown"),
    (cancelled, "cancelled"),
    (placed_twice, "twice"),
    (pin_slot, "pinned"),
    (pin_place, "pinned"),
    (pin_missing, "pinned"),
    (pin_people, "pinned"),
    (slot_not_listed, "slot_not_allowed"),
    (place_not_listed, "place_not_allowed"),
    (side_missing, "wrong_people"),
    (stranger, "wrong_people"),
    (both_of_any, "wrong_people"),
    (half_a_team, "wrong_people"),
    (away, "delegate_away"),
    (closed, "place_closed"),
    (foreign_suite, "suite"),
    (table_twice, "place_full"),
    (person_twice, "delegate_busy"),
    (no_interpreter, "no_interpreter"),
    (interpreter_for_nothing, "interpreter_unneeded"),
    (interpreter_unknown, "interpreter_unneeded"),
    (interpreter_deaf, "interpreter_language"),
    (interpreter_away, "interpreter_away"),
    (interpreter_twice, "interpreter_busy"),
    (day_limit, "day_limit"),
    (organisation_limit, "organisation_limit"),
    (no_rest, "no_rest"),
    (too_far, "too_far"),
)


@pytest.mark.parametrize(
    ("corrupt", "code"), CORRUPTIONS, ids=lambda item: getattr(item, "__name__", item)
)
def test_a_corruption_is_refused(
    corrupt: Callable[[Row, Row], None], code: str, documents: Documents
) -> None:
    problem, schedule = copy.deepcopy(documents)
    corrupt(problem, schedule)
    assert code in {fault.code for fault in verify(problem, schedule)}


def test_there_are_more_than_forty_corruptions() -> None:
    planted = [corrupt.__name__ for corrupt, _code in (*CORRUPTIONS, *CLAIMS)]
    assert len(planted) == len(set(planted)) == 83
