"""Who has too few proposals, which needs nobody answers and whom to invite for them, and how often each is shown."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from madang.site.core.ui import page_of
from madang.site.events.models import Event
from madang.site.events.queries import event_organised_by
from madang.site.matching.bridge.exposure import measured
from madang.site.matching.bridge.needs import candidates_for, unanswered
from madang.site.matching.bridge.profiles import read_inputs
from madang.site.matching.queries import coverage as queries
from madang.site.matching.queries.exposure import curves, exposed
from madang.site.matching.queries.known import invitable, public_facts
from madang.site.matching.queries.suggestions import current_run
from madang.site.survey.models import Item

TAB = "matching:overview"


def _context(event: Event, part: str, **more: Any) -> dict[str, Any]:
    return {"event": event, "tab": TAB, "part": part, **more}


@login_required
@require_GET
def coverage(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the organisations that answered and have fewer than three viable proposals."""
    event = event_organised_by(request.user, slug)
    rows = queries.coverage_of(event)
    few = [row for row in rows if row.viable < queries.FEW]
    hosted = queries.hosted_of(event)
    return render(
        request,
        "matching/coverage.html",
        _context(
            event,
            "coverage",
            run=current_run(event),
            answered=len(rows),
            none=sum(1 for row in rows if not row.viable),
            page=page_of(request, few),
            hosted=len(hosted),
            hosted_short=sum(1 for row in hosted if row.is_short),
        ),
    )


@login_required
@require_GET
def needs(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the needs that no other participant answers; of confidential ones only their number."""
    event = event_organised_by(request.user, slug)
    found = unanswered(read_inputs(event))
    rows = (
        Item.objects.filter(pk__in=found.items, answer__registration__event=event)
        .select_related("answer__registration__organisation")
        .prefetch_related("terms")
        .order_by("-priority", "answer__registration__organisation__name", "pk")
    )
    return render(
        request,
        "matching/needs.html",
        _context(event, "coverage", page=page_of(request, rows), found=found),
    )


@login_required
@require_GET
def need(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show who could be invited for a need, with what is publicly known of them."""
    event = event_organised_by(request.user, slug)
    items = Item.objects.filter(
        answer__registration__event=event,
        answer__registration__state__in=["invited", "registered"],
        answer__state="submitted",
        role=Item.Role.SEEK,
        is_confidential=False,
    ).select_related("answer__registration__organisation")
    item = get_object_or_404(items.prefetch_related("terms"), pk=pk)
    facts = public_facts(event)
    known = invitable(request.user, event, {fact.organisation for fact in facts})
    rows = candidates_for(item, known, facts)
    return render(
        request,
        "matching/need.html",
        _context(event, "coverage", item=item, page=page_of(request, rows, size=20)),
    )


@login_required
@require_GET
def hosted(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the hosted buyers, how many meetings each must have, and what its list and those of others hold for that."""
    event = event_organised_by(request.user, slug)
    rows = queries.hosted_of(event)
    return render(
        request,
        "matching/hosted.html",
        _context(
            event,
            "coverage",
            page=page_of(request, rows),
            short=sum(1 for row in rows if row.is_short),
        ),
    )


@login_required
@require_GET
def exposure(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how often each organisation is shown to others, as a curve and a table."""
    event = event_organised_by(request.user, slug)
    rows = exposed(event)
    counts = [count for _row, count in rows]
    figures = measured(counts)
    return render(
        request,
        "matching/exposure.html",
        _context(
            event,
            "exposure",
            figures=figures,
            nowhere=sum(1 for count in counts if not count),
            charts=curves(counts, mean=figures.mean),
            page=page_of(request, rows),
        ),
    )
