"""Ties and occasions as workbooks: with the sources, organisations and occasions that they name, so that they can be taken in elsewhere."""

from datetime import date

from madang.site.core.guides import template_of
from madang.site.core.sheets import xlsx_file
from madang.site.core.tables import table_of
from madang.site.ledger.models import Occasion, Tie
from madang.site.ledger.queries import sheets as queries
from madang.site.ledger.queries.occasions import occasions_seen_by
from madang.site.ledger.queries.sheets import Reader, Values
from madang.site.ledger.reading.sheets import OCCASIONS, ORGANISATIONS, SOURCES, TIES

__all__ = ["ledger_template", "occasions_xlsx", "ties_xlsx"]


def ties_xlsx(user: Reader, rows: list[Tie], *, today: date) -> bytes:
    """Return ties of queries.sheets.ties_for_sheet as a workbook of four sheets."""
    keys = {key for each in rows for key in queries.occasion_keys(each)}
    seen = occasions_seen_by(user).filter(key__in=keys)
    held = queries.occasions_for_sheet(user, seen)
    shown = {each.key for each in held}
    lines = [line for each in rows for line in queries.tie_lines(each, shown)]
    occasions = [line for each in held for line in queries.occasion_lines(each, today)]
    return _book(user, ties=lines, occasions=occasions)


def occasions_xlsx(user: Reader, rows: list[Occasion], *, today: date) -> bytes:
    """Return occasions of queries.sheets.occasions_for_sheet as a workbook of three sheets."""
    lines = [line for each in rows for line in queries.occasion_lines(each, today)]
    return _book(user, ties=None, occasions=lines)


def _names(ties: list[Values], occasions: list[Values]) -> set[str]:
    roles = ("party", "actor", "host", "funder")
    names = {name for line in ties for role in roles for name in line[role]}
    return names | {each["organiser"] for each in occasions}


def _book(user: Reader, *, ties: list[Values] | None, occasions: list[Values]) -> bytes:
    every = [*(ties or []), *occasions]
    names = _names(ties or [], occasions)
    tables = [
        table_of(OCCASIONS, occasions),
        table_of(SOURCES, queries.sources_named(user, every)),
        table_of(ORGANISATIONS, queries.organisations_named_in(user, names)),
    ]
    if ties is not None:
        tables.insert(0, table_of(TIES, ties))
    return xlsx_file(tables)


def ledger_template() -> bytes:
    """Return the empty workbook that can be filled and taken in."""
    return xlsx_file(template_of([TIES, SOURCES, ORGANISATIONS, OCCASIONS]))
