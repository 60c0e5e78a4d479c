"""The landscape's front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from madang.site.landscape.queries.figures import indicators_seen_by


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show what there is."""
    context = {"indicators": indicators_seen_by(request.user).count()}
    return render(request, "landscape/home.html", context)
