"""Problems and schedules as files: versioned JSON, with errors that name the place.

The formats are written down in docs/reference/problem.schema.json and schedule.schema.json. Unknown keys are
refused, because a misspelt rule that is silently ignored would give a wrong schedule.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from madang import __version__
from madang.engine.problem import (
    Delegate,
    Fixed,
    Interpreter,
    Meeting,
    Organisation,
    Place,
    Problem,
    ProblemError,
    Rules,
    Side,
    Slot,
    Walk,
)
from madang.engine.rubbish import nothing_collected
from madang.engine.schedule import (
    Explanation,
    Moment,
    Placement,
    Reason,
    Remedy,
    Result,
    StageValue,
)

PROBLEM_FORMAT, SCHEDULE_FORMAT = "madang.problem/1", "madang.schedule/1"
KINDS: dict[str, type[Any]] = {
    "slots": Slot,
    "places": Place,
    "organisations": Organisation,
    "delegates": Delegate,
    "interpreters": Interpreter,
    "meetings": Meeting,
    "walks": Walk,
}
NAMES: dict[type[Any], frozenset[str]] = {}
"""The keys that a row of each kind may have, as far as they were asked for."""


def _names(kind: type[Any]) -> frozenset[str]:
    if kind not in NAMES:
        NAMES[kind] = frozenset(item.name for item in fields(kind))
    return NAMES[kind]


def read_json(path: Path) -> dict[str, Any]:
    """The JSON object of a file. Raises `ProblemError` with file, line and column when it is not one."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ProblemError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ProblemError(f"{path}: byte {error.start} is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise ProblemError(
            f"{path}: line {error.lineno}, column {error.colno}: {error.msg}"
        ) from error
    if not isinstance(data, dict):
        raise ProblemError(f"{path}: must be a JSON object")
    return data


@nothing_collected()
def load_problem(source: Path | str | dict[str, Any]) -> Problem:
    """A problem from a file or from its data. Raises `ProblemError` that names the place."""
    data = source if isinstance(source, dict) else read_json(Path(source))
    _check_format(data, PROBLEM_FORMAT)
    unknown = sorted(set(data) - set(KINDS) - {"format", "rules"})
    if unknown:
        raise ProblemError(f'unknown key "{unknown[0]}"')
    parts = {name: read_rows(data, name, kind) for name, kind in KINDS.items()}
    rules = _item("rules", data.get("rules", {}), Rules)
    del data
    return Problem(**parts, rules=rules)


def read_value(where: str, value: Any, key: str) -> Any:
    """One value as a key of that name holds it. Raises `ProblemError` that names the place."""
    return READERS[key](where, value)


@nothing_collected()
def dump_problem(problem: Problem) -> dict[str, Any]:
    """The data of a problem, ready for `json.dumps`; walks and rules only where there are any."""
    names = [name for name in KINDS if name != "walks" or problem.walks]
    data = {name: [_plain(item) for item in getattr(problem, name)] for name in names}
    rules = {"rules": asdict(problem.rules)} if problem.rules != Rules() else {}
    return {"format": PROBLEM_FORMAT, **data, **rules}


@nothing_collected()
def load_schedule(source: Path | str | dict[str, Any]) -> Result:
    """A result from a file or from its data. Raises `ProblemError` that names the place."""
    data = source if isinstance(source, dict) else read_json(Path(source))
    _check_format(data, SCHEDULE_FORMAT)
    try:
        return Result(
            status=data["status"],
            placements={item["id"]: _placement(item) for item in data["meetings"]},
            stages=tuple(StageValue(**item) for item in data.get("stages", ())),
            count=len(data["meetings"]),
            count_bound=data.get("count_bound"),
            certificate=data.get("certificate", {}),
            unplaced=tuple(_explanation(item) for item in data.get("unplaced", ())),
            seed=data.get("seed", 0),
            seconds=data.get("seconds", 0),
            history=tuple(Moment(**item) for item in data.get("history", ())),
            conflict=tuple(data.get("conflict", ())),
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ProblemError(
            f"the schedule is not readable: {type(error).__name__} {error}"
        ) from error


@nothing_collected()
def dump_schedule(result: Result) -> dict[str, Any]:
    """The data of a result, ready for `json.dumps`. The history is left out when time alone decides it."""
    placed = next((stage for stage in result.stages if stage.stage == "placed"), None)
    return {
        "format": SCHEDULE_FORMAT,
        "status": result.status,
        "objective": placed.value if placed else None,
        "bound": placed.bound if placed else None,
        "count": result.count,
        "count_bound": result.count_bound,
        "stages": [asdict(stage) for stage in result.stages],
        "meetings": [
            {
                "id": meeting,
                "slot": item.slot,
                "place": item.place,
                "delegates": [list(side) for side in item.delegates],
                "interpreter": item.interpreter,
            }
            for meeting, item in sorted(result.placements.items())
        ],
        "unplaced": [_plain(item) for item in result.unplaced],
        "conflict": list(result.conflict),
        "certificate": result.certificate,
        "seed": result.seed,
        "engine": __version__,
        "seconds": result.seconds,
    }


def _check_format(data: dict[str, Any], wanted: str) -> None:
    if data.get("format") != wanted:
        raise ProblemError(
            f'format: must be "{wanted}", not {json.dumps(data.get("format"))}'
        )


# Naming the place of each value, in case it is wrong, costs more than reading it. So everything is read without its
# place first (`where` is empty), and what raises is read again with it.


def read_rows(data: dict[str, Any], name: str, kind: type[Any]) -> tuple[Any, ...]:
    """The rows of one list of a document as items of a kind. Raises `ProblemError` that names the place."""
    rows = data.get(name, [])
    if not isinstance(rows, list):
        raise ProblemError(f"{name}: must be a list")
    return _list(name, rows, lambda where, row: _item(where, row, kind))


def _item(where: str, row: Any, kind: type[Any]) -> Any:
    if not isinstance(row, dict):
        raise ProblemError(f"{where}: must be an object")
    if not row.keys() <= _names(kind):
        raise ProblemError(f'{where}: unknown key "{min(set(row) - _names(kind))}"')
    if where:
        values = {
            key: READERS[key](f"{where}.{key}", value) for key, value in row.items()
        }
    else:
        values = {key: READERS[key]("", value) for key, value in row.items()}
    try:
        return kind(**values)
    except TypeError as error:
        missing = str(error).split("argument")[-1].lstrip("s: ")
        raise ProblemError(f"{where}: {missing} is missing") from error


def _number(where: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ProblemError(f"{where}: must be a whole number, not {json.dumps(value)}")
    return value


def _optional(where: str, value: Any) -> int | None:
    return None if value is None else _number(where, value)


def _truth(where: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise ProblemError(f"{where}: must be true or false, not {json.dumps(value)}")
    return value


def _text(where: str, value: Any) -> str:
    if not isinstance(value, str):
        raise ProblemError(f"{where}: must be a text, not {json.dumps(value)}")
    return value


def _list(where: str, value: Any, read: Callable[[str, Any], Any]) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise ProblemError(f"{where}: must be a list, not {json.dumps(value)}")
    try:
        return tuple([read("", item) for item in value])
    except ProblemError:
        return tuple(
            read(f"{where}[{index}]", item) for index, item in enumerate(value)
        )


def _numbers(where: str, value: Any) -> tuple[int, ...]:
    if isinstance(value, list) and set(map(type, value)) <= {int}:
        return tuple(value)
    return _list(where, value, _number)


def _optional_numbers(where: str, value: Any) -> tuple[int, ...] | None:
    return None if value is None else _numbers(where, value)


def _pairs(where: str, value: Any) -> tuple[Any, ...]:
    return _list(where, value, lambda place, item: _list(place, item, _text))


def _people(where: str, value: Any) -> Any:
    """Delegates of a side (numbers), or of each side of a pinned meeting (lists of numbers)."""
    if isinstance(value, list) and value and isinstance(value[0], list):
        return _list(where, value, _numbers)
    return _optional_numbers(where, value)


READERS: dict[str, Callable[[str, Any], Any]] = {
    **dict.fromkeys(("id", "start", "minutes", "session", "zone"), _number),
    **dict.fromkeys(("capacity", "group", "organisation"), _number),
    **dict.fromkeys(("weight", "slot", "delegate"), _number),
    **dict.fromkeys(
        ("owner", "most", "most_per_day", "place", "interpreter"), _optional
    ),
    **dict.fromkeys(("must", "cancelled", "nobody_left_out"), _truth),
    **dict.fromkeys(("most_in_a_row", "walking_minutes"), _optional),
    **dict.fromkeys(("busy", "zones"), _numbers),
    **dict.fromkeys(("slots", "places"), _optional_numbers),
    "languages": _pairs,
    "mode": _text,
    "delegates": _people,
    "sides": lambda where, value: _list(
        where, value, lambda place, item: _item(place, item, Side)
    ),
    "fixed": lambda where, value: None if value is None else _item(where, value, Fixed),
}


def _plain(value: Any) -> Any:
    """Tuples as lists and objects as dictionaries, all the way down."""
    if value is None or isinstance(value, (int, str)):
        return value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return {name: _plain(getattr(value, name)) for name in value.__slots__}


def _placement(item: dict[str, Any]) -> Placement:
    sides = tuple(tuple(side) for side in item["delegates"])
    return Placement(item["slot"], item["place"], sides, item.get("interpreter"))


def _explanation(item: dict[str, Any]) -> Explanation:
    remedy = item.get("remedy")
    if remedy is not None:
        pair, others = remedy.get("pair"), tuple(remedy.get("others", ()))
        pair = None if pair is None else tuple(pair)
        remedy = Remedy(**{**remedy, "pair": pair, "others": others})
    reasons = tuple(
        Reason(**{**row, "delegates": tuple(row.get("delegates", ()))})
        for row in item.get("reasons", ())
    )
    return Explanation(
        item["id"], item["reason"], tuple(item.get("blocking", ())), remedy, reasons
    )
