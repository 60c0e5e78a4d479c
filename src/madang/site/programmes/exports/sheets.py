"""A mission's itinerary and guests as a workbook that can be taken in again; needs as a workbook."""

from madang.site.core.sheets import xlsx_file
from madang.site.core.tables import table_of
from madang.site.programmes.queries.mission_sheets import Values
from madang.site.programmes.reading.sheets import GUESTS, ITINERARY, NEEDS


def mission_xlsx(stops: list[Values], guests: list[Values] | None) -> bytes:
    """Return the itinerary, and the guests for whoever runs the mission; of no rows it is the template."""
    tables = [table_of(ITINERARY, stops)]
    if guests is not None:
        tables.append(table_of(GUESTS, guests))
    return xlsx_file(tables)


def needs_xlsx(rows: list[Values]) -> bytes:
    """Return needs, a row each."""
    return xlsx_file([table_of(NEEDS, rows)])
