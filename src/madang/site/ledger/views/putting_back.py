"""Pages on which curators find what was withdrawn, and put it back: a row with its claims, or one claim."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from madang.site.core.ui import page_of
from madang.site.ledger.actions import putting_back as actions
from madang.site.ledger.actions.claims import about_of
from madang.site.ledger.forms.claims import PutBackForm
from madang.site.ledger.models import OrganisationRecord, Relation, Source
from madang.site.ledger.queries.audience import kept_row
from madang.site.ledger.queries.records import WITHDRAWN, withdrawn_rows
from madang.site.ledger.queries.sources import claim_seen_by
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.views.gate import actor, for_curators, show_refusal
from madang.site.ledger.views.rows import address_of, name_of
from madang.site.ledger.wording import relation_title

LABELS = {
    "tie": gettext_lazy("Ties"),
    "occasion": gettext_lazy("Occasions"),
    "position": gettext_lazy("People in roles"),
    "initiative": gettext_lazy("Programmes and campaigns"),
    "relation": gettext_lazy("What sources say"),
}


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


@for_curators
@require_safe
def withdrawn(request: HttpRequest) -> HttpResponse:
    """List what was withdrawn, one kind at a time, the newest first, each with the way back."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in WITHDRAWN else "tie"
    page = page_of(request, withdrawn_rows(request.user, kind))
    context = {
        "kind": kind,
        "kinds": LABELS.items(),
        "page": page,
        "rows": [(each, _in_words(each), address_of(each)) for each in page],
    }  # fmt: skip
    return render(request, "ledger/withdrawn.html", context)


def _in_words(row: object) -> str:
    return relation_title(row) if isinstance(row, Relation) else name_of(row)
