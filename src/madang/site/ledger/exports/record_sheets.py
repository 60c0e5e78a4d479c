"""Organisations as a workbook: names, numbers, memberships, relations, people in roles, initiatives, and the sources of all."""

from django.db.models import QuerySet

from madang.site.core.guides import template_of
from madang.site.core.sheets import xlsx_file
from madang.site.core.tables import table_of
from madang.site.directory.models import Organisation
from madang.site.ledger.queries import record_sheets as queries
from madang.site.ledger.queries.sheets import (
    MOST,
    Reader,
    organisation_values,
    sources_named,
)
from madang.site.ledger.reading.records import (
    IDENTIFIERS,
    INITIATIVES,
    MEMBERSHIPS,
    NAMES,
    POSITIONS,
    RELATIONS,
)
from madang.site.ledger.reading.sheets import ORGANISATIONS, SOURCES


def organisations_xlsx(user: Reader, rows: QuerySet[Organisation]) -> bytes:
    """Return organisations of queries.organisations, at most 5,000 a sheet, as a workbook of eight sheets."""
    parts = [
        (NAMES, queries.name_lines(user, rows)),
        (IDENTIFIERS, queries.identifier_lines(user, rows)),
        (MEMBERSHIPS, queries.membership_lines(user, rows)),
        (RELATIONS, queries.relation_lines(user, rows)),
        (POSITIONS, queries.position_lines(user, rows)),
        (INITIATIVES, queries.initiative_lines(user, rows)),
    ]
    lines = [line for _form, found in parts for line in found]
    return xlsx_file(
        [
            table_of(
                ORGANISATIONS, [organisation_values(each) for each in rows[:MOST]]
            ),
            *(table_of(form, found) for form, found in parts),
            table_of(SOURCES, sources_named(user, lines)),
        ]
    )


def organisations_template() -> bytes:
    """Return the empty workbook that can be filled and taken in."""
    forms = [ORGANISATIONS, NAMES, IDENTIFIERS, MEMBERSHIPS, RELATIONS, POSITIONS, INITIATIVES, SOURCES]  # fmt: skip
    return xlsx_file(template_of(forms))
