"""Support of contracts: asking for some, and deciding about what was asked."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from madang.site.core.ui import page_of
from madang.site.programmes.actions.support import (
    ask_support,
    decline_support,
    grant_support,
    withdraw_support,
)
from madang.site.programmes.forms.contracts import ReasonForm, SupportForm, add_refusal
from madang.site.programmes.queries.contracts import contract_seen_by
from madang.site.programmes.queries.support import (
    request_seen_by,
    requests_waiting_for,
)
from madang.site.programmes.rules.programmes import ProgrammeError
from madang.site.programmes.views.contracts import contract_page, somebody


@login_required
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for some of a contract's support."""
    person = somebody(request)
    contract = contract_seen_by(request.user, pk)
    form = SupportForm(request.POST, items=contract.items.all())
    if form.is_valid():
        try:
            ask_support(by=person, **form.cleaned_data)
        except ProgrammeError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Asked. The other side has a mail."))
            return redirect("programmes:contract", pk)
    return contract_page(request, contract, status=422, support_form=form)


@login_required
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """List the requests that wait for my decision, the oldest first."""
    person = somebody(request)
    page = page_of(request, requests_waiting_for(person))
    return render(request, "programmes/portal/requests.html", {"page": page})


@login_required
@require_POST
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant what was asked for."""
    person = somebody(request)
    found = request_seen_by(request.user, pk)
    try:
        grant_support(found, by=person)
    except ProgrammeError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Granted. Whoever asked has a mail."))
    return redirect("programmes:contract", found.item.contract_id)


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was asked for."""
    person = somebody(request)
    found = request_seen_by(request.user, pk)
    try:
        withdraw_support(found, by=person)
    except ProgrammeError as error:
        messages.error(request, str(error))
    else:
        messages.info(request, _("Withdrawn. It can be asked for anew."))
    return redirect("programmes:contract", found.item.contract_id)


@login_required
@require_http_methods(["GET", "POST"])
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, and decline what was asked for."""
    person = somebody(request)
    found = request_seen_by(request.user, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            decline_support(found, by=person, reason=form.cleaned_data["reason"])
        except ProgrammeError as error:
            add_refusal(form, error)
        else:
            messages.info(
                request, _("Declined. Whoever asked has a mail with your reason.")
            )
            return redirect("programmes:contract", found.item.contract_id)
    return render(
        request,
        "programmes/portal/decline_support.html",
        {"form": form, "asked": found},
        status=422 if form.is_bound else 200,
    )
