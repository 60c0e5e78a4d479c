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
from madang.site.matching.actions.decisions import record_decision, withdraw_decision
from madang.site.matching.actions.runs import JOB, TooFewAnswersError, start_matching
from madang.site.matching.models import Decision
from madang.site.matching.queries import suggestions as queries
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
            "run": run,
            "job": job if job and job.state != "done" else None,
            "is_working": bool(job and job.state in ("queued", "running")),
            "figures": queries.figures(event, run),
            "few_count": len(queries.few_suggested(event)),
            "page": page_of(request, rows),
            "text": text,
            "band": band,
            "bands": [
                ("high", _("600 and more")),
                ("middle", _("300 to 599")),
                ("low", _("below 300")),
            ],
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
            "decisions": list(
                Decision.objects.filter(
                    event=event, left=row.left_id, right=row.right_id
                ).select_related("by__organisation")
            ),
            "tab": "matching:overview",
        },
    )


@login_required
@require_POST
def keep_apart(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Keep a pair apart; it can be undone on the list of kept pairs."""
    event = event_organised_by(request.user, slug)
    row = get_object_or_404(queries.suggestions_of(event), pk=pk)
    record_decision(
        event=event,
        by_registration=None,
        left=row.left,
        right=row.right,
        verdict="never",
        by=person_of(request.user),
    )
    messages.success(
        request,
        _("%(left)s and %(right)s are kept apart. Neither sees the other any more.")
        % {"left": row.left, "right": row.right},
    )
    return redirect("matching:apart", slug=event.slug)


@login_required
@require_GET
def apart(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the pairs that the organiser keeps apart."""
    event = event_organised_by(request.user, slug)
    rows = Decision.objects.filter(event=event, verdict="never").select_related(
        "left__organisation", "right__organisation"
    )
    return render(
        request,
        "matching/apart.html",
        {"event": event, "page": page_of(request, rows), "tab": "matching:overview"},
    )


@login_required
@require_POST
def end_apart(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let a pair meet again."""
    event = event_organised_by(request.user, slug)
    decision = get_object_or_404(Decision, event=event, verdict="never", pk=pk)
    withdraw_decision(decision=decision, by=person_of(request.user))
    messages.success(
        request,
        _("%(left)s and %(right)s can be suggested to each other again.")
        % {"left": decision.left, "right": decision.right},
    )
    return redirect("matching:apart", slug=event.slug)


@login_required
@require_GET
def few(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the organisations that answered and have fewer than three suggestions."""
    event = event_organised_by(request.user, slug)
    return render(
        request,
        "matching/few.html",
        {
            "event": event,
            "page": page_of(request, queries.few_suggested(event)),
            "tab": "matching:overview",
        },
    )
