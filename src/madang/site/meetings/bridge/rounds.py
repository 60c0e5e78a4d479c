"""Round tables for the engine: fixed meetings of many sides, or, where that cannot be, seats and places that are taken."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from madang.engine import problem as engine
from madang.site.events.models import Place, RoundTable


@dataclass
class Rounds:
    """`meetings` for the engine, and for the other tables the slots in which their seats and places are taken."""

    meetings: list[engine.Meeting] = field(default_factory=list)
    seats: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    places: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    held: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))


def sort_rounds(
    tables: Sequence[RoundTable], present: Collection[int], absent: dict[int, set[int]]
) -> Rounds:
    """Sort an event's round tables. `present` are the registrations that come, `absent` the slots of each delegate.

    A table is a meeting for the engine if at least two organisations sit at an open place that they may use and
    nobody seated is absent or at another one. Any other table only keeps its place and its seats taken.
    """
    rounds = Rounds()
    taken: set[tuple[int, int]] = set()
    for table in tables:
        rounds.held[table.place_id].add(table.slot_id)
        meeting = _meeting(table, present)
        seats = {(seat.delegate_id, table.slot_id) for seat in table.taken.all()}
        is_clear = not seats & taken and not any(
            slot in absent[delegate] for delegate, slot in seats
        )
        taken |= seats
        if meeting is not None and is_clear and _may_sit(table, meeting):
            rounds.meetings.append(meeting)
            continue
        rounds.places[table.place_id].add(table.slot_id)
        for delegate, slot in seats:
            rounds.seats[delegate].add(slot)
    return rounds


def _may_sit(table: RoundTable, meeting: engine.Meeting) -> bool:
    place: Place = table.place
    closed = {row.slot_id for row in place.closures.all()}
    is_open = place.is_open and table.slot_id not in closed
    return is_open and (
        place.owner_id is None or place.owner_id in meeting.organisations
    )


def _meeting(table: RoundTable, present: Collection[int]) -> engine.Meeting | None:
    seats: dict[int, list[int]] = defaultdict(list)
    for seat in table.taken.all():
        if seat.delegate.registration_id in present:
            seats[seat.delegate.registration_id].append(seat.delegate_id)
    if len(seats) < 2:
        return None
    sides = tuple(
        engine.Side(organisation=pk, delegates=tuple(people))
        for pk, people in seats.items()
    )
    return engine.Meeting(
        id=-table.pk,
        sides=sides,
        fixed=engine.Fixed(
            slot=table.slot_id,
            place=table.place_id,
            delegates=tuple(side.delegates for side in sides),
        ),
    )
