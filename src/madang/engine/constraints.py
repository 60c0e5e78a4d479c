# ruff: noqa: ARG001  every rule takes the same three arguments
"""The hard rules, one function each; `HARD` is the whole policy on one screen.

A rule looks at one meeting and where it would be, on a board that holds all other meetings, and yields a typed
violation for each way in which it is broken. There are no sentences here: codes and ids only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from madang.engine.board import Board, needs_interpreter
from madang.engine.problem import Meeting, Problem, Side, may_use, speaks
from madang.engine.schedule import Placement, Schedule


@dataclass(frozen=True, slots=True)
class Violation:
    """A broken rule: its code, the meetings that stand in the way, and the ids it is about (None: plays no part)."""

    rule: str
    meeting: int
    blocking: tuple[int, ...] = ()
    delegate: int | None = None
    organisation: int | None = None
    slot: int | None = None
    place: int | None = None
    interpreter: int | None = None


Rule = Callable[[Board, Meeting, Placement], Iterator[Violation]]


def not_cancelled(board: Board, meeting: Meeting, at: Placement) -> Iterator[Violation]:
    """A cancelled meeting is never held."""
    if meeting.cancelled:
        yield Violation("cancelled", meeting.id)


def stays_pinned(board: Board, meeting: Meeting, at: Placement) -> Iterator[Violation]:
    """A pinned meeting keeps the slot, place, interpreter and people that it pins."""
    pin = meeting.fixed
    if pin is None:
        return
    moved = at.slot != pin.slot or pin.place not in (None, at.place)
    if (
        moved
        or pin.interpreter not in (None, at.interpreter)
        or pin.delegates not in (None, at.delegates)
    ):
        yield Violation("pinned", meeting.id, slot=pin.slot, place=pin.place)


def slot_is_allowed(
    board: Board, meeting: Meeting, at: Placement
) -> Iterator[Violation]:
    """A meeting that lists slots is held in one of them."""
    if (
        meeting.fixed is None
        and meeting.slots is not None
        and at.slot not in meeting.slots
    ):
        yield Violation("slot_not_allowed", meeting.id, slot=at.slot)


def sides_are_complete(
    board: Board, meeting: Meeting, at: Placement
) -> Iterator[Violation]:
    """All delegates of an `all` side come, exactly one of an `any` side."""
    for index, side in enumerate(meeting.sides):
        chosen = at.delegates[index] if index < len(at.delegates) else ()
        if not _is_side(side, chosen):
            yield Violation("wrong_people", meeting.id, organisation=side.organisation)


def people_are_there(
    board: Board, meeting: Meeting, at: Placement
) -> Iterator[Violation]:
    """Nobody sits in a meeting while they are away."""
    for delegate in at.people:
        if (delegate, at.slot) in board.away:
            yield Violation(
                "delegate_away", meeting.id, delegate=delegate, slot=at.slot
            )


def people_are_free(
    board: Board, meeting: Meeting, at: Placement
) -> Iterator[Violation]:
    """Nobody sits in two meetings at once."""
    for delegate in at.people:
        others = board.meetings_of(delegate, at.slot)
        if others:
            yield Violation(
                "delegate_busy",
                meeting.id,
                tuple(others),
                delegate=delegate,
                slot=at.slot,
            )


def days_are_bearable(
    board: Board, meeting: Meeting, at: Placement
) -> Iterator[Violation]:
    """Nobody has more meetings on a day than they may."""
    for delegate in at.people:
        if not board.is_within_day_limit(delegate, at.slot):
            yield Violation("day_limit", meeting.id, delegate=delegate, slot=at.slot)


def rests_are_kept(
    board: Board, meeting: Meeting, at: Placement
) -> Iterator[Violation]:
    """Nobody has more meetings in a row than the event allows."""
    for delegate in at.people:
        if not board.pauses.is_rested(board.person, delegate, at.slot):
            row = board.pauses.row(board.person, delegate, at.slot)
            yield Violation(
                "no_rest", meeting.id, tuple(row), delegate=delegate, slot=at.slot
            )


def ways_are_walkable(
    board: Board, meeting: Meeting, at: Placement
) -> Iterator[Violation]:
    """Between two meetings in different zones there is time to walk."""
    for delegate, other in board.pauses.hurried(
        board.person, board.schedule, at.people, (at.slot, at.place)
    ):
        yield Violation(
            "too_far",
            meeting.id,
            (other,),
            delegate=delegate,
            slot=at.slot,
            place=at.place,
        )


def organisations_within_limit(
    board: Board, meeting: Meeting, at: Placement
) -> Iterator[Violation]:
    """No organisation has more meetings over the event than it may."""
    for organisation in meeting.organisations:
        if not board.is_within_organisation_limit(organisation):
            yield Violation("organisation_limit", meeting.id, organisation=organisation)


def place_is_open(board: Board, meeting: Meeting, at: Placement) -> Iterator[Violation]:
    """No meeting at a place while it is closed."""
    if (at.place, at.slot) in board.closed:
        yield Violation("place_closed", meeting.id, slot=at.slot, place=at.place)


def place_is_theirs(
    board: Board, meeting: Meeting, at: Placement
) -> Iterator[Violation]:
    """A suite takes only meetings of its owner; a meeting that lists places is held at one of them."""
    place = board.problem.place[at.place]
    if place.owner is not None and place.owner not in meeting.organisations:
        yield Violation("suite", meeting.id, organisation=place.owner, place=at.place)
    elif not may_use(place, meeting):
        yield Violation("place_not_allowed", meeting.id, place=at.place)


def place_has_room(
    board: Board, meeting: Meeting, at: Placement
) -> Iterator[Violation]:
    """No more meetings at a place at once than it holds."""
    seated = board.meetings_at(at.place, at.slot)
    if board.crowd(at.place, at.slot) >= board.problem.place[at.place].capacity:
        yield Violation(
            "place_full", meeting.id, tuple(seated), slot=at.slot, place=at.place
        )


def interpreter_is_right(
    board: Board, meeting: Meeting, at: Placement
) -> Iterator[Violation]:
    """A meeting between languages has an interpreter who speaks them; other meetings have none."""
    if (at.interpreter is not None) != needs_interpreter(meeting):
        yield Violation(
            "no_interpreter" if at.interpreter is None else "interpreter_unneeded",
            meeting.id,
        )
    elif at.interpreter is not None and not _understands(
        board, meeting, at.interpreter
    ):
        yield Violation("interpreter_language", meeting.id, interpreter=at.interpreter)


def interpreter_is_free(
    board: Board, meeting: Meeting, at: Placement
) -> Iterator[Violation]:
    """An interpreter is there, and in one meeting at a time."""
    if at.interpreter is None:
        return
    if (at.interpreter, at.slot) in board.absent:
        yield Violation(
            "interpreter_away", meeting.id, slot=at.slot, interpreter=at.interpreter
        )
    others = board.voices_of(at.interpreter, at.slot)
    if others:
        yield Violation(
            "interpreter_busy",
            meeting.id,
            tuple(others),
            slot=at.slot,
            interpreter=at.interpreter,
        )


HARD: tuple[Rule, ...] = (
    not_cancelled,
    stays_pinned,
    slot_is_allowed,
    sides_are_complete,
    people_are_there,
    people_are_free,
    days_are_bearable,
    rests_are_kept,
    ways_are_walkable,
    organisations_within_limit,
    place_is_open,
    place_is_theirs,
    place_has_room,
    interpreter_is_right,
    interpreter_is_free,
)


def violations(board: Board, meeting: Meeting, at: Placement) -> list[Violation]:
    """Every broken rule, were the meeting held there. The board must not hold the meeting itself."""
    return [found for rule in HARD for found in rule(board, meeting, at)]


def conflicts(
    problem: Problem,
    placements: Schedule,
    meeting_id: int,
    slot: int,
    place: int,
    *,
    delegates: tuple[tuple[int, ...], ...] | None = None,
) -> list[Violation]:
    """Every rule that a move by hand would break; an empty list: it can be done.

    Without `delegates` the free ones are chosen. A free interpreter is chosen when one is needed.
    """
    board = Board(
        problem, {key: item for key, item in placements.items() if key != meeting_id}
    )
    meeting = problem.meeting[meeting_id]
    at = propose(board, meeting, slot, place)
    if delegates is not None:
        at = Placement(slot, place, delegates, at.interpreter)
    return violations(board, meeting, at)


def propose(board: Board, meeting: Meeting, slot: int, place: int) -> Placement:
    """The people and the interpreter that suit best in a slot and place; they may break rules when nobody is free."""
    people = []
    for index, side in enumerate(meeting.sides):
        free = board.side_at(meeting, index, side, slot)
        there = [item for item in side.delegates if (item, slot) not in board.away]
        people.append(
            free
            or (
                side.delegates
                if side.mode == "all"
                else tuple((there or side.delegates)[:1])
            )
        )
    interpreter = None
    if needs_interpreter(meeting):
        candidates = board.interpreters_at(meeting, slot) or [
            *board.speakers(meeting),
            None,
        ]
        interpreter = candidates[0]
    return Placement(slot, place, tuple(people), interpreter)


def _understands(board: Board, meeting: Meeting, interpreter: int) -> bool:
    return not meeting.languages or speaks(
        board.problem.interpreter[interpreter], meeting.languages
    )


def _is_side(side: Side, chosen: tuple[int, ...]) -> bool:
    if side.mode == "any":
        return len(chosen) == 1 and chosen[0] in side.delegates
    return sorted(chosen) == sorted(side.delegates)
