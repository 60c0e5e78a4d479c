"""Ties for programs: the list, one with its claims and evidence, a new one."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from madang.site.core.api import (
    CursorPage,
    PageAsked,
    answers,
    cursor_page,
    one_of,
    repeatable,
)
from madang.site.ledger.actions.ties import add_tie
from madang.site.ledger.api.held import SAID, HeldAsked, said_from
from madang.site.ledger.api.shapes import (
    ClaimShape,
    TieShape,
    claim_shape,
    tie_shape,
)
from madang.site.ledger.api.writing import (
    KEY,
    EvidenceAsked,
    curator_of,
    organisation_from,
    passages_from,
    refuse_known,
)
from madang.site.ledger.models import Claim, Stage, Tie, TieParty
from madang.site.ledger.queries import ties as queries
from madang.site.ledger.queries.cautions import cautions_seen_by
from madang.site.ledger.queries.evidence import attributions_of, evidence_of
from madang.site.ledger.queries.occasions import occasion_seen_by

router = Router()


class TiesAsked(PageAsked):
    """What narrows the list of ties; two countries are a pair."""

    text: str = Field("", max_length=100)
    kind: str = one_of(Tie.Kind.values)
    stage: str = one_of(Stage.values)
    country: str = Field("", pattern="^([A-Za-z]{2})?$")
    other_country: str = Field("", pattern="^([A-Za-z]{2})?$")
    year: int | None = Field(None, ge=1900, le=2200)
    organisation: str = Field("", max_length=60)
    occasion: str = Field("", max_length=60)


class PartyAsked(Schema):
    """A party of a new tie, by its key in the ledger."""

    organisation: str
    role: str = one_of(TieParty.Role.values, default="party", is_blank_allowed=False)


class AttributionShape(Schema):
    """An occasion that somebody credits with a tie, and the claims in which they do; each can be corrected and withdrawn."""

    occasion: str
    name: str
    claims: list[ClaimShape]


class TieWhole(TieShape):
    """A tie with every claim about it, also those that were superseded; who credits what with it, and what not to conclude."""

    claims: list[ClaimShape]
    attributed_to: list[AttributionShape]
    cautions: list[str]


class TieAsked(HeldAsked):
    """A new tie with the evidence on which it rests."""

    key: str = Field("", max_length=60, pattern=KEY)
    kind: str = one_of(Tie.Kind.values, default=None, is_blank_allowed=False)
    parties: list[PartyAsked] = Field(default_factory=list, max_length=50)
    subject: str = Field("", max_length=400)
    stage: str = one_of(Stage.values)
    date: str = Field("", max_length=30, description="EDTF (ISO 8601-2)")
    countries: list[str] = Field(default_factory=list, max_length=20)
    level: str = one_of(Tie.Level.values)
    what: str = Field("", max_length=200)
    city: str = Field("", max_length=120)
    country: str = Field("", pattern="^([A-Z]{2})?$")
    occasion: str = Field("", max_length=60, description="key of an occasion")
    evidence: list[EvidenceAsked] = Field(default_factory=list, max_length=50)


def whole_tie(request: HttpRequest, key: str) -> TieWhole:
    """Return one tie with every claim, attribution and caution that this reader sees; 404 for none."""
    row = queries.tie_seen_by(request.user, key)
    credited = attributions_of(request.user, row)
    return TieWhole(
        **tie_shape(row).model_dump(),
        claims=[claim_shape(each) for each in every_claim(request, row)],
        attributed_to=[
            AttributionShape(
                occasion=each.occasion.key,
                name=each.occasion.name,
                claims=[claim_shape(claim) for claim in each.claims],
            )
            for each in credited
        ],
        cautions=[each.text for each in cautions_seen_by(request.user).filter(tie=row)],
    )


def every_claim(request: HttpRequest, row: Any) -> list[Claim]:
    """Return the claims about a row that this reader sees, also the superseded ones, in the order of entry."""
    known = evidence_of(request.user, row)
    found = {each.pk: each for each in known.standing}
    for change in known.changes:
        found |= {change.old.pk: change.old, change.new.pk: change.new}
    return [found[pk] for pk in sorted(found)]


@router.get("/ties", response=answers(CursorPage[TieShape]))
def list_ties(request: HttpRequest, asked: Query[TiesAsked]) -> dict[str, Any]:
    """Return the ties that this reader sees, in the order of entry, narrowed as on the page."""
    search = queries.TieSearch(
        **asked.model_dump(exclude={"cursor", "limit"}),
    )
    rows = queries.ties_like(request.user, queries.ties_seen_by(request.user), search)
    return cursor_page(
        queries.with_sides(rows, request.user),
        cursor=asked.cursor,
        limit=asked.limit,
        show=tie_shape,
    )


@router.get("/ties/{key}", response=answers(TieWhole))
def read_tie(request: HttpRequest, key: str) -> TieWhole:
    """Return one tie with every claim about it and the evidence of each."""
    return whole_tie(request, key)


@router.post("/ties", response=answers(TieWhole, status=201))
@repeatable
@transaction.atomic
def enter_tie(request: HttpRequest, asked: TieAsked) -> tuple[int, TieWhole]:
    """Enter a tie with its evidence (curators). Refused without evidence, and for talks that are signed."""
    by = curator_of(request)
    refuse_known(Tie, asked.key)
    parties = [
        (
            organisation_from(
                request, each.organisation, field=f"parties.{number}.organisation"
            ),
            each.role,
        )
        for number, each in enumerate(asked.parties)
    ]
    occasion = (
        occasion_seen_by(request.user, asked.occasion) if asked.occasion else None
    )
    values = asked.model_dump(exclude={"parties", "evidence", "occasion", *SAID})
    values |= said_from(request, asked)
    values["countries"] = [each.upper()[:2] for each in asked.countries]
    tie = add_tie(
        by=by,
        parties=parties,
        passages=passages_from(request, by, asked.evidence),
        occasion=occasion,
        **values,
    )
    return 201, whole_tie(request, tie.key)
