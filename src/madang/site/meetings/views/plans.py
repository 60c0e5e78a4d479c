"""The versions of the timetable: their history, one of them, what changed between two, and what becomes of them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from madang.site.core import ui
from madang.site.directory.models import Person
from madang.site.events.models import Event
from madang.site.events.queries import event_organised_by, event_staffed_by
from madang.site.events.rules import standing
from madang.site.meetings.actions import making, notices
from madang.site.meetings.actions import plans as actions
from madang.site.meetings.forms.plans import NewPlanForm
from madang.site.meetings.models import Plan, RepairLine
from madang.site.meetings.queries import plans as queries
from madang.site.meetings.queries import repairs
from madang.site.meetings.queries.readiness import readiness
from madang.site.meetings.queries.unplaced import counted
from madang.site.meetings.rules.plans import PlanError, may_change_plans
from madang.site.meetings.wording import repairs as words
from madang.site.meetings.wording.plans import certificate, stage_lines
from madang.site.meetings.wording.readiness import missing, remarks

PAGE = 20
TAB = "meetings:timetable"
KINDS = {
    "moved": gettext_lazy("Moved"),
    "added": gettext_lazy("New"),
    "removed": gettext_lazy("Gone"),
    "interpreter": gettext_lazy("Another interpreter"),
}
FILES = {"problem": "problem_file", "schedule": "schedule_file"}


@login_required
@require_http_methods(["GET", "POST"])
def plans(request: HttpRequest, slug: str) -> HttpResponse:
    """List the versions of an event, newest first; a POST asks for a new one."""
    if request.method == "POST":
        return _start(request, event_organised_by(request.user, slug))
    event = event_staffed_by(request.user, slug)
    return _plans_page(request, event, NewPlanForm())


def _plans_page(
    request: HttpRequest, event: Event, form: NewPlanForm, *, status: int = 200
) -> HttpResponse:
    page = ui.page_of(request, queries.plans_of(event), size=PAGE)
    jobs = queries.jobs_of(page.object_list)
    state = readiness(event)
    context = {
        "event": event,
        "tab": TAB,
        "page": page,
        "rows": [
            (plan, certificate(plan), jobs.get(plan.job_id or 0)) for plan in page
        ],
        "form": form,
        "missing": missing(state),
        "remarks": remarks(state),
        "may_change": may_change_plans(request.user, event),
    }
    return render(request, "meetings/plans/list.html", context, status=status)


def _start(request: HttpRequest, event: Event) -> HttpResponse:
    form = NewPlanForm(request.POST)
    if not form.is_valid():
        return _plans_page(request, event, form, status=422)
    try:
        job = making.start_plan(
            event=event, by=_person(request, event), **form.cleaned_data
        )
    except PlanError as error:
        _say(request, error)
        return redirect("meetings:plans", event.slug)
    return redirect("events:job", event.slug, job.pk)


@login_required
@require_GET
def plan(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show one version: what it reached, what is proven about it, what may be done with it."""
    event = event_staffed_by(request.user, slug)
    shown = queries.plan_of(event, number)
    others = queries.plans_of(event).exclude(pk=shown.pk)
    others = others.exclude(state__in=["working", "discarded"])
    context = {
        "event": event,
        "tab": TAB,
        "plan": shown,
        "certificate": certificate(shown),
        "stages": stage_lines(list(shown.stages.all())),
        "others": list(others[:PAGE]),
        "unplaced": counted(shown).total(),
        "round_tables": queries.round_tables_in(shown),
        "job": queries.job_of(shown),
        "may_change": may_change_plans(request.user, event),
        **_repaired(request, shown),
    }
    return render(request, "meetings/plans/plan.html", context)


def _repaired(request: HttpRequest, shown: Plan) -> dict[str, Any]:
    """What a repair did with each meeting, a page at a time; nothing for a version that is none."""
    if not shown.repair:
        return {}
    page = ui.page_of(request, repairs.lines_of(shown))
    counts = repairs.counted(shown)
    return {
        "repaired_page": page,
        "repaired": [
            (row, words.kind(row), words.why(row), words.no_place(row))
            for row in repairs.with_places(shown, list(page))
        ],
        "repaired_kinds": [
            (label, counts[code])
            for code, label in RepairLine.Kind.choices
            if counts[code]
        ],
    }


@login_required
@require_GET
def compare(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show what changed from one version (?with) to another."""
    event = event_staffed_by(request.user, slug)
    newer = queries.plan_of(event, number)
    other = ui.whole_number(request.GET.get("with", ""))
    if other is None:
        raise Http404
    older = queries.plan_of(event, other)
    comparison = queries.compare(older, newer)
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    context = {
        "event": event,
        "tab": TAB,
        "older": older,
        "newer": newer,
        "comparison": comparison,
        "page": ui.page_of(request, comparison.changes(kind)),
        "kinds": [
            (code, label, len(comparison.changes(code)))
            for code, label in KINDS.items()
        ],
        "kind": kind,
    }
    return render(request, "meetings/plans/compare.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask before a version is published, saying how many people get mail; then publish it."""
    event = event_organised_by(request.user, slug)
    draft = queries.plan_of(event, number)
    if request.method == "POST":
        return _publish(request, event, draft)
    if draft.state != Plan.State.DRAFT:
        messages.error(request, _("Only a draft can be published."))
        return redirect("meetings:plan", event.slug, number)
    previous = queries.published_plan(event)
    context = {
        "event": event,
        "tab": TAB,
        "plan": draft,
        "previous": previous,
        "people": notices.preview_count(draft, previous),
        "comparison": queries.compare(previous, draft) if previous else None,
    }
    return render(request, "meetings/plans/publish.html", context)


def _publish(request: HttpRequest, event: Event, draft: Plan) -> HttpResponse:
    try:
        count = actions.publish(plan=draft, by=_person(request, event))
    except PlanError as error:
        _say(request, error)
        return redirect("meetings:plan", event.slug, draft.number)
    said = ngettext(
        "Version %(number)d is published: %(count)d mail goes out.",
        "Version %(number)d is published: %(count)d mails go out.",
        count,
    )
    messages.success(request, said % {"number": draft.number, "count": count})
    return redirect("meetings:plan", event.slug, draft.number)


@login_required
@require_POST
def copy(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Copy a version as the newest draft."""
    return _new_draft(request, slug, number, actions.copy_plan)


@login_required
@require_POST
def roll_back(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Bring an old version back as the newest draft, if all of it still holds."""
    return _new_draft(request, slug, number, actions.roll_back)


def _new_draft(
    request: HttpRequest, slug: str, number: int, verb: Callable[..., Plan]
) -> HttpResponse:
    event = event_organised_by(request.user, slug)
    old = queries.plan_of(event, number)
    try:
        draft = verb(plan=old, by=_person(request, event))
    except PlanError as error:
        _say(request, error)
        return redirect("meetings:plan", event.slug, number)
    said = _("Version %(new)d is a draft, made from version %(old)d.")
    messages.success(request, said % {"new": draft.number, "old": number})
    return redirect("meetings:plan", event.slug, draft.number)


@login_required
@require_POST
def discard(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Put a draft aside; it stays in the history and can be copied back."""
    event = event_organised_by(request.user, slug)
    draft = queries.plan_of(event, number)
    try:
        actions.discard_plan(plan=draft, by=_person(request, event))
    except PlanError as error:
        _say(request, error)
        return redirect("meetings:plan", event.slug, number)
    said = _("Version %(number)d is discarded. A copy of it brings it back.")
    messages.success(request, said % {"number": number})
    return redirect("meetings:plans", event.slug)


@login_required
@require_POST
def check(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Let the independent judge check the version's files now, and say what it found."""
    event = event_organised_by(request.user, slug)
    shown = queries.plan_of(event, number)
    found = actions.check_proof(plan=shown, by=_person(request, event))
    if found:
        lead = _("The judge refuses version %(number)d:") % {"number": number}
        messages.error(request, " ".join([lead, *found[:5]]))
    else:
        said = _(
            "The judge accepts version %(number)d: every rule is kept, every figure is right, and the bound follows from its multipliers."
        )
        messages.success(request, said % {"number": number})
    return redirect("meetings:plan", event.slug, number)


@login_required
@require_GET
def download(request: HttpRequest, slug: str, number: int, kind: str) -> HttpResponse:
    """Send one of a version's two files, as `madang verify` reads them."""
    event = event_staffed_by(request.user, slug)
    shown = Plan.objects.get(pk=queries.plan_of(event, number).pk)
    content = bytes(getattr(shown, FILES.get(kind, ""), b""))
    if not content:
        raise Http404
    name = f"{event.slug}-{number}.{kind}.json"
    return HttpResponse(
        content,
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _person(request: HttpRequest, event: Event) -> Person | None:
    return standing(request.user, event).person


def _say(request: HttpRequest, error: PlanError) -> None:
    for sentence in [str(error), *error.reasons]:
        messages.error(request, sentence)
