"""The smallest change that would place a meeting: each is tried on the schedule before it is named.

Kinds, the smallest change first: `place`, `move` (another meeting, to the slot and place named), `open_table`,
`add_interpreter`, `leave_out` (the meeting goes ahead without that delegate), `free_slot`, `raise_organisation_limit`,
`raise_day_limit` and `replace` (another meeting gives way, or several).
"""

from __future__ import annotations

from collections.abc import Iterator

from madang.engine.giving_way import replacements, single_blockers
from madang.engine.obstacles import Analysis, analyse
from madang.engine.occupancy import Occupancy
from madang.engine.schedule import Placement, Remedy
from madang.engine.slot_sets import numbers_of
from madang.engine.ways import chosen_at, place_at


def remedies(analysis: Analysis, moves: int) -> Iterator[Remedy]:
    """Every kind of remedy that works, the smallest change first; `moves` limits how many moves of others are tried."""
    spot = None if analysis.full else first_spot(analysis, analysis.open)
    if spot is not None:
        yield Remedy(
            "place", slot=spot.slot, place=spot.place, interpreter=spot.interpreter
        )
        return
    yield from _moves(analysis, moves)
    # How far a new table or other people are is not known before they are there.
    if analysis.occupancy.pauses.minutes is None:
        if not analysis.full:
            yield from _supplies(analysis)
            yield from _people(analysis)
        yield from _limits(analysis)
    yield from replacements(analysis)


def first_spot(analysis: Analysis, slots: int) -> Placement | None:
    """Where the meeting fits in the first of these open slots, or None when there is none."""
    occupancy, meeting = analysis.occupancy, analysis.meeting
    number = next(numbers_of(slots), None)
    if number is None:
        return None
    chosen = chosen_at(analysis.needs, number)
    people = iter(
        item for item in chosen if item is not None and item < len(occupancy.people)
    )
    delegates = occupancy.resources.delegates
    sides = tuple(
        tuple(
            delegates[next(people)]
            for _ in (side.delegates if side.mode == "all" else (0,))
        )
        for side in meeting.sides
    )
    place = place_at(occupancy, analysis.needs, number)
    if place is None:
        return None
    voice = next(
        (
            occupancy.units_at(item, number)[0]
            for need, item in zip(analysis.needs, chosen, strict=True)
            if item is not None and need.kind == "interpreter"
        ),
        None,
    )
    return Placement(occupancy.resources.slots[number], place, sides, voice)


def _moves(analysis: Analysis, most: int) -> Iterator[Remedy]:
    """Another meeting goes elsewhere, which is enough."""
    occupancy, meeting = analysis.occupancy, analysis.meeting
    if most == 0:
        return
    for other, number in single_blockers(analysis)[:most]:
        before = occupancy.lift(other)
        after = analyse(occupancy, occupancy.meeting_number[meeting.id])
        there = None
        if not after.full and (here := first_spot(after, after.open & 1 << number)):
            occupancy.lay(meeting.id, here)
            rest = analyse(occupancy, occupancy.meeting_number[other])
            there = None if rest.full else first_spot(rest, rest.open)
            occupancy.lift(meeting.id)
        # All is back before anybody hears of it: who asks for one remedy never comes back for the rest.
        occupancy.lay(other, before)
        if there is not None:
            yield Remedy("move", meeting=other, slot=there.slot, place=there.place)
            return


def _supplies(analysis: Analysis) -> Iterator[Remedy]:
    """One more table or interpreter in one slot."""
    meeting, slots = analysis.meeting, analysis.occupancy.resources.slots
    fixed = meeting.fixed
    for need in analysis.needs:
        number = next(numbers_of(analysis.but_for(need)), None)
        if number is None:
            continue
        is_any_place = meeting.places is None and (fixed is None or fixed.place is None)
        if need.kind == "place" and is_any_place:
            yield Remedy("open_table", slot=slots[number])
        is_any_voice = fixed is None or fixed.interpreter is None
        if need.kind == "interpreter" and is_any_voice:
            yield Remedy(
                "add_interpreter", slot=slots[number], pair=meeting.languages[0]
            )


def _people(analysis: Analysis) -> Iterator[Remedy]:
    """A team comes without one of its people, or one delegate comes after all."""
    occupancy = analysis.occupancy
    slots, delegates = occupancy.resources.slots, occupancy.resources.delegates
    teams = {
        item
        for side in analysis.meeting.sides
        if side.mode == "all" and len(side.delegates) > 1
        for item in side.delegates
    }
    is_open = analysis.meeting.fixed is None or analysis.meeting.fixed.delegates is None
    people = [need for need in analysis.needs if need.kind == "person"]
    for need in people:
        number = next(numbers_of(analysis.but_for(need)), None)
        delegate = delegates[need.alternatives[0][0]]
        if number is not None and is_open and delegate in teams:
            yield Remedy("leave_out", delegate=delegate, slot=slots[number])
    absences = sorted(
        (number, order, delegates[resource])
        for order, need in enumerate(people)
        for resource, absent, busy, spent, tired in need.alternatives
        for number in numbers_of(
            analysis.but_for(need) & absent & ~busy & ~spent & ~tired,
        )
    )
    for number, _, delegate in absences:
        yield Remedy("free_slot", delegate=delegate, slot=slots[number])


def _limits(analysis: Analysis) -> Iterator[Remedy]:
    """A higher limit of one organisation, or of one delegate a day."""
    occupancy = analysis.occupancy
    if analysis.full:
        only = analysis.full[0]
        if len(analysis.full) == 1 and analysis.open and occupancy.has_room(only, 1):
            yield Remedy("raise_organisation_limit", organisation=only)
        return
    for need in analysis.needs:
        for resource, absent, busy, spent, tired in need.alternatives:
            left = analysis.but_for(need) & spent & ~absent & ~busy & ~tired
            if any(
                _is_one_more_enough(occupancy, resource, n) for n in numbers_of(left)
            ):
                delegate = occupancy.resources.delegates[resource]
                yield Remedy("raise_day_limit", delegate=delegate)


def _is_one_more_enough(occupancy: Occupancy, number: int, slot: int) -> bool:
    model = occupancy.resources.model
    used = occupancy.day_used[number, model.day[slot]]
    return bool(used < model.day_most[number] + 1)
