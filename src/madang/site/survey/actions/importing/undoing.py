"""Taking a file back: every row as it was before, or nothing and the reason."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Person
from madang.site.events.actions import bump_version
from madang.site.events.models import Event
from madang.site.survey.actions.importing import snapshots
from madang.site.survey.models import ImportFile, ImportRow
from madang.site.survey.rules import SurveyRefusal


@transaction.atomic
def undo_file(*, by: Person | None, file: ImportFile) -> int:
    """Put everything back as it was before the file; return how many targets that were.

    Raises SurveyRefusal, with nothing changed, if something was changed since or was built on it.
    """
    event = Event.objects.select_for_update().get(pk=file.event_id)
    locked = ImportFile.objects.select_for_update().get(pk=file.pk)
    if locked.state != ImportFile.State.APPLIED:
        raise SurveyRefusal(_("Only a file that was applied can be taken back."))
    rows = list(file.rows.exclude(change=ImportRow.Change.UNCHANGED).order_by("-pk"))
    for kind in dict.fromkeys(row.target_type for row in rows):
        same = [row for row in rows if row.target_type == kind]
        current = snapshots.take(kind, [row.target_id for row in same], event)
        changed = next(
            (
                row
                for row in same
                if snapshots.digest(current[row.target_id]) != _kept(row)["after"]
            ),
            None,
        )
        if changed is not None:
            raise SurveyRefusal(_changed_since(changed, current[changed.target_id]))
        before = [each for row in same for each in _kept(row)["rows"]]
        snapshots.put_back(
            kind, before, [each for rows_of in current.values() for each in rows_of]
        )
    file.state, file.undone_at = ImportFile.State.UNDONE, timezone.now()
    file.save(update_fields=["state", "undone_at"])
    log.record(
        "take back survey file",
        file,
        by=by,
        event_id=file.event_id,
        detail=f"{len(rows)} targets",
    )
    bump_version(event)
    return len(rows)


def _kept(row: ImportRow) -> dict[str, Any]:
    kept: dict[str, Any] = row.before or {}
    return kept


def _changed_since(row: ImportRow, current: snapshots.Rows) -> str:
    names = [each["fields"]["name"] for each in current if "name" in each["fields"]]
    what = names[0] if names else _("the event’s days, slots and zones")
    return _("Not taken back: %(what)s was changed since (row %(row)s).") % {
        "what": what,
        "row": row.number,
    }
