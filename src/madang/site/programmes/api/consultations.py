"""Free hours of advisers for programs."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema

from madang.site.core.api import CursorPage, PageAsked, answers, cursor_page
from madang.site.programmes.api.acting import person_acting
from madang.site.programmes.models import Consultation
from madang.site.programmes.queries import consultations as queries

router = Router()


class HourShape(Schema):
    """A free hour; `zone` is that of the adviser."""

    id: int
    adviser: str
    organisation: str
    subject: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    channel: str


def _hour(row: Consultation) -> HourShape:
    same = ("subject", "starts_at", "ends_at", "zone", "channel")
    return HourShape(
        id=row.pk,
        adviser=row.adviser.name,
        organisation=row.organisation.name,
        **{name: getattr(row, name) for name in same},
    )


@router.get("/consultations", response=answers(CursorPage[HourShape]))
def list_free_hours(request: HttpRequest, asked: Query[PageAsked]) -> dict[str, Any]:
    """Return the hours that a signed-in person can book, in the order of entry."""
    rows = queries.free_hours(person_acting(request), timezone.now())
    return cursor_page(rows, cursor=asked.cursor, limit=asked.limit, show=_hour)
