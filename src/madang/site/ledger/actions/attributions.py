"""Who credits an occasion with a tie, and what a reader must not conclude from a source: each with evidence and a reason."""

from collections.abc import Sequence
from typing import Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.ledger.actions.claims import add_claim
from madang.site.ledger.actions.parties import By, SaidValues, locked_tie
from madang.site.ledger.models import (
    Audience,
    Claim,
    Modality,
    Occasion,
    Passage,
    Relation,
    Tie,
    TieCaution,
)
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.rules.entries import (
    check_evidence,
    check_readable,
    check_reason,
)

MOST_WORDS = 300


class AttributionValues(SaidValues, total=False):
    """What is said in words, by whom, and who may read it; left out: attributed by the source itself, for everybody."""

    text: str
    audience: str


@transaction.atomic
def attribute_tie(
    tie: Tie,
    *,
    by: By,
    occasion: Occasion,
    passages: Sequence[Passage],
    why: str,
    **values: Unpack[AttributionValues],
) -> Claim:
    """Enter that somebody credits an occasion with a tie; return the claim. It is their claim, not a cause.

    Raises LedgerError without evidence or reason, for a withdrawn tie or occasion, and where a public attribution would
    name an internal one.
    """
    check_evidence(passages)
    check_reason(why)
    row = locked_tie(tie)
    if occasion.is_withdrawn:
        raise LedgerError(_("This occasion is withdrawn."), field="occasion")
    said: AttributionValues = {"modality": Modality.ATTRIBUTED, **values}
    audience = values.get("audience", Audience.PUBLIC)
    check_readable(audience, occasion, field="occasion")
    _check_tie(row, audience)
    relation, _is_new = Relation.objects.get_or_create(
        subject_tie=row,
        predicate=Relation.Predicate.ATTRIBUTED,
        object_occasion=occasion,
        defaults={"audience": audience, "modality": Modality.ATTRIBUTED},
    )
    claim = add_claim(
        by=by,
        aspect=Claim.Aspect.EXISTENCE,
        about=relation,
        passages=passages,
        theme=Claim.Theme.ATTRIBUTION,
        note=why.strip(),
        **said,
    )
    log.record("attribute tie", row, by=by, detail=f"{occasion.key}: {why.strip()}"[:300])  # fmt: skip
    return claim


@transaction.atomic
def add_caution(
    tie: Tie,
    *,
    by: By,
    text: str,
    passages: Sequence[Passage],
    why: str,
    audience: str = Audience.PUBLIC,
) -> TieCaution:
    """Warn whoever reads a tie of what must not be concluded from its source; the curator says so.

    Raises LedgerError without words, evidence or reason, for a withdrawn tie, and where everybody would read of an internal one.
    """
    check_evidence(passages)
    check_reason(why)
    words = text.strip()
    if not words or len(words) > MOST_WORDS:
        raise LedgerError(_("Say it in 1 to 300 characters."), field="text")
    row = locked_tie(tie)
    _check_tie(row, audience)
    claim = add_claim(
        by=by,
        aspect=Claim.Aspect.CAUTION,
        about=row,
        passages=passages,
        text=words,
        holder=Claim.Holder.CURATOR,
        audience=audience,
        note=why.strip(),
    )
    caution = row.cautions.create(text=words, claim=claim, order=row.cautions.count())
    log.record("add caution", row, by=by, detail=words)
    return caution


def _check_tie(tie: Tie, audience: str) -> None:
    if audience == Audience.PUBLIC and tie.audience != Audience.PUBLIC:
        raise LedgerError(
            _("This tie is internal: nothing public can refer to it."), field="audience"
        )
