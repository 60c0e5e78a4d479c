"""What an observation is about: its figure with bounds, its year, and whether two observations speak of the same thing."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.formats import number_format

from madang.site.landscape.models import Indicator, Observation
from madang.site.landscape.rules.intervals import Between, exact, rounded

Measure = Indicator.Measure
COUNTED = {Measure.LEVEL, Measure.COUNT, Measure.CHANGE, Measure.RANK, Measure.DURATION}
STEM = 6
# Words of a name that say how something is measured, not what.
EMPTY = frozenset(
    [
        "added", "annual", "average", "change", "export", "growth", "income", "increa", "level", "multip", "number",
        "over", "per", "percen", "rank", "rate", "share", "the", "times", "total", "turnov", "value", "volume", "year", "years",
    ]
)  # fmt: skip
LABOUR = frozenset(["employ", "jobs", "staff", "worker", "workfo", "posts", "people"])


def known(row: Observation) -> Between:
    """Return a figure with the bounds of its rounding. A count to the last unit, a rank or a length was not rounded."""
    to_the_unit = row.scale == 1 and row.decimals == 0
    if to_the_unit and row.indicator.measure in COUNTED:
        return exact(row.value)
    return rounded(row.value, decimals=row.decimals, scale=row.scale)


def plain(value: Decimal, decimals: int | None = None) -> str:
    """Return a number as the reader's language writes it; without `decimals` with as many as it has."""
    short = Decimal(f"{value.normalize():f}")
    if decimals is not None:
        short = round(short, decimals)
    return str(number_format(short, decimals, use_l10n=True, force_grouping=True))


def year_of(row: Observation) -> int | None:
    """Return the year that a figure is for; None unless the period is one year."""
    return int(row.period) if re.fullmatch(r"\d{4}", row.period) else None


def length_of(row: Observation) -> int | None:
    """Return the years that a figure spans: 10 of P10Y; None for a date or for months."""
    found = re.fullmatch(r"P(\d{1,3})Y", row.period)
    return int(found[1]) if found else None


def _stems(text: str) -> set[str]:
    return {word[:STEM] for word in re.findall(r"[^\W\d_]{3,}", text.casefold())}


def whole_of(indicator: Indicator) -> str:
    """Return of what a share is: the stated whole, else what its name says after "share of"; "" if neither says."""
    if indicator.denominator or indicator.measure != Measure.SHARE:
        return indicator.denominator
    found = re.search(
        r"\b(?:share|part|proportion) of (.+)", indicator.name, re.IGNORECASE
    )
    return found[1].strip() if found else ""


def topic(indicator: Indicator) -> frozenset[str]:
    """Return the stems of the words that say what is measured, its field left out; all words of work count as one."""
    words = _stems(f"{indicator.name} {whole_of(indicator)}")
    if "export" in words:
        # Exports are a thing of their own, though often told by their turnover.
        return frozenset({"export"})
    kept = words - EMPTY - _stems(indicator.sector)
    return frozenset((kept - LABOUR) | ({"employ"} if kept & LABOUR else set()))


def share_topic(one: Observation, other: Observation) -> bool:
    """Say whether two observations speak of the same thing, as far as the words of their indicators show."""
    return bool(topic(one.indicator) & topic(other.indicator))


def place(row: Observation) -> tuple[str, str]:
    """Return the country and its counterpart that a figure is for, in one order for both directions of a pair."""
    if not row.counterpart:
        return row.geography, ""
    first, second = sorted((row.geography, row.counterpart))
    return first, second


def setting(row: Observation) -> tuple[str, str, str, str]:
    """Return where, with whom, in which field and when: what two figures must share before one is computed with the other."""
    return (*place(row), row.indicator.sector.casefold(), row.period)


def of_measure(
    rows: Iterable[Observation], *measures: Measure
) -> dict[tuple[str, str, str, str], list[Observation]]:
    """Return the observations of some measures by their setting."""
    found: dict[tuple[str, str, str, str], list[Observation]] = defaultdict(list)
    for row in rows:
        if row.indicator.measure in measures:
            found[setting(row)].append(row)
    return found


def companion(
    row: Observation, candidates: Sequence[Observation]
) -> Observation | None:
    """Return the one candidate that speaks of the same thing; None if there is none or more than one: nothing is picked."""
    fitting = [each for each in candidates if share_topic(row, each)]
    return fitting[0] if len(fitting) == 1 else None


def is_mixed(indicator: Indicator) -> bool:
    """Say whether a name holds two measures at once, as in "export turnover", or its field is one thing "or" another."""
    words = _stems(f"{indicator.name}")
    money = words & {
        "export",
        "import",
        "turnov",
        "revenu",
        "sales",
        "produc",
        "profit",
    }
    return len(money) > 1 or bool(re.search(r"\bor\b", indicator.sector.casefold()))
