"""Pages on which curators withdraw a cluster's profile and put it back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from madang.site.landscape.actions.clusters import put_back_profile, withdraw_profile
from madang.site.landscape.models import ClusterProfile
from madang.site.landscape.queries.clusters import profile_for_curators
from madang.site.landscape.rules.refusals import LandscapeError
from madang.site.ledger.forms.claims import PutBackForm, WithdrawForm
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.views.gate import actor, for_curators, show_refusal


@for_curators
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what goes, ask why, then withdraw a profile."""
    form = WithdrawForm(request.POST or None)
    return _page(request, pk, form, withdraw_profile, is_withdrawal=True)


@for_curators
@require_http_methods(["GET", "POST"])
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what comes back, ask why, then put a withdrawn profile back."""
    form = PutBackForm(request.POST or None)
    return _page(request, pk, form, put_back_profile, is_withdrawal=False)


def _page(
    request: HttpRequest,
    pk: int,
    form: WithdrawForm | PutBackForm,
    verb: Callable[..., ClusterProfile],
    *,
    is_withdrawal: bool,
) -> HttpResponse:
    profile = profile_for_curators(pk)
    if form.is_valid():
        try:
            verb(profile, by=actor(request), **form.cleaned_data)
        except (LandscapeError, LedgerError) as error:
            show_refusal(error, form)
        else:
            return _done(request, pk, is_withdrawal=is_withdrawal)
    context = {"form": form, "profile": profile, "is_withdrawal": is_withdrawal}
    return render(request, "landscape/clusters/withdraw.html", context)


def _done(request: HttpRequest, pk: int, *, is_withdrawal: bool) -> HttpResponse:
    if is_withdrawal:
        messages.success(request, _("The profile is withdrawn. It stands at the end of this list, to be put back."))  # fmt: skip
        return redirect("landscape:clusters")
    messages.success(request, _("It is put back."))
    return redirect("landscape:cluster", pk)
