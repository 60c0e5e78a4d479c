"""The timetable of a version, and moving a meeting on it."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from madang.site.core.ui import whole_number
from madang.site.events.models import Event, Place, Slot
from madang.site.events.queries import event_organised_by, event_staffed_by
from madang.site.events.rules import standing
from madang.site.meetings.actions import hand
from madang.site.meetings.bridge import board
from madang.site.meetings.forms.plans import PlaceForm
from madang.site.meetings.models import Meeting, Placement, Plan
from madang.site.meetings.queries import plans as queries
from madang.site.meetings.queries.names import Names
from madang.site.meetings.queries.spoken import spoken
from madang.site.meetings.queries.timetable import (
    Grid,
    HalfDay,
    Marks,
    grid_of,
    half_day_to_show,
    half_days,
    placed_in,
    placed_with_people,
    places_of,
)
from madang.site.meetings.rules.plans import PlanError, may_change_plans
from madang.site.meetings.wording.conflicts import Sentence, sentences

MOST_SPOTS = 5


@dataclass
class Move:
    """A meeting that somebody wants to move: where it is, what was chosen, why not, and where it fits."""

    meeting: Meeting
    placements: list[Placement]
    languages: dict[int, tuple[str, str]]
    marks: Marks
    count: int = 0
    best: list[tuple[Slot, Place, board.Spot]] = field(default_factory=list)
    slot: Slot | None = None
    place: Place | None = None
    reasons: list[Sentence] = field(default_factory=list)

    @property
    def placement(self) -> Placement | None:
        """Where the meeting is now, or None."""
        here = (row for row in self.placements if row.meeting_id == self.meeting.pk)
        return next(here, None)


@dataclass(frozen=True)
class Hall:
    """What a page draws on: the half days with their slots, and the places."""

    event: Event
    halves: list[HalfDay]
    places: list[Place]

    def slot(self, pk: int) -> Slot | None:
        """Return one slot of the event."""
        slots = (slot for half in self.halves for slot in half.slots)
        return next((slot for slot in slots if slot.pk == pk), None)

    def place(self, pk: int) -> Place | None:
        """Return one place of the event."""
        return next((place for place in self.places if place.pk == pk), None)


@login_required
@require_GET
def timetable(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one half day of a version; with ?move, where a meeting can go."""
    event = event_staffed_by(request.user, slug)
    plan = queries.plan_to_show(event, request.GET.get("plan", ""))
    hall = Hall(event, half_days(event), places_of(event))
    may_change = _may_change(request, event, plan)
    move = _move(request, hall, plan) if may_change else None
    half = half_day_to_show(
        hall.halves,
        request.GET.get("session", ""),
        holding=_slot_held(move, request),
    )
    context = {
        "event": event,
        "plan": plan,
        "halves": hall.halves,
        "half": half,
        "grid": _grid(hall, half, plan, move) if half else None,
        "move": move,
        "may_change": may_change,
        "own_zone": own_zone(request, event),
        "query": _query(request, half),
    }
    return render(request, "meetings/timetable/timetable.html", context)


def _grid(hall: Hall, half: HalfDay, plan: Plan | None, move: Move | None) -> Grid:
    rows = move.placements if move else placed_in(plan, half)
    return grid_of(
        hall.event,
        half,
        hall.places,
        rows,
        languages=move.languages if move else spoken(rows),
        marks=move.marks if move else Marks(),
    )


def own_zone(request: HttpRequest, event: Event) -> str:
    """Return the zone to show beside the event's: the reader's own, or nothing if it is the same."""
    person = standing(request.user, event).person
    zone = (person.zone if person else "") or getattr(request.user, "zone", "")
    return zone if zone not in ("", "UTC", event.zone) else ""


def _may_change(request: HttpRequest, event: Event, plan: Plan | None) -> bool:
    working = queries.working_plan(event) if request.GET.get("plan") else plan
    return (
        plan is not None and plan == working and may_change_plans(request.user, event)
    )


def _query(request: HttpRequest, half: HalfDay | None) -> str:
    """Return what every link of the page keeps: the half day, and the version if the address named one."""
    kept = {"session": half.key if half else "", "plan": request.GET.get("plan", "")}
    return urlencode({key: value for key, value in kept.items() if value})


def _slot_held(move: Move | None, request: HttpRequest) -> int | None:
    """Return the slot whose half day the page opens at while a meeting is moved."""
    if move is None or request.GET.get("session"):
        return None
    if move.slot is not None:
        return move.slot.pk
    if move.placement is not None:
        return move.placement.slot_id
    return move.best[0][0].pk if move.best else None


def _move(request: HttpRequest, hall: Hall, plan: Plan | None) -> Move | None:
    wanted, event = request.GET.get("move", ""), hall.event
    if not wanted or plan is None:
        return None
    meeting = _agreed_meeting(event, wanted)
    placements = placed_with_people(plan)
    laid = board.board_to_show(event, placements)
    found = board.spots(laid, meeting.pk)
    pairs = board.carried(laid)
    move = Move(
        meeting=meeting,
        placements=placements,
        languages={
            row.pk: pairs[row.meeting_id]
            for row in placements
            if row.meeting_id in pairs
        },
        marks=Marks(),
        count=len(found),
    )
    for spot in board.best_spots(laid, meeting.pk, found, MOST_SPOTS):
        slot, place = hall.slot(spot.slot), hall.place(spot.place)
        if slot is not None and place is not None:
            move.best.append((slot, place, spot))
    _choose(move, request.GET.get("to", ""), hall, laid)
    chosen = (move.slot.pk, move.place.pk) if move.slot and move.place else None
    move.marks = Marks(
        moving=meeting.pk,
        fits=frozenset((each.slot, each.place) for each in found),
        chosen=chosen,
        is_clash=bool(move.reasons),
    )
    return move


def _agreed_meeting(event: Event, pk: str) -> Meeting:
    number = whole_number(pk)
    if number is None:
        raise Http404
    rows = event.meetings.select_related("host__organisation", "guest__organisation")
    meeting = rows.filter(pk=number, state=Meeting.State.ACCEPTED).first()
    if meeting is None:
        raise Http404
    return meeting


def _choose(move: Move, to: str, hall: Hall, laid: board.Board) -> None:
    """Take the cell that an address names, and find what keeps the meeting from it."""
    head, _dash, tail = to.partition("-")
    slot, place = whole_number(head), whole_number(tail)
    if slot is not None and place is not None:
        move.slot, move.place = hall.slot(slot), hall.place(place)
    if move.slot is not None and move.place is not None:
        wrong = board.conflicts(laid, move.meeting.pk, move.slot.pk, move.place.pk)
        move.reasons = sentences(wrong, hall.event, _known(move, hall))


def _known(move: Move, hall: Hall) -> Names:
    rows = [row.meeting for row in move.placements if row.meeting is not None]
    tables = [row.round_table for row in move.placements if row.round_table is not None]
    return Names(
        slots={slot.pk: slot for half in hall.halves for slot in half.slots},
        places={place.pk: place for place in hall.places},
        meetings={row.pk: row for row in [*rows, move.meeting]},
        round_tables={row.pk: row for row in tables},
    )


@login_required
@require_POST
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """Put a meeting into a cell; the page that follows says what keeps it from there."""
    event = event_organised_by(request.user, slug)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        raise Http404
    data = form.cleaned_data
    plan = queries.plan_of(event, data["plan"])
    meeting = event.meetings.filter(pk=data["meeting"]).first()
    slot = event.slots.filter(pk=data["slot"]).first()
    table = event.places.filter(pk=data["place"]).first()
    if meeting is None or slot is None or table is None:
        raise Http404
    address = reverse("meetings:timetable", args=[event.slug])
    try:
        placed = hand.place(
            plan=plan,
            meeting=meeting,
            spot=(slot, table),
            by=standing(request.user, event).person,
            revision=data["revision"],
            is_pinned=data["pin"],
        )
    except PlanError as error:
        messages.error(request, " ".join([str(error), *error.reasons]))
        query = {"move": meeting.pk, "to": f"{slot.pk}-{table.pk}"}
        return redirect(f"{address}?{urlencode(query)}")
    said = _("%(meeting)s: now at %(place)s in version %(number)d.")
    words = {"meeting": meeting, "place": table.code, "number": placed.plan.number}
    messages.success(request, said % words)
    halves = half_days(event)
    half = half_day_to_show(halves, "", holding=slot.pk)
    query = {"session": half.key if half else ""}
    return redirect(f"{address}?{urlencode(query)}#meeting-{meeting.pk}")
