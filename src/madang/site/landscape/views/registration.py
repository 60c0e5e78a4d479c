"""Free registration: name, address, country, organisation; then the code of the mail, and back to where one came from."""

from allauth.account.views import request_login_code
from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from madang.site.core.ui import way_back
from madang.site.directory.actions.visitors import (
    begin_registration,
    complete_registration,
)
from madang.site.directory.models import User
from madang.site.directory.queries import person_of
from madang.site.landscape.forms.registration import RegisterForm


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Take a registration and go on with the sign-in by code, which brings the visitor back. An address that is known already only gets its code."""
    back = way_back(request, reverse("landscape:following"))
    if isinstance(request.user, User):
        return _signed_in(request, request.user, back)
    form = RegisterForm(request.POST or None)
    if form.is_valid():
        if ratelimit.consume(request, action="signup"):
            facts = dict(form.cleaned_data)
            begin_registration(request.session, email=facts.pop("email"), facts=facts)
            answer: HttpResponse = request_login_code(request)
            return answer
        form.add_error(None, _("Too many attempts. Wait a minute, then try again."))
    return render(
        request, "landscape/following/register.html", {"form": form, "back": back}
    )


def _signed_in(request: HttpRequest, user: User, back: str) -> HttpResponse:
    """Lead somebody who is entered back; let an account that is nobody's yet say whose it is, for its address is proven."""
    if person_of(user) is not None:
        return redirect(back)
    form = RegisterForm(request.POST or None)
    del form.fields["email"]
    if form.is_valid():
        begin_registration(request.session, email=user.email, facts=form.cleaned_data)
        complete_registration(request.session, user=user)
        return redirect(back)
    return render(
        request, "landscape/following/register.html", {"form": form, "back": back}
    )
