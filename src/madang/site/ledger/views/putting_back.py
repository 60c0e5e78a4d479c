"""Pages on which curators put back what was withdrawn by mistake: a row with its claims, or one claim."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from madang.site.ledger.actions import putting_back as actions
from madang.site.ledger.actions.claims import about_of
from madang.site.ledger.forms.claims import PutBackForm
from madang.site.ledger.models import OrganisationRecord, Source
from madang.site.ledger.queries.audience import kept_row
from madang.site.ledger.queries.sources import claim_seen_by
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.views.gate import actor, for_curators, show_refusal
from madang.site.ledger.views.rows import address_of, name_of


@for_curators
@require_http_methods(["GET", "POST"])
def put_back(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Say what comes back, ask why, then put a withdrawn row back."""
    row = kept_row(request.user, kind, pk)
    if isinstance(row, Source | OrganisationRecord):
        raise Http404
    return _page(
        request,
        row,
        _(
            "It stands again on every page, with the claims that were withdrawn with it."
        ),
        lambda why: actions.put_back(row, by=actor(request), why=why),
    )


@for_curators
@require_http_methods(["GET", "POST"])
def put_back_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what comes back, ask why, then put a withdrawn claim back."""
    claim = claim_seen_by(request.user, pk)
    return _page(
        request,
        about_of(claim),
        _("The claim stands again, on the same passages."),
        lambda why: actions.put_back_claim(claim, by=actor(request), why=why),
    )


def _page(
    request: HttpRequest, row: object, text: str, save: Callable[[str], object]
) -> HttpResponse:
    form = PutBackForm(request.POST or None)
    if form.is_valid():
        try:
            save(form.cleaned_data["why"])
        except LedgerError as error:
            show_refusal(error, form)
        else:
            messages.success(request, _("It is put back."))
            return redirect(address_of(row))
    context = {"form": form, "text": text, "of": name_of(row), "back": address_of(row)}
    return render(request, "ledger/put_back.html", context)
