"""Claims for programs: one, a new one about a tie, occasion or organisation, a correction, a withdrawal."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from madang.site.core.api import RefusedError, answers, one_of, repeatable
from madang.site.ledger.actions.claims import (
    About,
    add_claim,
    correct_claim,
    withdraw_claim,
)
from madang.site.ledger.actions.putting_back import put_back_claim
from madang.site.ledger.api.held import SAID, HeldAsked, said_from
from madang.site.ledger.api.shapes import ClaimShape, claim_shape
from madang.site.ledger.api.writing import (
    KEY,
    EvidenceAsked,
    curator_of,
    organisation_from,
    passages_from,
    refuse_known,
)
from madang.site.ledger.models import Audience, Claim, Modality, Stage
from madang.site.ledger.queries.claims import claims_seen_by, with_evidence
from madang.site.ledger.queries.occasions import occasion_seen_by
from madang.site.ledger.queries.sources import claim_seen_by
from madang.site.ledger.queries.ties import tie_seen_by
from madang.site.ledger.rules.entries import check_own_page

router = Router()
# A party, a caution and a profile are entered with what rests on their claim.
APART = (Claim.Aspect.PARTY, Claim.Aspect.CAUTION, Claim.Aspect.PROFILE)
ASPECTS = [each for each in Claim.Aspect.values if each not in APART]


class ClaimAsked(HeldAsked):
    """A new claim about at most one row; about none it is a statement."""

    key: str = Field("", max_length=60, pattern=KEY)
    aspect: str = one_of(ASPECTS, default=None, is_blank_allowed=False)
    tie: str = Field("", max_length=60)
    occasion: str = Field("", max_length=60)
    organisation: str = Field("", max_length=60)
    stage: str = one_of(Stage.values)
    date: str = Field("", max_length=30, description="EDTF (ISO 8601-2)")
    text: str = Field("", max_length=600)
    theme: str = one_of(Claim.Theme.values)
    evidence: list[EvidenceAsked] = Field(default_factory=list, max_length=50)


class CorrectionAsked(Schema):
    """What a correction changes; what is left out stays as it was. It needs evidence and a reason."""

    why: str = Field(max_length=300)
    stage: str | None = one_of(Stage.values, default="")
    date: str | None = Field(None, max_length=30)
    text: str | None = Field(None, max_length=600)
    modality: str | None = one_of(Modality.values, default="")
    holder: str | None = one_of(Claim.Holder.values, default="")
    audience: str | None = one_of(Audience.values, default="")
    evidence: list[EvidenceAsked] = Field(default_factory=list, max_length=50)


class WithdrawalAsked(Schema):
    """Why a claim was entered, or withdrawn, wrongly."""

    why: str = Field(max_length=300)


def _shape(request: HttpRequest, pk: int) -> ClaimShape:
    rows = claims_seen_by(request.user).filter(pk=pk)
    return claim_shape(with_evidence(rows, request.user).get())


def _about(request: HttpRequest, asked: ClaimAsked) -> About:
    named = [each for each in (asked.tie, asked.occasion, asked.organisation) if each]
    if len(named) > 1:
        raise RefusedError(422, _("A claim is about one row: name one of the three."))
    if asked.tie:
        return tie_seen_by(request.user, asked.tie)
    if asked.occasion:
        return occasion_seen_by(request.user, asked.occasion)
    if asked.organisation:
        return organisation_from(request, asked.organisation, field="organisation")
    return None


@router.get("/claims/{int:pk}", response=answers(ClaimShape))
def read_claim(request: HttpRequest, pk: int) -> ClaimShape:
    """Return one claim with its evidence."""
    claim_seen_by(request.user, pk)
    return _shape(request, pk)


@router.post("/claims", response=answers(ClaimShape, status=201))
@repeatable
@transaction.atomic
def enter_claim(request: HttpRequest, asked: ClaimAsked) -> tuple[int, ClaimShape]:
    """Enter what somebody says about a tie, occasion or organisation, or a statement about the world (curators)."""
    by = curator_of(request)
    refuse_known(Claim, asked.key)
    claim = add_claim(
        by=by,
        about=_about(request, asked),
        passages=passages_from(request, by, asked.evidence),
        edtf=asked.date,
        **asked.model_dump(
            exclude={"tie", "occasion", "organisation", "date", "evidence", *SAID}
        ),
        **said_from(request, asked),
    )
    return 201, _shape(request, claim.pk)


@router.post("/claims/{int:pk}/correct", response=answers(ClaimShape, status=201))
@repeatable
@transaction.atomic
def correct(
    request: HttpRequest, pk: int, asked: CorrectionAsked
) -> tuple[int, ClaimShape]:
    """Put a new claim in the place of one, with evidence and a reason (curators). The old one stays readable."""
    by = curator_of(request)
    old = claim_seen_by(request.user, pk)
    check_own_page(old)
    sent: dict[str, Any] = asked.model_dump(
        exclude_unset=True, exclude={"why", "evidence"}
    )
    if "date" in sent:
        sent["edtf"] = sent.pop("date")
    new = correct_claim(
        old,
        by=by,
        passages=passages_from(request, by, asked.evidence),
        why=asked.why,
        **{name: value for name, value in sent.items() if value is not None},
    )
    return 201, _shape(request, new.pk)


@router.post("/claims/{int:pk}/withdraw", response=answers(ClaimShape, status=201))
@repeatable
@transaction.atomic
def withdraw(
    request: HttpRequest, pk: int, asked: WithdrawalAsked
) -> tuple[int, ClaimShape]:
    """Take back a claim that was entered wrongly, with a reason (curators). Nothing is deleted."""
    by = curator_of(request)
    old = claim_seen_by(request.user, pk)
    check_own_page(old)
    new = withdraw_claim(old, by=by, why=asked.why)
    return 201, _shape(request, new.pk)


@router.post("/claims/{int:pk}/put-back", response=answers(ClaimShape, status=201))
@repeatable
@transaction.atomic
def put_back(
    request: HttpRequest, pk: int, asked: WithdrawalAsked
) -> tuple[int, ClaimShape]:
    """Let a claim stand again that was withdrawn by mistake, by the number of the withdrawal, with a reason (curators)."""
    by = curator_of(request)
    new = put_back_claim(claim_seen_by(request.user, pk), by=by, why=asked.why)
    return 201, _shape(request, new.pk)
