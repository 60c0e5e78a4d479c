"""A timeline under its headings: years, stretches of years, and what has no date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from madang.site.landscape.queries.timeline import VISIT, Mark
from madang.site.landscape.rules.figures import days_inclusive, months_between
from madang.site.ledger.models import Occasion, Tie
from madang.site.ledger.rules.oddities import span_or_open
from madang.site.ledger.wording import Side, sides_of

# More than one of a kind, for the chips above a timeline.
PLURALS: dict[str, str | Promise] = {
    Tie.Kind.MEMORANDUM: gettext_lazy("Memoranda"),
    Tie.Kind.LETTER: gettext_lazy("Letters of intent"),
    Tie.Kind.TALKS: gettext_lazy("Talks"),
    Tie.Kind.COLLABORATION: gettext_lazy("Collaborations"),
    Tie.Kind.BUSINESS: gettext_lazy("Business agreements"),
    Tie.Kind.CONTRACT: gettext_lazy("Contracts"),
    Tie.Kind.LICENCE: gettext_lazy("Licences"),
    Tie.Kind.TRIAL: gettext_lazy("Trials"),
    Tie.Kind.OFFICE: gettext_lazy("Offices"),
    Tie.Kind.FACILITY: gettext_lazy("Facilities"),
    Tie.Kind.EXPANSION: gettext_lazy("Expansions"),
    Tie.Kind.ACCELERATOR: gettext_lazy("Accelerator sites"),
    Tie.Kind.FUND: gettext_lazy("Funds"),
    Tie.Kind.CENTRE: gettext_lazy("Joint centres"),
    Tie.Kind.CONSORTIUM: gettext_lazy("Consortia"),
    Tie.Kind.FUNDING: gettext_lazy("Applications for funding"),
    Tie.Kind.VISIT: gettext_lazy("Visits to companies"),
    VISIT: gettext_lazy("Visits and events"),
}


@dataclass(frozen=True)
class Entry:
    """A tie with its two sides, or an occasion with what came of it; `is_dated` says whether its day is known to a year."""

    is_dated: bool
    tie: Tie | None = None
    sides: tuple[list[Side], list[Side]] | None = None
    occasion: Occasion | None = None
    outcomes: str = ""
    note: str = ""


@dataclass(frozen=True)
class Group:
    """Entries under one heading; a heading of one year stands on the axis."""

    heading: str
    is_year: bool
    entries: list[Entry]


def chips(counts: Mapping[str, int]) -> list[tuple[str, str, int]]:
    """Return the kinds on a timeline as (code, name, number), the most first."""
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return [(kind, str(PLURALS.get(kind, kind)), number) for kind, number in ordered]


def _heading(mark: Mark) -> tuple[str, bool]:
    if mark.years is None:
        return _("Date not stated"), False
    first, last = mark.years
    if first == last:
        return str(first), True
    return _("Between %(first)s and %(last)s") % {"first": first, "last": last}, False


def outcomes_in_words(kinds: Mapping[str, int]) -> str:
    """Return what came of an occasion: "Memoranda 1, Talks 1"; "" for nothing."""
    return ", ".join(
        f"{PLURALS.get(kind, kind)} {number}" for kind, number in sorted(kinds.items())
    )


def stay(occasion: Occasion) -> str:
    """Return how many days an occasion lasts, first and last counted: "7 days"; "" unless both days are known."""
    first, last = span_or_open(occasion.start), span_or_open(occasion.end)
    if first.first is None or last.last is None:
        return ""
    if first.first != first.last or last.first != last.last or last.last < first.first:
        return ""
    days = days_inclusive(first.first, last.last)
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}


def after_what(tie: Tie) -> str:
    """Return how long after the occasions to which somebody attributes a tie it came; "" without an attribution or a date."""
    notes = []
    for each in tie.attributions.all():
        months = months_between(
            span_or_open(each.occasion.start), span_or_open(tie.date)
        )
        if months is None or months[1] < 0:
            continue
        least, most = max(months[0], 0), months[1]
        notes.append(
            _(
                "%(least)d to %(most)d months after “%(name)s”, to which it is attributed"
            )
            % {"least": least, "most": most, "name": each.occasion.name}
        )
    return ". ".join(notes)


def groups(
    marks: Sequence[Mark],
    ties: Mapping[int, Tie],
    occasions: Mapping[int, tuple[Occasion, Mapping[str, int]]],
    *,
    left: str,
) -> list[Group]:
    """Return a page of the timeline under its headings, in its order. `left` is the country whose parties stand left."""
    found: list[Group] = []
    for mark in marks:
        heading, is_year = _heading(mark)
        if not found or found[-1].heading != heading:
            found.append(Group(heading, is_year, []))
        if mark.is_tie:
            tie = ties[mark.pk]
            sides = sides_of(tie, left=left)
            entry = Entry(is_year, tie=tie, sides=sides, note=after_what(tie))
        else:
            occasion, kinds = occasions[mark.pk]
            entry = Entry(
                is_year,
                occasion=occasion,
                outcomes=outcomes_in_words(kinds),
                note=stay(occasion),
            )
        found[-1].entries.append(entry)
    return found
