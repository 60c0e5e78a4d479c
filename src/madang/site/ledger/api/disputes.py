"""What was disputed, for programs: decisions for everybody, what waits for curators. Who said so is in none of them."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from madang.site.core.api import CursorPage, PageAsked, answers, cursor_page, one_of
from madang.site.ledger.models import Dispute
from madang.site.ledger.queries.disputes import disputes_seen_by
from madang.site.ledger.rules.access import reads_everything

router = Router()


class DisputesAsked(PageAsked):
    """What narrows the list of disputes."""

    decision: str = one_of(Dispute.Decision.values)


class DisputeShape(Schema):
    """A dispute about a tie or an organisation, by key; `what` and `source` come with a curator's token only."""

    id: int
    tie: str | None
    organisation: str | None
    decision: str
    reason: str
    asked_at: datetime
    answered_at: datetime | None
    what: str
    source: str


@router.get("/disputes", response=answers(CursorPage[DisputeShape]))
def list_disputes(request: HttpRequest, asked: Query[DisputesAsked]) -> dict[str, Any]:
    """Return what was disputed and decided, in the order in which it was asked; what waits with a curator's token only."""
    rows = disputes_seen_by(request.user)
    if asked.decision:
        rows = rows.filter(decision=asked.decision)
    is_whole = reads_everything(request.user)

    def shape(row: Dispute) -> DisputeShape:
        record = getattr(row.organisation, "record", None)
        return DisputeShape(
            id=row.pk,
            tie=row.tie.key if row.tie else None,
            organisation=record.key if record else None,
            decision=row.decision,
            reason=row.reason,
            asked_at=row.asked_at,
            answered_at=row.answered_at,
            what=row.what if is_whole else "",
            source=row.source if is_whole else "",
        )

    return cursor_page(rows, cursor=asked.cursor, limit=asked.limit, show=shape)
