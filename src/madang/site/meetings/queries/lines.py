"""One line of an agenda in words: whom, where, why, in which language. Page, mail, calendar and paper say the same."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from madang.site.core.templatetags.ui import city, clock, language_name
from madang.site.core.time import zone
from madang.site.events.models import Registration
from madang.site.meetings.models import Placement
from madang.site.meetings.queries.agenda import is_off
from madang.site.meetings.queries.owners import (
    Owner,
    delegate_name,
    place_name,
)


@dataclass(frozen=True)
class Line:
    """What one owner reads of one placement. `title` is the other side; times are UTC instants."""

    placement: Placement
    title: str
    who: str
    why: str
    language: str
    state: str

    @property
    def starts_at(self) -> datetime:
        """When it begins."""
        return self.placement.slot.starts_at

    @property
    def ends_at(self) -> datetime:
        """When it ends."""
        return self.placement.slot.ends_at

    @property
    def where(self) -> str:
        """Return the place's name and sign: "Table 1 (E1)", or one of them where they are the same."""
        return place_words(self.placement)


def line_of(row: Placement, owner: Owner) -> Line:
    """Return one placement as its owner reads it."""
    return Line(
        placement=row,
        title=title_of(row, owner),
        who=who_of(row, owner),
        why=why_of(row, owner),
        language=language_of(row),
        state="cancelled" if is_off(row) else "pinned" if row.is_pinned else "placed",
    )


def why_of(row: Placement, owner: Owner) -> str:
    """Return the message of whoever asked, for the two sides alone, or a round table's topic."""
    if row.round_table is not None:
        return row.round_table.topic
    return row.meeting.message if row.meeting and owner.delegate else ""


def place_words(row: Placement) -> str:
    """Return where a placement is: the place's name, and its sign where the name does not say it."""
    return place_name(row.place)


def other_side(row: Placement, owner: Owner) -> Registration | None:
    """Return the organisation that a delegate meets; None for other owners and round tables."""
    if row.meeting is None or owner.delegate is None:
        return None
    return (
        row.meeting.guest
        if row.meeting.host_id == owner.registration_id
        else row.meeting.host
    )


def title_of(row: Placement, owner: Owner) -> str:
    """Return what a line is called: the other side, both sides, or the round table's title."""
    if row.round_table is not None:
        return _("Round table: %(title)s") % {"title": row.round_table.title}
    if (other := other_side(row, owner)) is not None:
        return str(other)
    return f"{row.meeting.host} – {row.meeting.guest}" if row.meeting else ""


def who_of(row: Placement, owner: Owner) -> str:
    """Return who sits at the table besides the owner's own side; for a round table, who chairs it."""
    if row.round_table is not None:
        return _("Chair: %(name)s") % {"name": row.round_table.chair}
    other = other_side(row, owner)
    names = []
    for each in row.attendances.all():
        if other is None or each.delegate.registration_id == other.pk:
            name = delegate_name(each.delegate)
            names.append(name if other else f"{name}, {each.delegate.registration}")
    return (", " if other else "; ").join(names)


def language_of(row: Placement) -> str:
    """Return in which language a meeting is held: the shared one, or the pair that the interpreter carries."""
    if row.meeting is None:
        return ""
    host = [each.code for each in row.meeting.host.languages.all()]
    guest = [each.code for each in row.meeting.guest.languages.all()]
    if row.interpreter is not None:
        pairs = {(each.first, each.second) for each in row.interpreter.pairs.all()}
        carried = [
            (one, two)
            for one in host
            for two in guest
            if (min(one, two), max(one, two)) in pairs
        ]
        names = {"name": row.interpreter.name}
        if not carried:
            return _("With an interpreter: %(name)s") % names
        names |= {
            "first": language_name(carried[0][0]),
            "second": language_name(carried[0][1]),
        }
        return _("With an interpreter, %(first)s and %(second)s: %(name)s") % names
    shared = [code for code in host if code in guest]
    return (
        _("%(language)s, no interpreter") % {"language": language_name(shared[0])}
        if shared
        else ""
    )


def both_times(line: Line, event_zone: str, own_zone: str) -> str:
    """Return a line's times in the event's zone, and the beginning in one's own: 10:15–10:40 (03:15 Riga)."""
    words = f"{clock(line.starts_at, event_zone)}–{clock(line.ends_at, event_zone)}"
    if differs(event_zone, own_zone, line.starts_at):
        words += f" ({clock(line.starts_at, own_zone)} {city(own_zone)})"
    return words


def differs(event_zone: str, own_zone: str, at: datetime) -> bool:
    """Tell whether clocks in the two zones show different times at an instant. No zone of one's own differs from none."""
    return bool(own_zone) and _offset(event_zone, at) != _offset(own_zone, at)


def zone_difference(event_zone: str, own_zone: str, at: datetime) -> str:
    """Return how far one's own clock is from the event's: "Riga is 7 hours behind." Nothing where they agree."""
    if not differs(event_zone, own_zone, at):
        return ""
    minutes = int(
        (_offset(own_zone, at) - _offset(event_zone, at)).total_seconds() // 60
    )
    hours, rest = divmod(abs(minutes), 60)
    words = (
        [ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}]
        if hours
        else []
    )
    words += (
        [ngettext("%(count)d minute", "%(count)d minutes", rest) % {"count": rest}]
        if rest
        else []
    )
    sentence = (
        _("%(city)s is %(time)s ahead.")
        if minutes > 0
        else _("%(city)s is %(time)s behind.")
    )
    return sentence % {"city": city(own_zone), "time": " ".join(words)}


def _offset(name: str, at: datetime) -> timedelta:
    return at.astimezone(zone(name)).utcoffset() or timedelta()
