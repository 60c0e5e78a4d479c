"""What keeps an event from being planned, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from madang.site.meetings.queries.readiness import Readiness

MISSING = {
    "slots": gettext_lazy(
        "The event has no slots: set its days and hours in the set-up first."
    ),
    "tables": gettext_lazy(
        "The event has no open table: add tables in the set-up first."
    ),
    "meetings": gettext_lazy(
        "No meeting is agreed by both sides yet, so there is nothing to plan."
    ),
}


def missing(readiness: Readiness) -> list[str]:
    """Return a sentence for each thing without which a run cannot start."""
    return [str(MISSING[code]) for code in readiness.missing]


def remarks(readiness: Readiness) -> list[str]:
    """Return a sentence for each thing that a run leaves out."""
    said = [
        _("%(delegate)s of %(organisation)s is free in no slot.")
        % {"delegate": row.person or row.position, "organisation": row.registration}
        for row in readiness.delegates
    ]
    return said + [
        _("Suite %(suite)s stays empty: %(owner)s has withdrawn.")
        % {"suite": row.code, "owner": row.owner}
        for row in readiness.suites
    ]
