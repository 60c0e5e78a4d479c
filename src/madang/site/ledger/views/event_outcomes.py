"""What came of an event, months later: for its organisers, and without small counts for everybody once they publish it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from madang.site.core.sheets import CSV_TYPE, XLSX_TYPE
from madang.site.core.ui import page_of
from madang.site.events.queries import event_organised_by, event_seen_by
from madang.site.events.rules import standing
from madang.site.ledger.actions.outcomes_page import hide_outcomes, publish_outcomes
from madang.site.ledger.exports.event_outcomes import outcomes_csv, outcomes_xlsx
from madang.site.ledger.models import Tie
from madang.site.ledger.queries import event_outcomes as queries
from madang.site.ledger.queries.event_figures import (
    Shown,
    kind_label,
    month_label,
    outcomes_for,
    stage_label,
    strength_label,
)
from madang.site.ledger.queries.ties import newest_first, with_sides


def _page(request: HttpRequest, shown: Shown) -> dict[str, Any]:
    figures = shown.figures
    ties = [each.pk for each in _narrowed(request, shown.lines)]
    rows = Tie.objects.filter(pk__in=ties)
    return {
        "event": shown.event,
        "figures": figures,
        "kinds": [
            (kind, stage, strength, kind_label(kind), stage_label(stage), strength_label(strength), count)
            for kind, stage, strength, count in figures.by_kind
        ],
        "months": [
            ("none" if month is None else month, month_label(month), count)
            for month, count in figures.by_month
        ],
        "is_narrowed": any(request.GET.get(each) for each in ("kind", "month")),
        "page": page_of(request, newest_first(with_sides(rows, request.user))),
    }  # fmt: skip


def _narrowed(
    request: HttpRequest, lines: list[queries.TieLine]
) -> list[queries.TieLine]:
    """Return the ties of the row of a table that was opened; all of them otherwise."""
    asked = request.GET
    if asked.get("kind"):
        wanted = (asked["kind"], asked.get("stage", ""), asked.get("strength", ""))
        lines = [
            each
            for each in lines
            if (each.kind, each.stage, str(int(each.strength))) == wanted
        ]
    if asked.get("month"):
        lines = [
            each
            for each in lines
            if ("none" if each.month is None else str(each.month)) == asked["month"]
        ]
    return lines


@require_GET
def event_outcomes(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the organisers all figures, each with the list behind it."""
    event = event_organised_by(request.user, slug)
    shown = outcomes_for(request.user, event, is_organiser=True)
    context = _page(request, shown) | {
        "published": queries.published_page(event),
        "is_organiser": True,
        "tab": "meetings:feedback-summary",
    }
    return render(request, "ledger/outcomes/event.html", context)


@require_GET
def event_meetings(request: HttpRequest, slug: str, which: str) -> HttpResponse:
    """List the meetings behind a figure, for the organisers: planned, held, not held, or without a word."""
    event = event_organised_by(request.user, slug)
    rows = queries.meetings_of(event, which)
    titles = {
        "planned": _("Meetings planned"),
        "held": _("Meetings held"),
        "not_held": _("Meetings that did not take place"),
        "unsaid": _("Meetings of which nobody said anything"),
    }
    context = {
        "event": event,
        "title": titles[which],
        "page": page_of(request, rows),
        "tab": "meetings:feedback-summary",
    }
    return render(request, "ledger/outcomes/meetings.html", context)


@require_GET
def outcomes_file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Download the figures as CSV or XLSX; for everybody else than the organisers those that are published."""
    event = event_seen_by(request.user, slug)
    is_organiser = standing(request.user, event).is_organiser
    if kind not in ("csv", "xlsx"):
        raise Http404
    if not is_organiser and queries.published_page(event) is None:
        raise Http404
    reader = request.user if is_organiser else None
    shown = outcomes_for(reader, event, is_organiser=is_organiser)
    make, media = {"csv": (outcomes_csv, CSV_TYPE), "xlsx": (outcomes_xlsx, XLSX_TYPE)}[kind]  # fmt: skip
    response = HttpResponse(make(shown.figures), content_type=media)
    response["Content-Disposition"] = f'attachment; filename="outcomes-{slug}.{kind}"'
    return response


@require_GET
def public_outcomes(request: HttpRequest, slug: str) -> HttpResponse:
    """Show everybody what the organisers publish; 404 before they do."""
    event = event_seen_by(request.user, slug)
    published = queries.published_page(event)
    if published is None:
        raise Http404
    shown = outcomes_for(None, event, is_organiser=False)
    context = _page(request, shown) | {"published": published, "is_organiser": False}
    return render(request, "ledger/outcomes/event.html", context)


@require_POST
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Publish the outcomes, or take them off."""
    event = event_organised_by(request.user, slug)
    person = standing(request.user, event).person
    if request.POST.get("publish") == "no":
        hide_outcomes(event=event, by=person)
        messages.info(request, _("The outcomes are no longer public."))
    else:
        publish_outcomes(event=event, by=person)
        messages.info(request, _("The outcomes are public, without counts below 5."))
    return redirect("ledger:event-outcomes", slug)
