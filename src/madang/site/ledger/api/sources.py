"""Sources and their passages for programs."""

from datetime import date
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from madang.site.core.api import (
    LAST_KEY,
    CursorPage,
    PageAsked,
    answers,
    cursor_page,
    one_of,
    repeatable,
)
from madang.site.ledger.actions.source_texts import read_text
from madang.site.ledger.actions.sources import add_passage, add_source
from madang.site.ledger.api.shapes import (
    PassageShape,
    SourceShape,
    SourceWhole,
    passage_shape,
    source_shape,
)
from madang.site.ledger.api.writing import KEY, curator_of, refuse_known
from madang.site.ledger.models import Audience, Source
from madang.site.ledger.queries import sources as queries

router = Router()
MOST_PASSAGES = 500


class SourcesAsked(PageAsked):
    """What narrows the list of sources."""

    text: str = Field("", max_length=100)


class SourceAsked(Schema):
    """A new source; what the publication does not say stays blank."""

    key: str = Field("", max_length=60, pattern=KEY)
    kind: str = one_of(Source.Kind.values, default="article", is_blank_allowed=False)
    title: str = Field("", max_length=300)
    publisher: str = Field("", max_length=200)
    publisher_inferred: str = Field("", max_length=200)
    author: str = Field("", max_length=200)
    published: str = Field("", max_length=30, description="EDTF (ISO 8601-2)")
    published_inferred: str = Field("", max_length=30)
    language: str = Field("", max_length=12)
    address: str = Field("", max_length=500, pattern=r"^(https?://\S+)?$")
    is_gated: bool | None = None
    audience: str = one_of(Audience.values, default="public", is_blank_allowed=False)


class PassageAsked(Schema):
    """A new place in a source: quoted, or in our own words."""

    exact: str = Field("", max_length=4000)
    paraphrase: str = Field("", max_length=4000)
    start: int | None = Field(None, ge=0, le=LAST_KEY)
    end: int | None = Field(None, ge=0, le=LAST_KEY)
    line: int | None = Field(None, ge=0, le=LAST_KEY)


class TextAsked(Schema):
    """The text of a source as it reads, and the day on which it was read; today if left out."""

    text: str = Field(max_length=2_000_000)
    read_on: date | None = None


class FoundShape(Schema):
    """A quotation, and how much of it is in the text (0 to 1); null where it is not there."""

    passage: PassageShape
    likeness: float | None


class TextRead(Schema):
    """The quotations of a source, each with its place in the text that was read."""

    quotations: list[FoundShape]


@router.get("/sources", response=answers(CursorPage[SourceShape]))
def list_sources(request: HttpRequest, asked: Query[SourcesAsked]) -> dict[str, Any]:
    """Return the sources that this reader sees, in the order of entry."""
    rows = queries.sources_listed(request.user, text=asked.text)
    return cursor_page(rows, cursor=asked.cursor, limit=asked.limit, show=source_shape)


@router.get("/sources/{key}", response=answers(SourceWhole))
def read_source(request: HttpRequest, key: str) -> SourceWhole:
    """Return one source with its first 500 passages."""
    row = queries.source_seen_by(request.user, key)
    passages = queries.passages_seen_by(request.user).filter(source=row)
    passages = passages.select_related("source").order_by("id")[:MOST_PASSAGES]
    return SourceWhole(
        **source_shape(row).model_dump(),
        passages=[passage_shape(each) for each in passages],
    )


@router.post("/sources", response=answers(SourceShape, status=201))
@repeatable
@transaction.atomic
def enter_source(request: HttpRequest, asked: SourceAsked) -> tuple[int, SourceShape]:
    """Enter a source (curators). Refused without title and publisher, and for a date that is no EDTF date."""
    by = curator_of(request)
    refuse_known(Source, asked.key)
    return 201, source_shape(add_source(by=by, **asked.model_dump()))


@router.post("/sources/{key}/text", response=answers(TextRead, status=201))
@repeatable
@transaction.atomic
def read_source_text(
    request: HttpRequest, key: str, asked: TextAsked
) -> tuple[int, TextRead]:
    """Keep hash and day of a source's text (curators); return where each quotation stands in it. The text itself is not kept."""
    by = curator_of(request)
    source = queries.source_seen_by(request.user, key)
    read_on = asked.read_on or timezone.localdate()
    found = read_text(source, by=by, text=asked.text, read_on=read_on)
    quotations = [
        FoundShape(
            passage=passage_shape(each.passage),
            likeness=each.place.likeness if each.place else None,
        )
        for each in found
    ]
    return 201, TextRead(quotations=quotations)


@router.post("/sources/{key}/passages", response=answers(PassageShape, status=201))
@repeatable
@transaction.atomic
def enter_passage(
    request: HttpRequest, key: str, asked: PassageAsked
) -> tuple[int, PassageShape]:
    """Enter a place in a source (curators); the same place in the same words is entered once."""
    by = curator_of(request)
    source = queries.source_seen_by(request.user, key)
    return 201, passage_shape(add_passage(source, by=by, **asked.model_dump()))
