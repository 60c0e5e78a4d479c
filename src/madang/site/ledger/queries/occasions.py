"""Occasions as this reader may see them, and what became of each date."""

from datetime import date
from typing import Literal

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet

from madang.site.core.edtf import span
from madang.site.directory.models import User
from madang.site.ledger.models import Audience, Claim, Modality, Occasion
from madang.site.ledger.queries.claims import claims_seen_by, standing_claims
from madang.site.ledger.rules.access import may_read_internal

Status = Literal["planned", "held", "date_passed", "cancelled", "undated"]
AHEAD = {Modality.PLANNED, Modality.FORECAST}


def occasions_seen_by(user: User | AnonymousUser | None) -> QuerySet[Occasion]:
    """Return the occasions that somebody may read, each with `is_confirmed`; None is a visitor."""
    held = claims_seen_by(user).filter(
        occasion=OuterRef("pk"), aspect=Claim.Aspect.HELD
    )
    rows = (
        Occasion.objects.filter(is_withdrawn=False)
        .annotate(is_confirmed=Exists(standing_claims(held)))
        .order_by("id")
    )
    if user is not None and may_read_internal(user):
        return rows
    return rows.filter(audience=Audience.PUBLIC)


def status_of(occasion: Occasion, today: date) -> Status:
    """Return what became of an occasion: its date decides, never the tense in which a source told of it.

    Planned and past without a source that says that it took place is "date_passed". A row from `occasions_seen_by` costs no query.
    """
    if occasion.is_cancelled:
        return "cancelled"
    if _is_confirmed(occasion):
        return "held"
    days = span(occasion.end or occasion.start)
    is_told_before = (
        occasion.modality in AHEAD
        or occasion.status_expected == Occasion.Expected.UNCONFIRMED
    )
    if days.last is None:
        return "undated" if is_told_before or not occasion.modality else "held"
    if days.last >= today:
        return "planned"
    return "date_passed" if is_told_before or not occasion.modality else "held"


def _is_confirmed(occasion: Occasion) -> bool:
    known: bool | None = getattr(occasion, "is_confirmed", None)
    if known is not None:
        return known
    held = Claim.objects.filter(occasion=occasion, aspect=Claim.Aspect.HELD)
    return standing_claims(held).exists()
