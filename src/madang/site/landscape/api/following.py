"""What a person follows, and the feed that comes of it, for programs."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema

from madang.site.core.api import (
    CursorPage,
    PageAsked,
    RefusedError,
    answers,
    cursor_page,
    listed_page,
    one_of,
    repeatable,
)
from madang.site.directory.models import Person
from madang.site.directory.queries import person_of
from madang.site.landscape.actions import feed as actions
from madang.site.landscape.forms.following import FollowForm
from madang.site.landscape.models import Follow
from madang.site.landscape.queries import following as queries
from madang.site.landscape.queries.feed import FeedLine, feed_of
from madang.site.landscape.wording.following import name_of

router = Router()


class FollowShape(Schema):
    """One thing that one follows; `name` says it in words, `entry` is a date of the calendar."""

    id: int
    kind: str
    name: str
    country_a: str
    country_b: str
    organisation: int | None
    field: str
    entry: int | None
    created_at: datetime


class FollowAsked(Schema):
    """What to follow: a pair has two countries; organisations and dates are named by their numbers."""

    kind: str = one_of(Follow.Kind.values, default=None, is_blank_allowed=False)
    country_a: str = ""
    country_b: str = ""
    organisation: int | None = None
    field: str = ""
    entry: int | None = None


class FeedShape(Schema):
    """A line of the feed; `why` says which of the things that one follows it is about."""

    at: datetime
    kind: str
    title: str
    text: str
    link: str
    why: str


def _own(request: HttpRequest) -> Person:
    person = person_of(request.user)
    if person is None:
        raise RefusedError(401, _("This operation needs a token"))
    return person


def _follow(row: Follow) -> FollowShape:
    same = ("kind", "country_a", "country_b", "field", "created_at")
    return FollowShape(
        id=row.pk,
        name=name_of(row),
        organisation=row.organisation_id,
        entry=row.entry_id,
        **{name: getattr(row, name) for name in same},
    )


def _line(row: FeedLine) -> FeedShape:
    same = ("at", "kind", "title", "text", "why")
    return FeedShape(
        link=settings.SITE_URL + row.link, **{name: getattr(row, name) for name in same}
    )


@router.get("/follows", response=answers(CursorPage[FollowShape]))
def list_follows(request: HttpRequest, asked: Query[PageAsked]) -> dict[str, Any]:
    """Return what one follows, in the order in which it was added."""
    rows = queries.follows_of(_own(request))
    return cursor_page(rows, cursor=asked.cursor, limit=asked.limit, show=_follow)


@router.post("/follows", response=answers(FollowShape, status=201))
@repeatable
@transaction.atomic
def enter_follow(request: HttpRequest, asked: FollowAsked) -> tuple[int, FollowShape]:
    """Follow a pair, a country, an organisation, a field or a date that one may see; what is followed already stays one row."""
    by = _own(request)
    kind, marks = FollowForm(asked.model_dump(), user=request.user).marks()
    return 201, _follow(actions.follow(by=by, kind=kind, **marks))


@router.delete("/follows/{int:pk}", response=answers(FollowShape))
@repeatable
@transaction.atomic
def remove_follow(request: HttpRequest, pk: int) -> tuple[int, FollowShape]:
    """Take a row off one's own list; return what was taken off."""
    by = _own(request)
    row = queries.follow_of(by, pk)
    shown = _follow(row)
    actions.unfollow(row, by=by)
    return 200, shown


@router.get("/feed", response=answers(CursorPage[FeedShape]))
def read_feed(request: HttpRequest, asked: Query[PageAsked]) -> dict[str, Any]:
    """Return one's feed, the newest first, each line with the reason why it is there."""
    rows = feed_of(_own(request))
    return listed_page(rows, cursor=asked.cursor, limit=asked.limit, show=_line)
