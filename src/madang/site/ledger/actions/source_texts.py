"""Read the text of a source, for the first time or anew: its hash and day are kept, and each quotation is found again in it.

The text itself is not kept: it is the publisher's. What is kept of it are the quotations on which claims rest.
"""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Person, User
from madang.site.ledger.models import Passage, Source
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.rules.anchoring import Place, context_of, find

MOST = 2_000_000


@dataclass(frozen=True)
class Found:
    """A quotation, and where it stands in the text that was read; None where it does not."""

    passage: Passage
    place: Place | None


def hash_of(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, as hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def read_text(
    source: Source, *, by: Person | User | None, text: str, read_on: date
) -> list[Found]:
    """Keep hash and day of a source's text, and put each quotation where it stands in it; return them, in their order.

    A quotation that is not in the text keeps its old place and is marked as lost. Words of our own have no place to be found.
    Raises LedgerError for an empty text and for one of more than two million characters.
    """
    if not text.strip() or len(text) > MOST:
        raise LedgerError(_("Put in the whole text, at most two million characters."), field="text")  # fmt: skip
    row = Source.objects.select_for_update(of=("self",)).get(pk=source.pk)
    row.sha256, row.read_on = hash_of(text), read_on
    row.save(update_fields=["sha256", "read_on"])
    quotations = row.passages.exclude(exact="").order_by(
        F("start").asc(nulls_last=True), "id"
    )
    found = [_put(each, text) for each in quotations.select_for_update(of=("self",))]
    lost = sum(each.place is None for each in found)
    log.record("read source text", row, by=by, detail=f"{len(found)} quotations, {lost} lost")  # fmt: skip
    source.refresh_from_db()
    return found


def _put(passage: Passage, text: str) -> Found:
    place = find(
        text,
        passage.exact,
        prefix=passage.prefix,
        suffix=passage.suffix,
        near=passage.start,
    )
    passage.is_lost = place is None
    if place is not None:
        passage.start, passage.end, passage.line = place.start, place.end, place.line
        passage.prefix, passage.suffix = context_of(text, place.start, place.end)
    try:
        with transaction.atomic():
            passage.save()
    except IntegrityError:
        # Two passages quote the same words: one of them has the place.
        passage.refresh_from_db()
        Passage.objects.filter(pk=passage.pk).update(is_lost=True)
        return Found(passage, None)
    return Found(passage, place)
