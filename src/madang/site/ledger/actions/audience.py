"""Open a row of the ledger to everybody, or keep it to the curators."""

from django.db import transaction
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Person, User
from madang.site.ledger.actions.computed import recompute_tie
from madang.site.ledger.models import Audience, OrganisationRecord, Source, Tie
from madang.site.ledger.queries.audience import KINDS, Kept, in_the_way, ties_resting_on
from madang.site.ledger.rules.access import LedgerError


@transaction.atomic
def set_audience(
    row: Kept, *, by: Person | User | None, audience: str, was: str
) -> None:
    """Let everybody read a source, organisation's record, occasion, tie, role, initiative or relation, or curators alone.

    `was` is what the reader saw. Whatever tells of the row follows: lists, counts, feeds and sheets ask for its audience, and
    the stage of a tie is computed anew from what may count. Raises LedgerError if somebody else has changed it, and for
    opening what only internal evidence bears or what would name something internal.
    """
    model = KINDS[row._meta.model_name or ""]  # noqa: SLF001 - Django's public way to name a model
    locked = model.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if audience not in Audience.values:
        raise LedgerError(_("Say who may read it."), field="audience")
    if locked.audience != was:
        raise LedgerError(
            _("Somebody else has changed this: it says “%(state)s” now.")
            % {"state": locked.get_audience_display()}
        )
    if audience == was:
        return
    if audience == Audience.PUBLIC and (reason := in_the_way(locked)):
        raise LedgerError(reason, field="audience")
    locked.audience = audience
    locked.save(update_fields=["audience"])
    row.audience = audience
    log.record(f"make {audience}", locked, by=by)
    _follow(locked)


def _follow(row: Kept) -> None:
    """Let what depends on a row's audience follow it."""
    if isinstance(row, OrganisationRecord):
        # Claims about those that were merged into it are as open as it is.
        merged = OrganisationRecord.objects.filter(
            organisation__merged_into=row.organisation_id
        )
        merged.update(audience=row.audience)
    elif isinstance(row, Tie):
        recompute_tie(row)
    elif isinstance(row, Source):
        for tie in ties_resting_on(row):
            recompute_tie(tie)
