"""The rows of a day: meetings, and what lies between them: breaks, free slots, absences."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from madang.site.core.time import to_utc
from madang.site.events.models import (
    Day,
    DelegateAbsence,
    Event,
    InterpreterAbsence,
    PlaceClosure,
    Slot,
)
from madang.site.meetings.models import Feedback
from madang.site.meetings.queries.lines import Line
from madang.site.meetings.queries.owners import Owner


@dataclass
class Entry:
    """One row of a day: a meeting with its line, or a pause ("pause", "free", "away") with its words."""

    kind: str
    starts_at: datetime
    ends_at: datetime
    line: Line | None = None
    words: str = ""
    feedback: Feedback | None = None

    @property
    def is_meeting(self) -> bool:
        """Tell whether two organisations meet here: neither a round table nor a pause."""
        return self.line is not None and self.line.placement.meeting_id is not None

    @property
    def state(self) -> str:
        """The state to show: held once a side said so."""
        if self.feedback is not None and self.feedback.verdict != "not_held":
            return "held"
        return self.line.state if self.line is not None else ""

    @property
    def state_word(self) -> str:
        """The word for the state."""
        return {
            "held": _("Held"),
            "cancelled": _("Cancelled"),
            "pinned": _("Placed, fixed"),
            "placed": _("Placed"),
        }.get(self.state, "")


def slots_of(event: Event, owner: Owner, day: Day | None) -> list[tuple[Slot, bool]]:
    """Return a day's slots, each with whether the owner is not there (or the place is closed)."""
    away = {
        "delegate": DelegateAbsence.objects.filter(
            delegate=owner.delegate, slot=OuterRef("pk")
        ),
        "interpreter": InterpreterAbsence.objects.filter(
            interpreter=owner.interpreter, slot=OuterRef("pk")
        ),
        "place": PlaceClosure.objects.filter(place=owner.place, slot=OuterRef("pk")),
    }[owner.kind]
    slots = Slot.objects.filter(event=event, day=day).annotate(is_away=Exists(away))
    return [(slot, slot.is_away) for slot in slots.order_by("starts_at")]


def pauses_of(
    *, event: Event, owner: Owner, on: date, taken: set[datetime]
) -> list[Entry]:
    """Return a day's breaks, and the stretches in which the owner is free or away.

    `taken` are the beginnings of the owner's meetings. A stretch ends where a meeting or a break begins.
    """
    day = next((each for each in event.days.all() if each.date == on), None)
    breaks = []
    for each in day.breaks.all() if day is not None else []:
        starts, ends = (to_utc(on, at, event.zone) for at in (each.starts, each.ends))
        breaks.append(Entry("pause", starts, ends, words=each.name))
    apart = [*taken, *(each.starts_at for each in breaks)]
    free: list[Entry] = []
    counts: list[int] = []
    for slot, is_away in slots_of(event, owner, day):
        kind = "away" if is_away else "free"
        if slot.starts_at in taken:
            continue
        if free and free[-1].kind == kind and not _is_between(apart, free[-1], slot):
            free[-1].ends_at = slot.ends_at
            counts[-1] += 1
        else:
            free.append(Entry(kind, slot.starts_at, slot.ends_at))
            counts.append(1)
    for entry, count in zip(free, counts, strict=True):
        entry.words = _free_words(entry.kind, count)
    return breaks + free


def _is_between(starts: list[datetime], last: Entry, slot: Slot) -> bool:
    return any(last.ends_at <= each < slot.starts_at for each in starts)


def _free_words(kind: str, count: int) -> str:
    if kind == "away":
        return ngettext(
            "Not available for %(count)d slot",
            "Not available for %(count)d slots",
            count,
        ) % {"count": count}
    return ngettext("%(count)d slot free", "%(count)d slots free", count) % {
        "count": count
    }
