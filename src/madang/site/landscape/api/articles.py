"""Articles for programs: read, written, changed, published. The text behind the registration is there only for a registered person's token."""

from datetime import date
from typing import Annotated, Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import PatchDict, Query, Router, Schema
from pydantic import Field

from madang.site.core.api import (
    CursorPage,
    PageAsked,
    answers,
    cursor_page,
    one_of,
    repeatable,
)
from madang.site.core.choices import countries
from madang.site.landscape.actions import articles as actions
from madang.site.landscape.models import Article, ArticleTag
from madang.site.landscape.queries import articles as queries
from madang.site.landscape.queries.following import organisations_to_follow
from madang.site.landscape.rules.refusals import LandscapeError
from madang.site.ledger.api.writing import curator_of
from madang.site.ledger.models import Source
from madang.site.survey.vocabulary import FIELDS

router = Router()
STEPS = {"publish": "published", "withdraw": "withdrawn", "put back": "draft"}
CountryCode = Annotated[str, Field(pattern="^[A-Z]{2}$")]


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


class ArticleWords(Schema):
    """What an article says and is about; organisations, contact and source by their keys in the ledger."""

    section: str = one_of(Article.Section.values, default=None, is_blank_allowed=False)
    title: str = Field(min_length=1, max_length=300)
    byline: str = Field("", max_length=150)
    organisation: str = Field("", description="key of whoever publishes it")
    contact: str = Field("", description="key of a role that takes questions")
    teaser: str = Field("", max_length=4000)
    body: str = Field("", max_length=200_000)
    is_gated: bool = False
    source: str = Field("", description="of a headline: key of the source")
    language: str = one_of(
        [code for code, _name in settings.LANGUAGES],
        default="en",
        is_blank_allowed=False,
    )
    published_on: date
    countries: list[CountryCode] = Field(default_factory=list, max_length=50)
    fields_of: list[str] = Field(default_factory=list, max_length=50)
    organisations: list[str] = Field(default_factory=list, max_length=50)


class ArticleAsked(ArticleWords):
    """A new article, as a draft or published at once."""

    state: str = one_of(["draft", "published"], default="draft", is_blank_allowed=False)


class ArticleStep(Schema):
    """Where an article goes: `publish`, `withdraw`, or `put back` among the drafts."""

    verb: str = one_of(list(STEPS), default=None, is_blank_allowed=False)


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


def _by_key(rows: QuerySet[Any], field: str, key: str, column: str) -> Any:
    """Return the row of a key, None for a blank one. Raises LandscapeError at the field."""
    found: Model | None = rows.filter(**{column: key}).first() if key else None
    if key and found is None:
        message = _("Nothing is entered under “%(key)s”.") % {"key": key}
        raise LandscapeError(message, field=field)
    return found


def _facts(sent: dict[str, Any]) -> dict[str, Any]:
    """Return what was sent of an article's own columns as the verb takes it."""
    rows: dict[str, tuple[QuerySet[Any], str]] = {
        "organisation": (organisations_to_follow(), "record__key"),
        "contact": (queries.contacts_to_name(), "key"),
        "source": (Source.objects.all(), "key"),
    }
    return {
        name: _by_key(rows[name][0], name, value, rows[name][1])
        if name in rows
        else value
        for name, value in sent.items()
        if name not in ("countries", "fields_of", "organisations")
    }


def _marks(sent: dict[str, Any]) -> actions.ArticleMarks:
    unknown = set(sent["fields_of"]) - set(FIELDS)
    if unknown:
        message = _("No field has this code: %(codes)s.")
        raise LandscapeError(message % {"codes": ", ".join(sorted(unknown))}, field="fields_of")  # fmt: skip
    strange = set(sent["countries"]) - {code for code, _name in countries()}
    if strange:
        message = _("No country has this code: %(codes)s.")
        raise LandscapeError(message % {"codes": ", ".join(sorted(strange))}, field="countries")  # fmt: skip
    named = organisations_to_follow()
    return {
        "countries": sent["countries"],
        "fields": sent["fields_of"],
        "organisations": [
            each
            if not isinstance(each, str)
            else _by_key(named, "organisations", each, "record__key")
            for each in sent["organisations"]
        ],
    }


@router.post("/articles", response=answers(ArticleWhole, status=201))
@repeatable
@transaction.atomic
def write(request: HttpRequest, asked: ArticleAsked) -> tuple[int, ArticleWhole]:
    """Write an article, as a draft or published at once (curators)."""
    by = curator_of(request)
    sent = asked.model_dump()
    state = sent.pop("state")
    made = actions.write_article(by=by, marks=_marks(sent), state=state, **_facts(sent))
    return 201, read_article(request, made.slug)


@router.patch("/articles/{slug}", response=answers(ArticleWhole))
@repeatable
@transaction.atomic
def change(
    request: HttpRequest, slug: str, asked: PatchDict[ArticleWords]
) -> tuple[int, ArticleWhole]:
    """Change what an article says or is about (curators); what is left out stays, its state too."""
    by = curator_of(request)
    row = queries.article_written_by(request.user, slug)
    tags = list(row.tags.all())
    stands = {
        "countries": [each.country for each in tags if each.country],
        "fields_of": [each.field for each in tags if each.field],
        "organisations": [each.organisation for each in tags if each.organisation],
    }
    sent = dict(asked)
    actions.change_article(row, by=by, marks=_marks(stands | sent), **_facts(sent))
    return 200, read_article(request, slug)


@router.post("/articles/{slug}/transitions", response=answers(ArticleWhole, status=201))
@repeatable
@transaction.atomic
def step(
    request: HttpRequest, slug: str, asked: ArticleStep
) -> tuple[int, ArticleWhole]:
    """`publish` an article, `withdraw` it, or `put back` among the drafts (curators). Nothing is deleted."""
    by = curator_of(request)
    row = queries.article_written_by(request.user, slug)
    actions.set_article_state(row, by=by, state=STEPS[asked.verb], was=row.state)
    return 201, read_article(request, slug)
