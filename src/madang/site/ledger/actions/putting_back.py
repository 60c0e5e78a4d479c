"""Put back what was withdrawn by mistake: a new claim in the place of the withdrawal, on the same passages. Nothing is deleted."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.ledger.actions.claims import about_of, put_back_claims
from madang.site.ledger.actions.computed_records import Record
from madang.site.ledger.actions.corrections import By
from madang.site.ledger.models import Claim, Occasion, Position, Relation, Tie
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.rules.entries import APART, check_reason
from madang.site.ledger.rules.stages import WITH_STAGE

Kept = Tie | Occasion | Record
# Withdrawing a row takes its claims back one after the other, with the same reason.
AT_ONCE = timedelta(minutes=1)


@transaction.atomic
def put_back_claim(withdrawal: Claim, *, by: By, why: str) -> Claim:
    """Let a claim stand again that was withdrawn by mistake; return the new one.

    Raises LedgerError without a reason, for a claim that is no withdrawal or was put back already, and for a name, a number,
    a party or a figure: those are entered again; and while something to which its row belongs is withdrawn.
    """
    if withdrawal.aspect in APART:
        raise LedgerError(_("This is entered again, or put back, on its own page."))
    _check_whole(about_of(withdrawal))
    return put_back_claims([withdrawal], by=by, why=why)[0]


@transaction.atomic
def put_back(row: Kept, *, by: By, why: str) -> None:
    """Let a row stand again that was withdrawn by mistake, with the claims that were withdrawn together with it.

    Claims that were taken back before stay so. Raises LedgerError without a reason, for a row that is not withdrawn, and
    while something that it belongs to is withdrawn.
    """
    check_reason(why)
    locked: Kept = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)  # noqa: SLF001 - Django's public way to the rows  # fmt: skip
    if not locked.is_withdrawn:
        raise LedgerError(_("This entry is not withdrawn."))
    _check_whole(locked)
    together = withdrawn_together(locked)
    if together:
        put_back_claims(together, by=by, why=why)
    else:
        # Nobody ever claimed it: the log alone keeps the reason.
        locked.is_withdrawn = False
        locked.save(update_fields=["is_withdrawn"])
    log.record(f"put back {_column(locked)}", locked, by=by, detail=why.strip())
    row.refresh_from_db()


def _column(row: Kept) -> str:
    return row._meta.model_name or ""  # noqa: SLF001 - Django's public way to name a model


def withdrawn_together(row: Kept) -> Sequence[Claim]:
    """Return the withdrawals that took a row away in one go, the oldest first; none for a row without claims."""
    rows = Claim.objects.filter(
        **{_column(row): row}, is_withdrawal=True, superseded_by__isnull=True
    ).order_by("id")
    that_it_is_so = WITH_STAGE if isinstance(row, Tie) else (Claim.Aspect.EXISTENCE,)
    last = rows.filter(aspect__in=that_it_is_so).last()
    if last is None:
        return []
    return list(
        rows.filter(
            note=last.note,
            curator=last.curator,
            recorded_at__range=(
                last.recorded_at - AT_ONCE,
                last.recorded_at + AT_ONCE,
            ),
        )
    )


def _check_whole(row: object) -> None:
    """Refuse a row that would belong to something withdrawn. Raises LedgerError."""
    for each in _belongs_to(row):
        if isinstance(each, Tie | Occasion | Position) and each.is_withdrawn:
            raise LedgerError(
                _("It belongs to “%(name)s”, which is withdrawn. Put that back first.")
                % {"name": each}
            )


def _belongs_to(row: object) -> list[object]:
    if isinstance(row, Tie):
        return [row.occasion, row.acting_occasion]
    if isinstance(row, Occasion):
        return [row.parent, row.series]
    if isinstance(row, Relation):
        return [row.subject, row.object_occasion]
    return []
