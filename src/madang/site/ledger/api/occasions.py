"""Occasions for programs: the list, one with what came of it, a new one."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router
from pydantic import Field

from madang.site.core.api import (
    CursorPage,
    PageAsked,
    answers,
    cursor_page,
    one_of,
    repeatable,
)
from madang.site.ledger.actions.occasions import add_occasion
from madang.site.ledger.api.shapes import (
    OccasionShape,
    OccasionWhole,
    claim_shape,
    occasion_shape,
    party_shape,
)
from madang.site.ledger.api.ties import every_claim
from madang.site.ledger.api.writing import (
    KEY,
    EvidenceAsked,
    SaidAsked,
    curator_of,
    organisation_from,
    passages_from,
    refuse_known,
)
from madang.site.ledger.models import Occasion
from madang.site.ledger.queries import occasions as queries
from madang.site.ledger.queries.names import with_named
from madang.site.ledger.queries.ties import TieSearch, ties_like, ties_seen_by

router = Router()
MOST_TIES = 500


class OccasionsAsked(PageAsked):
    """What narrows the list of occasions."""

    text: str = Field("", max_length=100)
    kind: str = one_of(Occasion.Kind.values)
    country: str = Field("", pattern="^([A-Za-z]{2})?$")
    year: int | None = Field(None, ge=1900, le=2200)
    organisation: str = Field("", max_length=60)


class OccasionAsked(SaidAsked):
    """A new occasion; with evidence it comes with the claim that it is so."""

    key: str = Field("", max_length=60, pattern=KEY)
    kind: str = one_of(Occasion.Kind.values, default=None, is_blank_allowed=False)
    name: str = Field(max_length=250)
    start: str = Field("", max_length=30, description="EDTF (ISO 8601-2)")
    end: str = Field("", max_length=30, description="EDTF (ISO 8601-2)")
    from_country: str = Field("", pattern="^([A-Z]{2})?$")
    to_country: str = Field("", pattern="^([A-Z]{2})?$")
    country: str = Field("", pattern="^([A-Z]{2})?$")
    city: str = Field("", max_length=120)
    organiser: str = Field("", max_length=60, description="key of an organisation")
    evidence: list[EvidenceAsked] = Field(default_factory=list, max_length=50)


def _whole(request: HttpRequest, key: str) -> OccasionWhole:
    row = queries.occasion_seen_by(request.user, key)
    parties = queries.parties_of(request.user, row).order_by("order", "id")
    came = ties_like(request.user, ties_seen_by(request.user), TieSearch(occasion=key))
    return OccasionWhole(
        **occasion_shape(row, timezone.localdate()).model_dump(),
        parties=[party_shape(each.organisation, each.role) for each in parties],
        ties=list(came.values_list("key", flat=True)[:MOST_TIES]),
        claims=[claim_shape(each) for each in every_claim(request, row)],
    )


@router.get("/occasions", response=answers(CursorPage[OccasionShape]))
def list_occasions(
    request: HttpRequest, asked: Query[OccasionsAsked]
) -> dict[str, Any]:
    """Return the occasions that this reader sees, in the order of entry."""
    search = queries.OccasionSearch(**asked.model_dump(exclude={"cursor", "limit"}))
    user = request.user
    rows = queries.occasions_like(user, queries.occasions_seen_by(user), search)
    today = timezone.localdate()
    return cursor_page(
        with_named(rows, user, "organiser"),
        cursor=asked.cursor,
        limit=asked.limit,
        show=lambda row: occasion_shape(row, today),
    )


@router.get("/occasions/{key}", response=answers(OccasionWhole))
def read_occasion(request: HttpRequest, key: str) -> OccasionWhole:
    """Return one occasion with its parties, the ties that began at it and the claims about it."""
    return _whole(request, key)


@router.post("/occasions", response=answers(OccasionWhole, status=201))
@repeatable
@transaction.atomic
def enter_occasion(
    request: HttpRequest, asked: OccasionAsked
) -> tuple[int, OccasionWhole]:
    """Enter an occasion on evidence (curators)."""
    by = curator_of(request)
    refuse_known(Occasion, asked.key)
    organiser = (
        organisation_from(request, asked.organiser, field="organiser")
        if asked.organiser
        else None
    )
    row = add_occasion(
        by=by,
        passages=passages_from(request, by, asked.evidence),
        organiser=organiser,
        **asked.model_dump(exclude={"evidence", "organiser", "holder"}),
    )
    return 201, _whole(request, row.key)
