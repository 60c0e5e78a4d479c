"""The list of ties, and one tie with everything that is known of it and how."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from madang.site.core.ui import page_of
from madang.site.directory.queries import person_of
from madang.site.events.queries import events_seen_by
from madang.site.events.rules import standing
from madang.site.ledger.forms.searches import TieSearchForm
from madang.site.ledger.models import Tie
from madang.site.ledger.queries import evidence
from madang.site.ledger.queries import ties as queries
from madang.site.ledger.queries.cautions import attribution_changes, cautions_seen_by
from madang.site.ledger.queries.oddities import of_ties
from madang.site.ledger.rules.access import may_write
from madang.site.ledger.views import as_of
from madang.site.ledger.wording import sides_of


@require_GET
def ties(request: HttpRequest) -> HttpResponse:
    """List the ties that this reader sees, narrowed by name, kind, stage, countries and year."""
    form = TieSearchForm(
        request.GET, countries=queries.countries_with_ties(request.user)
    )
    rows = queries.ties_like(
        request.user, queries.ties_seen_by(request.user), form.search()
    )
    context = {
        "form": form,
        "page": page_of(request, queries.with_sides(rows, request.user)),
        "is_narrowed": bool(form.values()),
        "may_write": may_write(request.user),
    }
    return render(request, "ledger/ties.html", context)


@require_GET
def tie(request: HttpRequest, key: str) -> HttpResponse:
    """Show one tie: both sides, its stage and why, evidence, contradictions, attributions, corrections."""
    day = as_of.day_asked(request)
    if day is not None:
        return as_of.tie_page(request, key, day)
    found = queries.tie_seen_by(request.user, key)
    known = evidence.evidence_of(request.user, found)
    reading = evidence.reading_of(found, known.standing)
    left, right = sides_of(found)
    codes = [each.country for each in found.countries.all()]
    context = {
        "tie": found,
        "left": left,
        "right": right,
        "evidence": known,
        "weighed": evidence.weighed_claims(reading, known.standing),
        "contradictions": evidence.contradictions_among(known.standing),
        "attributions": evidence.attributions_of(request.user, found),
        "cautions": list(cautions_seen_by(request.user).filter(tie=found)),
        "attribution_changes": attribution_changes(request.user, found),
        "oddities": of_ties(
            request.user, queries.ties_seen_by(request.user).filter(pk=found.pk)
        ),
        "pair": "-".join(sorted(codes)).lower() if len(codes) == 2 else "",
        "event_of_meeting": _event_of(request, found),
        "may_write": may_write(request.user),
    }
    return render(request, "ledger/tie.html", context)


def _event_of(request: HttpRequest, tie: Tie) -> object:
    """Return the event at whose meeting the tie began, for those who know of the meeting: organisers and both sides."""
    meeting = tie.meeting
    if meeting is None or person_of(request.user) is None:
        return None
    event = events_seen_by(request.user).filter(pk=meeting.event_id).first()
    if event is None:
        return None
    here = standing(request.user, event)
    own = here.registration.pk if here.registration else None
    knows = here.is_organiser or own in (meeting.host_id, meeting.guest_id)
    return event if knows else None
