"""Why a meeting has no place, and the smallest change that would give it one.

Reasons (codes): `organisation_limit`, `no_common_slot`, `day_limit`, `side_busy`, `displaces_heavier`,
`suite_closed`, `places_full`, `no_interpreter`, and `fits` for a meeting that could simply be placed.

Remedies (kinds): `place`, `raise_organisation_limit`, `raise_day_limit`, `free_slot`, `open_table`,
`add_interpreter`, `move` (another meeting, to the slot and place named) and `replace` (another meeting gives way).
Each is tried on the board before it is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from madang.engine.board import NEW_TABLE, Board
from madang.engine.problem import Meeting, Problem
from madang.engine.schedule import Explanation, Placement, Remedy, Schedule

MOVES_TRIED = 4
MOVES_TRIED_ALONE = 400


def spots(problem: Problem, placements: Schedule, meeting_id: int) -> list[Placement]:
    """Every slot and place where the meeting fits with nobody else moving, in the order of time.

    The meeting itself, where it stands in the schedule, is taken off first.
    """
    board = Board(
        problem, {key: item for key, item in placements.items() if key != meeting_id}
    )
    meeting = problem.meeting[meeting_id]
    found: list[Placement] = []
    for slot in board.allowed_slots(meeting):
        first = board.spot_at(meeting, slot)
        if first is not None:
            found.extend(
                Placement(slot, place, first.delegates, first.interpreter)
                for place in board.places_at(meeting, slot)
            )
    return found


def explain_unplaced(
    problem: Problem, placements: Schedule, meeting_id: int
) -> Explanation:
    """Why the meeting has no place. Raises `ValueError` when it has one or is cancelled."""
    if meeting_id in placements:
        raise ValueError(f"meeting {meeting_id} has a place")
    if problem.meeting[meeting_id].cancelled:
        raise ValueError(f"meeting {meeting_id} is cancelled")
    return explain_on(
        Board(problem, placements), problem.meeting[meeting_id], MOVES_TRIED_ALONE
    )


def explain_all(problem: Problem, placements: Schedule) -> tuple[Explanation, ...]:
    """Why each meeting without a place has none, in the order of the problem; cancelled ones aside."""
    board = Board(problem, placements)
    return tuple(
        explain_on(board, meeting, MOVES_TRIED)
        for meeting in problem.meetings
        if meeting.id not in placements and not meeting.cancelled
    )


def explain_on(board: Board, meeting: Meeting, moves: int) -> Explanation:
    """The reason, what blocks, and the first remedy that works; `moves` limits how many moves of others are tried."""
    reason, blocking = _reason(board, meeting)
    remedy = next(_remedies(board, meeting, moves), None)
    if (
        reason == "side_busy"
        and blocking
        and (remedy is None or remedy.kind == "replace")
    ):
        weight = sum(board.problem.meeting[item].weight for item in blocking)
        reason = "displaces_heavier" if weight >= meeting.weight else reason
    return Explanation(meeting.id, reason, blocking, remedy)


def _reason(board: Board, meeting: Meeting) -> tuple[str, tuple[int, ...]]:
    """The first rule in the chain people → places → interpreters that no slot passes, and the lightest blockers."""
    full = [
        item
        for item in meeting.organisations
        if not board.is_within_organisation_limit(item)
    ]
    if full:
        return "organisation_limit", _meetings_of(board, full[0])
    present = [
        slot
        for slot in board.allowed_slots(meeting)
        if _are_present(board, meeting, slot)
    ]
    if not present:
        return "no_common_slot", ()
    free = [slot for slot in present if board.people_at(meeting, slot)]
    if not free:
        return _people_reason(board, meeting, present)
    seated = [slot for slot in free if board.places_at(meeting, slot)]
    if not seated:
        return _place_reason(board, meeting, free)
    if not any(board.interpreters_at(meeting, slot) for slot in seated):
        busy = (
            (board.interpreting.get((item, slot)) for item in board.speakers(meeting))
            for slot in seated
        )
        return "no_interpreter", _lightest(board, busy)
    return "fits", ()


def _people_reason(
    board: Board, meeting: Meeting, present: list[int]
) -> tuple[str, tuple[int, ...]]:
    busy = [_busy_people(board, meeting, slot) for slot in present]
    if not all(busy):
        return "day_limit", ()
    return "side_busy", _lightest(board, busy)


def _place_reason(
    board: Board, meeting: Meeting, free: list[int]
) -> tuple[str, tuple[int, ...]]:
    usable = board.usable_places(meeting)
    if all((place, slot) in board.closed for place in usable for slot in free):
        return "suite_closed", ()
    taken = (
        (other,)
        for slot in free
        for place in usable
        for other in board.seated.get((place, slot), ())
        if board.problem.meeting[other].fixed is None
    )
    return "places_full", _lightest(board, taken)


def _are_present(board: Board, meeting: Meeting, slot: int) -> bool:
    """Whether every side could come, were there no other meetings."""
    return all(
        (any if side.mode == "any" else all)(
            (item, slot) not in board.away for item in side.delegates
        )
        for side in meeting.sides
    )


def _busy_people(board: Board, meeting: Meeting, slot: int) -> list[int]:
    """The meetings that keep the sides busy in the slot; of an `any` side the lightest one."""
    found: list[int] = []
    for index, side in enumerate(meeting.sides):
        if board.side_at(meeting, index, side, slot) is not None:
            continue
        held = [
            board.person[item, slot]
            for item in side.delegates
            if (item, slot) in board.person
        ]
        found.extend(
            held
            if side.mode == "all"
            else sorted(held, key=lambda item: _weight(board, item))[:1]
        )
    return list(dict.fromkeys(found))


def _weight(board: Board, meeting: int) -> int:
    return board.problem.meeting[meeting].weight


def _lightest(board: Board, groups: Iterable[Iterable[int | None]]) -> tuple[int, ...]:
    """The group of meetings with the least weight together."""
    found = [
        tuple(sorted(item for item in group if item is not None)) for group in groups
    ]
    return min(
        found,
        key=lambda group: (sum(_weight(board, item) for item in group), group),
        default=(),
    )


def _meetings_of(board: Board, organisation: int) -> tuple[int, ...]:
    return tuple(
        sorted(
            item
            for item in board.schedule
            if organisation in board.problem.meeting[item].organisations
        )
    )


def _remedies(board: Board, meeting: Meeting, moves: int) -> Iterator[Remedy]:
    """Every remedy that works, the smallest change first."""
    spot = board.first_spot(meeting)
    if spot is not None:
        yield Remedy(
            "place", slot=spot.slot, place=spot.place, interpreter=spot.interpreter
        )
        return
    yield from _moves(board, meeting, moves)
    yield from _supplies(board, meeting)
    yield from _limits(board, meeting)
    yield from _replacements(board, meeting)


def _moves(board: Board, meeting: Meeting, most: int) -> Iterator[Remedy]:
    """Another meeting goes elsewhere, which is enough."""
    for other, slot in _single_blockers(board, meeting)[:most]:
        before = board.remove(other)
        here = board.spot_at(meeting, slot)
        if here is not None:
            board.add(meeting.id, here)
            there = board.first_spot(board.problem.meeting[other])
            board.remove(meeting.id)
            if there is not None:
                yield Remedy("move", meeting=other, slot=there.slot, place=there.place)
        board.add(other, before)


def _single_blockers(board: Board, meeting: Meeting) -> list[tuple[int, int]]:
    """(meeting, slot) where that one meeting alone keeps people, places or interpreters from this one."""
    found: dict[tuple[int, int], None] = {}
    for slot in board.allowed_slots(meeting):
        if not _are_present(board, meeting, slot):
            continue
        busy = _busy_people(board, meeting, slot)
        if len(busy) > 1:
            continue
        seats = [
            item
            for place in board.usable_places(meeting)
            for item in board.seated.get((place, slot), ())
        ]
        voices = [
            board.interpreting.get((item, slot)) for item in board.speakers(meeting)
        ]
        others: list[int | None] = [*busy] or [*seats, *voices]
        for other in others:
            if other is not None and board.problem.meeting[other].fixed is None:
                found[other, slot] = None
    return sorted(found, key=lambda pair: (_weight(board, pair[0]), pair))


def _supplies(board: Board, meeting: Meeting) -> Iterator[Remedy]:
    """One more table or interpreter in one slot, or one delegate who comes after all."""
    for slot in board.allowed_slots(meeting):
        pair = meeting.languages[0] if meeting.languages else None
        if _helps(board, meeting, slot, board.extra_tables):
            yield Remedy("open_table", slot=slot)
        if pair and _helps(board, meeting, slot, board.extra_interpreters):
            yield Remedy("add_interpreter", slot=slot, pair=pair)
        for delegate in (item for side in meeting.sides for item in side.delegates):
            if (delegate, slot) in board.away:
                board.away.discard((delegate, slot))
                if board.spot_at(meeting, slot) is not None:
                    yield Remedy("free_slot", delegate=delegate, slot=slot)
                board.away.add((delegate, slot))


def _helps(board: Board, meeting: Meeting, slot: int, extra: set[int]) -> bool:
    """Whether one more table or interpreter in the slot would place the meeting."""
    extra.add(slot)
    spot = board.spot_at(meeting, slot)
    extra.discard(slot)
    return spot is not None


def _limits(board: Board, meeting: Meeting) -> Iterator[Remedy]:
    """A higher limit of one delegate a day, or of one organisation."""
    for organisation in meeting.organisations:
        if _fits_without(board, meeting, board.organisation_most, organisation):
            yield Remedy("raise_organisation_limit", organisation=organisation)
    for delegate in (item for side in meeting.sides for item in side.delegates):
        if _fits_without(board, meeting, board.day_most, delegate):
            yield Remedy("raise_day_limit", delegate=delegate)


def _fits_without(
    board: Board, meeting: Meeting, limits: dict[int, int | None], key: int
) -> bool:
    before = limits[key]
    if before is None:
        return False
    limits[key] = before + 1
    is_placed = board.first_spot(meeting) is not None
    limits[key] = before
    return is_placed


def _replacements(board: Board, meeting: Meeting) -> Iterator[Remedy]:
    """One lighter or heavier meeting gives way."""
    for other, slot in _single_blockers(board, meeting):
        before = board.remove(other)
        spot = board.spot_at(meeting, slot)
        board.add(other, before)
        if spot is not None and spot.place != NEW_TABLE:
            yield Remedy("replace", meeting=other, slot=slot)
            return
