"""Why a meeting cannot be somewhere, as sentences in the reader's language."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from madang.site.core.templatetags.ui import clock, language_name
from madang.site.events.models import Event, Slot
from madang.site.meetings.queries.names import Conflict, Names, names_of


@dataclass(frozen=True)
class Sentence:
    """`who` is printed bold, `what` after it, `source` below in grey where there is more to say."""

    who: str
    what: str
    source: str = ""

    def __str__(self) -> str:
        """Return the sentence as plain text."""
        return f"{self.who} {self.what}"


def sentences(
    conflicts: Iterable[Conflict], event: Event, known: Names | None = None
) -> list[Sentence]:
    """Return one sentence for each conflict, in the same order, each once. `known` are rows that were read already."""
    rows = list(conflicts)
    names = names_of(rows, known)
    return list(dict.fromkeys(_WORDS[row.kind](row, names, event) for row in rows))


def meeting_name(key: int | None, names: Names) -> str:
    """Return the two sides of a meeting, or the title of a round table."""
    if key is not None and key < 0:
        return _("the round table “%(title)s”") % {
            "title": names.round_tables[-key].title
        }
    if key is None or key not in names.meetings:
        return _("another meeting")
    row = names.meetings[key]
    return _("%(host)s and %(guest)s") % {"host": row.host, "guest": row.guest}


def language_pair(pair: tuple[str, str]) -> str:
    """Return a pair of languages in words: Korean and Spanish."""
    return _("%(first)s and %(second)s") % {
        "first": language_name(pair[0]),
        "second": language_name(pair[1]),
    }


def _time(key: int | None, names: Names, event: Event) -> str:
    return clock(names.slots[key].starts_at, event.zone) if key is not None else ""


def _delegate(row: Conflict, names: Names) -> str:
    who = names.delegates[row.delegate or 0]
    if who.person is None:
        return _("Delegate %(number)d of %(organisation)s") % {
            "number": who.position,
            "organisation": who.registration,
        }
    return _("%(person)s of %(organisation)s") % {
        "person": who.person,
        "organisation": who.registration,
    }


def _delegate_busy(row: Conflict, names: Names, event: Event) -> Sentence:
    at = _time(row.slot, names, event)
    if row.other is not None and row.other < 0:
        what = _("sits at %(table)s at %(time)s.")
        return Sentence(
            _delegate(row, names),
            what % {"table": meeting_name(row.other, names), "time": at},
        )
    what = _("is in another meeting at %(time)s.") % {"time": at}
    if row.place is not None:
        what = _("is at %(place)s at %(time)s.") % {
            "place": names.places[row.place].code,
            "time": at,
        }
    return Sentence(
        _delegate(row, names),
        what,
        _("Meeting of %(meeting)s, agreed by both")
        % {"meeting": meeting_name(row.other, names)},
    )


def _delegate_absent(row: Conflict, names: Names, event: Event) -> Sentence:
    at = _time(row.slot, names, event)
    return Sentence(_delegate(row, names), _("cannot meet at %(time)s.") % {"time": at})


def _side_busy(row: Conflict, names: Names, event: Event) -> Sentence:
    who = str(names.registrations[row.registration or 0])
    what = _("has no delegate free at %(time)s.")
    return Sentence(who, what % {"time": _time(row.slot, names, event)})


def _place_taken(row: Conflict, names: Names, event: Event) -> Sentence:
    what = _("is taken at %(time)s by %(meeting)s.") % {
        "time": _time(row.slot, names, event),
        "meeting": meeting_name(row.other, names),
    }
    return Sentence(names.places[row.place or 0].code, what)


def _place_closed(row: Conflict, names: Names, event: Event) -> Sentence:
    what = _("takes no meeting at %(time)s.")
    return Sentence(
        names.places[row.place or 0].code,
        what % {"time": _time(row.slot, names, event)},
    )


def _place_owned(row: Conflict, names: Names, event: Event) -> Sentence:  # noqa: ARG001 - one shape for all sentences
    place = names.places[row.place or 0]
    what = _("is the suite of %(owner)s, who has no part in this meeting.")
    return Sentence(place.code, what % {"owner": place.owner})


def _interpreter(row: Conflict, names: Names, event: Event) -> Sentence:
    pairs = [language_pair(pair) for pair in row.languages]
    who = _("No interpreter for %(languages)s") % {"languages": _(" or ").join(pairs)}
    what = _("is free at %(time)s.") % {"time": _time(row.slot, names, event)}
    if row.next_slot is None:
        return Sentence(who, what)
    return Sentence(who, what, _next(names.slots[row.next_slot], event))


def _next(slot: Slot, event: Event) -> str:
    return _("The next free time is %(time)s") % {
        "time": clock(slot.starts_at, event.zone)
    }


def _day_limit(row: Conflict, names: Names, event: Event) -> Sentence:  # noqa: ARG001 - one shape for all sentences
    count = row.limit or 0
    what = ngettext(
        "has %(count)d meeting on this day already, the most that is allowed.",
        "has %(count)d meetings on this day already, the most that is allowed.",
        count,
    )
    return Sentence(_delegate(row, names), what % {"count": count})


def _no_rest(row: Conflict, names: Names, event: Event) -> Sentence:
    count = row.limit or 0
    what = ngettext(
        "would have more than %(count)d meeting in a row at %(time)s.",
        "would have more than %(count)d meetings in a row at %(time)s.",
        count,
    )
    words = {"count": count, "time": _time(row.slot, names, event)}
    return Sentence(_delegate(row, names), what % words)


def _too_far(row: Conflict, names: Names, event: Event) -> Sentence:
    what = _("has too little time to walk between %(place)s at %(time)s and %(other)s.")
    words = {
        "place": names.places[row.place or 0].code,
        "time": _time(row.slot, names, event),
        "other": meeting_name(row.other, names),
    }
    return Sentence(_delegate(row, names), what % words)


def _organisation_limit(row: Conflict, names: Names, event: Event) -> Sentence:  # noqa: ARG001 - one shape for all sentences
    count = row.limit or 0
    who = str(names.registrations[row.registration or 0])
    what = ngettext(
        "has %(count)d meeting already, the most that it wants.",
        "has %(count)d meetings already, the most that it wants.",
        count,
    )
    return Sentence(who, what % {"count": count})


def _withdrawn(row: Conflict, names: Names, event: Event) -> Sentence:  # noqa: ARG001 - one shape for all sentences
    return Sentence(
        meeting_name(row.meeting, names), _("cannot meet: a side has withdrawn.")
    )


def _no_delegate(row: Conflict, names: Names, event: Event) -> Sentence:  # noqa: ARG001 - one shape for all sentences
    return Sentence(
        meeting_name(row.meeting, names), _("cannot meet: a side has no delegate.")
    )


def _not_agreed(row: Conflict, names: Names, event: Event) -> Sentence:  # noqa: ARG001 - one shape for all sentences
    return Sentence(meeting_name(row.meeting, names), _("is not agreed by both sides."))


def _who_comes(row: Conflict, names: Names, event: Event) -> Sentence:  # noqa: ARG001 - one shape for all sentences
    return Sentence(
        meeting_name(row.meeting, names),
        _("now names other delegates than those planned."),
    )


def _interpreter_unneeded(row: Conflict, names: Names, event: Event) -> Sentence:  # noqa: ARG001 - one shape for all sentences
    return Sentence(
        meeting_name(row.meeting, names),
        _("has an interpreter, but both sides now share a language."),
    )


def _round_moved(row: Conflict, names: Names, event: Event) -> Sentence:  # noqa: ARG001 - one shape for all sentences
    table = names.round_tables[-row.meeting]
    return Sentence(str(table), _("is now at another time or place."))


def _slot_closed(row: Conflict, names: Names, event: Event) -> Sentence:
    what = _("cannot be at %(time)s.") % {"time": _time(row.slot, names, event)}
    return Sentence(meeting_name(row.meeting, names), what)


_WORDS: dict[str, Callable[[Conflict, Names, Event], Sentence]] = {
    "delegate_busy": _delegate_busy,
    "delegate_absent": _delegate_absent,
    "side_busy": _side_busy,
    "place_taken": _place_taken,
    "place_closed": _place_closed,
    "place_owned": _place_owned,
    "interpreter": _interpreter,
    "day_limit": _day_limit,
    "no_rest": _no_rest,
    "too_far": _too_far,
    "organisation_limit": _organisation_limit,
    "withdrawn": _withdrawn,
    "no_delegate": _no_delegate,
    "not_agreed": _not_agreed,
    "who_comes": _who_comes,
    "slot_closed": _slot_closed,
    "interpreter_unneeded": _interpreter_unneeded,
    "round_moved": _round_moved,
}
