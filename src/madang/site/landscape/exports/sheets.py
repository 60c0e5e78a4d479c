"""Figures and dates as workbooks that can be taken in elsewhere."""

from collections.abc import Iterable
from datetime import date

from madang.site.core.guides import template_of
from madang.site.core.sheets import xlsx_file
from madang.site.core.tables import table_of
from madang.site.landscape.models import CalendarItem, Observation
from madang.site.landscape.queries import sheets as queries
from madang.site.landscape.queries.sheets import Reader
from madang.site.landscape.reading.sheets import DATES, FIGURES, INDICATORS
from madang.site.landscape.wording.calendar import line_of
from madang.site.ledger.queries.sheets import sources_named
from madang.site.ledger.reading.sheets import SOURCES


def figures_xlsx(user: Reader, rows: list[Observation]) -> bytes:
    """Return figures (fetched with their evidence) with their indicators and sources."""
    lines = [line for each in rows for line in queries.figure_lines(each)]
    return xlsx_file(
        [
            table_of(FIGURES, lines),
            table_of(INDICATORS, queries.indicators_of(rows)),
            table_of(SOURCES, sources_named(user, lines)),
        ]
    )


def figures_template() -> bytes:
    """Return the empty workbook for figures."""
    return xlsx_file(template_of([FIGURES, INDICATORS, SOURCES]))


def dates_xlsx(rows: Iterable[CalendarItem], *, today: date) -> bytes:
    """Return dates of the calendar, each with what it is today."""
    lines = [
        queries.date_values(each) | {"status": line_of(each, today).label}
        for each in rows
    ]
    return xlsx_file([table_of(DATES, lines)])


def dates_template() -> bytes:
    """Return the empty workbook for dates."""
    return xlsx_file(template_of([DATES]))
