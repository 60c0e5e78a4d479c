"""Dates of the calendar for programs."""

from datetime import date
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
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
from madang.site.landscape.actions.calendar import publish_entry
from madang.site.landscape.models import CalendarItem
from madang.site.landscape.queries import calendar as queries
from madang.site.landscape.rules.calendar import status_of
from madang.site.ledger.api.writing import curator_of, organisation_from
from madang.site.ledger.models import Audience
from madang.site.survey.vocabulary import FIELDS

router = Router()


class EntryShape(Schema):
    """A date; `status` is computed from its days and from what somebody confirmed."""

    id: int
    key: str
    kind: str
    title: str
    theme: str
    start: str
    end: str
    venue: str
    city: str
    country: str
    field: str
    organisation: str | None
    link: str
    source_note: str
    status: str
    sequence: int
    audience: str


class EntriesAsked(PageAsked):
    """What narrows the calendar; `since` and `until` are days, a date that touches them is there."""

    kind: str = one_of(CalendarItem.Kind.values)
    country: str = Field("", pattern="^([A-Z]{2})?$")
    field: str = one_of(FIELDS)
    since: date | None = None
    until: date | None = None


class EntryAsked(Schema):
    """A date to publish; the same key changes the one that is there."""

    key: str = Field(min_length=1, max_length=80, pattern="^[a-z0-9_-]+$")
    kind: str = one_of(CalendarItem.Kind.values, default=None, is_blank_allowed=False)
    title: str = Field(min_length=1, max_length=250)
    start: str = Field(max_length=30, description="EDTF (ISO 8601-2)")
    end: str = Field("", max_length=30, description="EDTF (ISO 8601-2)")
    theme: str = Field("", max_length=150)
    venue: str = Field("", max_length=200)
    city: str = Field("", max_length=120)
    country: str = Field("", pattern="^([A-Z]{2})?$")
    field: str = one_of(FIELDS)
    organisation: str = Field("", max_length=60, description="key in the ledger")
    source_note: str = Field("", max_length=300)
    audience: str = one_of(Audience.values, default="public", is_blank_allowed=False)


def _entry(row: CalendarItem, today: date) -> EntryShape:
    same = (
        "key", "kind", "title", "theme", "start", "end", "venue", "city", "country",
        "field", "link", "source_note", "sequence", "audience",
    )  # fmt: skip
    is_held = bool(getattr(row, "is_held", False))
    return EntryShape(
        id=row.pk,
        organisation=row.organisation.name if row.organisation else None,
        status=status_of(row, today, is_held=is_held),
        **{name: getattr(row, name) for name in same},
    )


@router.get("/calendar", response=answers(CursorPage[EntryShape]))
def list_entries(request: HttpRequest, asked: Query[EntriesAsked]) -> dict[str, Any]:
    """Return the dates that this reader sees, in the order of entry."""
    rows = queries.entries_seen_by(request.user)
    for name in ("kind", "country", "field"):
        if value := getattr(asked, name):
            rows = rows.filter(**{name: value})
    if asked.since:
        rows = rows.exclude(last_day__lt=asked.since)
    if asked.until:
        rows = rows.filter(first_day__lte=asked.until)
    today = timezone.localdate()
    return cursor_page(
        rows,
        cursor=asked.cursor,
        limit=asked.limit,
        show=lambda row: _entry(row, today),
    )


@router.get("/calendar/{int:pk}", response=answers(EntryShape))
def read_entry(request: HttpRequest, pk: int) -> EntryShape:
    """Return one date."""
    return _entry(queries.entry_seen_by(request.user, pk), timezone.localdate())


@router.post("/calendar", response=answers(EntryShape, status=201))
@repeatable
@transaction.atomic
def enter_entry(request: HttpRequest, asked: EntryAsked) -> tuple[int, EntryShape]:
    """Publish a date, or change the one of this key (curators)."""
    by = curator_of(request)
    organisation = (
        organisation_from(request, asked.organisation, field="organisation")
        if asked.organisation
        else None
    )
    values = asked.model_dump(exclude={"organisation"})
    known = CalendarItem.objects.filter(key=asked.key).first()
    if known is not None:
        # What a program cannot name stays: the page, occasion and event behind a date.
        kept = ("link", "occasion", "event")
        values |= {name: getattr(known, name) for name in kept}
    row = publish_entry(by=by, organisation=organisation, **values)
    return 201, read_entry(request, row.pk)
