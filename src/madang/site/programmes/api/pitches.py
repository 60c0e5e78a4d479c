"""Pitch events with their guests, for the programs of whoever runs a mission."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from ninja import Query, Router, Schema
from pydantic import Field

from madang.site.core.api import CursorPage, PageAsked, answers, cursor_page
from madang.site.programmes.api.acting import mission_run
from madang.site.programmes.queries import pitches as queries

router = Router()


class PitchShape(Schema):
    """A pitch event; whoever knows `address` may register."""

    id: int
    stop: int
    topic: str
    capacity: int
    is_open: bool
    registered: int
    here: int
    address: str


class GuestShape(Schema):
    """Somebody in the audience; `asked` counts the delegates whom they asked for a meeting."""

    id: int
    name: str
    organisation: str
    country: str
    email: str
    language: str
    has_agreed: bool
    registered_at: datetime
    checked_in_at: datetime | None
    asked: int


class GuestsAsked(PageAsked):
    """What narrows the audience: a text in name, organisation or address."""

    text: str = Field("", max_length=100)


def _pitch(row: Any) -> PitchShape:
    same = ("topic", "capacity", "is_open", "registered", "here")
    return PitchShape(
        id=row.pk,
        stop=row.stop_id,
        address=settings.SITE_URL + reverse("programmes:pitch", args=[row.token]),
        **{name: getattr(row, name) for name in same},
    )


def _guest(row: Any) -> GuestShape:
    same = (
        "name", "country", "email", "language", "has_agreed", "registered_at",
        "checked_in_at", "asked",
    )  # fmt: skip
    return GuestShape(
        id=row.pk,
        organisation=row.organisation_name,
        **{name: getattr(row, name) for name in same},
    )


@router.get("/{slug}/pitches", response=answers(CursorPage[PitchShape]))
def list_pitches(
    request: HttpRequest, slug: str, asked: Query[PageAsked]
) -> dict[str, Any]:
    """Return a mission's pitch events with how many guests are registered and here (whoever runs the mission)."""
    mission, _person = mission_run(request, slug)
    rows = queries.pitches_of(mission)
    return cursor_page(rows, cursor=asked.cursor, limit=asked.limit, show=_pitch)


@router.get("/{slug}/pitches/{int:pk}/guests", response=answers(CursorPage[GuestShape]))
def list_guests(
    request: HttpRequest, slug: str, pk: int, asked: Query[GuestsAsked]
) -> dict[str, Any]:
    """Return the guests of a pitch event (whoever runs the mission)."""
    mission, _person = mission_run(request, slug)
    rows = queries.guests_of(queries.pitch_of(mission, pk), text=asked.text)
    return cursor_page(rows, cursor=asked.cursor, limit=asked.limit, show=_guest)
