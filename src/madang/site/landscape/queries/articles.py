"""What may be read of articles. The text behind the registration is cut off in the query, so that no page, file or search can show it."""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, F, Prefetch, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Length
from django.http import Http404

from madang.site.directory import rules as directory_rules
from madang.site.directory.models import Organisation, User
from madang.site.landscape.models import Article, ArticleTag
from madang.site.landscape.rules import articles as rules
from madang.site.ledger.models import Position
from madang.site.ledger.queries.names import with_named, with_roles
from madang.site.ledger.rules.access import named_to


def articles_seen_by(user: User | AnonymousUser) -> QuerySet[Article]:
    """Return the articles that this reader may see, the newest first; drafts and withdrawn ones for curators alone.

    Each has `text`: the whole text for who may read it, "" for a visitor before the gate; and `letters`, how long it is.
    `body` itself is not read: use `text`.
    """
    cut = Case(
        When(is_gated=True, then=Value("")),
        default=F("body"),
        output_field=TextField(),
    )
    text = F("body") if rules.may_read_gated(user) else cut
    rows = Article.objects.select_related("source").annotate(
        text=text, letters=Length("body")
    )
    tags = ArticleTag.objects.filter(named_to(user, "organisation"))
    rows = with_named(rows.defer("body"), user, "organisation").prefetch_related(
        Prefetch("tags", queryset=tags.select_related("organisation__record"))
    )
    if not directory_rules.may_curate(user):
        rows = rows.filter(state=Article.State.PUBLISHED)
    return rows


def article_seen_by(user: User | AnonymousUser, slug: str) -> Article:
    """Return one article with its contact; 404 for what this reader may not see."""
    rows = with_roles(articles_seen_by(user), user, "contact")
    article = rows.filter(slug=slug).first()
    if article is None:
        raise Http404
    return article


def words_of(article: Article) -> int:
    """Return about how many words a text of `articles_seen_by` has, in tens, at six letters a word."""
    letters: int = getattr(article, "letters", 0)
    return round(letters / 60) * 10


def article_written_by(user: User | AnonymousUser, slug: str) -> Article:
    """Return one article whole, to write in; 404 for whoever does not write here."""
    if not rules.may_write_articles(user):
        raise Http404
    article = Article.objects.prefetch_related("tags").filter(slug=slug).first()
    if article is None:
        raise Http404
    return article


def narrowed(
    rows: QuerySet[Article],
    *,
    section: str = "",
    country: str = "",
    field: str = "",
    text: str = "",
    organisation: Organisation | None = None,
) -> QuerySet[Article]:
    """Return those of `rows` in a section, about a country, field or organisation, and with a word in what this reader may read."""
    if section:
        rows = rows.filter(section=section)
    if country:
        rows = rows.filter(_tagged(country=country))
    if field:
        rows = rows.filter(_tagged(field=field))
    if organisation is not None:
        rows = rows.filter(Q(organisation=organisation) | _tagged(organisation=organisation))  # fmt: skip
    if text:
        rows = rows.filter(
            Q(title__icontains=text)
            | Q(teaser__icontains=text)
            | Q(byline__icontains=text)
            | Q(text__icontains=text)
        )
    return rows


def _tagged(**mark: object) -> Q:
    return Q(pk__in=ArticleTag.objects.filter(**mark).values("article"))


def latest(
    user: User | AnonymousUser, *, most: int = 7, without: Iterable[int] = ()
) -> list[Article]:
    """Return the newest published articles, at most so many."""
    rows = articles_seen_by(user).filter(state=Article.State.PUBLISHED)
    return list(rows.exclude(pk__in=list(without))[:most])


def articles_about(
    user: User | AnonymousUser,
    *,
    country: str = "",
    other_country: str = "",
    organisation: Organisation | None = None,
) -> QuerySet[Article]:
    """Return the published articles about a country, about both of two, or about an organisation."""
    rows = narrowed(
        articles_seen_by(user).filter(state=Article.State.PUBLISHED),
        country=country,
        organisation=organisation,
    )
    return narrowed(rows, country=other_country)


def contacts_to_name() -> QuerySet[Position]:
    """Return the roles that take questions, each with its holder and organisation."""
    return Position.objects.filter(is_contact=True, is_withdrawn=False).select_related(
        "person", "organisation"
    )
