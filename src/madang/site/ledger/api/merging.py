"""Merging organisations, for programs: candidates, decisions, the way back. For curators."""

from datetime import datetime
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
    repeatable,
)
from madang.site.ledger.actions.merging import merge_organisations, undo_merge
from madang.site.ledger.api.writing import curator_of, organisation_from
from madang.site.ledger.models import MergeCandidate, MergeDecision
from madang.site.ledger.queries import merging as queries

router = Router()


class CandidateShape(Schema):
    """Two organisations that may be one, by number and name; reasons and doubts are the rules' codes."""

    first: int
    second: int
    first_name: str
    second_name: str
    score: float
    reasons: list[str]
    doubts: list[str]


class DecisionShape(Schema):
    """A decision that one organisation is another; `undone_at` is null while it stands."""

    id: int
    kept: str
    away: str
    reason: str
    decided_at: datetime
    moved: int
    undone_at: datetime | None
    undone_reason: str


class MergeAsked(Schema):
    """Keys of the ledger: the organisation that is kept and the one that shows under it from now on, and why."""

    kept: str = Field(max_length=60)
    away: str = Field(max_length=60)
    why: str = Field(max_length=300)


class WhyAsked(Schema):
    """Why it is undone."""

    why: str = Field(max_length=300)


def _candidate(row: MergeCandidate) -> CandidateShape:
    return CandidateShape(
        first=row.first_id,
        second=row.second_id,
        first_name=row.first.name,
        second_name=row.second.name,
        score=row.score,
        reasons=row.reasons.split(),
        doubts=row.doubts.split(),
    )


def _decision(row: MergeDecision) -> DecisionShape:
    kept, away = (getattr(each, "record", None) for each in (row.kept, row.away))
    return DecisionShape(
        id=row.pk,
        kept=kept.key if kept else "",
        away=away.key if away else "",
        reason=row.reason,
        decided_at=row.decided_at,
        moved=row.moved,
        undone_at=row.undone_at,
        undone_reason=row.undone_reason,
    )


@router.get("/merging/candidates", response=answers(CursorPage[CandidateShape]))
def list_merge_candidates(
    request: HttpRequest, asked: Query[PageAsked]
) -> dict[str, Any]:
    """Return the organisations that may be one and of which nobody has decided (curators)."""
    curator_of(request)
    rows = queries.candidates_seen_by(request.user)
    return cursor_page(rows, cursor=asked.cursor, limit=asked.limit, show=_candidate)


@router.get("/merging/decisions", response=answers(CursorPage[DecisionShape]))
def list_merge_decisions(
    request: HttpRequest, asked: Query[PageAsked]
) -> dict[str, Any]:
    """Return the decisions that one organisation is another, those that were undone too (curators)."""
    curator_of(request)
    rows = queries.decisions_seen_by(request.user)
    return cursor_page(rows, cursor=asked.cursor, limit=asked.limit, show=_decision)


@router.post("/merging/decisions", response=answers(DecisionShape, status=201))
@repeatable
@transaction.atomic
def merge(request: HttpRequest, asked: MergeAsked) -> tuple[int, DecisionShape]:
    """Decide that one organisation is another, with a reason (curators). Refused where it would mix rights or contradict the ledger."""
    by = curator_of(request)
    kept = organisation_from(request, asked.kept, field="kept")
    away = organisation_from(request, asked.away, field="away")
    return 201, _decision(merge_organisations(kept, away, by=by, why=asked.why))


@router.post("/merging/decisions/{pk}/undo", response=answers(DecisionShape, status=201))  # fmt: skip
@repeatable
@transaction.atomic
def undo(request: HttpRequest, pk: int, asked: WhyAsked) -> tuple[int, DecisionShape]:
    """Let an organisation that was merged away stand by itself again, with everything of its own, with a reason (curators)."""
    by = curator_of(request)
    row = queries.decision_seen_by(request.user, pk)
    return 201, _decision(undo_merge(row, by=by, why=asked.why))
