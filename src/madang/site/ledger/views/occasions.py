"""The list of occasions, and one occasion with what came of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from madang.site.core.ui import page_of
from madang.site.events.queries import events_seen_by
from madang.site.ledger.forms.searches import OccasionSearchForm
from madang.site.ledger.models import OutcomesPage
from madang.site.ledger.queries import occasions as queries
from madang.site.ledger.queries import ties as tie_queries
from madang.site.ledger.queries.cautions import cautions_of
from madang.site.ledger.queries.evidence import evidence_of
from madang.site.ledger.rules.access import may_write
from madang.site.ledger.views.parts import part_of


@require_GET
def occasions(request: HttpRequest) -> HttpResponse:
    """List the occasions that this reader sees, narrowed by name, kind, country and year."""
    form = OccasionSearchForm(
        request.GET, countries=queries.countries_with_occasions(request.user)
    )
    rows = queries.occasions_like(
        request.user, queries.occasions_seen_by(request.user), form.search()
    )
    context = {
        "form": form,
        "page": page_of(request, rows),
        "is_narrowed": bool(form.values()),
        "today": timezone.localdate(),
        "may_write": may_write(request.user),
    }
    return render(request, "ledger/occasions.html", context)


@require_GET
def occasion(request: HttpRequest, key: str) -> HttpResponse:
    """Show one occasion: its date and what became of it, parts and editions, parties, what came of it."""
    user = request.user
    found = queries.occasion_seen_by(user, key)
    ties = tie_queries.ties_seen_by(user)
    came = tie_queries.ties_like(user, ties, tie_queries.TieSearch(occasion=key))
    said = tie_queries.ties_like(user, ties, tie_queries.TieSearch(attributed=key))
    related = queries.occasions_seen_by(user).order_by("first_day", "id")
    shown = part_of(tie_queries.with_sides(came, user))
    credited = part_of(tie_queries.with_sides(said, user))
    context = {
        "occasion": found,
        "parties": part_of(queries.parties_of(user, found)),
        "notes": list(found.notes.all()),
        "parts": part_of(related.filter(parent=found)),
        "editions": part_of(related.filter(series=found)),
        "visits": part_of(related.filter(within=found)),
        "ties": shown,
        "attributed": credited,
        "cautions": cautions_of(user, [*shown.rows, *credited.rows]),
        "evidence": evidence_of(user, found),
        "event": events_seen_by(user).filter(pk=found.event_id).first()
        if found.event_id
        else None,
        "has_outcomes": found.event_id is not None
        and OutcomesPage.objects.filter(event=found.event_id).exists(),
        "today": timezone.localdate(),
        "may_write": may_write(user),
        "may_confirm": queries.status_of(found, timezone.localdate())
        in ("planned", "date_passed", "undated"),
    }
    return render(request, "ledger/occasion.html", context)
