"""Pages on which curators add to what is known of a row, correct a claim, withdraw, and say what became of an occasion."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from madang.site.core.ui import page_of
from madang.site.directory.models import Organisation
from madang.site.ledger.actions import claims as actions
from madang.site.ledger.actions.entries import enter_passage
from madang.site.ledger.actions.occasions import (
    cancel_occasion,
    confirm_held,
    withdraw_occasion,
)
from madang.site.ledger.actions.ties import withdraw_tie
from madang.site.ledger.forms.claims import ClaimForm, CorrectionForm, WithdrawForm
from madang.site.ledger.forms.evidence import EvidenceForm
from madang.site.ledger.forms.occasions import HeldForm
from madang.site.ledger.models import Claim, Occasion, Tie
from madang.site.ledger.queries.claims import (
    claims_seen_by,
    standing_claims,
    with_evidence,
)
from madang.site.ledger.queries.merged import about
from madang.site.ledger.queries.occasions import occasion_seen_by
from madang.site.ledger.queries.organisations import organisation_seen_by
from madang.site.ledger.queries.sources import claim_seen_by
from madang.site.ledger.queries.ties import tie_seen_by
from madang.site.ledger.rules.access import LedgerError, may_write
from madang.site.ledger.views.entering import correction_of
from madang.site.ledger.views.gate import actor, curator_of, for_curators, show_refusal
from madang.site.ledger.views.rows import address_of, name_of
from madang.site.ledger.wording import tie_title

Row = Tie | Occasion | Organisation
ASPECTS = {
    Tie: ["stage", "date", "subject", "outcome", "existence"],
    Occasion: ["outcome", "existence"],
    Organisation: ["statement", "name"],
}
TAKEN_OVER = ("stage", "edtf", "text", "modality", "holder", "audience")


def _row_named(request: HttpRequest) -> Row:
    """Return the row that the address names as ?tie=, ?occasion= or ?organisation=; 404 for none."""
    if key := request.GET.get("tie"):
        return tie_seen_by(request.user, key)
    if key := request.GET.get("occasion"):
        return occasion_seen_by(request.user, key)
    if key := request.GET.get("organisation"):
        return organisation_seen_by(request.user, key)
    raise Http404


@require_GET
def claims(request: HttpRequest) -> HttpResponse:
    """List the claims about a row that stand and that this reader sees, with their passages."""
    row = _row_named(request)
    own = (
        about(row)
        if isinstance(row, Organisation)
        else Q(**{actions.COLUMNS[type(row)]: row})
    )
    rows = standing_claims(claims_seen_by(request.user)).filter(own)
    context = {
        "page": page_of(request, with_evidence(rows, request.user)),
        "of": name_of(row),
        "back": address_of(row),
        "may_write": may_write(request.user),
    }
    return render(request, "ledger/claims.html", context)


@for_curators
@require_http_methods(["GET", "POST"])
def add_claim(request: HttpRequest) -> HttpResponse:
    """Enter another claim about a tie, an occasion or an organisation."""
    row = _row_named(request)
    data = request.POST or None
    form = ClaimForm(data, aspects=ASPECTS[type(row)])
    evidence = EvidenceForm(data, user=curator_of(request))
    if form.is_valid() & evidence.is_valid():
        try:
            with transaction.atomic():
                by = actor(request)
                passage = enter_passage(by=by, evidence=evidence.facts())
                actions.add_claim(by=by, about=row, passages=[passage], **form.facts())
        except LedgerError as error:
            show_refusal(error, form, evidence)
        else:
            messages.success(request, _("The claim is entered."))
            return redirect(address_of(row))
    context = {"form": form, "evidence": evidence, "of": name_of(row), "back": address_of(row)}  # fmt: skip
    return render(request, "ledger/add_claim.html", context)


@for_curators
@require_http_methods(["GET", "POST"])
def correct_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a new claim, with evidence and a reason, in the place of one."""
    claim = claim_seen_by(request.user, pk)
    if figure := _figure_of(claim):
        return redirect("landscape:correct-figure", figure)
    if claim.aspect == Claim.Aspect.PROFILE:
        return redirect("landscape:change-cluster", claim.organisation_id)
    if there := correction_of(claim):
        return redirect(there)
    row = actions.about_of(claim)
    data = request.POST or None
    form = CorrectionForm(
        data,
        aspects=[claim.aspect],
        held_by=claim,
        initial={name: getattr(claim, name) for name in TAKEN_OVER},
    )
    evidence = EvidenceForm(
        data, user=curator_of(request), initial=_first_source(claim)
    )
    if form.is_valid() & evidence.is_valid():
        try:
            with transaction.atomic():
                by = actor(request)
                passage = enter_passage(by=by, evidence=evidence.facts())
                actions.correct_claim(claim, by=by, passages=[passage], **form.facts())
        except LedgerError as error:
            show_refusal(error, form, evidence)
        else:
            messages.success(request, _("The correction is entered."))
            return redirect(address_of(row))
    context = {"form": form, "evidence": evidence, "claim": claim, "of": name_of(row), "back": address_of(row)}  # fmt: skip
    return render(request, "ledger/correct_claim.html", context)


def _figure_of(claim: Claim) -> int | None:
    """Return the number of the figure that rests on a claim: value and claim change together, on the figure's own page."""
    figure = getattr(claim, "observation", None)
    return None if figure is None else int(figure.pk)


def _first_source(claim: Claim) -> dict[str, object]:
    citation = claim.citations.select_related("passage__source").first()
    if citation is None:
        return {}
    passage = citation.passage
    return {
        "source": passage.source.key,
        "exact": passage.exact,
        "paraphrase": passage.paraphrase,
        "line": passage.line,
        "first": passage.start,
        "last": passage.end,
    }


@for_curators
@require_http_methods(["GET", "POST"])
def withdraw_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, then withdraw a claim."""
    claim = claim_seen_by(request.user, pk)
    if figure := _figure_of(claim):
        return redirect("landscape:withdraw-figure", figure)
    if claim.aspect == Claim.Aspect.PROFILE:
        return redirect("landscape:withdraw-cluster", claim.organisation_id)
    row = actions.about_of(claim)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            actions.withdraw_claim(claim, by=actor(request), **form.cleaned_data)
        except LedgerError as error:
            show_refusal(error, form)
        else:
            messages.success(request, _("The claim is withdrawn."))
            return redirect(address_of(row))
    context = {
        "form": form,
        "claim": claim,
        "of": name_of(row),
        "back": address_of(row),
    }
    return render(request, "ledger/withdraw.html", context)


@for_curators
@require_http_methods(["GET", "POST"])
def withdraw_tie_page(request: HttpRequest, key: str) -> HttpResponse:
    """Say what goes, ask why, then withdraw a tie."""
    tie = tie_seen_by(request.user, key)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            withdraw_tie(tie, by=actor(request), **form.cleaned_data)
        except LedgerError as error:
            show_refusal(error, form)
        else:
            messages.success(request, _("The tie is withdrawn."))
            return redirect("ledger:tie", tie.key)
    context = {"form": form, "tie": tie, "of": tie_title(tie), "back": address_of(tie)}
    return render(request, "ledger/withdraw.html", context)


@for_curators
@require_http_methods(["GET", "POST"])
def withdraw_occasion_page(request: HttpRequest, key: str) -> HttpResponse:
    """Say what goes, ask why, then withdraw an occasion."""
    occasion = occasion_seen_by(request.user, key)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            withdraw_occasion(occasion, by=actor(request), **form.cleaned_data)
        except LedgerError as error:
            show_refusal(error, form)
        else:
            messages.success(request, _("The occasion is withdrawn."))
            return redirect("ledger:occasion", occasion.key)
    context = {"form": form, "of": occasion.name, "back": address_of(occasion)}
    return render(request, "ledger/withdraw.html", context)


@for_curators
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, key: str) -> HttpResponse:
    """Enter, with evidence, that an occasion took place or was cancelled."""
    occasion = occasion_seen_by(request.user, key)
    data = request.POST or None
    form = HeldForm(data)
    evidence = EvidenceForm(data, user=curator_of(request))
    if form.is_valid() & evidence.is_valid():
        try:
            with transaction.atomic():
                by = actor(request)
                passage = enter_passage(by=by, evidence=evidence.facts())
                if form.cleaned_data["became"] == "held":
                    confirm_held(occasion, by=by, passages=[passage])
                else:
                    cancel_occasion(occasion, by=by, passages=[passage])
        except LedgerError as error:
            show_refusal(error, form, evidence)
        else:
            messages.success(request, _("What became of it is entered."))
            return redirect("ledger:occasion", occasion.key)
    context = {"form": form, "evidence": evidence, "of": occasion.name, "back": address_of(occasion)}  # fmt: skip
    return render(request, "ledger/confirm.html", context)
