"""What can be read of imported files: how a file is understood, what in it does not fit the event, what was imported."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from madang.site.directory.models import Person, name_key
from madang.site.events.models import Event
from madang.site.survey.models import Answer, ImportFile
from madang.site.survey.reading.columns import Layout
from madang.site.survey.reading.items import Tagger
from madang.site.survey.reading.records import (
    ERROR,
    WARNING,
    OrganisationRecord,
    Problem,
    Reading,
)
from madang.site.survey.reading.survey_file import layouts_of, read_layouts
from madang.site.survey.reading.workbook import column_letter, read_workbook


@dataclass(frozen=True)
class FileReading:
    """A file as it is understood: how each sheet is laid out, and what the sheets say."""

    layouts: list[Layout]
    reading: Reading


def files_of(event: Event) -> QuerySet[ImportFile]:
    """Return the files of an event, newest first, with how many rows were new, updated and unchanged."""
    rows = {
        each: Count("rows", filter=Q(rows__change=each))
        for each in ("created", "updated", "unchanged")
    }
    return event.import_files.defer("content").annotate(**rows).order_by("-pk")


def file_of(event: Event, pk: int) -> ImportFile:
    """Return a file of an event; 404 for any other."""
    found = event.import_files.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def read_file(file: ImportFile, tag: Tagger) -> FileReading:
    """Read a stored file with its mapping, and note what does not fit the event. Raises UnreadableFileError."""
    days = [day.date for day in file.event.days.all()]
    sheets = read_workbook(file.file_name, bytes(file.content))
    layouts = layouts_of(sheets, file.mapping, days=days)
    reading = read_layouts(layouts, tag, days=days)
    reading.problems += list(_misfits(file.event, layouts, reading, days))
    order = {layout.sheet.name: place for place, layout in enumerate(layouts)}
    reading.problems.sort(
        key=lambda each: (
            not each.is_error,
            order.get(each.sheet, 0),
            each.row,
            len(each.column),
            each.column,
        )
    )
    return FileReading(layouts, reading)


def _misfits(
    event: Event, layouts: list[Layout], reading: Reading, days: list[date]
) -> Iterator[Problem]:
    yield from _days_that_do_not_fit(layouts, reading, days)
    yield from _addresses_of_others(reading.organisations)
    yield from _unknown_owners(event, reading)
    yield from _written_online(event, reading.organisations)


def _days_that_do_not_fit(
    layouts: list[Layout], reading: Reading, days: list[date]
) -> Iterator[Problem]:
    for layout in layouts:
        for index, half in layout.halves.items():
            letter = column_letter(index)
            place = (layout.sheet.name, layout.header_row + 1, letter)
            if days and half.day is not None and half.day not in days:
                message = _(
                    "no day of this event; add the day in the set-up, or leave the column out"
                )
                yield Problem(ERROR, *place, message, layout.headers.get(index, ""))
            elif not days and reading.hours is None:
                message = _(
                    "the event has no days and the file tells no hours; these marks are left out"
                )
                yield Problem(WARNING, *place, message, layout.headers.get(index, ""))
            elif half.day is None:
                yield Problem(
                    WARNING,
                    *place,
                    _("a half-day without a day; read as that half of every day"),
                    layout.headers.get(index, ""),
                )
    yield from _interpreters_on_other_days(reading, days)


def _interpreters_on_other_days(
    reading: Reading, days: list[date]
) -> Iterator[Problem]:
    known = set(days) or _marked(reading)
    for record in reading.interpreters:
        strange = [
            half
            for half in record.available or ()
            if half.day is not None and half.day not in known
        ]
        if strange and known:
            message = _("%(day)s is no day of this event; left out") % {
                "day": strange[0].day
            }
            yield Problem(WARNING, record.sheet, record.row, "", message, record.name)


def _marked(reading: Reading) -> set[date]:
    halves = {half for each in reading.organisations for half in each.available or {}}
    return {half.day for half in halves if half.day is not None}


def _addresses_of_others(records: list[OrganisationRecord]) -> Iterator[Problem]:
    emails = {record.email for record in records if record.email}
    known = {
        person.email: person
        for person in Person.objects.filter(email__in=emails).select_related(
            "organisation"
        )
    }
    seen: dict[str, OrganisationRecord] = {}
    for record in records:
        if not record.email:
            continue
        person = known.get(record.email)
        owner = person.organisation if person is not None else None
        if person is not None and (
            owner is None or owner.name_key != name_key(record.name)
        ):
            message = _(
                "the address belongs to somebody of %(owner)s; write another one"
            )
            yield Problem(
                ERROR,
                record.sheet,
                record.row,
                "",
                message % {"owner": owner or _("no organisation")},
                record.email,
            )
        elif (other := seen.setdefault(record.email, record)) is not record:
            message = _(
                "the same address as in row %(row)s; an address is one person’s"
            ) % {"row": other.row}
            yield Problem(ERROR, record.sheet, record.row, "", message, record.email)


def _unknown_owners(event: Event, reading: Reading) -> Iterator[Problem]:
    if not any(record.owner for record in reading.places):
        return
    names = set(event.registrations.values_list("organisation__name_key", flat=True))
    names |= {name_key(record.name) for record in reading.organisations}
    for record in reading.places:
        if record.owner and name_key(record.owner) not in names:
            message = _("expected an organisation of this event or file as the owner")
            yield Problem(ERROR, record.sheet, record.row, "", message, record.owner)


def _written_online(
    event: Event, records: list[OrganisationRecord]
) -> Iterator[Problem]:
    answers = Answer.objects.filter(
        registration__event=event, source=Answer.Source.ONLINE, items__isnull=False
    )
    online = set(answers.values_list("registration__organisation__name_key", flat=True))
    for record in records:
        if record.items is not None and name_key(record.name) in online:
            message = _(
                "answered online too; the items of the file take the place of those"
            )
            yield Problem(WARNING, record.sheet, record.row, "", message, record.name)
