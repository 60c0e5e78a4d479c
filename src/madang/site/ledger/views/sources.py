"""The list of sources, and one source with its passages and what rests on them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from madang.site.core.ui import page_of
from madang.site.ledger.queries import sources as queries
from madang.site.ledger.rules.access import may_write


@require_GET
def sources(request: HttpRequest) -> HttpResponse:
    """List the sources that this reader sees, narrowed by title or publisher."""
    text = request.GET.get("q", "").strip()[:100]
    context = {
        "page": page_of(request, queries.sources_listed(request.user, text=text)),
        "text": text,
        "may_write": may_write(request.user),
    }
    return render(request, "ledger/sources.html", context)


@require_GET
def source(request: HttpRequest, key: str) -> HttpResponse:
    """Show one source: what is known of it and what was inferred, its passages, what rests on each."""
    found = queries.source_seen_by(request.user, key)
    context = {
        "source": found,
        "page": page_of(request, queries.passages_of(request.user, found)),
        "may_write": may_write(request.user),
    }
    return render(request, "ledger/source.html", context)
