"""Pages of contracts: the list, one contract with its document, a new offer, declining."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from madang.site.core.ui import page_of, whole_number
from madang.site.directory.models import Person
from madang.site.directory.queries import person_of
from madang.site.meetings.exports.paper import PDF_TYPE
from madang.site.programmes.actions.contract_paper import record_pdf
from madang.site.programmes.actions.contracts import decline_contract, offer_contract
from madang.site.programmes.forms.contracts import (
    OfferForm,
    ReasonForm,
    SignForm,
    SupportForm,
    add_refusal,
)
from madang.site.programmes.models import Contract
from madang.site.programmes.queries.contracts import (
    accepted_without_contract,
    contract_seen_by,
    contracts_seen_by,
    organisations_to_offer,
    programmes_to_offer,
)
from madang.site.programmes.queries.support import (
    requests_of,
    requests_waiting_for,
    supplies_of,
)
from madang.site.programmes.rules.contracts import (
    looks_after,
    may_decline,
    side_of,
    why_not_ask,
    why_not_sign,
)
from madang.site.programmes.rules.programmes import ProgrammeError


def somebody(request: HttpRequest) -> Person:
    """Return the person who signed in; 403 with a reason for a user who is nobody's."""
    person = person_of(request.user)
    if person is None:
        raise PermissionDenied(
            _("Nobody has entered you as a person yet. An organiser invites you.")
        )
    return person


@login_required
@require_safe
def contracts(request: HttpRequest) -> HttpResponse:
    """List the contracts that I read: what I have signed, what waits."""
    person = somebody(request)
    context = {
        "page": page_of(request, contracts_seen_by(request.user)),
        "person": person,
        "may_offer": programmes_to_offer(person).exists(),
        "waiting": requests_waiting_for(person).count(),
        "today": timezone.localdate(),
    }
    return render(request, "programmes/portal/contracts.html", context)


def contract_page(
    request: HttpRequest, contract: Contract, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """Show one contract, with the forms that this reader may send."""
    person = somebody(request)
    today = timezone.localdate()
    supplies = supplies_of(contract)
    context = {
        "contract": contract,
        "person": person,
        "zone": person.zone or "UTC",
        "today": today,
        "side": side_of(person, contract),
        "why_not_sign": why_not_sign(person, contract, today),
        "why_not_ask": why_not_ask(person, contract, today),
        "may_decline": contract.state == Contract.State.OFFERED
        and may_decline(person, contract),
        "looks_after": looks_after(person, contract),
        "supplies": supplies,
        "page": page_of(request, requests_of(contract)),
        "sign_form": SignForm(initial={"sha256": contract.sha256}),
        "support_form": SupportForm(items=contract.items.all()),
        **forms,
    }
    return render(request, "programmes/portal/contract.html", context, status=status)


@login_required
@require_safe
def contract(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one contract: its document and hash, the two signatures, the support."""
    return contract_page(request, contract_seen_by(request.user, pk))


@login_required
@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """Give exactly the bytes that both sides sign."""
    found = contract_seen_by(request.user, pk)
    response = HttpResponse(bytes(found.document), content_type=PDF_TYPE)
    response["Content-Disposition"] = f'attachment; filename="contract-{pk}.pdf"'
    return response


@login_required
@require_safe
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the record of signatures as a document of its own."""
    found = contract_seen_by(request.user, pk)
    response = HttpResponse(record_pdf(found), content_type=PDF_TYPE)
    response["Content-Disposition"] = f'attachment; filename="signatures-{pk}.pdf"'
    return response


def _offer_form(request: HttpRequest, person: Person) -> OfferForm:
    programmes = programmes_to_offer(person)
    applications = accepted_without_contract(person)
    initial: dict[str, Any] = {}
    chosen = whole_number(request.GET.get("application", ""))
    application = applications.filter(pk=chosen).first() if chosen else None
    if application is not None:
        initial = {
            "programme": application.call.programme_id,
            "beneficiary": application.organisation_id,
            "application": application.pk,
            "title": application.title,
        }
    return OfferForm(
        request.POST or None,
        programmes=programmes,
        beneficiaries=organisations_to_offer(None),
        applications=applications,
        initial=initial,
    )


@login_required
@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest) -> HttpResponse:
    """Offer a contract: its document is made once, and both sides are asked to sign."""
    person = somebody(request)
    if not programmes_to_offer(person).exists():
        raise PermissionDenied(
            _("Contracts are offered by those who run a programme. You run none.")
        )
    form = _offer_form(request, person)
    if form.is_valid():
        try:
            made = offer_contract(
                by=person,
                programme=form.cleaned_data["programme"],
                beneficiary=form.cleaned_data["beneficiary"],
                application=form.cleaned_data["application"],
                terms=form.terms,
            )
        except ProgrammeError as error:
            add_refusal(form, error)
        else:
            messages.success(
                request, _("The contract is offered. Both sides have a mail.")
            )
            return redirect("programmes:contract", made.pk)
    status = 422 if form.is_bound else 200
    return render(
        request, "programmes/portal/offer.html", {"form": form}, status=status
    )


@login_required
@require_http_methods(["GET", "POST"])
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, and decline a contract that waits for signatures."""
    person = somebody(request)
    found = contract_seen_by(request.user, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            decline_contract(found, by=person, reason=form.cleaned_data["reason"])
        except ProgrammeError as error:
            add_refusal(form, error)
        else:
            messages.info(
                request, _("Declined. The other side has a mail with your reason.")
            )
            return redirect("programmes:contract", pk)
    return render(
        request,
        "programmes/portal/decline.html",
        {"form": form, "contract": found},
        status=422 if form.is_bound else 200,
    )
