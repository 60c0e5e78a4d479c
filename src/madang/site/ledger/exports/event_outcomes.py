"""An event's outcomes as a table: the same figures as its page, each with the number out of which it is counted."""

from django.utils.translation import gettext as _

from madang.site.core.sheets import Table, csv_file, xlsx_file
from madang.site.ledger.models import Stage, Tie
from madang.site.ledger.queries.event_figures import (
    Figures,
    month_label,
    strength_label,
)
from madang.site.meetings.models import Feedback


def _figures(figures: Figures) -> list[tuple[str, object, object]]:
    """Return what is counted, how many, out of how many; an empty cell is not published."""
    rows: list[tuple[str, object, object]] = [
        (_("Meetings planned"), _cell(figures.planned), ""),
        (_("Meetings held"), _cell(figures.held), _cell(figures.planned)),
        (_("Meetings that did not take place"), _cell(figures.not_held), _cell(figures.planned)),
        (_("Meetings of which nobody said anything"), _cell(figures.unsaid), _cell(figures.planned)),
    ]  # fmt: skip
    labels = dict(Feedback.Verdict.choices)
    rows += [(str(labels[each]), _cell(count), _cell(figures.answers)) for each, count in figures.verdicts]  # fmt: skip
    rows.append((_("Sides that did not answer"), _cell(figures.silent), _cell(figures.sides)))  # fmt: skip
    steps = dict(figures.steps)
    words = {"late": _("Next steps overdue"), "ahead": _("Next steps open"), "done": _("Next steps done"), "dropped": _("Next steps dropped")}  # fmt: skip
    rows += [(word, _cell(steps[name]), _cell(figures.steps_total)) for name, word in words.items()]  # fmt: skip
    rows.append((_("Ties"), figures.ties, ""))
    return rows


def _cell(count: int | None) -> object:
    return "" if count is None else count


def _ties(figures: Figures) -> list[tuple[object, ...]]:
    kinds, stages = dict(Tie.Kind.choices), dict(Stage.choices)
    return [
        (str(kinds[kind]), str(stages.get(stage, "")), strength_label(strength), count)
        for kind, stage, strength, count in figures.by_kind
    ]


def outcomes_csv(figures: Figures) -> bytes:
    """Return the figures, the ties by kind and the months as one CSV."""
    heads = [_("What is counted"), _("How many"), _("Out of")]
    rows: list[tuple[object, ...]] = [*_figures(figures)]
    rows += [(", ".join(str(each) for each in line[:3] if each), line[3], figures.ties) for line in _ties(figures)]  # fmt: skip
    rows += [(month_label(month), count, figures.ties) for month, count in figures.by_month]  # fmt: skip
    return csv_file(heads, rows)


def outcomes_xlsx(figures: Figures) -> bytes:
    """Return the figures, the ties by kind and the months as a workbook of three sheets."""
    return xlsx_file(
        [
            Table(_("Outcomes"), [_("What is counted"), _("How many"), _("Out of")], _figures(figures), (44, 12, 12)),
            Table(_("Ties"), [_("Kind"), _("Stage"), _("Who claims the link"), _("How many")], _ties(figures), (30, 16, 30, 12)),
            Table(_("Months"), [_("Months since the event"), _("How many")], [(month_label(month), count) for month, count in figures.by_month], (30, 12)),
        ]
    )  # fmt: skip
