"""Oddities of shares: of what, of which year, larger than believable, a lead that rounding explains."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from django.utils.translation import gettext as _

from madang.site.landscape.models import Observation
from madang.site.landscape.rules.intervals import minus
from madang.site.landscape.rules.topics import (
    Measure,
    companion,
    known,
    of_measure,
    place,
    plain,
    whole_of,
)
from madang.site.ledger.rules.oddities import Oddity, to_confirm

Rows = Sequence[Observation]
INCOME = ("revenue", "turnover", "sales", "income", "earnings", "매출")
SPENT = ("invest", "spen", "research", "r&d", "reinvest", "투자")
MOST_BELIEVABLE = 50


def _shares(rows: Rows) -> list[Observation]:
    return [row for row in rows if row.indicator.measure == Measure.SHARE]


def share_of_what(rows: Rows) -> Iterator[Oddity]:
    """Raise that no source says of what a share is: then nothing is computed from it."""
    for row in _shares(rows):
        if not whole_of(row.indicator):
            yield to_confirm(
                "share_of_what",
                [row],
                title=_("A share of what?"),
                sentence=_(
                    "The source does not say of what %(share)s%% are. No amount is computed from it."
                )
                % {"share": plain(row.value)},
                settles=_("The table from which the share was taken."),
            )


def share_without_year(rows: Rows) -> Iterator[Oddity]:
    """Raise that a share has no period."""
    for row in _shares(rows):
        if not row.period:
            yield to_confirm(
                "share_without_year",
                [row],
                title=_("A share of which year?"),
                sentence=_("The source states a share and no period for it."),
                settles=_("The year of the figure."),
            )


def implausible_share(rows: Rows) -> Iterator[Oddity]:
    """Raise that more than half of all income is said to be spent on one thing."""
    for row in _shares(rows):
        said = f"{row.indicator.name} {whole_of(row.indicator)}".casefold()
        if (
            row.value > MOST_BELIEVABLE
            and any(word in said for word in INCOME)
            and any(word in said for word in SPENT)
        ):
            yield to_confirm(
                "implausible_share",
                [row],
                title=_("More than half of all income"),
                sentence=_(
                    "%(share)s%% of the income of a whole industry on one thing is more than is believable without a source."
                )
                % {"share": plain(row.value)},
                settles=_("The accounts, or the survey behind the figure."),
            )


def lead_within_rounding(rows: Rows) -> Iterator[Oddity]:
    """Raise that one share leads another by no more than rounding allows."""
    for one, other in combinations(_shares(rows), 2):
        same_whole = (
            one.indicator.name == other.indicator.name
            and whole_of(one.indicator) == whole_of(other.indicator)
            and (one.geography, one.period) == (other.geography, other.period)
        )
        differ = (one.indicator_id, one.counterpart) != (other.indicator_id, other.counterpart)  # fmt: skip
        if same_whole and differ and known(one).touches(known(other)):
            if one.value == other.value:
                continue
            ahead, behind = (one, other) if one.value > other.value else (other, one)
            lead = minus(known(ahead), known(behind))
            yield to_confirm(
                "lead_within_rounding",
                [ahead, behind],
                title=_("A lead within rounding"),
                sentence=_(
                    "%(ahead)s%% is ahead of %(behind)s%%; after rounding the lead is anywhere from %(low)s to %(high)s points."
                )
                % {
                    "ahead": plain(ahead.value),
                    "behind": plain(behind.value),
                    "low": plain(max(lead.low, Decimal(0)), 1),
                    "high": plain(lead.high, 1),
                },
                settles=_("Both figures with one more digit."),
            )


def bases_differ(rows: Rows) -> Iterator[Oddity]:
    """Raise that an amount is counted in a way that the whole of its share is not: full-time jobs of all employment."""
    amounts = of_measure(rows, Measure.LEVEL, Measure.COUNT)
    for key, shares in of_measure(rows, Measure.SHARE).items():
        for share in shares:
            amount = companion(share, amounts[key])
            if amount is None or place(amount) != place(share):
                continue
            found = re.search(r"\(([^)]+)\)", amount.indicator.unit)
            if found and found[1].casefold() not in whole_of(share.indicator).casefold():  # fmt: skip
                yield to_confirm(
                    "bases_differ",
                    [amount, share],
                    title=_("Two ways of counting"),
                    sentence=_(
                        "The amount counts %(unit)s; whether the whole of the share does is not stated."
                    )
                    % {"unit": amount.indicator.unit},
                    settles=_("The definition of both figures."),
                )
