"""What hangs on rows that somebody wants to remove: what would go with them, and what keeps them from going.

The relations are read from the models themselves, so that rows of later apps are counted without knowing those apps.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

WORDS: dict[str, Callable[[int], str]] = {
    "events.break": lambda count: ngettext(
        "%(count)s break", "%(count)s breaks", count
    ),
    "events.slot": lambda count: ngettext("%(count)s slot", "%(count)s slots", count),
    "events.zone": lambda count: ngettext("%(count)s zone", "%(count)s zones", count),
    "events.place": lambda count: ngettext(
        "%(count)s place", "%(count)s places", count
    ),
    "events.placeclosure": lambda count: ngettext(
        "%(count)s closed slot of a place", "%(count)s closed slots of places", count
    ),
    "events.interpreterpair": lambda count: ngettext(
        "%(count)s pair of languages", "%(count)s pairs of languages", count
    ),
    "events.interpreterabsence": lambda count: ngettext(
        "%(count)s absence of an interpreter",
        "%(count)s absences of interpreters",
        count,
    ),
    "events.delegateabsence": lambda count: ngettext(
        "%(count)s absence of a delegate", "%(count)s absences of delegates", count
    ),
    "events.roundtable": lambda count: ngettext(
        "%(count)s round table", "%(count)s round tables", count
    ),
    "events.roundtableseat": lambda count: ngettext(
        "%(count)s seat given to a delegate",
        "%(count)s seats given to delegates",
        count,
    ),
    "meetings.placement": lambda count: ngettext(
        "%(count)s meeting placed in a version of the timetable",
        "%(count)s meetings placed in versions of the timetable",
        count,
    ),
    "meetings.calendaraddress": lambda count: ngettext(
        "%(count)s calendar address", "%(count)s calendar addresses", count
    ),
    "meetings.calendarentry": lambda count: ngettext(
        "%(count)s calendar entry", "%(count)s calendar entries", count
    ),
}
# An attendance stands and falls with its placement, which is counted.
UNCOUNTED = {"meetings.attendance"}


@dataclass
class Uses:
    """`lost`: phrases of what goes too; `blocking`: phrases of what must be moved or discarded first."""

    lost: list[str] = field(default_factory=list)
    blocking: list[str] = field(default_factory=list)

    def refusal(self) -> str:
        """Return the reason why the rows cannot go: "In use: 3 places. …"."""
        return _("In use: %(what)s. Move or discard that first.") % {
            "what": ", ".join(self.blocking)
        }


def _label(model: type[models.Model]) -> str:
    return model._meta.label_lower  # noqa: SLF001 - Django's public way to name a model


def phrase(model: type[models.Model], count: int) -> str:
    """Return "2 breaks" in the reader's language; a model without words is called by its own name."""
    if words := WORDS.get(_label(model)):
        return words(count) % {"count": count}
    return f"{count} {model._meta.verbose_name_plural}"  # noqa: SLF001


def uses_of(rows: QuerySet[Any]) -> Uses:
    """Count what hangs on these rows, and on what would go with them."""
    uses = Uses()
    _collect(rows, uses)
    return uses


def _collect(rows: QuerySet[Any], uses: Uses) -> None:
    for relation in rows.model._meta.related_objects:  # noqa: SLF001 - the way to the relations
        model: Any = relation.related_model
        on_delete = relation.field.remote_field.on_delete
        if _label(model) in UNCOUNTED or on_delete not in (
            models.CASCADE,
            models.PROTECT,
        ):
            continue
        condition = {f"{relation.field.name}__in": rows.order_by().values("pk")}
        found = model._default_manager.filter(**condition)  # noqa: SLF001
        if not (count := found.count()):
            continue
        if on_delete is models.PROTECT:
            uses.blocking.append(phrase(model, count))
        else:
            uses.lost.append(phrase(model, count))
            _collect(found, uses)
