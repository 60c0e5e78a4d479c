"""The published version put right: what no longer holds, the choice of how much may move, the job that repairs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from madang.site.events.models import Event
from madang.site.events.queries import event_organised_by
from madang.site.events.rules import standing
from madang.site.meetings.actions.repairs import start_repair
from madang.site.meetings.bridge.repairing import look
from madang.site.meetings.forms.plans import RepairForm
from madang.site.meetings.models import Placement, Plan
from madang.site.meetings.queries import plans as queries
from madang.site.meetings.queries.names import Conflict, names_of
from madang.site.meetings.rules.plans import PlanError
from madang.site.meetings.wording.conflicts import Sentence, sentences

TAB = "meetings:timetable"
MOST_HIT = 50


@login_required
@require_http_methods(["GET", "POST"])
def repair(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say what of the published version no longer holds; a POST starts the repair as a job."""
    event = event_organised_by(request.user, slug)
    plan = queries.plan_of(event, number)
    if plan.state != Plan.State.PUBLISHED:
        messages.error(request, _("Only the published version can be repaired."))
        return redirect("meetings:plan", event.slug, number)
    form = RepairForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _start(request, event, plan, form.cleaned_data["how"])
    return _page(request, event, plan, form)


def _start(request: HttpRequest, event: Event, plan: Plan, how: str) -> HttpResponse:
    try:
        job = start_repair(plan=plan, by=standing(request.user, event).person, how=how)
    except PlanError as error:
        for sentence in [str(error), *error.reasons]:
            messages.error(request, sentence)
        return redirect("meetings:repair", event.slug, plan.number)
    return redirect("events:job", event.slug, job.pk)


def _page(
    request: HttpRequest, event: Event, plan: Plan, form: RepairForm
) -> HttpResponse:
    situation = look(event, plan, timezone.now())
    wrong = situation.conflicts
    hit = _hit(event, plan, wrong)
    working = queries.working_plan(event)
    context = {
        "event": event,
        "tab": TAB,
        "plan": plan,
        "situation": situation,
        "hit": hit[:MOST_HIT],
        "count": len(hit),
        "more": max(0, len(hit) - MOST_HIT),
        "draft": working if working is not None and working.pk != plan.pk else None,
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "meetings/plans/repair.html", context, status=status)


def _hit(
    event: Event, plan: Plan, wrong: list[Conflict]
) -> list[tuple[Placement, Sentence]]:
    """The placements that cannot stay, in the order of time, each with the reason."""
    names = names_of(wrong)
    why = {each.meeting: each for each in wrong}
    rows = queries.placements_of(plan).filter(meeting__in=list(why))
    return [
        (row, sentences([why[row.meeting_id]], event, names)[0])
        for row in rows.order_by("slot__starts_at", "place__position")
        if row.meeting_id is not None
    ]
