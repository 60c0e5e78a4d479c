"""Articles as a workbook that can be taken in elsewhere."""

from collections.abc import Iterable

from madang.site.core.guides import template_of
from madang.site.core.sheets import xlsx_file
from madang.site.core.tables import table_of
from madang.site.landscape.models import Article
from madang.site.landscape.queries.article_sheets import article_values
from madang.site.landscape.queries.sheets import Reader
from madang.site.landscape.reading.articles import ARTICLES


def articles_xlsx(user: Reader, rows: Iterable[Article]) -> bytes:
    """Return articles of queries.article_sheets.articles_for_sheet."""
    return xlsx_file(
        [table_of(ARTICLES, [article_values(user, each) for each in rows])]
    )


def articles_template() -> bytes:
    """Return the empty workbook for articles."""
    return xlsx_file(template_of([ARTICLES]))
