"""One meeting's place in the working version, its history, and the meetings that have no place."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from madang.site.core import ui
from madang.site.core.models import LogEntry
from madang.site.events.models import Event
from madang.site.events.queries import event_organised_by, event_staffed_by
from madang.site.events.rules import standing
from madang.site.meetings.actions import hand
from madang.site.meetings.forms.plans import ChangeForm
from madang.site.meetings.models import Meeting, Placement, Plan
from madang.site.meetings.queries import plans as queries
from madang.site.meetings.queries import unplaced as unplaced_queries
from madang.site.meetings.queries.spoken import spoken
from madang.site.meetings.rules.plans import PlanError, may_change_plans
from madang.site.meetings.views.timetable import own_zone
from madang.site.meetings.wording import unplaced as words
from madang.site.meetings.wording.conflicts import language_pair

MOST_LINES = 50
TAB = "meetings:timetable"


@login_required
@require_GET
def meeting(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show one meeting: when, where, who, why, and what was done with it."""
    event = event_staffed_by(request.user, slug)
    may_change = may_change_plans(request.user, event)
    rows = event.meetings.select_related("host__organisation", "guest__organisation")
    if (
        not may_change
    ):  # the desk has the timetable; who asked whom in vain is none of its business
        rows = rows.filter(state__in=["accepted", "cancelled"])
    row = get_object_or_404(rows, pk=pk)
    plan = queries.working_plan(event)
    placement = _placement(plan, row)
    left = plan.unplaced.filter(meeting=row) if plan else None
    missing = unplaced_queries.with_names(left).first() if left is not None else None
    context = {
        "event": event,
        "tab": TAB,
        "meeting": row,
        "plan": plan,
        "placement": placement,
        "languages": _languages(placement),
        "reason": words.reason(missing.reason) if missing else "",
        "remedy": words.remedy(missing, event) if missing else None,
        "lines": _history(row) if may_change else [],
        "own_zone": own_zone(request, event),
        "may_change": may_change,
    }
    return render(request, "meetings/timetable/meeting.html", context)


def _placement(plan: Plan | None, row: Meeting) -> Placement | None:
    if plan is None or row.state != Meeting.State.ACCEPTED:
        return None
    found = queries.placements_of(plan).filter(meeting=row)
    return found.prefetch_related(
        "attendances__delegate__person",
        "attendances__delegate__registration__organisation",
    ).first()


def _languages(placement: Placement | None) -> str:
    pair = spoken([placement]).get(placement.pk) if placement else None
    return language_pair(pair) if pair else ""


def _history(row: Meeting) -> list[LogEntry]:
    lines = LogEntry.objects.filter(target_type="meetings.meeting", target_id=row.pk)
    return list(lines.order_by("-pk")[:MOST_LINES])


CHANGES: dict[str, Callable[..., Plan]] = {
    "pin": hand.pin,
    "unpin": hand.unpin,
    "unplace": hand.unplace,
}


@login_required
@require_POST
def change(request: HttpRequest, slug: str, pk: int, verb: str) -> HttpResponse:
    """Pin, unpin or take out one meeting of the working version."""
    event = event_organised_by(request.user, slug)
    row = get_object_or_404(event.meetings, pk=pk)
    form = ChangeForm(request.POST)
    if verb not in CHANGES or not form.is_valid():
        raise Http404
    plan = queries.plan_of(event, form.cleaned_data["plan"])
    try:
        draft = CHANGES[verb](
            plan=plan,
            meeting=row,
            by=standing(request.user, event).person,
            revision=form.cleaned_data["revision"],
        )
    except PlanError as error:
        messages.error(request, " ".join([str(error), *error.reasons]))
    else:
        said = _("Saved in version %(number)d.")
        messages.success(request, said % {"number": draft.number})
    return redirect("meetings:meeting", event.slug, pk)


@login_required
@require_GET
def unplaced(request: HttpRequest, slug: str) -> HttpResponse:
    """List the agreed meetings without a place, by reason, each with its cheapest remedy."""
    event = event_staffed_by(request.user, slug)
    plan = queries.plan_to_show(event, request.GET.get("plan", ""))
    code = request.GET.get("reason", "")
    counts: Counter[str] = Counter()
    rows: Any = []
    hopeless = 0
    if plan is not None:
        counts = unplaced_queries.counted(plan)
        code = code if code in counts else ""
        rows = unplaced_queries.unplaced(plan, code)
        hopeless = unplaced_queries.without_a_way(plan, code)
    page = ui.page_of(request, rows)
    context = {
        "event": event,
        "tab": TAB,
        "plan": plan,
        "page": page,
        "with_a_way": [
            (row, words.reason(row.reason), words.remedy(row, event))
            for row in page
            if row.has_a_way
        ],
        "without_a_way": [
            (row, words.reason(row.reason), words.remedy(row, event))
            for row in page
            if not row.has_a_way
        ],
        "hopeless": hopeless,
        "hopeful": page.paginator.count - hopeless,
        "groups": [(key, words.reason(key), n) for key, n in counts.most_common()],
        "reason": code if code in counts else "",
        "total": counts.total(),
        "without_version": _without_version(event, plan),
    }
    return render(request, "meetings/timetable/unplaced.html", context)


def _without_version(event: Event, plan: Plan | None) -> int:
    """How many meetings were agreed after the version was made: neither placed in it nor left out of it."""
    return unplaced_queries.agreed_since(event, plan) if plan is not None else 0
