"""Checks that a problem fits together: every error names the place and the id that is wrong."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from madang.engine.problem import Fixed, Meeting, Pair, Problem, Side, Slot, Walk


class ProblemError(ValueError):
    """The problem contradicts itself; the message names the place, e.g. `meetings[3].sides[1]: …`."""


class _HasId(Protocol):
    @property
    def id(self) -> int: ...


def validate(problem: Problem) -> None:
    """Raise `ProblemError` at the first contradiction: ids, times, limits, references, sides, pins."""
    for name in (
        "slots",
        "places",
        "organisations",
        "delegates",
        "interpreters",
        "meetings",
    ):
        _check_ids(name, getattr(problem, name))
    _check_slots(problem.slots)
    _check_supply(problem)
    _check_walks(problem.walks)
    _check_limit("rules.most_in_a_row", problem.rules.most_in_a_row, 1)
    if problem.rules.most_in_a_row is not None and problem.is_overlapping:
        _refuse("rules.most_in_a_row", "needs slots that do not overlap")
    _check_limit("rules.walking_minutes", problem.rules.walking_minutes, 0)
    for index, meeting in enumerate(problem.meetings):
        _check_meeting(problem, f"meetings[{index}]", meeting)


def _refuse(where: str, what: str) -> None:
    raise ProblemError(f"{where}: {what}")


def _check_ids(name: str, items: Sequence[_HasId]) -> None:
    seen: set[int] = set()
    for index, item in enumerate(items):
        if item.id in seen:
            _refuse(f"{name}[{index}].id", f"{item.id} is used twice")
        seen.add(item.id)


def _check_known(
    where: str, kind: str, ids: Iterable[int], known: Container[int]
) -> None:
    for item in ids:
        if item not in known:
            _refuse(where, f"{kind} {item} does not exist")


def _check_slots(slots: tuple[Slot, ...]) -> None:
    for index, slot in enumerate(slots):
        if slot.minutes <= 0:
            _refuse(
                f"slots[{index}].minutes",
                f"slot {slot.id} must last at least 1 minute, not {slot.minutes}",
            )
    last: dict[int, Slot] = {}
    for slot in sorted(slots, key=lambda slot: slot.start):
        for other in last.values():
            if other.session != slot.session and other.end > slot.start:
                _refuse(
                    "slots",
                    f"slot {other.id} and slot {slot.id} overlap and are not of one session",
                )
        before = last.get(slot.session, slot)
        last[slot.session] = max(before, slot, key=lambda item: item.end)


def _check_limit(where: str, value: int | None, least: int) -> None:
    if value is not None and value < least:
        _refuse(where, f"must be at least {least}, not {value}")


def _check_supply(problem: Problem) -> None:
    organisations = problem.organisation
    for index, place in enumerate(problem.places):
        _check_limit(f"places[{index}].capacity", place.capacity, 1)
        _check_known(f"places[{index}].busy", "slot", place.busy, problem.slot)
        if place.owner is not None:
            _check_known(
                f"places[{index}].owner", "organisation", (place.owner,), organisations
            )
    for index, organisation in enumerate(problem.organisations):
        _check_limit(f"organisations[{index}].most", organisation.most, 0)
    for index, delegate in enumerate(problem.delegates):
        _check_known(
            f"delegates[{index}].organisation",
            "organisation",
            (delegate.organisation,),
            organisations,
        )
        _check_known(f"delegates[{index}].busy", "slot", delegate.busy, problem.slot)
        _check_limit(f"delegates[{index}].most_per_day", delegate.most_per_day, 0)
    for index, interpreter in enumerate(problem.interpreters):
        _check_known(
            f"interpreters[{index}].busy", "slot", interpreter.busy, problem.slot
        )
        _check_pairs(f"interpreters[{index}].languages", interpreter.languages)


def _check_walks(walks: tuple[Walk, ...]) -> None:
    seen: set[frozenset[int]] = set()
    for index, walk in enumerate(walks):
        pair = frozenset(walk.zones)
        if len(walk.zones) != 2 or len(pair) != 2:
            _refuse(f"walks[{index}].zones", "must be two different zones")
        if pair in seen:
            _refuse(f"walks[{index}].zones", f"{sorted(pair)} are named twice")
        _check_limit(f"walks[{index}].minutes", walk.minutes, 0)
        seen.add(pair)


def _check_pairs(where: str, pairs: tuple[Pair, ...]) -> None:
    for index, pair in enumerate(pairs):
        if len(pair) != 2 or pair[0] == pair[1]:
            _refuse(f"{where}[{index}]", "must be two different languages")


def _check_meeting(problem: Problem, where: str, meeting: Meeting) -> None:
    _check_limit(f"{where}.weight", meeting.weight, 1)
    if len(meeting.sides) < 2:
        _refuse(
            f"{where}.sides",
            f"meeting {meeting.id} needs at least 2 sides, not {len(meeting.sides)}",
        )
    seen: set[int] = set()
    for index, side in enumerate(meeting.sides):
        _check_side(problem, f"{where}.sides[{index}]", side, seen)
    _check_pairs(f"{where}.languages", meeting.languages)
    _check_known(f"{where}.slots", "slot", meeting.slots or (), problem.slot)
    _check_known(f"{where}.places", "place", meeting.places or (), problem.place)
    if meeting.fixed is not None:
        _check_fixed(problem, f"{where}.fixed", meeting, meeting.fixed)


def _check_side(problem: Problem, where: str, side: Side, seen: set[int]) -> None:
    _check_known(where, "organisation", (side.organisation,), problem.organisation)
    if side.mode not in ("all", "any"):
        _refuse(f"{where}.mode", f'must be "all" or "any", not "{side.mode}"')
    if not side.delegates:
        _refuse(where, "needs at least 1 delegate")
    for delegate in side.delegates:
        if delegate not in problem.delegate:
            _refuse(where, f"delegate {delegate} does not exist")
        if problem.delegate[delegate].organisation != side.organisation:
            _refuse(
                where,
                f"delegate {delegate} does not belong to organisation {side.organisation}",
            )
        if delegate in seen:
            _refuse(where, f"delegate {delegate} is named twice in one meeting")
        seen.add(delegate)


def _check_fixed(problem: Problem, where: str, meeting: Meeting, fixed: Fixed) -> None:
    _check_known(f"{where}.slot", "slot", (fixed.slot,), problem.slot)
    if fixed.place is not None:
        _check_known(f"{where}.place", "place", (fixed.place,), problem.place)
    if fixed.interpreter is not None:
        _check_known(
            f"{where}.interpreter",
            "interpreter",
            (fixed.interpreter,),
            problem.interpreter,
        )
    if fixed.delegates is None:
        return
    if len(fixed.delegates) != len(meeting.sides):
        _refuse(
            f"{where}.delegates",
            f"needs one entry a side: {len(meeting.sides)}, not {len(fixed.delegates)}",
        )
    for index, (chosen, side) in enumerate(
        zip(fixed.delegates, meeting.sides, strict=True)
    ):
        if not _is_side(side, chosen):
            _refuse(
                f"{where}.delegates[{index}]",
                "does not match the delegates of the side",
            )


def _is_side(side: Side, chosen: tuple[int, ...]) -> bool:
    if side.mode == "any":
        return len(chosen) == 1 and chosen[0] in side.delegates
    return sorted(chosen) == sorted(side.delegates)
