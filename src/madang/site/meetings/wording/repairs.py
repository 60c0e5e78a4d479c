"""A repair in words: what hit a meeting, and what became of it."""

from django.utils.translation import gettext_lazy

from madang.site.meetings.models import RepairLine
from madang.site.meetings.queries.repairs import Repaired
from madang.site.meetings.wording.unplaced import reason

CAUSES = {
    "delegate_absent": gettext_lazy("A delegate cannot meet then"),
    "delegate_busy": gettext_lazy("A delegate is taken then"),
    "side_busy": gettext_lazy("A side has no delegate free then"),
    "who_comes": gettext_lazy("A side sends other delegates"),
    "place_closed": gettext_lazy("The table is closed then"),
    "place_taken": gettext_lazy("The table is taken then"),
    "place_owned": gettext_lazy("The suite belongs to others"),
    "interpreter": gettext_lazy("No interpreter is free then"),
    "interpreter_unneeded": gettext_lazy("An interpreter is not needed any more"),
    "day_limit": gettext_lazy("A delegate has too many meetings that day"),
    "organisation_limit": gettext_lazy("A side has too many meetings in all"),
    "no_rest": gettext_lazy("A delegate has too many meetings in a row"),
    "too_far": gettext_lazy("The way is too long for the time"),
    "slot_closed": gettext_lazy("The time is closed"),
    "withdrawn": gettext_lazy("A side has withdrawn"),
    "no_delegate": gettext_lazy("A side has no delegate"),
}
WITHOUT_CAUSE = {
    "moved": gettext_lazy("Makes room for another meeting"),
    "added": gettext_lazy("Agreed after the version was published"),
    "filled": gettext_lazy("Had no place before; one became free"),
    "lost": gettext_lazy("Agreed after the version was published"),
}


def kind(row: Repaired) -> str:
    """Return what became of a meeting."""
    return str(RepairLine.Kind(row.line.kind).label)


def why(row: Repaired) -> str:
    """Return why a meeting is not where it was: what hit it, or for whose sake it moved."""
    line = row.line
    return str(CAUSES.get(line.cause) or WITHOUT_CAUSE.get(line.kind) or "")


def no_place(row: Repaired) -> str:
    """Return why a meeting has no place, empty where it has one."""
    return reason(row.reason) if row.new is None and row.reason else ""
