"""Rankings: places side by side in one indicator and period, or the partners of one place. What has no figure is listed as missing, never filled in."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from madang.site.landscape.models import Indicator, Observation
from madang.site.landscape.queries.figures import (
    Reader,
    observations_seen_by,
    with_evidence,
)

LEAST = 2


@dataclass(frozen=True)
class Option:
    """An indicator and a period for which at least two places have a figure; with `home`, at least two partners of that place."""

    indicator: Indicator
    period: str
    places: int
    home: str = ""

    @property
    def key(self) -> str:
        """Return what names the option in an address."""
        return f"{self.indicator.pk}:{self.period}:{self.home}".rstrip(":")


@dataclass(frozen=True)
class Line:
    """A place with its figure. `place` is None where two sources differ: then it is not ranked."""

    position: int | None
    code: str
    rows: tuple[Observation, ...]


def options_seen_by(user: Reader) -> list[Option]:
    """Return what can be ranked: indicator and period with figures of two places or partners or more; two questions."""
    found: dict[tuple[int, str, str], set[str]] = defaultdict(set)
    rows = observations_seen_by(user).exclude(geography="").exclude(period="")
    for indicator, period, code, partner in rows.values_list(
        "indicator", "period", "geography", "counterpart"
    ):
        # The partners of one place are ranked among themselves.
        found[indicator, period, code if partner else ""].add(partner or code)
    indicators = Indicator.objects.in_bulk({key for key, _period, _home in found})
    options = [
        Option(indicators[key], period, len(codes), home)
        for (key, period, home), codes in found.items()
        if len(codes) >= LEAST
    ]
    return sorted(options, key=lambda each: (each.indicator.name, each.indicator.pk, each.period, each.home))  # fmt: skip


def option_of(options: list[Option], key: str) -> Option | None:
    """Return the option that an address names; None for an unknown one."""
    return next((each for each in options if each.key == key), None)


def ranking(user: Reader, option: Option) -> tuple[list[Line], list[str]]:
    """Return the places in order, those on which sources differ last without a position; and the places without a figure.

    Equal figures share a position. Missing are places that have this indicator for another period.
    """
    rows = observations_seen_by(user).filter(indicator=option.indicator)
    if option.home:
        rows = rows.filter(geography=option.home).exclude(counterpart="")
    else:
        rows = rows.filter(counterpart="").exclude(geography="")
    stated: dict[str, list[Observation]] = defaultdict(list)
    everywhere: set[str] = set()
    for row in with_evidence(rows, user):
        code = row.counterpart if option.home else row.geography
        everywhere.add(code)
        if row.period == option.period:
            stated[code].append(row)
    missing = sorted(everywhere - set(stated))
    return _lines(stated, option.indicator), missing


def _lines(stated: dict[str, list[Observation]], indicator: Indicator) -> list[Line]:
    agreed = {
        code: rows[0].value
        for code, rows in stated.items()
        if len({row.value for row in rows}) == 1
    }
    lower_first = indicator.better == Indicator.Better.LOWER

    def order(code: str) -> tuple[Decimal, str]:
        value = agreed[code]
        return (value if lower_first else -value), code

    lines = [
        Line(
            1 + sum(1 for other in agreed.values() if (other < agreed[code]) == lower_first and other != agreed[code]),
            code,
            tuple(stated[code]),
        )
        for code in sorted(agreed, key=order)
    ]  # fmt: skip
    differing = sorted(set(stated) - set(agreed))
    return lines + [Line(None, code, tuple(stated[code])) for code in differing]
