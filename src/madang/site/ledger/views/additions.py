"""Pages on which curators add to a tie that is entered: a party more or less, an attribution, a caution."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from madang.site.ledger.actions.attributions import add_caution, attribute_tie
from madang.site.ledger.actions.entries import enter_party, enter_passage
from madang.site.ledger.actions.parties import take_out_tie_party
from madang.site.ledger.forms.additions import (
    AttributionForm,
    CautionForm,
    PartySaidForm,
)
from madang.site.ledger.forms.claims import WithdrawForm
from madang.site.ledger.forms.evidence import EvidenceForm
from madang.site.ledger.forms.parties import AddedPartyForm
from madang.site.ledger.queries.occasions import occasion_seen_by
from madang.site.ledger.queries.organisations import names_offered
from madang.site.ledger.queries.ties import tie_seen_by
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.views.gate import actor, curator_of, for_curators, show_refusal
from madang.site.ledger.wording import tie_title


@for_curators
@require_http_methods(["GET", "POST"])
def add_party(request: HttpRequest, key: str) -> HttpResponse:
    """Enter a party more, with evidence."""
    user = curator_of(request)
    tie = tie_seen_by(user, key)
    data = request.POST or None
    form, said = AddedPartyForm(data), PartySaidForm(data)
    evidence = EvidenceForm(data, user=user)
    if form.is_valid() & said.is_valid() & evidence.is_valid():
        try:
            enter_party(
                tie,
                by=actor(request),
                evidence=evidence.facts(),
                part=form.cleaned_data["role"],
                named=form.named(),
                said=said.said(),  # type: ignore[arg-type]  # a dictionary of the form
            )
        except LedgerError as error:
            show_refusal(error, form, said, evidence)
        else:
            messages.success(request, _("The party is entered."))
            return redirect("ledger:tie", tie.key)
    context = {"form": form, "said": said, "evidence": evidence, "tie": tie, "of": tie_title(tie), "names": names_offered(user)}  # fmt: skip
    return render(request, "ledger/add_party.html", context)


@for_curators
@require_http_methods(["GET", "POST"])
def take_out_party(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Ask why, then take a party out of a tie."""
    tie = tie_seen_by(request.user, key)
    party = get_object_or_404(tie.parties.select_related("organisation"), pk=pk)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            take_out_tie_party(party, by=actor(request), **form.cleaned_data)
        except LedgerError as error:
            show_refusal(error, form)
        else:
            messages.success(request, _("The party is taken out."))
            return redirect("ledger:tie", tie.key)
    context = {"form": form, "tie": tie, "party": party, "of": tie_title(tie)}
    return render(request, "ledger/take_out_party.html", context)


@for_curators
@require_http_methods(["GET", "POST"])
def attribute(request: HttpRequest) -> HttpResponse:
    """Enter that somebody credits an occasion with a tie; the address names one of the two: ?tie= or ?occasion=."""
    user = curator_of(request)
    tie_key, occasion_key = request.GET.get("tie"), request.GET.get("occasion")
    if not tie_key and not occasion_key:
        raise Http404
    tie = tie_seen_by(user, tie_key) if tie_key else None
    occasion = occasion_seen_by(user, occasion_key) if occasion_key else None
    data = request.POST or None
    form = AttributionForm(data, user=user, tie=tie, occasion=occasion)
    evidence = EvidenceForm(data, user=user)
    back = reverse("ledger:tie", args=[tie.key]) if tie else reverse("ledger:occasion", args=[occasion.key if occasion else ""])  # fmt: skip
    if form.is_valid() & evidence.is_valid():
        try:
            with transaction.atomic():
                by = actor(request)
                credited, to = form.ends()
                passage = enter_passage(by=by, evidence=evidence.facts())
                attribute_tie(
                    credited, by=by, occasion=to, passages=[passage], **form.facts()
                )
        except LedgerError as error:
            show_refusal(error, form, evidence)
        else:
            messages.success(request, _("The attribution is entered."))
            return redirect(back)
    context = {"form": form, "evidence": evidence, "of": tie_title(tie) if tie else str(occasion), "back": back, "names": names_offered(user)}  # fmt: skip
    return render(request, "ledger/attribute.html", context)


@for_curators
@require_http_methods(["GET", "POST"])
def caution(request: HttpRequest, key: str) -> HttpResponse:
    """Enter what must not be concluded from a tie's source, with evidence."""
    user = curator_of(request)
    tie = tie_seen_by(user, key)
    data = request.POST or None
    form, evidence = CautionForm(data), EvidenceForm(data, user=user)
    if form.is_valid() & evidence.is_valid():
        try:
            with transaction.atomic():
                by = actor(request)
                passage = enter_passage(by=by, evidence=evidence.facts())
                add_caution(tie, by=by, passages=[passage], **form.cleaned_data)
        except LedgerError as error:
            show_refusal(error, form, evidence)
        else:
            messages.success(request, _("The caution is entered."))
            return redirect("ledger:tie", tie.key)
    context = {"form": form, "evidence": evidence, "tie": tie, "of": tie_title(tie)}
    return render(request, "ledger/add_caution.html", context)
