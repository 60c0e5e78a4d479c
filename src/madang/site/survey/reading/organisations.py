"""Rows of a demand survey → records of organisations with their items."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from madang.site.directory.models import name_key
from madang.site.survey.reading import cells, lists
from madang.site.survey.reading.columns import Layout
from madang.site.survey.reading.halves import HalfDay
from madang.site.survey.reading.items import Tagger, items_of
from madang.site.survey.reading.records import (
    ERROR,
    OrganisationRecord,
    Problem,
)
from madang.site.survey.reading.rows import Row, half_columns, rows_of


def read_organisations(
    layout: Layout, tag: Tagger, problems: list[Problem]
) -> list[OrganisationRecord]:
    """Return the records of a sheet of answers; rows without a name, or of one name, are errors."""
    found = [_record(row, tag) for row in rows_of(layout, problems)]
    return [each for each in found if each is not None]


def check_names(records: list[OrganisationRecord], problems: list[Problem]) -> None:
    """Note two rows of one organisation, which differ in no country, as an error that names both."""
    seen: dict[str, list[OrganisationRecord]] = {}
    for record in records:
        same = seen.setdefault(name_key(record.name), [])
        clash = next((each for each in same if not _told_apart(each, record)), None)
        if clash is not None:
            message = _(
                "the same organisation as in sheet %(sheet)s, row %(row)s; keep one of the rows"
            )
            place = {"sheet": clash.sheet, "row": clash.row}
            problems.append(
                Problem(
                    ERROR, record.sheet, record.row, "", message % place, record.name
                )
            )
        same.append(record)


def _told_apart(left: OrganisationRecord, right: OrganisationRecord) -> bool:
    return bool(left.country and right.country and left.country != right.country)


def _record(row: Row, tag: Tagger) -> OrganisationRecord | None:
    name = cells.line_of(row.cell("name"))
    if not name:
        row.fail("name", _("expected the name of the organisation"))
        return None
    if len(name) > 200:
        row.fail("name", _("expected a name of at most 200 characters"))
    record = OrganisationRecord(
        sheet=row.layout.sheet.name, row=row.number, name=name[:200]
    )
    _read_who(record, row, tag)
    _read_people(record, row)
    record.items = items_of(row, tag)
    if row.layout.columns_of("consent"):
        record.audiences = row.taken("consent", lists.audiences(row.cell("consent")))
    record.wishes = _names(row, "wish")
    record.nevers = _names(row, "never")
    record.available = _available(row)
    return record


def _names(row: Row, field: str) -> list[str] | None:
    found = [each[:200] for cell in row.cells_of(field) for each in lists.pieces(cell)]
    return found or None


def _read_who(record: OrganisationRecord, row: Row, tag: Tagger) -> None:
    record.name_local = cells.line_of(row.cell("name_local"))[:200] or None
    record.about = cells.text_of(row.cell("about")) or None
    record.objectives = cells.text_of(row.cell("objectives")) or None
    record.kind = _kind(row, tag)
    if row.layout.columns_of("country"):
        record.country = (
            row.taken("country", cells.country(row.cell("country"))) or None
        )
        if row.cell("country") is None:
            row.note("country", _("no country; written without one"))
    if website := cells.line_of(row.cell("website")):
        record.website = _website(row, website)


def _website(row: Row, text: str) -> str | None:
    address = text if "://" in text else f"https://{text}"
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        row.note(
            "website",
            _("expected %(what)s; left out") % {"what": _("the address of a website")},
        )
        return None
    return address[:200]


def _kind(row: Row, tag: Tagger) -> str | None:
    text = cells.line_of(row.cell("kind"))
    if not text:
        return None
    found = tag(text, "partner_type")
    if not found:
        row.note("kind", _("no kind that is known; read as Other"))
        return "other"
    # "Academic / hospital" is two kinds; the name may say which, its last word best ("University Hospital").
    named = [
        each
        for each in tag(cells.line_of(row.cell("name")), "partner_type")
        if each in found
    ]
    return named[-1] if named else found[0]


def _read_people(record: OrganisationRecord, row: Row) -> None:
    roles = [each for cell in row.cells_of("role") for each in lists.pieces(cell)]
    record.roles = [each[:120] for each in roles] or None
    if row.layout.columns_of("delegates"):
        count = row.taken("delegates", cells.number(row.cell("delegates")))
        if count is None or count < 1 or count > 60:
            count = max(len(roles), 1)
            row.note(
                "delegates",
                _("no number from 1 to 60; read as %(number)s") % {"number": count},
            )
        record.delegates = count
    record.email = row.taken("email", cells.email(row.cell("email"))) or None
    record.contact = cells.line_of(row.cell("contact"))[:120] or None
    record.phone = cells.line_of(row.cell("phone"))[:40] or None
    found = [
        code
        for cell in row.cells_of("language")
        for code in row.taken("language", cells.languages(cell))
    ]
    record.languages = list(dict.fromkeys(found)) or None
    if row.layout.columns_of("language") and not found:
        row.note("language", _("no language; the matching takes it for English"))
    record.interpreter_wanted = cells.yes_or_no(row.cell("interpreter"))
    if record.interpreter_wanted is None and row.cell("interpreter") is not None:
        row.note(
            "interpreter", _("expected %(what)s; left out") % {"what": _("yes or no")}
        )
    most = row.taken("most", cells.number(row.cell("most")))
    record.most_meetings = most or None


def _available(row: Row) -> dict[HalfDay, bool] | None:
    """Return the half-days of a row. Where only "yes" is marked, an empty cell means no; where nothing is, all are free."""
    columns = half_columns(row.layout)
    if not columns:
        return None
    marks = {index: cells.yes_or_no(row.cell_at(index)) for index in columns}
    for index in columns:
        if marks[index] is None and cells.text_of(row.cell_at(index)):
            row.note(
                "half_day",
                _("expected %(what)s; left out") % {"what": _("yes or no")},
                index=index,
            )
    said = {mark for mark in marks.values() if mark is not None}
    if not said:
        row.note(
            "half_day",
            _("no half-day is marked; read as there all the time"),
            index=columns[0],
        )
        return {row.layout.halves[index]: True for index in columns}
    for index in (each for each in columns if marks[each] is None):
        message = (
            _("empty beside marked half-days; read as not there")
            if said == {True}
            else _("empty; read as there")
        )
        row.note("half_day", message, index=index)
    return {row.layout.halves[index]: _filled(marks[index], said) for index in columns}


def _filled(mark: bool | None, said: set[bool]) -> bool:  # noqa: FBT001 - a mark is one of three
    return mark if mark is not None else said != {True}
