"""An event's outcomes as figures to show: everything for its organisers, without small counts for everybody else."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from madang.site.core.time import zone
from madang.site.events.models import Event
from madang.site.ledger.models import Stage, Tie
from madang.site.ledger.queries.event_outcomes import (
    MeetingCounts,
    TieLine,
    by_kind,
    by_month,
    meeting_counts,
    step_counts,
    tie_lines,
    ties_of_event,
)
from madang.site.ledger.rules.access import Reader
from madang.site.ledger.rules.links import Strength
from madang.site.ledger.rules.small_cells import FEWEST, published, published_total
from madang.site.meetings.models import Feedback
from madang.site.meetings.queries.steps import StepCounts

Cells = dict[str, int | None]


@dataclass(frozen=True)
class Figures:
    """What a page shows; None is a count that is not published."""

    planned: int | None
    held: int | None
    not_held: int | None
    unsaid: int | None
    sides: int | None
    answers: int | None
    silent: int | None
    verdicts: list[tuple[str, int | None]]
    steps: list[tuple[str, int | None]]
    steps_total: int | None
    ties: int
    by_kind: list[tuple[str, str, int, int]]
    by_month: list[tuple[int | None, int]]


def _steps(steps: StepCounts) -> dict[str, int]:
    return {"late": steps.late, "ahead": steps.ahead, "done": steps.done, "dropped": steps.dropped}  # fmt: skip


def figures_for_organisers(
    meetings: MeetingCounts, steps: StepCounts, lines: list[TieLine]
) -> Figures:
    """Return every figure as it is."""
    order = [each for each, _label in Feedback.Verdict.choices]
    return Figures(
        planned=meetings.planned,
        held=meetings.held,
        not_held=meetings.not_held,
        unsaid=meetings.unsaid,
        sides=meetings.sides,
        answers=meetings.answers,
        silent=meetings.silent,
        verdicts=[(each, meetings.verdicts.get(each, 0)) for each in order],
        steps=list(_steps(steps).items()),
        steps_total=steps.total,
        ties=len(lines),
        by_kind=by_kind(lines),
        by_month=by_month(lines),
    )


def figures_for_all(
    meetings: MeetingCounts, steps: StepCounts, lines: list[TieLine]
) -> Figures:
    """Return the figures without counts below 5, and without what would tell them."""
    parts = {"held": meetings.held, "not_held": meetings.not_held, "unsaid": meetings.unsaid}  # fmt: skip
    of_meetings: Cells = published(parts)
    order = [each for each, _label in Feedback.Verdict.choices]
    # Whoever did not answer is a part of the same whole: what is left of it would tell a part that stays out.
    words = {each: meetings.verdicts.get(each, 0) for each in order}
    of_sides: Cells = published(words | {"silent": meetings.silent})
    # With the answers known, whoever did not answer could be counted.
    answers = None if of_sides["silent"] is None else meetings.answers
    of_steps: Cells = published(_steps(steps))
    return Figures(
        planned=published_total(parts),
        held=of_meetings["held"],
        not_held=of_meetings["not_held"],
        unsaid=of_meetings["unsaid"],
        sides=meetings.sides if meetings.sides >= FEWEST else None,
        answers=answers,
        silent=of_sides["silent"],
        verdicts=[(each, of_sides[each]) for each in order],
        steps=list(of_steps.items()),
        steps_total=published_total(_steps(steps)),
        ties=len(lines),
        by_kind=by_kind(lines),
        by_month=by_month(lines),
    )


@dataclass(frozen=True)
class Shown:
    """What one reader may read of an event's outcomes."""

    event: Event
    figures: Figures
    lines: list[TieLine]


def outcomes_for(user: Reader, event: Event, *, is_organiser: bool) -> Shown:
    """Return an event's outcomes for its organisers, or without small counts and meetings for everybody else."""
    today = timezone.now().astimezone(zone(event.zone)).date()
    rows = ties_of_event(user, event, knows_meetings=is_organiser)
    lines = tie_lines(user, event, rows)
    make = figures_for_organisers if is_organiser else figures_for_all
    figures = make(meeting_counts(event), step_counts(event, today), lines)
    return Shown(event, figures, lines)


def strength_label(strength: int) -> str:
    """Return who claims that a tie came of the event, in words."""
    return {
        Strength.NOBODY: _("Nobody claims it"),
        Strength.ORGANISER: _("The organisers or a curator say so"),
        Strength.ONE_PARTY: _("One party says so"),
        Strength.BOTH_PARTIES: _("Both parties say so"),
        Strength.DOCUMENTED: _("A signed document or a register says so"),
    }[Strength(strength)]


def kind_label(kind: str) -> str:
    """Return the kind of a tie in words."""
    return str(dict(Tie.Kind.choices).get(kind, kind))


def stage_label(stage: str) -> str:
    """Return a stage in words; a dash where no source names one."""
    return str(dict(Stage.choices).get(stage, "–"))


def month_label(month: int | None) -> str:
    """Return how long after the event something was, by the calendar."""
    if month is None:
        return _("No date")
    if month < 0:
        return _("Before the event")
    if month == 0:
        return _("In the month of the event")
    words = ngettext("%(count)d month later", "%(count)d months later", month)
    return words % {"count": month}
