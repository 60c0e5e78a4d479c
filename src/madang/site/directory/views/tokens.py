"""My tokens for programs: make one, see it once, revoke it."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from madang.site.core.ui import page_of
from madang.site.directory.actions.tokens import (
    TokenError,
    live_tokens,
    make_token,
    revoke_token,
)
from madang.site.directory.forms.tokens import TokenForm
from madang.site.directory.models import ApiToken
from madang.site.directory.views.me import own_entry


@login_required
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """List my tokens; make one and show its secret this once."""
    person = own_entry(request)
    form: forms.Form = TokenForm(request.POST or None)
    secret = ""
    if form.is_valid():
        try:
            _token, secret = make_token(by=person, **form.cleaned_data)
        except TokenError as error:
            form.add_error(None, str(error))
        else:
            form = TokenForm()
    mine = live_tokens(person)
    context = {"form": form, "secret": secret, "page": page_of(request, mine, size=20)}
    status = 422 if form.errors else 200
    return render(request, "directory/tokens.html", context, status=status)


@login_required
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of my tokens."""
    person = own_entry(request)
    token = get_object_or_404(ApiToken, pk=pk, person=person)
    revoke_token(token, by=person)
    messages.success(
        request, _("The token %(hint)s… no longer works.") % {"hint": token.hint}
    )
    return redirect("directory:tokens")
