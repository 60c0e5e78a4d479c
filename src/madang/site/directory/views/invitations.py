"""The page behind an invitation's link. Looking changes nothing; the button accepts."""

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from madang.site.directory.actions import LinkError, accept_invitation, peek_invitation


@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show who is invited; on POST sign them in, with their second factor if they have one."""
    try:
        if request.method == "POST":
            user = accept_invitation(token=token)
        else:
            return render(
                request,
                "directory/invitation.html",
                {"invitation": peek_invitation(token)},
            )
    except LinkError as error:
        return link_ended(request, error)
    response: HttpResponse = perform_login(
        request, user, email_verification="none", redirect_url=reverse("directory:me")
    )
    return response


def link_ended(request: HttpRequest, error: LinkError) -> HttpResponse:
    """Return the page for a link that leads nowhere: 404 for an unknown one, 410 for one used or expired."""
    status = 404 if error.reason == "unknown" else 410
    return render(
        request,
        "directory/link_ended.html",
        {"reason": str(error), "kind": error.reason},
        status=status,
    )
