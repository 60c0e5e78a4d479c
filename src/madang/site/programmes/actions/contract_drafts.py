"""Verbs of contracts that are prepared: saved, given their support, offered, discarded. Only offering makes a document and asks for signatures."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Person
from madang.site.programmes.actions.contracts import offer_contract
from madang.site.programmes.models import Application, Contract, ContractDraft
from madang.site.programmes.rules.contracts import Terms, check_terms, may_offer
from madang.site.programmes.rules.programmes import ProgrammeError, check_impartial

MOST_ITEMS = 4
Item = tuple[str, str, int]


def _check(draft: ContractDraft, *, by: Person) -> None:
    if not may_offer(by, draft.programme):
        raise ProgrammeError(_("Only those who run the programme offer its contracts."))
    if draft.beneficiary_id == draft.programme.owner_id:
        raise ProgrammeError(
            _("A contract has two different sides."), field="organisation"
        )
    check_impartial(by, draft.beneficiary_id)
    application = draft.application
    if application is not None and (
        application.state != Application.State.ACCEPTED
        or application.call.programme_id != draft.programme_id
        or application.organisation_id != draft.beneficiary_id
    ):
        raise ProgrammeError(
            _("Only an accepted application of this organisation gets a contract."),
            field="call",
        )
    check_terms(terms_of(draft), timezone.localdate())


def terms_of(draft: ContractDraft) -> Terms:
    """Return what a draft says as the terms of a contract."""
    return Terms(
        title=draft.title,
        text=draft.text,
        sign_until=draft.sign_until,
        runs_from=draft.runs_from,
        runs_until=draft.runs_until,
        items=[(name, unit, amount) for name, unit, amount in draft.items],
    )


@transaction.atomic
def save_draft(*, by: Person, draft: ContractDraft) -> ContractDraft:
    """Save a new or changed draft; nobody is told. Raises ProgrammeError for a person, a side, an application or days that do not fit."""
    _check(draft, by=by)
    draft.saved_by = by
    draft.save()
    log.record("save contract draft", draft, by=by)
    return draft


@transaction.atomic
def set_item(*, by: Person, draft: ContractDraft, item: Item) -> bool:
    """Write what a draft gives of one support, known by its name; return whether that changed anything. Raises ProgrammeError."""
    row = ContractDraft.objects.select_for_update(of=("self",)).select_related("programme").get(pk=draft.pk)  # fmt: skip
    name, _unit, amount = item
    if amount < 1:
        raise ProgrammeError(_("A support is at least one."), field="amount")
    items: list[Any] = list(row.items)
    if list(item) in items:
        return False
    names = [each[0] for each in items]
    if name in names:
        items[names.index(name)] = list(item)
    else:
        items.append(list(item))
    if len(items) > MOST_ITEMS:
        raise ProgrammeError(
            _("A contract gives at most %(most)d supports.") % {"most": MOST_ITEMS},
            field="name",
        )
    row.items = items
    save_draft(by=by, draft=row)
    return True


@transaction.atomic
def offer_draft(
    *, by: Person, draft: ContractDraft, terms: Terms, application: Application | None
) -> Contract:
    """Offer what was prepared, in its last words; the draft is gone. Raises ProgrammeError, and then it stays."""
    contract = offer_contract(
        by=by,
        programme=draft.programme,
        beneficiary=draft.beneficiary,
        terms=terms,
        application=application,
    )
    log.record("offer contract draft", draft, by=by)
    draft.delete()
    return contract


@transaction.atomic
def discard_draft(*, by: Person, draft: ContractDraft) -> None:
    """Delete a draft that is not wanted. Raises ProgrammeError for whoever may not offer it."""
    if not may_offer(by, draft.programme):
        raise ProgrammeError(_("Only those who run the programme offer its contracts."))
    log.record("discard contract draft", draft, by=by, detail=draft.title)
    draft.delete()
