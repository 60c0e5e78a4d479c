"""My portal: what waits, the three steps, the feed, what is due, what can be applied for, whom to ask."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from madang.site.core.ui import page_of
from madang.site.directory.queries import person_of
from madang.site.landscape.queries.feed import feed_of
from madang.site.programmes.queries.portal import Portal

FEED_SIZE = 10


@require_safe
def portal(request: HttpRequest) -> HttpResponse:
    """Show somebody's portal; to a visitor what a portal is, and how to register."""
    person = person_of(request.user)
    if person is None:
        return render(request, "programmes/portal/visitor.html")
    context = {
        "portal": Portal(person, now=timezone.now(), today=timezone.localdate()),
        "person": person,
        "zone": person.zone or "UTC",
        "page": page_of(request, feed_of(person), size=FEED_SIZE),  # type: ignore[arg-type]
    }
    return render(request, "programmes/portal/portal.html", context)
