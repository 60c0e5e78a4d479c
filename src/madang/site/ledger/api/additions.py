"""What programs add to a tie that is entered: a party, an attribution, a caution; and the party that they take out."""

from django.db import transaction
from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from madang.site.core.api import answers, found_or_404, one_of, repeatable
from madang.site.ledger.actions.attributions import add_caution, attribute_tie
from madang.site.ledger.actions.parties import add_tie_party, take_out_tie_party
from madang.site.ledger.api.held import HeldAsked, said_from
from madang.site.ledger.api.ties import PartyAsked, TieWhole, whole_tie
from madang.site.ledger.api.writing import (
    EvidenceAsked,
    curator_of,
    organisation_from,
    passages_from,
)
from madang.site.ledger.models import Audience
from madang.site.ledger.queries.occasions import occasion_seen_by
from madang.site.ledger.queries.ties import tie_seen_by

router = Router()


class PartyAdded(HeldAsked, PartyAsked):
    """A party more, with its evidence; whoever reads the tie reads of it."""

    evidence: list[EvidenceAsked] = Field(default_factory=list, max_length=50)


class PartyTakenOut(PartyAsked):
    """A party that was entered wrongly, and why it goes."""

    why: str = Field(max_length=300)


class AttributionAsked(HeldAsked):
    """An occasion that somebody credits with the tie, what they say, and why it is entered."""

    occasion: str = Field(max_length=60, description="key of an occasion")
    text: str = Field("", max_length=600)
    why: str = Field(max_length=300)
    evidence: list[EvidenceAsked] = Field(default_factory=list, max_length=50)


class CautionAsked(Schema):
    """What whoever reads the source must not conclude from it, and why it is entered."""

    text: str = Field(max_length=300)
    audience: str = one_of(Audience.values, default="public", is_blank_allowed=False)
    why: str = Field(max_length=300)
    evidence: list[EvidenceAsked] = Field(default_factory=list, max_length=50)


@router.post("/ties/{key}/parties", response=answers(TieWhole, status=201))
@repeatable
@transaction.atomic
def enter_party(
    request: HttpRequest, key: str, asked: PartyAdded
) -> tuple[int, TieWhole]:
    """Enter a party more of a tie, with evidence (curators)."""
    by = curator_of(request)
    tie = tie_seen_by(request.user, key)
    said = said_from(request, asked)
    # The claim that it is a party is for whoever reads the tie.
    said.pop("audience")
    add_tie_party(
        tie,
        by=by,
        organisation=organisation_from(
            request, asked.organisation, field="organisation"
        ),
        role=asked.role,
        passages=passages_from(request, by, asked.evidence),
        **said,
    )
    return 201, whole_tie(request, key)


@router.post("/ties/{key}/parties/take-out", response=answers(TieWhole, status=201))
@repeatable
@transaction.atomic
def take_out_party(
    request: HttpRequest, key: str, asked: PartyTakenOut
) -> tuple[int, TieWhole]:
    """Take a party out of a tie, with a reason (curators). The claim that it was one stays, withdrawn."""
    by = curator_of(request)
    tie = tie_seen_by(request.user, key)
    party = tie.parties.filter(
        organisation__record__key=asked.organisation, role=asked.role
    ).first()
    take_out_tie_party(found_or_404(party), by=by, why=asked.why)
    return 201, whole_tie(request, key)


@router.post("/ties/{key}/attributions", response=answers(TieWhole, status=201))
@repeatable
@transaction.atomic
def attribute(
    request: HttpRequest, key: str, asked: AttributionAsked
) -> tuple[int, TieWhole]:
    """Enter that somebody credits an occasion with a tie, with evidence and a reason (curators). It is their claim, not a cause."""
    by = curator_of(request)
    attribute_tie(
        tie_seen_by(request.user, key),
        by=by,
        occasion=occasion_seen_by(request.user, asked.occasion),
        passages=passages_from(request, by, asked.evidence),
        why=asked.why,
        text=asked.text,
        **said_from(request, asked),
    )
    return 201, whole_tie(request, key)


@router.post("/ties/{key}/cautions", response=answers(TieWhole, status=201))
@repeatable
@transaction.atomic
def caution(
    request: HttpRequest, key: str, asked: CautionAsked
) -> tuple[int, TieWhole]:
    """Warn whoever reads a tie of what its source does not say, with evidence and a reason (curators)."""
    by = curator_of(request)
    add_caution(
        tie_seen_by(request.user, key),
        by=by,
        text=asked.text,
        audience=asked.audience,
        passages=passages_from(request, by, asked.evidence),
        why=asked.why,
    )
    return 201, whole_tie(request, key)
