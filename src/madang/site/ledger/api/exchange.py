"""The ledger in the formats of others: FollowTheMoney as JSON lines, ActivityStreams as a collection in pages."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import urlencode
from ninja import Query, Router
from pydantic import Field

from madang.site.core.api import MOST, PageAsked, answers
from madang.site.core.conditional import conditional
from madang.site.ledger.exports import activities, followthemoney
from madang.site.ledger.exports.addresses import whole
from madang.site.ledger.queries import exchange as queries
from madang.site.ledger.rules.access import Reader

router = Router()
JSON_LINES = "application/x-ndjson"
Rows = Callable[[Reader], QuerySet[Any]]
Lines = Callable[[Any], Iterable[dict[str, Any]]]
NOUNS: dict[str, tuple[Rows, Lines]] = {
    "organisations": (queries.organisations, lambda row: [followthemoney.organisation_entity(row)]),
    "people": (queries.positions, followthemoney.position_entities),
    "memberships": (queries.memberships, lambda row: [followthemoney.membership_entity(row)]),
    "occasions": (queries.occasions, lambda row: [followthemoney.occasion_entity(row)]),
    "ties": (queries.ties, followthemoney.tie_entities),
}  # fmt: skip


class ActivitiesAsked(PageAsked):
    """Which page of the collection; without `page` the collection itself."""

    page: bool = Field(
        default=False, description="a page of it, not the collection itself"
    )


def _bytes(lines: Iterable[dict[str, Any]]) -> str:
    # "<" as \u003c: no file can be mistaken for a page.
    text = "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in lines)
    return text.replace("<", "\\u003c")


@router.get("/followthemoney/{noun}.jsonl", response=answers(Any))
def read_entities(
    request: HttpRequest, noun: str, asked: Query[PageAsked]
) -> HttpResponse:
    """Return entities of FollowTheMoney, one on a line: of `organisations`, `people`, `memberships`, `occasions` or `ties`; a header `Link` (rel="next") names the next part."""
    if noun not in NOUNS:
        raise Http404
    rows, lines = NOUNS[noun]
    found = list(rows(request.user).filter(pk__gt=asked.cursor)[: asked.limit + 1])
    part = found[: asked.limit]
    # The same person in two roles is one line.
    entities = {each["id"]: each for row in part for each in lines(row)}
    response = HttpResponse(_bytes(entities.values()), content_type=JSON_LINES)
    if len(found) > asked.limit:
        query = urlencode({"cursor": part[-1].pk, "limit": asked.limit})
        response["Link"] = f'<{whole(request.path)}?{query}>; rel="next"'
    return conditional(request, response)


@router.get("/activities", response=answers(Any))
def read_activities(
    request: HttpRequest, asked: Query[ActivitiesAsked]
) -> HttpResponse:
    """Return ties as an ordered collection of ActivityStreams 2.0, in the order of entry, or a page of it."""
    rows = queries.ties(request.user)
    here = whole(request.path)
    if asked.page:
        found = list(rows.filter(pk__gt=asked.cursor)[: asked.limit + 1])
        shown = activities.page(found, here, cursor=asked.cursor, limit=asked.limit)
    else:
        shown = activities.collection(rows.count(), here, limit=MOST)
    body = json.dumps(shown, ensure_ascii=False).replace("<", "\\u003c")
    response = HttpResponse(body, content_type=activities.CONTENT_TYPE)
    return conditional(request, response)
