"""What the ledger takes about organisations: from when until when, what everybody may read, which relations hold between them."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from madang.site.core.edtf import check_edtf
from madang.site.directory.models import Organisation
from madang.site.ledger.models import Audience, Passage, Relation
from madang.site.ledger.rules.access import LedgerError

# What one organisation can be to another; a membership has a form of its own.
BETWEEN = (
    Relation.Predicate.SUBSIDIARY,
    Relation.Predicate.PART,
    Relation.Predicate.CONTROLLED,
    Relation.Predicate.SPIN_OFF,
    Relation.Predicate.SUCCESSOR,
    Relation.Predicate.MERGED,
    Relation.Predicate.COLLABORATES,
)


def period_of(since: str, until: str) -> str:
    """Return first and last date as one EDTF interval, open where one is blank: "2019/..", "../2021", "2019/2021", ""."""
    if not since and not until:
        return ""
    return f"{since or '..'}/{until or '..'}"


def ends_of(period: str) -> tuple[str, str]:
    """Return both ends of an EDTF interval, "" for an open one; a single date is when it began."""
    since, _slash, until = period.partition("/")
    return since.replace("..", ""), until.replace("..", "")


def check_period(
    since: str, until: str, *, first: str = "since", last: str = "until"
) -> None:
    """Refuse what is no single date, and an end before the beginning. `first` and `last` name the fields. Raises LedgerError."""
    for field, value in ((first, since), (last, until)):
        if "/" in value:
            raise LedgerError(
                _("Write one date here: 2024-11-24, 2024-11 or 2024."), field=field
            )
        _check(value, field)
    _check(period_of(since, until), last)


def _check(text: str, field: str) -> None:
    try:
        check_edtf(text)
    except ValidationError as error:
        raise LedgerError(error.messages[0], field=field) from error


def check_borne(audience: str, passages: Sequence[Passage]) -> None:
    """Refuse an entry for everybody that rests on internal sources alone. Raises LedgerError."""
    if audience == Audience.PUBLIC and not any(
        each.source.audience == Audience.PUBLIC for each in passages
    ):
        raise LedgerError(
            _(
                "Everybody would read it, and its source is internal. Name a public source, or keep the entry internal."
            ),
            field="source",
        )


def check_other(one: Organisation, other: Organisation, *, field: str) -> None:
    """Refuse an organisation that would relate to itself. Raises LedgerError."""
    if one.pk == other.pk:
        raise LedgerError(
            _("Name another organisation: this is the same one."), field=field
        )


def check_standing(*, is_withdrawn: bool) -> None:
    """Refuse to change what is withdrawn. Raises LedgerError."""
    if is_withdrawn:
        raise LedgerError(_("This entry is withdrawn already."))
