"""Why an agreed meeting has no place, and the cheapest change that would give it one, in the reader's language."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from madang.site.core.templatetags.ui import clock, day_in
from madang.site.events.models import Delegate, Event
from madang.site.meetings.models import Unplaced
from madang.site.meetings.wording.conflicts import language_pair

MOST_NAMED = 4
"""Meetings named in one remedy; of more the number is said."""
REASONS = {
    "no_common_slot": gettext_lazy("The two sides are never free at the same time"),
    "side_busy": gettext_lazy("A side has other meetings in every common slot"),
    "places_full": gettext_lazy("Every table is taken when both are free"),
    "no_interpreter": gettext_lazy("No interpreter is free when both are"),
    "day_limit": gettext_lazy("A side reached its most meetings a day"),
    "organisation_limit": gettext_lazy("A side reached its most meetings in all"),
    "suite_closed": gettext_lazy("The suite is closed when both are free"),
    "displaces_heavier": gettext_lazy("It would push out meetings of more weight"),
    "too_far": gettext_lazy("The free tables are too far to walk to in time"),
    "fits": gettext_lazy("It fits now: place it by hand or make a new version"),
    "withdrawn": gettext_lazy("A side has withdrawn from the event"),
    "no_delegate": gettext_lazy("A side has no delegate"),
}


@dataclass(frozen=True)
class Remedy:
    """The cheapest change: a sentence, and the page where it is made."""

    sentence: str
    way: str
    address: str


def reason(code: str) -> str:
    """Return a reason in words; an unknown code stays as it is."""
    return str(REASONS.get(code, code))


def remedy(row: Unplaced, event: Event) -> Remedy | None:
    """Return the cheapest remedy of an unplaced meeting in words, or None if none is known."""
    words = _WORDS.get(row.remedy)
    if words is None:
        return _OTHERWISE[row.reason](row, event) if row.reason in _OTHERWISE else None
    return words(row, event)


def _when(row: Unplaced, event: Event) -> str:
    if row.remedy_slot is None:
        return _("another time")
    return _("%(time)s on %(day)s") % {
        "time": clock(row.remedy_slot.starts_at, event.zone),
        "day": day_in(row.remedy_slot.starts_at, event.zone),
    }


def _who(delegate: Delegate | None) -> str:
    if delegate is None:
        return _("the delegate")
    if delegate.person is not None:
        return str(delegate.person)
    return _("delegate %(number)d of %(organisation)s") % {
        "number": delegate.position,
        "organisation": delegate.registration,
    }


def _timetable(row: Unplaced, event: Event, to: str = "") -> str:
    address = reverse("meetings:timetable", args=[event.slug])
    return f"{address}?move={row.meeting_id}" + (f"&to={to}" if to else "")


def _cell(row: Unplaced) -> str:
    if row.remedy_slot_id and row.remedy_place_id:
        return f"{row.remedy_slot_id}-{row.remedy_place_id}"
    return ""


def _place(row: Unplaced, event: Event) -> Remedy:
    where = row.remedy_place.code if row.remedy_place else _("a free table")
    sentence = _("Place it at %(place)s, %(when)s: nobody else moves.")
    return Remedy(
        sentence % {"place": where, "when": _when(row, event)},
        _("Place it"),
        _timetable(row, event, _cell(row)),
    )


def _free_slot(row: Unplaced, event: Event) -> Remedy:
    sentence = _("If %(delegate)s were there at %(when)s, it could be placed.")
    words = {"delegate": _who(row.remedy_delegate), "when": _when(row, event)}
    return Remedy(
        sentence % words,
        _("Change the absence"),
        reverse("events:people", args=[event.slug]),
    )


def _leave_out(row: Unplaced, event: Event) -> Remedy:
    sentence = _("Without %(delegate)s it could be held at %(when)s.")
    words = {"delegate": _who(row.remedy_delegate), "when": _when(row, event)}
    return Remedy(
        sentence % words,
        _("Look at the meeting"),
        reverse("meetings:meeting", args=[event.slug, row.meeting_id]),
    )


def _open_table(row: Unplaced, event: Event) -> Remedy:
    sentence = _("One more table at %(when)s would place it.")
    return Remedy(
        sentence % {"when": _when(row, event)},
        _("Open a table"),
        reverse("events:setup", args=[event.slug]),
    )


def _add_interpreter(row: Unplaced, event: Event) -> Remedy:
    first, _dash, second = row.remedy_languages.partition("–")
    pair = language_pair((first, second)) if second else _("the two languages")
    sentence = _("One more interpreter for %(languages)s at %(when)s would place it.")
    return Remedy(
        sentence % {"languages": pair, "when": _when(row, event)},
        _("Add an interpreter"),
        reverse("events:setup", args=[event.slug]),
    )


def _raise_day_limit(row: Unplaced, event: Event) -> Remedy:
    sentence = _("One meeting a day more for %(delegate)s would place it.")
    return Remedy(
        sentence % {"delegate": _who(row.remedy_delegate)},
        _("Change the limit"),
        reverse("events:people", args=[event.slug]),
    )


def _raise_organisation_limit(row: Unplaced, event: Event) -> Remedy:
    sentence = _("One meeting more for %(organisation)s would place it.")
    return Remedy(
        sentence % {"organisation": row.remedy_registration},
        _("Change the limit"),
        reverse("events:people", args=[event.slug]),
    )


def _move(row: Unplaced, event: Event) -> Remedy:
    sentence = _("Moving %(meeting)s to %(when)s makes room for it.")
    address = reverse("meetings:timetable", args=[event.slug])
    to = f"&to={_cell(row)}" if _cell(row) else ""
    return Remedy(
        sentence % {"meeting": row.remedy_meeting, "when": _when(row, event)},
        _("Move that one"),
        f"{address}?move={row.remedy_meeting_id}{to}",
    )


def _replace(row: Unplaced, event: Event) -> Remedy:
    sentence = _("It would fit if %(meeting)s gave way.")
    return Remedy(
        sentence % {"meeting": row.remedy_meeting},
        _("Look at that one"),
        reverse("meetings:meeting", args=[event.slug, row.remedy_meeting_id]),
    )


def _replace_several(row: Unplaced, event: Event) -> Remedy:
    names = [row.remedy_meeting, *row.remedy_others.all()]
    shown = [str(name) for name in names if name is not None][:MOST_NAMED]
    more = len(names) - len(shown)
    if more:
        shown.append(
            ngettext("%(count)d more", "%(count)d more", more) % {"count": more}
        )
    sentence = _("It would fit at %(when)s if these gave way together: %(meetings)s.")
    return Remedy(
        sentence % {"when": _when(row, event), "meetings": "; ".join(shown)},
        _("See where it fits"),
        _timetable(row, event),
    )


def _name_delegate(row: Unplaced, event: Event) -> Remedy:  # noqa: ARG001 - one shape for all remedies
    return Remedy(
        _("Give the side a delegate, then make a new version."),
        _("Add a delegate"),
        reverse("events:people", args=[event.slug]),
    )


def _new_version(row: Unplaced, event: Event) -> Remedy:
    return Remedy(
        _("Place it by hand, or make a new version."),
        _("See where it fits"),
        _timetable(row, event),
    )


_WORDS: dict[str, Callable[[Unplaced, Event], Remedy]] = {
    "place": _place,
    "leave_out": _leave_out,
    "free_slot": _free_slot,
    "open_table": _open_table,
    "add_interpreter": _add_interpreter,
    "raise_day_limit": _raise_day_limit,
    "raise_organisation_limit": _raise_organisation_limit,
    "move": _move,
    "replace": _replace,
    "replace_several": _replace_several,
}
_OTHERWISE: dict[str, Callable[[Unplaced, Event], Remedy]] = {
    "no_delegate": _name_delegate,
    "fits": _new_version,
}
