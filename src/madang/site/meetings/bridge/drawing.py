"""An event's rows as a problem for the engine.

Identifiers are primary keys: organisations are registrations, and a round table is the meeting of its negative key.
Times are minutes of wall-clock time in the event's zone since midnight of its first day.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.core.cache import cache

from madang.engine import problem as engine
from madang.site.core.time import zone
from madang.site.events.models import (
    Delegate,
    Event,
    Interpreter,
    Place,
    Registration,
    Slot,
)
from madang.site.meetings.bridge.pins import fixed_by
from madang.site.meetings.bridge.rounds import Rounds, sort_rounds
from madang.site.meetings.models import Meeting, Plan
from madang.site.meetings.rules.languages import Speech, base, needed_pairs, speech

GONE = ("declined", "withdrawn")
SECONDS_KEPT = 3600


@dataclass(frozen=True)
class Drawing:
    """A problem, and what of the event could not go into it.

    `skipped` holds agreed meetings that nobody can schedule, with the reason: "withdrawn" or "no_delegate".
    `pinned` are the meetings that stay where the working version has them.
    """

    problem: engine.Problem
    version: int
    agreed: int
    skipped: dict[int, str] = field(default_factory=dict)
    pinned: frozenset[int] = frozenset()

    @property
    def round_tables(self) -> int:
        """How many of the problem's meetings are round tables."""
        return sum(1 for meeting in self.problem.meetings if meeting.id < 0)


@dataclass(frozen=True)
class _Parties:
    """Registrations that come, with their delegates and languages."""

    here: dict[int, Registration]
    delegates: dict[int, list[Delegate]]
    speech: dict[int, Speech]


def draw(event: Event, *, pins: Plan | None = None) -> Drawing:
    """Return the event as it stands now; `pins` is the version whose pinned meetings stay.

    Raises `madang.engine.problem.ProblemError` if the rows contradict each other.
    """
    drawing = _draw(event)
    cache.set(_key(event), drawing, SECONDS_KEPT)
    return drawing if pins is None else _pinned(drawing, pins)


def remembered(event: Event) -> Drawing:
    """Return the event as it stood at its version, from the cache if it was drawn before. For pages, not for changes."""
    kept = cache.get(_key(event))
    return kept if isinstance(kept, Drawing) else draw(event)


def _key(event: Event) -> str:
    return f"drawing-{event.pk}-{event.version}"


def _pinned(drawing: Drawing, plan: Plan) -> Drawing:
    fixed = fixed_by(plan, drawing.problem.meeting)
    meetings = tuple(
        replace(each, fixed=fixed.get(each.id, each.fixed))
        for each in drawing.problem.meetings
    )
    return replace(
        drawing,
        problem=replace(drawing.problem, meetings=meetings),
        pinned=frozenset(fixed),
    )


def _draw(event: Event) -> Drawing:
    slots = list(event.slots.order_by("starts_at"))
    parties = _parties(event)
    interpreters = list(event.interpreters.prefetch_related("pairs", "absences"))
    rounds = _rounds(event, parties)
    served = {
        frozenset((base(pair.first), base(pair.second)))
        for person in interpreters
        for pair in person.pairs.all()
    }
    agreed = list(
        event.meetings.filter(state="accepted")
        .order_by("id")
        .prefetch_related("named_delegates")
    )
    skipped: dict[int, str] = {}
    meetings = []
    for meeting in agreed:
        if reason := _reason_to_skip(meeting, parties):
            skipped[meeting.pk] = reason
        else:
            meetings.append(_meeting(meeting, parties, served))
    problem = engine.Problem(
        slots=_slots(slots, event),
        places=_places(event, slots, rounds, parties),
        organisations=tuple(
            engine.Organisation(id=pk, most=row.most_meetings)
            for pk, row in parties.here.items()
        ),
        delegates=_delegates(event, parties, rounds),
        interpreters=tuple(_interpreter(person) for person in interpreters),
        meetings=(
            *meetings,
            *rounds.meetings,
        ),
        rules=engine.Rules(
            nobody_left_out=event.nobody_left_out,
            most_in_a_row=event.most_in_a_row,
            walking_minutes=event.walking_minutes,
        ),
    )
    return Drawing(
        problem=problem,
        version=event.version,
        agreed=len(agreed),
        skipped=skipped,
    )


def _parties(event: Event) -> _Parties:
    here = {
        row.pk: row
        for row in event.registrations.exclude(state__in=GONE)
        .order_by("id")
        .prefetch_related("languages")
    }
    delegates: dict[int, list[Delegate]] = defaultdict(list)
    rows = Delegate.objects.filter(registration__in=list(here)).order_by("id")
    for row in rows.prefetch_related("absences"):
        delegates[row.registration_id].append(row)
    return _Parties(
        here=here,
        delegates=delegates,
        speech={
            pk: speech(
                [each.code for each in row.languages.all()],
                wants_help=row.interpreter_wanted,
            )
            for pk, row in here.items()
        },
    )


def _slots(slots: list[Slot], event: Event) -> tuple[engine.Slot, ...]:
    if not slots:
        return ()
    place = zone(event.zone)
    local = [slot.starts_at.astimezone(place).replace(tzinfo=None) for slot in slots]
    midnight = datetime.combine(local[0].date(), datetime.min.time())
    blocks: dict[tuple[int, int], int] = {}
    return tuple(
        engine.Slot(
            id=slot.pk,
            start=int((start - midnight).total_seconds() // 60),
            minutes=int((slot.ends_at - slot.starts_at).total_seconds() // 60),
            session=blocks.setdefault((slot.day_id, slot.session), len(blocks)),
        )
        for slot, start in zip(slots, local, strict=True)
    )


def _rounds(event: Event, parties: _Parties) -> Rounds:
    tables = event.round_tables.select_related("place").order_by("id")
    absent = {
        row.pk: {each.slot_id for each in row.absences.all()}
        for rows in parties.delegates.values()
        for row in rows
    }
    return sort_rounds(
        list(tables.prefetch_related("taken__delegate", "place__closures")),
        parties.here,
        defaultdict(set, absent),
    )


def _places(
    event: Event, slots: list[Slot], rounds: Rounds, parties: _Parties
) -> tuple[engine.Place, ...]:
    every = [slot.pk for slot in slots]
    return tuple(
        engine.Place(
            id=place.pk,
            zone=place.zone_id,
            owner=place.owner_id if place.owner_id in parties.here else None,
            busy=_busy(place, every, rounds, parties),
        )
        for place in event.places.prefetch_related("closures")
    )


def _busy(
    place: Place, every: list[int], rounds: Rounds, parties: _Parties
) -> tuple[int, ...]:
    """Slots in which a place takes no meeting. A round table's place is there for round tables alone."""
    if not place.is_open or (place.owner_id and place.owner_id not in parties.here):
        return tuple(every)
    closed = {row.slot_id for row in place.closures.all()} | rounds.places[place.pk]
    if place.kind == Place.Kind.ROUND:
        closed |= set(every) - rounds.held[place.pk]
    return tuple(slot for slot in every if slot in closed)


def _delegates(
    event: Event, parties: _Parties, rounds: Rounds
) -> tuple[engine.Delegate, ...]:
    return tuple(
        engine.Delegate(
            id=row.pk,
            organisation=registration,
            busy=tuple(
                sorted(
                    {each.slot_id for each in row.absences.all()} | rounds.seats[row.pk]
                )
            ),
            most_per_day=event.most_per_day
            if row.most_per_day is None
            else row.most_per_day,
        )
        for registration, rows in parties.delegates.items()
        for row in rows
    )


def _interpreter(person: Interpreter) -> engine.Interpreter:
    pairs = {(base(pair.first), base(pair.second)) for pair in person.pairs.all()}
    return engine.Interpreter(
        id=person.pk,
        languages=tuple(sorted(pair for pair in pairs if pair[0] != pair[1])),
        busy=tuple(sorted(each.slot_id for each in person.absences.all())),
    )


def _reason_to_skip(meeting: Meeting, parties: _Parties) -> str:
    sides = (meeting.host_id, meeting.guest_id)
    if any(side not in parties.here for side in sides):
        return "withdrawn"
    if any(not parties.delegates[side] for side in sides):
        return "no_delegate"
    return ""


def _meeting(
    meeting: Meeting, parties: _Parties, served: set[frozenset[str]]
) -> engine.Meeting:
    named = {row.delegate_id for row in meeting.named_delegates.all()}
    sides = (meeting.host_id, meeting.guest_id)
    return engine.Meeting(
        id=meeting.pk,
        sides=tuple(_side(side, parties.delegates[side], named) for side in sides),
        weight=meeting.weight,
        must=meeting.is_must,
        languages=needed_pairs(
            parties.speech[sides[0]], parties.speech[sides[1]], served
        ),
    )


def _side(registration: int, delegates: list[Delegate], named: set[int]) -> engine.Side:
    """All delegates whom the side named, or any one of its delegates if it named nobody."""
    chosen = tuple(row.pk for row in delegates if row.pk in named)
    everybody = tuple(row.pk for row in delegates)
    return engine.Side(
        organisation=registration,
        delegates=chosen or everybody,
        mode="all" if chosen else "any",
    )
