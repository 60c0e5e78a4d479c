"""Verbs of a contract's support: ask, grant, decline, withdraw; never more than the contract gives."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from madang.site.core import log
from madang.site.directory.models import Person
from madang.site.programmes.actions import portal_letters as letters
from madang.site.programmes.models import SupportItem, SupportRequest
from madang.site.programmes.queries.support import used_of
from madang.site.programmes.rules.contracts import (
    next_support_state,
    runs,
    why_not_ask,
)
from madang.site.programmes.rules.programmes import ProgrammeError


def _locked_item(pk: int) -> SupportItem:
    # The item is the lock: two requests of one support wait for each other.
    return (
        SupportItem.objects.select_for_update(of=("self",))
        .select_related("contract__programme__owner", "contract__programme__manager")
        .defer("contract__document")
        .get(pk=pk)
    )


def _check_left(item: SupportItem, amount: int) -> None:
    left = item.amount - used_of(item)
    if amount > left:
        raise ProgrammeError(
            ngettext(
                "%(left)s %(unit)s is left of this support.",
                "%(left)s %(unit)s are left of this support.",
                left,
            )
            % {"left": left, "unit": item.unit},
            field="amount",
        )


@transaction.atomic
def ask_support(
    item: SupportItem, *, by: Person, amount: int, text: str
) -> SupportRequest:
    """Ask for some of a support, for the organisation that has the contract. Raises ProgrammeError."""
    item = _locked_item(item.pk)
    if reason := why_not_ask(by, item.contract, timezone.localdate()):
        raise ProgrammeError(reason)
    if amount < 1:
        raise ProgrammeError(_("Ask for at least one."), field="amount")
    _check_left(item, amount)
    request = SupportRequest.objects.create(
        item=item, amount=amount, text=text.strip(), person=by
    )
    log.record("ask support", request, by=by)
    letters.tell_of_request(request)
    return request


def _decide(
    request: SupportRequest, step: str, *, by: Person | None, reason: str = ""
) -> SupportRequest:
    item = _locked_item(request.item_id)
    row = SupportRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    row.item = item
    row.state = next_support_state(row, step, by=by)
    if step == "grant":
        if not runs(item.contract, timezone.localdate()):
            raise ProgrammeError(_("The contract does not run today."))
        _check_left(item, row.amount)
    row.reason, row.decided_by, row.decided_at = reason.strip(), by, timezone.now()
    row.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    log.record(f"{step} support", row, by=by, detail=row.reason)
    if step != "withdraw":
        letters.tell_of_decision(row)
    return row


@transaction.atomic
def grant_support(request: SupportRequest, *, by: Person | None) -> SupportRequest:
    """Grant what was asked for, if so much is left. Raises ProgrammeError."""
    return _decide(request, "grant", by=by)


@transaction.atomic
def decline_support(
    request: SupportRequest, *, by: Person | None, reason: str
) -> SupportRequest:
    """Decline what was asked for, with a reason. Raises ProgrammeError."""
    if not reason.strip():
        raise ProgrammeError(_("Write a reason; the other side reads it."), field="reason")  # fmt: skip
    return _decide(request, "decline", by=by, reason=reason)


@transaction.atomic
def withdraw_support(request: SupportRequest, *, by: Person | None) -> SupportRequest:
    """Take back what one's organisation asked for and nobody decided. Raises ProgrammeError."""
    return _decide(request, "withdraw", by=by)
