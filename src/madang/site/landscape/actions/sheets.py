"""Take workbooks into the landscape: figures with sources and indicators; dates of the calendar."""

from typing import Any

from madang.site.core.imports import Outcome, read_sheets, take_rows
from madang.site.core.tables import Cells
from madang.site.directory.models import Organisation, Person
from madang.site.landscape.actions.calendar import publish_entry
from madang.site.landscape.actions.figures import add_figure, ensure_indicator
from madang.site.landscape.models import CalendarItem, Indicator, Observation
from madang.site.landscape.queries import sheets as queries
from madang.site.landscape.reading.sheets import DATES, FIGURES, INDICATORS
from madang.site.landscape.rules.refusals import LandscapeError
from madang.site.ledger.actions.sheet_rows import (
    Values,
    evidence_from,
    fill_blanks,
    organisation_called,
    own,
    take_groups,
    take_sources,
)
from madang.site.ledger.actions.sheets import USUAL_SOURCE
from madang.site.ledger.models import Audience, Modality
from madang.site.ledger.reading.sheets import SOURCES
from madang.site.ledger.rules.access import LedgerError

REFUSALS = (LedgerError, LandscapeError)
USUAL: dict[str, Any] = {
    "decimals": 0,
    "scale": 1,
    "qualifier": "exact",
    "modality": Modality.ASSERTED,
    "status": Observation.Status.STATED,
    "audience": Audience.PUBLIC,
}


def take_in_figures(cells: Cells, outcome: Outcome, *, by: Person) -> None:
    """Enter sources, indicators and figures; what is entered already stays as it is."""
    for sheet in read_sheets([SOURCES, INDICATORS, FIGURES], cells, outcome):
        if sheet.form is SOURCES:
            fill_blanks(sheet, USUAL_SOURCE)
            take_sources(sheet, outcome, by=by)
        elif sheet.form is INDICATORS:
            take_rows(sheet, outcome, lambda row: _take_indicator(by, row), REFUSALS)
        else:
            fill_blanks(sheet, USUAL, words="name")
            take_groups(sheet, outcome, Observation, _FigureWriter(by), REFUSALS)


def _take_indicator(by: Person, values: Values) -> str:
    same = {name: values[name] for name in ("name", "measure", "unit", "sector")}
    is_known = Indicator.objects.filter(**same).exists()
    ensure_indicator(by=by, **values)
    return "known" if is_known else "new"


class _FigureWriter:
    """Enters a figure of some lines."""

    def __init__(self, by: Person) -> None:
        self.by = by

    def add(self, lines: list[Values]) -> None:
        """Enter the figure, and its indicator if that is new."""
        values = own(lines[0])
        facts: dict[str, Any] = {
            name: values.pop(name) for name in queries.OF_INDICATOR
        }
        add_figure(
            by=self.by,
            indicator=ensure_indicator(by=self.by, **facts),
            passages=evidence_from(lines, self.by),
            **values,
        )

    def now(self, row: Observation) -> Values:
        """Return what is entered."""
        return queries.figure_values(row)


def take_in_dates(cells: Cells, outcome: Outcome, *, by: Person) -> None:
    """Publish the dates of a sheet; one of a known key is changed, and followers are told if it moved."""
    for sheet in read_sheets([DATES], cells, outcome):
        fill_blanks(sheet, {"audience": Audience.PUBLIC})
        take_rows(sheet, outcome, lambda values: _take_date(by, values), REFUSALS)


def _take_date(by: Person, values: Values) -> str:
    facts: dict[str, Any] = dict(values)
    row = CalendarItem.objects.filter(key=facts["key"]).first()
    name = facts.pop("organisation")
    facts["organisation"] = _organiser(name, row)
    if row is not None:
        # What a sheet has no column for stays.
        for kept in ("link", "occasion", "event"):
            facts[kept] = getattr(row, kept)
    before = row.sequence if row is not None else None
    after = publish_entry(by=by, **facts)
    if before is None:
        return "new"
    return "known" if after.sequence == before else "changed"


def _organiser(name: str, row: CalendarItem | None) -> Organisation | None:
    if not name:
        return None
    if row is not None and row.organisation and row.organisation.name == name:
        return row.organisation
    return organisation_called(name, field="organisation")
