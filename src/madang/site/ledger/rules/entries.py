"""What the ledger takes: evidence first, values that fit the kind of tie. Each refusal says why."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from madang.site.ledger.models import Audience, Claim, Occasion, Passage, Stage, Tie
from madang.site.ledger.rules.access import LedgerError

ACTIVITIES = {
    Tie.Kind.TRIAL,
    Tie.Kind.OFFICE,
    Tie.Kind.FACILITY,
    Tie.Kind.EXPANSION,
    Tie.Kind.ACCELERATOR,
    Tie.Kind.FUNDING,
    Tie.Kind.VISIT,
}
# With these claims a row of its own goes, or a value that is corrected with them: they are not put back, but entered again.
APART = {
    Claim.Aspect.NAME,
    Claim.Aspect.IDENTIFIER,
    Claim.Aspect.PARTY,
    Claim.Aspect.FIGURE,
    Claim.Aspect.PROFILE,
}
NEVER_TALKS = {Stage.SIGNED, Stage.IN_FORCE}


def family_of(kind: str) -> str:
    """Return whether a kind of tie is an agreement of parties or an activity of one of them."""
    return Tie.Family.ACTIVITY if kind in ACTIVITIES else Tie.Family.AGREEMENT


def check_evidence(passages: Sequence[Passage]) -> None:
    """Refuse an entry without evidence. Raises LedgerError."""
    if not passages:
        raise LedgerError(
            _("Name the source and the place in it. Nothing is entered without."),
            field="passages",
        )


def check_stage(kind: str, stage: str) -> None:
    """Refuse talks that are signed. Raises LedgerError."""
    if kind == Tie.Kind.TALKS and stage in NEVER_TALKS:
        raise LedgerError(
            _("Talks are not signed. Enter what was signed as a tie of its own."),
            field="stage",
        )


def check_open(claim: Claim) -> None:
    """Refuse to correct or withdraw a claim that no longer stands. Raises LedgerError."""
    if claim.superseded_by_id is not None or claim.is_withdrawal:
        raise LedgerError(
            _("This claim was corrected already. Open the one in its place.")
        )


def check_withdrawn(claim: Claim) -> None:
    """Refuse to put back what was not withdrawn, or was put back already. Raises LedgerError."""
    if not claim.is_withdrawal or claim.superseded_by_id is not None:
        raise LedgerError(_("This claim is not withdrawn, or was put back already."))


def check_own_page(claim: Claim) -> None:
    """Refuse to change the claim of a figure or profile apart from what it says. Raises LedgerError."""
    if claim.aspect == Claim.Aspect.FIGURE:
        raise LedgerError(
            _("Correct or withdraw the figure itself: value and claim change together.")
        )
    if claim.aspect == Claim.Aspect.PROFILE:
        raise LedgerError(
            _("Change or withdraw the profile itself: it and its claim go together.")
        )


def check_reason(why: str) -> None:
    """Refuse a correction or withdrawal without a reason. Raises LedgerError."""
    if not why.strip():
        raise LedgerError(
            _("Say why: the reason stays beside the old entry."), field="why"
        )


def check_readable(audience: str, occasion: Occasion | None, *, field: str) -> None:
    """Refuse a public entry that names an internal occasion. Raises LedgerError."""
    if (
        occasion is not None
        and audience == Audience.PUBLIC
        and occasion.audience != Audience.PUBLIC
    ):
        raise LedgerError(
            _("“%(name)s” is internal: nothing public can refer to it.")
            % {"name": occasion.name},
            field=field,
        )


def check_public_source(audience: str, passages: Sequence[Passage]) -> None:
    """Refuse an entry that everybody would read on a source that only curators read. Raises LedgerError."""
    is_public = any(each.source.audience == Audience.PUBLIC for each in passages)
    if audience == Audience.PUBLIC and not is_public:
        raise LedgerError(
            _("Everybody reads this tie: name a source that everybody may read."),
            field="source",
        )
