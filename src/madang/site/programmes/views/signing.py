"""Signing a contract on the page: name and tick first, then a page that says what is signed, then the signature."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from madang.site.programmes.actions.contracts import sign_contract
from madang.site.programmes.forms.contracts import SignForm
from madang.site.programmes.queries.contracts import contract_seen_by
from madang.site.programmes.rules.contracts import (
    FRESH,
    is_fresh,
    side_of,
    why_not_sign,
)
from madang.site.programmes.rules.programmes import ProgrammeError
from madang.site.programmes.views.contracts import contract_page, somebody

SALT = "madang.contract.signature"


def _why_not(request: HttpRequest) -> str:
    """Return what stands against a signature by this sign-in; empty when nothing does."""
    if is_fresh(getattr(request.user, "last_login", None), timezone.now()):
        return ""
    return _(
        "Your sign-in is older than 30 minutes. Sign in again to sign the contract."
    )


@login_required
@require_POST
def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """Take name and tick, and show on a page of its own what is about to be signed."""
    person = somebody(request)
    contract = contract_seen_by(request.user, pk)
    form = SignForm(request.POST)
    reason = why_not_sign(person, contract, timezone.localdate()) or _why_not(request)
    if (
        form.is_valid()
        and not reason
        and form.cleaned_data["sha256"] != contract.sha256
    ):
        reason = _("What you signed is not this document. Open the contract again.")
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
    context = {
        "contract": contract,
        "person": person,
        "side": side_of(person, contract),
        "name": facts["name"],
        "token": signing.dumps(facts, salt=SALT),
    }
    return render(request, "programmes/portal/sign.html", context)


@login_required
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign what the page before has shown."""
    person = somebody(request)
    contract = contract_seen_by(request.user, pk)
    try:
        facts = signing.loads(request.POST.get("token", ""), salt=SALT, max_age=FRESH)
    except signing.BadSignature:
        facts = {}
    if facts.get("contract") != pk or facts.get("person") != person.pk:
        messages.error(request, _("This page was open too long. Sign once more."))
        return redirect("programmes:contract", pk)
    if reason := _why_not(request):
        messages.error(request, reason)
        return redirect("programmes:contract", pk)
    try:
        sign_contract(contract, by=person, name=facts["name"], sha256=facts["sha256"])
    except ProgrammeError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("You have signed. The other side has a mail."))
    return redirect("programmes:contract", pk)
