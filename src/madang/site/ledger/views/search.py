"""Search of the ledger: organisations, occasions and ties by any of their names or words."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from madang.site.core.ui import page_of
from madang.site.ledger.queries import search as queries
from madang.site.ledger.queries.search import words_of


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Show what fits the words, the closest first, one kind at a time; the first kind of which something fits."""
    words = words_of(request.GET.get("q", ""))
    context: dict[str, Any] = {"q": words.typed, "today": timezone.localdate()}
    if words.typed:
        found = {
            "organisations": queries.organisations_found(request.user, words),
            "occasions": queries.occasions_found(request.user, words),
            "ties": queries.ties_found(request.user, words),
        }
        labels = {
            "organisations": _("Organisations"),
            "occasions": _("Occasions"),
            "ties": _("Ties"),
        }
        counts = {name: rows.count() for name, rows in found.items()}
        first = next((name for name, number in counts.items() if number), "ties")
        kind = request.GET.get("in", "")
        kind = kind if kind in found else first
        context |= {
            "kinds": [(name, labels[name], counts[name]) for name in found],
            "kind": kind,
            "page": page_of(request, found[kind]),
            "number": sum(counts.values()),
        }
    return render(request, "ledger/search_page.html", context)
