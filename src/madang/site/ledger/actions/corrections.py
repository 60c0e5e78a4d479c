"""Correct, end and withdraw a role, an initiative or a relation: a new claim in the place of the old one, never a deletion."""

from collections.abc import Sequence
from typing import Unpack

from django.db import transaction

from madang.site.core import log
from madang.site.directory.models import Person, User
from madang.site.ledger.actions.claims import (
    ClaimValues,
    add_claim,
    correct_claim,
    withdraw_claims,
)
from madang.site.ledger.actions.computed_records import (
    COLUMN,
    Record,
    showing_claim,
)
from madang.site.ledger.models import Claim, Passage
from madang.site.ledger.queries.claims import standing_claims
from madang.site.ledger.rules.entries import check_evidence, check_reason
from madang.site.ledger.rules.records import check_borne, check_standing

By = Person | User | None


def locked_record(row: Record) -> Record:
    """Return a row under a lock, for a change. Raises LedgerError if it is withdrawn."""
    found: Record = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)  # noqa: SLF001 - Django's public way to the rows  # fmt: skip
    check_standing(is_withdrawn=found.is_withdrawn)
    return found


@transaction.atomic
def correct_record(
    row: Record,
    *,
    by: By,
    passages: Sequence[Passage],
    why: str,
    **values: Unpack[ClaimValues],
) -> Claim:
    """Put a new claim in the place of the one that shows; where nobody ever claimed the row, it is the first. Return it.

    Raises LedgerError without evidence or reason, and for a public row on an internal source.
    """
    check_reason(why)
    check_evidence(passages)
    check_borne(row.audience, passages)
    values["note"] = why.strip()
    old = showing_claim(row)
    if old is not None:
        return correct_claim(old, by=by, passages=passages, why=why, **values)
    return add_claim(
        by=by,
        aspect=Claim.Aspect.EXISTENCE,
        about=row,
        passages=passages,
        **values,
    )


@transaction.atomic
def withdraw_record(row: Record, *, by: By, why: str) -> None:
    """Take back a row that was entered wrongly, by withdrawing every claim about it. Nothing is deleted.

    Raises LedgerError without a reason, and for a row that is withdrawn already.
    """
    check_reason(why)
    locked = locked_record(row)
    about = Claim.objects.filter(**{COLUMN[type(row)]: locked})
    withdraw_claims(list(standing_claims(about).order_by("id")), by=by, why=why)
    locked.refresh_from_db()
    if not locked.is_withdrawn:
        # Nobody ever claimed it: the log alone keeps the reason.
        locked.is_withdrawn = True
        locked.save(update_fields=["is_withdrawn"])
    log.record(f"withdraw {COLUMN[type(row)]}", locked, by=by, detail=why.strip())
    row.refresh_from_db()
