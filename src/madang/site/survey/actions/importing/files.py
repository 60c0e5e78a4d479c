"""A file's life: kept as a preview, tried, applied whole or not at all, taken back exactly."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from madang.site.core import log
from madang.site.directory.models import Person
from madang.site.events.actions import bump_version
from madang.site.events.models import Event
from madang.site.events.rules import SetUpError
from madang.site.survey.actions.importing import snapshots
from madang.site.survey.actions.importing.details import write_details
from madang.site.survey.actions.importing.facilities import (
    write_hours,
    write_interpreters,
    write_places,
)
from madang.site.survey.actions.importing.organisations import (
    match_organisations,
    write_entries,
)
from madang.site.survey.actions.names import link_names
from madang.site.survey.bridge import find_terms
from madang.site.survey.models import ImportFile, ImportRow
from madang.site.survey.queries.imports import FileReading, read_file
from madang.site.survey.reading.records import Reading
from madang.site.survey.reading.workbook import read_workbook
from madang.site.survey.rules import SurveyRefusal

KINDS = ("directory.organisation", "events.place", "events.interpreter")


@dataclass
class Counts:
    """How many rows were new, updated and unchanged, by kind of target."""

    by_kind: dict[str, dict[str, int]] = field(default_factory=dict)

    def add(self, kind: str, change: str) -> None:
        """Count one row."""
        self.by_kind.setdefault(kind, {"created": 0, "updated": 0, "unchanged": 0})[
            change
        ] += 1

    def total(self, change: str) -> int:
        """Return how many rows of all kinds changed in this way."""
        return sum(kind[change] for kind in self.by_kind.values())


@dataclass(frozen=True)
class Source:
    """Where a target's row stands in the file."""

    sheet: str
    number: int


@transaction.atomic
def keep_file(
    *, by: Person | None, event: Event, file_name: str, content: bytes
) -> ImportFile:
    """Keep an uploaded file as a preview; nothing of the event changes. Raises UnreadableFileError."""
    read_workbook(file_name, content)
    file = ImportFile.objects.create(
        event=event,
        file_name=file_name.rsplit("/", 1)[-1][-255:],
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        uploaded_by=str(by)[:200] if by is not None else _("the command line"),
    )
    log.record("upload survey file", file, by=by, event_id=event.pk, detail=file.sha256)
    return file


@transaction.atomic
def mend_mapping(
    *, by: Person | None, file: ImportFile, mapping: Mapping[str, Any]
) -> None:
    """Keep how sheets and columns are to be read. Raises SurveyRefusal once the file was applied."""
    locked = ImportFile.objects.select_for_update().get(pk=file.pk)
    if locked.state != ImportFile.State.PREVIEW:
        raise SurveyRefusal(
            _(
                "This file was applied already. Upload it again to read it in another way."
            )
        )
    file.mapping = dict(mapping)
    file.save(update_fields=["mapping"])
    log.record("map survey file", file, by=by, event_id=file.event_id)


@transaction.atomic
def discard_file(*, by: Person | None, file: ImportFile) -> None:
    """Delete a preview. Raises SurveyRefusal for a file that was ever applied: it is the record of its rows."""
    if file.state != ImportFile.State.PREVIEW:
        raise SurveyRefusal(_("This file was applied once and stays on record."))
    log.record(
        "discard survey file", file, by=by, event_id=file.event_id, detail=file.sha256
    )
    file.delete()


def try_file(file: ImportFile, read: FileReading | None = None) -> Counts:
    """Return what applying the file would do, by doing it and taking it back at once. Raises SurveyRefusal."""
    read = read or read_file(file, find_terms)
    with transaction.atomic():
        counts = _write(file, read.reading, by=None)
        transaction.set_rollback(True)
    return counts


@transaction.atomic
def apply_file(*, by: Person | None, file: ImportFile) -> Counts:
    """Write the whole file, or nothing. Raises SurveyRefusal for a file with errors, or one that was applied."""
    Event.objects.select_for_update().get(pk=file.event_id)
    locked = ImportFile.objects.select_for_update().get(pk=file.pk)
    if locked.state == ImportFile.State.APPLIED:
        raise SurveyRefusal(
            _("This file was applied already. Upload it again to update from it.")
        )
    read = read_file(file, find_terms)
    if read.reading.errors:
        raise SurveyRefusal(
            ngettext(
                "Nothing was imported: %(count)s error in the file.",
                "Nothing was imported: %(count)s errors in the file.",
                len(read.reading.errors),
            )
            % {"count": len(read.reading.errors)}
        )
    counts = _write(file, read.reading, by=by)
    file.state, file.applied_at, file.undone_at = (
        ImportFile.State.APPLIED,
        timezone.now(),
        None,
    )
    file.save(update_fields=["state", "applied_at", "undone_at"])
    detail = f"{counts.total('created')} new, {counts.total('updated')} updated, {counts.total('unchanged')} unchanged"
    log.record("import survey file", file, by=by, event_id=file.event_id, detail=detail)
    if counts.total("created") + counts.total("updated"):
        bump_version(file.event)
    return counts


def _write(file: ImportFile, reading: Reading, *, by: Person | None) -> Counts:
    event = Event.objects.get(pk=file.event_id)
    counts = Counts()
    frame = snapshots.take("events.event", [event.pk], event)
    try:
        write_hours(event, reading, by=by)
    except SetUpError as error:
        raise SurveyRefusal(
            _("The hours of the file do not fit: %(why)s") % {"why": error}
        ) from error
    known = [
        each.pk
        for each in match_organisations(event, reading.organisations)
        if each is not None
    ]
    before = snapshots.take("directory.organisation", known, event)
    places = snapshots.take(
        "events.place", event.places.values_list("pk", flat=True), event
    )
    interpreters = snapshots.take(
        "events.interpreter", event.interpreters.values_list("pk", flat=True), event
    )
    entries = write_entries(event, reading.organisations)
    write_details(event, entries)
    link_names(event)
    written = write_places(event, reading.places)
    working, people = write_interpreters(event, reading.interpreters)
    _keep_rows(file, "events.event", {event.pk: Source("", 0)}, frame, event)
    sources = {
        entry.organisation.pk: Source(entry.record.sheet, entry.record.row)
        for entry in entries
    }
    _count(
        counts,
        "directory.organisation",
        _keep_rows(file, "directory.organisation", sources, before, event),
    )
    sources = {
        place.pk: Source(record.sheet, record.row)
        for place, record in zip(written, reading.places, strict=True)
    }
    _count(
        counts, "events.place", _keep_rows(file, "events.place", sources, places, event)
    )
    _keep_rows(
        file,
        "directory.person",
        {person.pk: Source("", 0) for person in people},
        {},
        event,
    )
    pairs = zip(working, reading.interpreters, strict=True)
    sources = {
        interpreter.pk: Source(record.sheet, record.row)
        for interpreter, record in pairs
    }
    _count(
        counts,
        "events.interpreter",
        _keep_rows(file, "events.interpreter", sources, interpreters, event),
    )
    return counts


def _count(counts: Counts, kind: str, changes: Iterable[str]) -> None:
    for change in changes:
        counts.add(kind, change)


def _keep_rows(
    file: ImportFile,
    kind: str,
    sources: dict[int, Source],
    before: dict[int, snapshots.Rows],
    event: Event,
) -> list[str]:
    """Write one ImportRow for each target, with its snapshot before and the digest after; return what changed how."""
    after = snapshots.take(kind, sources, event)
    rows = [
        ImportRow(
            file=file,
            sheet=source.sheet[:120],
            number=source.number,
            target_type=kind,
            target_id=pk,
            change=_change(kind, before.get(pk, []), after[pk]),
            before={"rows": before.get(pk, []), "after": snapshots.digest(after[pk])},
        )
        for pk, source in sources.items()
    ]
    for row in rows:
        if row.change == ImportRow.Change.UNCHANGED:
            row.before = None
    ImportRow.objects.bulk_create(rows)
    return [row.change for row in rows]


def _change(kind: str, before: snapshots.Rows, after: snapshots.Rows) -> str:
    if before == after:
        return ImportRow.Change.UNCHANGED
    marks = ("events.registration",) if kind == "directory.organisation" else (kind,)
    was_there = any(row["model"] in marks for row in before)
    return ImportRow.Change.UPDATED if was_there else ImportRow.Change.CREATED
