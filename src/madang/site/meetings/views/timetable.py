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

from madang.site.events.models import Event, Place, Slot
from madang.site.events.queries import event_organised_by, event_staffed_by
from madang.site.events.rules import standing
from madang.site.meetings.actions import hand
from madang.site.meetings.bridge import board
from madang.site.meetings.forms.plans import PlaceForm
from madang.site.meetings.models import Meeting, Placement, Plan
from madang.site.meetings.queries import plans as queries
from madang.site.meetings.queries.timetable import (
    HalfDay,
    Marks,
    grid_of,
    half_day_to_show,
    half_days,
)
from madang.site.meetings.rules.plans import PlanError, may_change_plans
from madang.site.meetings.wording.conflicts import Sentence, sentences

MOST_SPOTS = 5


@dataclass
class Move:
    """A meeting that somebody wants to move: where it is, what was chosen, why not, and where it fits."""

    meeting: Meeting
    placement: Placement | None
    count: int = 0
    best: list[tuple[Slot, Place, board.Spot]] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)
    slot: Slot | None = None
    place: Place | None = None
    reasons: list[Sentence] = field(default_factory=list)


@login_required
@require_GET
def timetable(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one half day of a version; with ?move, where a meeting can go."""
    event = event_staffed_by(request.user, slug)
    plan = queries.plan_to_show(event, request.GET.get("plan", ""))
    halves = half_days(event)
    may_change = _may_change(request, event, plan)
    move = _move(request, event, plan) if may_change else None
    holding = _slot_held(move, request)
    half = half_day_to_show(halves, request.GET.get("session", ""), holding=holding)
    marks = move.marks if move else Marks()
    context = {
        "event": event,
        "plan": plan,
        "halves": halves,
        "half": half,
        "grid": grid_of(plan, event, half, marks) if half else None,
        "move": move,
        "may_change": may_change,
        "own_zone": own_zone(request, event),
        "query": _query(request, half),
    }
    return render(request, "meetings/timetable/timetable.html", context)


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


def _move(request: HttpRequest, event: Event, plan: Plan | None) -> Move | None:
    wanted = request.GET.get("move", "")
    if not wanted or plan is None:
        return None
    if not wanted.isdecimal():
        raise Http404
    laid = board.board_of(event, plan)
    meeting = (
        event.meetings.filter(pk=int(wanted), state=Meeting.State.ACCEPTED)
        .select_related("host__organisation", "guest__organisation")
        .first()
    )
    if meeting is None:
        raise Http404
    placement = queries.placements_of(plan).filter(meeting=meeting).first()
    move = Move(meeting=meeting, placement=placement)
    slots = {slot.pk: slot for slot in event.slots.all()}
    places = {place.pk: place for place in event.places.select_related("zone")}
    found = board.spots(laid, meeting.pk)
    move.count = len(found)
    best = board.best_spots(laid, meeting.pk, found, MOST_SPOTS)
    move.best = [(slots[each.slot], places[each.place], each) for each in best]
    _choose(move, request.GET.get("to", ""), slots, places)
    chosen = None
    if move.slot and move.place:
        chosen = (move.slot.pk, move.place.pk)
        move.reasons = _reasons(laid, move, event)
    move.marks = Marks(
        moving=meeting.pk,
        fits=frozenset((each.slot, each.place) for each in found),
        chosen=chosen,
        is_clash=bool(move.reasons),
    )
    return move


def _choose(
    move: Move, to: str, slots: dict[int, Slot], places: dict[int, Place]
) -> None:
    slot, _dash, place = to.partition("-")
    if slot.isdecimal() and place.isdecimal():
        move.slot, move.place = slots.get(int(slot)), places.get(int(place))


def _reasons(laid: board.Board, move: Move, event: Event) -> list[Sentence]:
    if move.slot is None or move.place is None:
        return []
    wrong = board.conflicts(laid, move.meeting.pk, move.slot.pk, move.place.pk)
    return sentences(wrong, event)


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
