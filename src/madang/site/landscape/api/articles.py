"""Articles for programs. The text behind the registration is there only for a registered person's token."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from madang.site.core.api import (
    CursorPage,
    PageAsked,
    answers,
    cursor_page,
    one_of,
)
from madang.site.landscape.models import Article, ArticleTag
from madang.site.landscape.queries import articles as queries
from madang.site.survey.vocabulary import FIELDS

router = Router()


class ArticleShape(Schema):
    """An article without its text."""

    slug: str
    section: str
    title: str
    byline: str
    organisation: str | None
    teaser: str
    language: str
    published_on: date
    state: str
    is_gated: bool
    countries: list[str]
    fields_of: list[str]
    organisations: list[str]


class ArticleWhole(ArticleShape):
    """An article with its text; null where it is for registered readers and nobody registered asks."""

    text: str | None


class ArticlesAsked(PageAsked):
    """What narrows the list of articles."""

    section: str = one_of(Article.Section.values)
    country: str = Field("", pattern="^([A-Z]{2})?$")
    field: str = one_of(FIELDS)
    text: str = Field("", max_length=100)


def _article(row: Article) -> ArticleShape:
    marks = list(row.tags.all())
    kinds = ArticleTag.Kind
    same = (
        "slug", "section", "title", "byline", "teaser", "language", "published_on",
        "state", "is_gated",
    )  # fmt: skip
    return ArticleShape(
        organisation=row.organisation.name if row.organisation else None,
        countries=[each.country for each in marks if each.kind == kinds.COUNTRY],
        fields_of=[each.field for each in marks if each.kind == kinds.FIELD],
        organisations=[
            each.organisation.name for each in marks if each.organisation is not None
        ],
        **{name: getattr(row, name) for name in same},
    )


@router.get("/articles", response=answers(CursorPage[ArticleShape]))
def list_articles(request: HttpRequest, asked: Query[ArticlesAsked]) -> dict[str, Any]:
    """Return the articles that this reader sees, in the order of entry, without their texts."""
    rows = queries.narrowed(
        queries.articles_seen_by(request.user),
        **asked.model_dump(exclude={"cursor", "limit"}),
    )
    return cursor_page(rows, cursor=asked.cursor, limit=asked.limit, show=_article)


@router.get("/articles/{slug}", response=answers(ArticleWhole))
def read_article(request: HttpRequest, slug: str) -> ArticleWhole:
    """Return one article with as much of its text as this reader may read."""
    row = queries.article_seen_by(request.user, slug)
    text = str(getattr(row, "text", ""))
    is_closed = row.is_gated and not text
    return ArticleWhole(**_article(row).model_dump(), text=None if is_closed else text)
