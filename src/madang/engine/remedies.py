"""The smallest change that would place a meeting: each is tried on the board before it is named.

Kinds: `place`, `move` (another meeting, to the slot and place named), `open_table`, `add_interpreter`, `free_slot`,
`raise_organisation_limit`, `raise_day_limit` and `replace` (another meeting gives way).
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nsmallest

from madang.engine.board import NEW_TABLE, Board
from madang.engine.problem import Meeting
from madang.engine.schedule import Remedy

SEATS_TRIED = 3
"""Meetings at full tables that are tried, in each slot, as the one that gives way."""


def are_present(board: Board, meeting: Meeting, slot: int) -> bool:
    """Whether every side could come, were there no other meetings."""
    return all(
        (any if side.mode == "any" else all)(
            (item, slot) not in board.away for item in side.delegates
        )
        for side in meeting.sides
    )


def busy_people(board: Board, meeting: Meeting, slot: int) -> list[int]:
    """The meetings that keep the sides busy in the slot; of an `any` side the lightest one."""
    found: list[int] = []
    for index, side in enumerate(meeting.sides):
        if board.side_at(meeting, index, side, slot) is not None:
            continue
        held = [
            meeting
            for item in side.delegates
            for meeting in board.meetings_of(item, slot)
        ]
        found.extend(
            held
            if side.mode == "all"
            else sorted(held, key=lambda item: weight_of(board, item))[:1]
        )
    return list(dict.fromkeys(found))


def weight_of(board: Board, meeting: int) -> int:
    """The weight of a meeting."""
    return board.problem.meeting[meeting].weight


def remedies(board: Board, meeting: Meeting, moves: int) -> Iterator[Remedy]:
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
    if most == 0:
        return
    for other, slot in _single_blockers(board, meeting)[:most]:
        before = board.remove(other)
        here, there = board.spot_at(meeting, slot), None
        if here is not None:
            board.add(meeting.id, here)
            there = board.first_spot(board.problem.meeting[other])
            board.remove(meeting.id)
        # The board is whole again before anybody hears of it: who asks for one remedy never comes back for the rest.
        board.add(other, before)
        if there is not None:
            yield Remedy("move", meeting=other, slot=there.slot, place=there.place)


def _single_blockers(board: Board, meeting: Meeting) -> list[tuple[int, int]]:
    """(meeting, slot) where that one meeting alone keeps people, places or interpreters from this one."""
    found: dict[tuple[int, int], None] = {}
    for slot in board.allowed_slots(meeting):
        if not are_present(board, meeting, slot):
            continue
        busy = busy_people(board, meeting, slot)
        if len(busy) > 1:
            continue
        seats = [] if busy else _lightest_seats(board, meeting, slot)
        voices = [
            other
            for item in board.speakers(meeting)
            for other in board.voices_of(item, slot)
        ]
        for other in busy or [*seats, *voices]:
            if board.problem.meeting[other].fixed is None:
                found[other, slot] = None
    return sorted(found, key=lambda pair: (weight_of(board, pair[0]), pair))


def _lightest_seats(board: Board, meeting: Meeting, slot: int) -> list[int]:
    """The lightest meetings at the places that this one may use: whoever leaves, a place is free."""
    if meeting.places is None and meeting.fixed is None:
        owners = (*meeting.organisations, None)
        found = (board.lightest_at(owner, slot) for owner in owners)
        return [item for item in found if item is not None]
    seated = (
        item
        for place in board.usable_places(meeting)
        for item in board.meetings_at(place, slot)
        if board.problem.meeting[item].fixed is None
    )
    return nsmallest(SEATS_TRIED, seated, key=lambda item: weight_of(board, item))


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
                is_placed = board.spot_at(meeting, slot) is not None
                board.away.add((delegate, slot))
                if is_placed:
                    yield Remedy("free_slot", delegate=delegate, slot=slot)


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
