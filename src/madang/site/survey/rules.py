"""When an answer may be changed and by whom, and why not."""

from collections.abc import Collection
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from madang.site.core.templatetags.ui import city, moment
from madang.site.events.models import Deadline, Event
from madang.site.events.rules import Standing

ONLY_WITHDRAWN = gettext_lazy(
    "Consent can still be withdrawn, at any time; it takes effect at once. It cannot be widened."
)


class SurveyRefusal(Exception):  # noqa: N818 - a refusal is no fault of the program
    """A change that is not allowed now; the message says why, in the reader's language."""


class OutdatedPart(SurveyRefusal):
    """Somebody else saved the same part in between; `version` is the one that stands now."""

    def __init__(self, message: str, *, version: str) -> None:
        super().__init__(message)
        self.version = version


def due_at(event: Event) -> datetime | None:
    """Return when the survey closes, or None if no day is set."""
    return (
        event.deadlines.filter(kind=Deadline.Kind.SURVEY)
        .values_list("due_at", flat=True)
        .first()
    )


def closing(
    event: Event, *, now: datetime | None = None
) -> tuple[datetime | None, str]:
    """Return when the survey closes (None if no day is set) and why its answers cannot be changed now (empty when they can)."""
    due = due_at(event)
    if event.state == Event.State.CLOSED:
        return due, _("The event is closed. Its answers stay as they are.")
    if due is None or due > (now or timezone.now()):
        return due, ""
    facts = {"when": moment(due, event.zone), "place": city(event.zone)}
    return due, _("The survey closed on %(when)s (%(place)s).") % facts


def why_closed(event: Event, *, now: datetime | None = None) -> str:
    """Return why answers of this event cannot be changed now; empty when they can."""
    return closing(event, now=now)[1]


def may_read(standing: Standing, part: str, in_hand: Collection[str]) -> bool:
    """Return whether this person reads a part: the lead all, who holds parts those alone, other colleagues the same draft."""
    return standing.is_lead or not in_hand or part in in_hand


def why_not_mine(standing: Standing, part: str, in_hand: Collection[str]) -> str:
    """Return why this person may only read a part of their organisation's answers; empty when they may write it."""
    if standing.is_lead or part in in_hand:
        return ""
    return _(
        "Whoever leads your organisation’s entry writes the answers. You read the same draft."
    )
