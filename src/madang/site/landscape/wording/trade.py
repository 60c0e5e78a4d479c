"""Trade of a pair with a multiple: the stated figure, and what each reading of the multiple implies before."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from madang.site.landscape.models import Observation
from madang.site.landscape.rules.computed import Computed
from madang.site.landscape.rules.topics import plain
from madang.site.landscape.wording import figures
from madang.site.landscape.wording.charts import (
    Chart,
    Point,
    Series,
    axis_unit,
    charts_of,
)
from madang.site.landscape.wording.magnitudes import of_axis


@dataclass(frozen=True)
class Reading:
    """One reading of a multiple: what there was before, and the growth a year."""

    name: str
    before: Computed
    pace: Computed | None


@dataclass(frozen=True)
class Trade:
    """A stated amount and its multiple, both readings, and the chart in two widths."""

    amount: Observation
    multiple: Observation
    readings: list[Reading]
    charts: list[Chart]
    finding: str
    axis: str


def readings(computed: Sequence[Computed]) -> Trade | None:
    """Return the first stated amount that a multiple led to, with both readings; None if there is none."""
    first = next((each for each in computed if each.kind == "before_to"), None)
    if first is None:
        return None
    by_kind = {each.kind: each for each in computed if each.rows == first.rows}
    to, by = by_kind["before_to"], by_kind["before_by"]
    amount, multiple = to.rows
    times = plain(multiple.value)
    both = [
        Reading(_("to %(times)s times") % {"times": times}, to, by_kind.get("pace_to")),
        Reading(
            _("by %(times)s times, to %(more)s")
            % {"times": times, "more": plain(multiple.value + 1)},
            by,
            by_kind.get("pace_by"),
        ),
    ]
    return Trade(
        amount,
        multiple,
        both,
        _charts(amount, both),
        _finding(amount, both),
        axis_unit([amount]),
    )


def _finding(amount: Observation, both: Sequence[Reading]) -> str:
    return _("Stated %(amount)s; computed before it %(one)s or %(other)s") % {
        "amount": figures.amount(amount),
        "one": figures.result(both[0].before),
        "other": figures.result(both[1].before),
    }


def _charts(amount: Observation, both: Sequence[Reading]) -> list[Chart]:
    scale = of_axis(amount.value, amount.scale)
    stated = Point(
        1,
        amount.value,
        scale.digits(amount.value, decimals=amount.decimals, scale=amount.scale),
    )
    series = [
        Series(
            each.name,
            (
                Point(0, each.before.result.value, plain(each.before.result.value / scale.divisor, 1), is_open=True),
                stated,
            ),
        )
        for each in both
    ]  # fmt: skip
    years = both[0].before.years
    before = _("%(years)s years earlier") % {"years": years} if years else _("earlier")
    return charts_of(series, [(0, before), (1, figures.period(amount))], divisor=scale.divisor)  # fmt: skip
