"""The matching as its organiser sees it: runs, all suggestions, and what people decided about pairs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from madang.site.core.models import Job
from madang.site.core.ui import page_of
from madang.site.directory.queries import person_of
from madang.site.events.queries import event_organised_by
from madang.site.matching.actions import decisions
from madang.site.matching.actions.runs import JOB, TooFewAnswersError, start_matching
from madang.site.matching.models import Decision
from madang.site.matching.queries import suggestions as queries
from madang.site.matching.queries.apart import rules_of
from madang.site.matching.queries.bands import LABELS
from madang.site.matching.queries.coverage import few_count
from madang.site.matching.queries.pairs import shown_registrations
from madang.site.matching.queries.reasons import sides_for


@login_required
@require_GET
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the current run, its figures, and its suggestions, the best first."""
    event = event_organised_by(request.user, slug)
    text = request.GET.get("q", "").strip()
    band, state = request.GET.get("band", ""), request.GET.get("state", "")
    rows = queries.filtered(
        queries.suggestions_of(event), text=text, band=band, state=state
    )
    run = queries.current_run(event)
    job = Job.objects.filter(kind=JOB, event_id=event.pk).first()
    return render(
        request,
        "matching/overview.html",
        {
            "event": event,
            "part": "pairs",
            "run": run,
            "job": job if job and job.state != "done" else None,
            "is_working": bool(job and job.state in ("queued", "running")),
            "figures": queries.figures(event, run),
            "few_count": few_count(event),
            "rule_count": rules_of(event).count(),
            "page": page_of(request, rows),
            "text": text,
            "band": band,
            "bands": list(LABELS.items()),
            "state": state,
            "states": [
                ("none", _("Nothing yet")),
                ("proposed", _("Proposed")),
                ("asked", _("Asked")),
                ("met", _("Met")),
                ("apart", _("Kept apart")),
            ],
        },
    )


@login_required
@require_POST
def match_again(request: HttpRequest, slug: str) -> HttpResponse:
    """Start a run in the background."""
    event = event_organised_by(request.user, slug)
    try:
        start_matching(event=event, by=person_of(request.user))
    except TooFewAnswersError as error:
        messages.error(request, str(error))
    return redirect("matching:overview", slug=event.slug)


@login_required
@require_GET
def suggestion(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show one pair with the reasons as each side reads them."""
    event = event_organised_by(request.user, slug)
    row = get_object_or_404(
        queries.suggestions_of(event).prefetch_related(
            "left__languages", "right__languages"
        ),
        pk=pk,
    )
    shown = set(shown_registrations(event).values_list("pk", flat=True))
    sides = [
        {
            "registration": side,
            "gain": gain,
            "rank": rank,
            "reasons": sides_for([row], side)[row.pk],
            "is_shown": side.pk in shown,
        }
        for side, gain, rank in (
            (row.left, row.left_gain, row.rank_for_left),
            (row.right, row.right_gain, row.rank_for_right),
        )
    ]
    return render(
        request,
        "matching/suggestion.html",
        {
            "event": event,
            "suggestion": row,
            "sides": sides,
            "decided": list(
                Decision.objects.filter(
                    event=event, left=row.left_id, right=row.right_id
                ).select_related("by__organisation")
            ),
            "tab": "matching:overview",
            "part": "pairs",
        },
    )


@login_required
@require_POST
def keep_apart(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Keep a pair apart; it can be undone on the list of kept pairs."""
    event = event_organised_by(request.user, slug)
    row = get_object_or_404(queries.suggestions_of(event), pk=pk)
    decisions.keep_apart(
        event=event,
        left=row.left,
        right=row.right,
        by=person_of(request.user),
        reason=request.POST.get("reason", "").strip(),
    )
    messages.success(
        request,
        _("%(left)s and %(right)s are kept apart. Neither sees the other any more.")
        % {"left": row.left, "right": row.right},
    )
    return redirect("matching:apart", slug=event.slug)
