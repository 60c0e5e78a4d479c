"""Signing a contract on the page: name and tick first, then a page that says what is signed and asks for a code, then the signature.

The code is mailed for exactly this document; whoever has a second factor uses that instead.
"""

from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from madang.site.directory.actions.codes import CodeError
from madang.site.directory.forms.sign_in import FactorAgainForm
from madang.site.directory.models import Person, User
from madang.site.programmes.actions.contracts import sign_contract
from madang.site.programmes.actions.signature_codes import (
    confirm_by_code,
    confirm_by_factor,
    send_code,
)
from madang.site.programmes.forms.contracts import SignatureCodeForm, SignForm
from madang.site.programmes.models import Contract
from madang.site.programmes.queries.contracts import contract_seen_by
from madang.site.programmes.rules.contracts import side_of, why_not_sign
from madang.site.programmes.rules.programmes import ProgrammeError
from madang.site.programmes.views.contracts import contract_page, somebody

SALT = "madang.contract.signature"
# The page between name and signature is good for so long; its code for ten minutes.
LIFE = timedelta(minutes=30)
# A second factor confirms a signature once it is so old.
FACTOR_AGE = timedelta(days=1)


@login_required
@require_POST
def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """Take name and tick, mail the code, and show on a page of its own what is about to be signed."""
    person = somebody(request)
    contract = contract_seen_by(request.user, pk)
    form = SignForm(request.POST)
    reason = why_not_sign(person, contract, timezone.localdate())
    if (
        form.is_valid()
        and not reason
        and form.cleaned_data["sha256"] != contract.sha256
    ):
        reason = _("What you signed is not this document. Open the contract again.")
    if form.is_valid() and not reason:
        reason = _mail_code(request, contract, person)
    if reason or not form.is_valid():
        if reason:
            form.add_error(None, reason)
        return contract_page(request, contract, status=422, sign_form=form)
    facts = {
        "contract": pk,
        "person": person.pk,
        "name": form.cleaned_data["name"],
        "sha256": contract.sha256,
    }
    return _page(request, contract, person, facts=facts)


def _has_factor(request: HttpRequest) -> bool:
    # A session in the wrong hands could set a factor up and sign with it at once: one of today confirms nothing yet.
    return (
        isinstance(request.user, User)
        and Authenticator.objects.filter(
            user=request.user,
            type=Authenticator.Type.TOTP,
            created_at__lte=timezone.now() - FACTOR_AGE,
        ).exists()
    )


def _mail_code(request: HttpRequest, contract: Contract, person: Person) -> str:
    """Mail a code to whoever has no second factor; return why not, empty if it went."""
    if _has_factor(request):
        return ""
    try:
        code = send_code(contract, to=person)
    except CodeError as error:
        return str(error)
    if settings.DEMONSTRATION and not settings.SMTP_URL:
        messages.info(
            request,
            _("The demonstration sends no mail. The code is %(code)s.")
            % {"code": code},
        )
    return ""


def _code_form(request: HttpRequest, data: Any = None) -> forms.Form:
    if _has_factor(request):
        form: forms.Form = FactorAgainForm(data, user=request.user)
        return form
    return SignatureCodeForm(data)


def _page(
    request: HttpRequest,
    contract: Contract,
    person: Person,
    *,
    facts: dict[str, Any],
    form: forms.Form | None = None,
) -> HttpResponse:
    context = {
        "contract": contract,
        "person": person,
        "side": side_of(person, contract),
        "name": facts["name"],
        "token": signing.dumps(facts, salt=SALT),
        "form": form or _code_form(request),
        "has_factor": _has_factor(request),
        "address": getattr(request.user, "email", ""),
    }
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "programmes/portal/sign.html", context, status=status)


def _facts(request: HttpRequest, pk: int, person: Person) -> dict[str, Any] | None:
    """Return what the page before has shown to this person for this contract; None for anything else."""
    try:
        facts: dict[str, Any] = signing.loads(
            request.POST.get("token", ""), salt=SALT, max_age=LIFE
        )
    except signing.BadSignature:
        return None
    is_own = facts.get("contract") == pk and facts.get("person") == person.pk
    return facts if is_own else None


@login_required
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign what the page before has shown, once the code or the second factor has confirmed it; or mail another code."""
    person = somebody(request)
    contract = contract_seen_by(request.user, pk)
    facts = _facts(request, pk, person)
    reason = why_not_sign(person, contract, timezone.localdate())
    if facts is None or reason:
        messages.error(
            request, reason or _("This page was open too long. Sign once more.")
        )
        return redirect("programmes:contract", pk)
    if request.POST.get("again"):
        if reason := _mail_code(request, contract, person):
            messages.error(request, reason)
        elif not _has_factor(request):
            messages.info(request, _("Another code is on its way."))
        return _page(request, contract, person, facts=facts)
    form = _code_form(request, request.POST)
    if not _is_confirmed(request, contract, person, form):
        return _page(request, contract, person, facts=facts, form=form)
    try:
        sign_contract(contract, by=person, name=facts["name"], sha256=facts["sha256"])
    except ProgrammeError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("You have signed. The other side has a mail."))
    return redirect("programmes:contract", pk)


def _is_confirmed(
    request: HttpRequest, contract: Contract, person: Person, form: forms.Form
) -> bool:
    """Whether the code of the mail, or the second factor, confirms the signature; a refusal stands on the form."""
    if not form.is_valid():
        return False
    if _has_factor(request):
        form.save()  # type: ignore[attr-defined] # the library's form keeps that the factor was used
        confirm_by_factor(contract, by=person)
        return True
    try:
        confirm_by_code(contract, by=person, code=form.cleaned_data["code"])
    except CodeError as error:
        form.add_error("code", str(error))
        return False
    return True
