"""Articles as values of a sheet."""

from django.db.models import QuerySet

from madang.site.landscape.models import Article, ArticleTag
from madang.site.landscape.queries.sheets import Reader
from madang.site.ledger.models import Audience
from madang.site.ledger.queries.names import with_roles
from madang.site.ledger.queries.sheets import Values
from madang.site.ledger.rules.access import reads_everything

MOST = 5000
OF_ARTICLE = (
    "section", "title", "byline", "teaser", "is_gated", "language", "published_on",
)  # fmt: skip


def articles_for_sheet(user: Reader, rows: QuerySet[Article]) -> list[Article]:
    """Return articles of `articles_seen_by` with their contacts, at most 5,000."""
    return list(with_roles(rows, user, "contact")[:MOST])


def article_values(user: Reader, row: Article) -> Values:
    """Return an article as values, with as much of its text as this reader may read and no source that is not for them."""
    marks = list(row.tags.all())
    kinds = ArticleTag.Kind
    source = row.source
    is_named = source is not None and (
        source.audience == Audience.PUBLIC or reads_everything(user)
    )
    return {
        **{name: getattr(row, name) for name in OF_ARTICLE},
        "key": row.slug,
        "organisation": row.organisation.name if row.organisation else "",
        "contact": row.contact.key if row.contact else "",
        "body": getattr(row, "text", ""),
        "source": source.key if source is not None and is_named else "",
        "countries": tuple(each.country for each in marks if each.kind == kinds.COUNTRY),
        "fields": tuple(each.field for each in marks if each.kind == kinds.FIELD),
        "organisations": tuple(
            each.organisation.name for each in marks if each.organisation is not None
        ),
        "state": str(row.get_state_display()),
    }  # fmt: skip
