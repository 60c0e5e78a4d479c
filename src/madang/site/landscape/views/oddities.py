"""Everything odd in the ledger and the landscape, for those who can settle it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from madang.site.core.ui import page_of
from madang.site.directory.rules import may_curate
from madang.site.landscape.queries.oddities import everything_odd


@login_required
@require_GET
def oddities(request: HttpRequest) -> HttpResponse:
    """List contradictions first, then what somebody can confirm; curators and the site's staff alone find the page."""
    if not may_curate(request.user):
        raise Http404
    found = everything_odd(request.user)
    context = {
        "page": page_of(request, found),
        "contradictions": sum(each.is_contradiction for each in found),
    }
    return render(request, "landscape/oddities/all.html", context)
