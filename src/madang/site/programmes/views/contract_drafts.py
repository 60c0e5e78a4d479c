"""Contracts that are prepared: the list, offering one, discarding one, and their workbook."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from madang.site.core.ui import page_of
from madang.site.directory.models import Organisation, Person
from madang.site.programmes.actions import contract_drafts as actions
from madang.site.programmes.actions.contract_sheets import take_in_drafts
from madang.site.programmes.exports.sheets import book, template
from madang.site.programmes.forms.contracts import OfferForm, add_refusal
from madang.site.programmes.models import Application, ContractDraft, Programme
from madang.site.programmes.queries import contract_drafts as queries
from madang.site.programmes.queries.contracts import programmes_to_offer
from madang.site.programmes.reading.portal import DRAFT_ITEMS, DRAFTS
from madang.site.programmes.rules.programmes import ProgrammeError
from madang.site.programmes.views.contracts import somebody
from madang.site.survey.views.importing import ImportPage, import_page, workbook


def _offerer(request: HttpRequest) -> Person:
    """Return who offers contracts of a programme; 403 with the reason for everybody else."""
    person = somebody(request)
    if not programmes_to_offer(person).exists():
        raise PermissionDenied(
            _("Contracts are offered by those who run a programme. You run none.")
        )
    return person


@login_required
@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """List the contracts that are prepared."""
    page = page_of(request, queries.drafts_of(_offerer(request)))
    return render(request, "programmes/portal/contract_drafts.html", {"page": page})


@login_required
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a draft says, to be changed once more and offered."""
    person = _offerer(request)
    row = queries.draft_of(person, pk)
    form = _form(request, row)
    if form.is_valid():
        try:
            made = actions.offer_draft(
                by=person,
                draft=row,
                terms=form.terms,
                application=form.cleaned_data["application"],
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
        request, "programmes/portal/offer.html", {"form": form, "draft": row}, status=status
    )  # fmt: skip


def _form(request: HttpRequest, row: ContractDraft) -> OfferForm:
    initial: dict[str, Any] = {
        "programme": row.programme_id,
        "beneficiary": row.beneficiary_id,
        "application": row.application_id,
        **{name: getattr(row, name) for name in queries.OF_DRAFT},
    }
    for number, (name, unit, amount) in enumerate(row.items):
        initial |= {f"name_{number}": name, f"unit_{number}": unit, f"amount_{number}": amount}  # fmt: skip
    return OfferForm(
        request.POST or None,
        programmes=Programme.objects.filter(pk=row.programme_id),
        beneficiaries=Organisation.objects.filter(pk=row.beneficiary_id),
        applications=Application.objects.filter(contract_drafts=row),
        initial=initial,
    )


@login_required
@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then delete a draft."""
    person = _offerer(request)
    row = queries.draft_of(person, pk)
    if request.method == "POST":
        actions.discard_draft(by=person, draft=row)
        messages.info(request, _("The draft is deleted."))
        return redirect("programmes:contract-drafts")
    return render(request, "programmes/portal/discard_draft.html", {"draft": row})


@login_required
@require_safe
def drafts_xlsx(request: HttpRequest) -> HttpResponse:
    """Return the drafts with what each gives, at most 5,000."""
    rows = list(queries.drafts_of(_offerer(request))[:5000])
    content = book(
        (DRAFTS, [queries.draft_values(each) for each in rows]),
        (DRAFT_ITEMS, [line for each in rows for line in queries.item_values(each)]),
    )
    return workbook(content, "contract-drafts.xlsx")


@login_required
@require_safe
def drafts_template(request: HttpRequest) -> HttpResponse:
    """Return the empty workbook for contracts to be offered."""
    _offerer(request)
    return workbook(template(DRAFTS, DRAFT_ITEMS), "contract-drafts-template.xlsx")


@login_required
@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest) -> HttpResponse:
    """Prepare contracts from a workbook."""
    person = _offerer(request)
    page = ImportPage(
        title=_("Prepare contracts from a workbook"),
        text=_(
            "Each row becomes a draft: no document is made, nobody is asked to sign. Offer each on its page. A contract that was concluded on paper is not taken in, because its bytes and signatures are not in a workbook: offer it here and sign it anew."
        ),
        here=reverse("programmes:drafts-import"),
        back=reverse("programmes:contract-drafts"),
        template=reverse("programmes:drafts-template"),
        save=partial(take_in_drafts, by=person),
        target=person,
    )
    return import_page(request, page, by=person)
