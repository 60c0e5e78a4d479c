"""The rows of the landscape as values of a sheet."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser

from madang.site.directory.models import User
from madang.site.landscape.models import CalendarItem, Indicator, Observation
from madang.site.landscape.rules.topics import whole_of
from madang.site.ledger.queries.sheets import NO_EVIDENCE, Values, evidence_of

Reader = User | AnonymousUser
MOST = 5000
OF_INDICATOR = ("name", "measure", "unit", "sector", "better", "denominator")
OF_FIGURE = (
    "key", "value", "decimals", "scale", "qualifier", "geography", "counterpart",
    "period", "base_period", "modality", "status", "note", "audience",
)  # fmt: skip
OF_DATE = (
    "key", "kind", "title", "start", "end", "theme", "venue", "city", "country",
    "field", "source_note", "audience",
)  # fmt: skip


def indicator_values(row: Indicator) -> Values:
    """Return what is measured, as values."""
    return {name: getattr(row, name) for name in (*OF_INDICATOR, "definition")}


def figure_values(row: Observation) -> Values:
    """Return a figure with its indicator, without its evidence."""
    indicator = row.indicator
    is_share = indicator.measure == Indicator.Measure.SHARE
    return {
        **{name: getattr(indicator, name) for name in OF_INDICATOR},
        **{name: getattr(row, name) for name in OF_FIGURE},
        "is_whole_unknown": is_share and not whole_of(indicator),
    }


def figure_lines(row: Observation) -> list[Values]:
    """Return the lines of a figure: one for each passage that this reader may see."""
    values = figure_values(row)
    places = [evidence_of(each) for each in row.claim.passages.all()]
    return [values | each for each in places or [NO_EVIDENCE]]


def indicators_of(rows: Iterable[Observation]) -> list[Values]:
    """Return the indicators of some figures, each once."""
    found: dict[int, Values] = {}
    for each in rows:
        found.setdefault(each.indicator_id, indicator_values(each.indicator))
    return [found[pk] for pk in sorted(found)]


def date_values(row: CalendarItem) -> dict[str, Any]:
    """Return a date of the calendar as values."""
    values = {name: getattr(row, name) for name in OF_DATE}
    return values | {"organisation": row.organisation.name if row.organisation else ""}
