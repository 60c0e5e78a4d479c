"""The profile of an organisation that is suggested to the reader's own, as its consent for matched organisations allows."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from madang.site.matching.queries.suggestions import suggestions_for
from madang.site.meetings.views.suggestions import own_part
from madang.site.survey.queries.profiles import profile_for


@login_required
@require_GET
def partner(request: HttpRequest, slug: str, registration: int) -> HttpResponse:
    """Show what a suggested organisation seeks and offers; whoever is not suggested is not found, whatever the cause."""
    event, me = own_part(request, slug)
    row = get_object_or_404(suggestions_for(me), other_id=registration)
    other = row.right if row.left_id == me.pk else row.left
    profile = profile_for(other, me, audience="matched")
    if profile is None:
        raise Http404
    return render(
        request,
        "meetings/suggestions/partner.html",
        {
            "event": event,
            "other": other,
            "profile": profile,
            "tab": "meetings:suggestions",
        },
    )
