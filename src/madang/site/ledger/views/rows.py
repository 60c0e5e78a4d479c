"""Where a row of the ledger that a claim can be about has its page, and what it is called."""

from django.urls import reverse

from madang.site.directory.models import Organisation
from madang.site.ledger.models import Initiative, Occasion, Position, Relation, Tie
from madang.site.ledger.wording import relation_title, tie_title


def address_of(row: object) -> str:
    """Return the page of a row that a claim can be about; the sources for none."""
    if isinstance(row, Tie):
        return reverse("ledger:tie", args=[row.key])
    if isinstance(row, Occasion):
        return reverse("ledger:occasion", args=[row.key])
    if isinstance(row, Organisation):
        return reverse("ledger:organisation", args=[row.record.key])
    if isinstance(row, Relation) and row.subject_tie is not None:
        return reverse("ledger:tie", args=[row.subject_tie.key])
    if isinstance(row, Relation):
        return reverse("ledger:relation", args=[row.pk])
    if isinstance(row, Position):
        return reverse("ledger:position", args=[row.key])
    if isinstance(row, Initiative):
        return reverse("ledger:initiative", args=[row.key])
    return reverse("ledger:sources")


def name_of(row: object) -> str:
    """Return a row that a claim can be about in words; "" for none."""
    if isinstance(row, Relation) and row.subject_tie is not None:
        return tie_title(row.subject_tie)
    if isinstance(row, Relation):
        return relation_title(row)
    return tie_title(row) if isinstance(row, Tie) else str(row or "")
