"""Pages of a tie or an organisation as it was believed at the end of a day: ?as_of=2026-03-01."""

from datetime import date

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core.ui import page_of
from madang.site.directory.models import Organisation
from madang.site.ledger.queries import as_of as queries
from madang.site.ledger.queries.evidence import contradictions_among
from madang.site.ledger.queries.ties import newest_first, with_sides
from madang.site.ledger.rules.believed import end_of
from madang.site.ledger.wording import sides_of


def day_asked(request: HttpRequest) -> date | None:
    """Return the day that the address asks for, None for today's page; what is no day, or to come, is said and left out."""
    text = request.GET.get("as_of", "")
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        messages.warning(request, _("“%(text)s” is no day: write it as 2026-03-01. This is what is believed today.") % {"text": text[:20]})  # fmt: skip
        return None
    if day > timezone.localdate():
        messages.warning(request, _("This day is to come. This is what is believed today."))  # fmt: skip
        return None
    return day


def tie_page(request: HttpRequest, key: str, day: date) -> HttpResponse:
    """Show a tie as it was believed at the end of a day; 404 for one of which nobody knew."""
    until = end_of(day)
    then = queries.tie_then(request.user, key, until)
    if then is None:
        raise Http404
    evidence = queries.evidence_then(request.user, Q(tie=then.pk), until)
    left, right = sides_of(then)
    context = {
        "day": day,
        "tie": then,
        "left": left,
        "right": right,
        "evidence": evidence,
        "contradictions": contradictions_among(evidence.standing),
    }
    return render(request, "ledger/as_of/tie.html", context)


def organisation_page(request: HttpRequest, row: Organisation, day: date) -> HttpResponse:  # fmt: skip
    """Show an organisation as it was believed at the end of a day: names, numbers, roles, ties."""
    until = end_of(day)
    then = queries.organisation_then(request.user, row, until)
    ties = queries.ties_of_then(request.user, then, until)
    page = page_of(request, with_sides(newest_first(ties), request.user))
    about = Q(organisation__in=then.family, tie=None)
    context = {
        "day": day,
        "organisation": row,
        "then": then,
        "page": page,
        "ties": queries.ties_then(request.user, page.object_list, until),
        "evidence": queries.evidence_then(request.user, about, until),
    }
    return render(request, "ledger/as_of/organisation.html", context)
