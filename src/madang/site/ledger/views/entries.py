"""Pages on which curators enter ties, occasions and sources. Evidence is part of each; nothing is half-entered."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from madang.site.ledger.actions.entries import enter_passage, enter_tie
from madang.site.ledger.actions.occasions import add_occasion
from madang.site.ledger.actions.sources import add_source
from madang.site.ledger.forms.evidence import EvidenceForm, SourceForm
from madang.site.ledger.forms.occasions import OccasionForm
from madang.site.ledger.forms.parties import one_row_more, party_rows
from madang.site.ledger.forms.ties import TieForm
from madang.site.ledger.models import Occasion
from madang.site.ledger.queries.organisations import names_offered
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.views.gate import actor, curator_of, for_curators, show_refusal

FIRST_PARTY = "party-0-name"


@for_curators
@require_http_methods(["GET", "POST"])
def add_tie(request: HttpRequest) -> HttpResponse:
    """Enter a tie with its parties, its source and the passage on one page."""
    user = curator_of(request)
    typed = request.POST.dict() if "more" in request.POST else request.GET.dict()
    # A row more: what was typed stays, nothing is checked yet.
    data = None if "more" in request.POST else request.POST or None
    form = TieForm(data, user=user, initial=typed)
    evidence = EvidenceForm(data, user=user, initial=typed)
    rows = one_row_more(request.POST) if "more" in request.POST else party_rows(data)
    if form.is_valid() & rows.is_valid() & evidence.is_valid():
        try:
            tie = enter_tie(
                by=actor(request),
                evidence=evidence.facts(),
                parties=list(rows.parties()),
                tie=form.facts(),
            )
        except LedgerError as error:
            error.field = FIRST_PARTY if error.field == "parties" else error.field
            show_refusal(error, form, *rows.forms, evidence)
        else:
            messages.success(request, _("The tie is entered."))
            return redirect("ledger:tie", tie.key)
    context = {"form": form, "rows": rows, "evidence": evidence, "names": names_offered(user)}  # fmt: skip
    return render(request, "ledger/add_tie.html", context)


@for_curators
@require_http_methods(["GET", "POST"])
def add_occasion_page(request: HttpRequest) -> HttpResponse:
    """Enter an occasion with its source and the passage."""
    user = curator_of(request)
    data = request.POST or None
    form = OccasionForm(data, user=user, initial=request.GET.dict())
    evidence = EvidenceForm(
        data, user=user, initial={"source": request.GET.get("source")}
    )
    if form.is_valid() & evidence.is_valid():
        try:
            occasion = _enter_occasion(request, form, evidence)
        except LedgerError as error:
            show_refusal(error, form, evidence)
        else:
            messages.success(request, _("The occasion is entered."))
            return redirect("ledger:occasion", occasion.key)
    return render(
        request, "ledger/add_occasion.html", {"form": form, "evidence": evidence}
    )


@transaction.atomic
def _enter_occasion(
    request: HttpRequest, form: OccasionForm, evidence: EvidenceForm
) -> Occasion:
    by = actor(request)
    passage = enter_passage(by=by, evidence=evidence.facts())
    return add_occasion(by=by, passages=[passage], **form.facts())


@for_curators
@require_http_methods(["GET", "POST"])
def add_source_page(request: HttpRequest) -> HttpResponse:
    """Enter a source; its passages come with the ties that rest on them."""
    form = SourceForm(request.POST or None)
    if form.is_valid():
        try:
            source = add_source(by=actor(request), **form.cleaned_data)
        except LedgerError as error:
            show_refusal(error, form)
        else:
            messages.success(request, _("The source is entered."))
            return redirect("ledger:source", source.key)
    return render(request, "ledger/add_source.html", {"form": form})
