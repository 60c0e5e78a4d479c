"""Verbs of articles: written, changed, published, withdrawn and put back."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from itertools import combinations, zip_longest
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Organisation, Person, User
from madang.site.landscape.actions.feed import publish_item
from madang.site.landscape.models import Article, ArticleTag, FeedItem
from madang.site.landscape.rules.refusals import LandscapeError
from madang.site.ledger.models import Position, Source

# Addresses beside those of the articles.
TAKEN = {"write", "contacts", "import"}


class ArticleFacts(TypedDict, total=False):
    """What an article says."""

    section: str
    title: str
    byline: str
    organisation: Organisation | None
    contact: Position | None
    teaser: str
    body: str
    is_gated: bool
    source: Source | None
    language: str
    published_on: date


class ArticleMarks(TypedDict, total=False):
    """What an article is about."""

    countries: Sequence[str]
    fields: Sequence[str]
    organisations: Sequence[Organisation]


def free_slug(title: str) -> str:
    """Return an address for a title that no article has: "a-title", "a-title-2"; "article" where no letter is Latin."""
    first = slugify(title)[:70].strip("-") or "article"
    slug, number = first, 1
    while slug in TAKEN or Article.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{first}-{number}"
    return slug


def _check(article: Article) -> None:
    if article.is_gated and not article.body.strip():
        raise LandscapeError(
            _("There is no text to keep for those who register."), field="body"
        )
    source_has_address = article.source is not None and bool(article.source.address)
    if not article.teaser.strip() and not source_has_address:
        raise LandscapeError(
            _("Write a teaser, or name a source that has an address."), field="teaser"
        )
    if (
        article.state == Article.State.PUBLISHED
        and article.published_on > timezone.localdate()
    ):
        raise LandscapeError(
            _("This day lies ahead. Keep the article as a draft until then."),
            field="published_on",
        )


@transaction.atomic
def write_article(
    *,
    by: Person | User | None,
    marks: ArticleMarks,
    slug: str = "",
    state: str = "published",
    **facts: Unpack[ArticleFacts],
) -> Article:
    """Save a new article, as a draft or published; return it. Raises LandscapeError for what does not fit."""
    if slug in TAKEN:
        raise LandscapeError(_("Another page has this address."), field="key")
    article = Article(
        slug=slug or free_slug(facts["title"]),
        state=state,
        written_by=by if isinstance(by, Person) else None,
        **facts,
    )
    _check(article)
    article.save()
    _mark(article, marks)
    log.record(
        "publish article" if state == "published" else "draft article", article, by=by
    )
    _tell(article)
    return article


@transaction.atomic
def change_article(
    article: Article,
    *,
    by: Person | User | None,
    marks: ArticleMarks,
    **facts: Unpack[ArticleFacts],
) -> Article:
    """Save what an article says now. The same facts and marks change nothing. Raises LandscapeError for what does not fit."""
    row = Article.objects.select_for_update().get(pk=article.pk)
    changed = [name for name, value in facts.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, facts[name])  # type: ignore[literal-required] # the keys of the same mapping
    _check(row)
    is_marked = _mark(row, marks)
    if changed:
        row.save()
    if changed or is_marked:
        detail = ", ".join([*changed, *(["marks"] if is_marked else [])])
        log.record("change article", row, by=by, detail=detail)
        _tell(row)
    return row


@transaction.atomic
def set_article_state(
    article: Article, *, by: Person | User | None, state: str, was: str
) -> Article:
    """Publish an article, withdraw it, or put it back among the drafts.

    `was` is the state that the reader saw; LandscapeError if it is another one by now.
    """
    row = Article.objects.select_for_update().get(pk=article.pk)
    if row.state != was or state not in Article.State.values:
        raise LandscapeError(
            _("Somebody else has changed this article: it is “%(state)s” now.")
            % {"state": row.get_state_display()}
        )
    if row.state == state:
        return row
    row.state = state
    _check(row)
    row.save(update_fields=["state"])
    log.record(f"set article {state}", row, by=by, detail=was)
    _tell(row)
    return row


def _mark(article: Article, marks: ArticleMarks) -> bool:
    """Save what an article is about; return whether that is new."""
    wanted: list[tuple[str, str, str, int | None]] = []
    wanted += [("country", code.upper(), "", None) for code in marks.get("countries", ())]  # fmt: skip
    wanted += [("field", "", term, None) for term in marks.get("fields", ())]
    wanted += [
        ("organisation", "", "", each.pk) for each in marks.get("organisations", ())
    ]
    wanted = list(dict.fromkeys(wanted))
    here: list[tuple[str, str, str, int | None]] = list(
        article.tags.values_list("kind", "country", "field", "organisation_id")
    )
    if here == wanted:
        return False
    article.tags.all().delete()
    ArticleTag.objects.bulk_create(
        ArticleTag(
            article=article, kind=kind, country=code, field=term, organisation_id=pk
        )
        for kind, code, term, pk in wanted
    )
    return True


def _tell(article: Article) -> None:
    """Put a published article into the feed, once for each of its marks; take one that is not public out of it.

    The feed has the title and the teaser, never the text.
    """
    key = f"article-{article.pk}-"
    FeedItem.objects.filter(key__startswith=key).delete()
    if article.state != Article.State.PUBLISHED:
        return
    tags = list(article.tags.select_related("organisation"))
    countries = [tag.country for tag in tags if tag.country]
    organisations = [tag.organisation for tag in tags if tag.organisation]
    if article.organisation is not None and article.organisation not in organisations:
        organisations.append(article.organisation)
    fields = [tag.field for tag in tags if tag.field]
    pairs = list(combinations(countries, 2)) or [(code, "") for code in countries]
    rows = zip_longest(pairs, organisations[::2], organisations[1::2], fields)
    for number, (pair, first, second, field) in enumerate(rows):
        publish_item(
            key=f"{key}{number}",
            kind=FeedItem.Kind.ARTICLE,
            title=article.title,
            text=article.teaser,
            link=f"/landscape/articles/{article.slug}/",
            country_a=pair[0] if pair else "",
            country_b=pair[1] if pair else "",
            organisation=first,
            other_organisation=second,
            field=field or "",
            at=_told_at(article),
        )


def _told_at(article: Article) -> datetime:
    """Return when an article became news: now, or noon of an earlier day that it bears."""
    if article.published_on >= timezone.localdate():
        return article.created_at
    return datetime.combine(article.published_on, time(12), tzinfo=UTC)
