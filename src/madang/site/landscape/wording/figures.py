"""Figures in words: the amount as stated, its period, where it is for, who says so; and what is computed of them."""

from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from madang.site.core.edtf import in_words, is_duration
from madang.site.landscape.models import Indicator, Observation
from madang.site.landscape.rules.computed import Computed
from madang.site.landscape.rules.topics import length_of, plain, whole_of
from madang.site.landscape.wording.magnitudes import in_full, magnitude_of
from madang.site.ledger.models import Modality

Measure = Indicator.Measure
# A figure whose value is a share of a hundred.
IN_HUNDREDS = ("percent", "%")
QUALIFIERS: dict[str, str | Promise] = {
    "around": gettext_lazy("around %(amount)s"),
    "approximately": gettext_lazy("approximately %(amount)s"),
    "over": gettext_lazy("over %(amount)s"),
    "more than": gettext_lazy("more than %(amount)s"),
    "under": gettext_lazy("under %(amount)s"),
    "less than": gettext_lazy("less than %(amount)s"),
    "at least": gettext_lazy("at least %(amount)s"),
    "at most": gettext_lazy("at most %(amount)s"),
    "just over": gettext_lazy("just over %(amount)s"),
}
UNITS: dict[str, str | Promise] = {
    "times": gettext_lazy("times"),
    "places": gettext_lazy("places"),
    "persons": gettext_lazy("persons"),
    "persons (full-time)": gettext_lazy("persons (full-time)"),
    "jobs": gettext_lazy("jobs"),
    "days": gettext_lazy("days"),
    "companies": gettext_lazy("companies"),
    "countries": gettext_lazy("countries"),
    "organisations": gettext_lazy("organisations"),
}


def number(row: Observation) -> str:
    """Return a figure without its unit, as short as it was stated and as its reader counts: "3.6 billion" or "36억", "321,500", "7.4"."""
    magnitude = magnitude_of(row.value, row.scale)
    if magnitude.word:
        return magnitude.written(row.value, decimals=row.decimals, scale=row.scale)
    return plain(row.value, row.decimals if row.scale == 1 else None)


def unit_name(unit: str) -> str:
    """Return a unit in the reader's language, where it is a word that is known here."""
    return str(UNITS.get(unit, unit))


def with_unit(digits: str, unit: str) -> str:
    """Return a number with its unit: "7.4%", "rank 6", "130 million EUR"."""
    if unit in IN_HUNDREDS:
        return _("%(digits)s%%") % {"digits": digits}
    if unit == "rank":
        return _("place %(digits)s") % {"digits": digits}
    return f"{digits} {unit_name(unit)}"


def amount(row: Observation) -> str:
    """Return a figure as stated, with its unit and how exact the source is: "around 400 jobs"."""
    stated = with_unit(number(row), row.indicator.unit)
    if row.qualifier in ("", "exact"):
        return stated
    known = QUALIFIERS.get(row.qualifier)
    return str(known) % {"amount": stated} if known else f"{row.qualifier} {stated}"


def period(row: Observation) -> str:
    """Return what a figure is for: "2014", "2013 to 2014", "over 10 years", or that the source does not say."""
    if is_duration(row.period):
        years = length_of(row)
        return _("over %(years)s years") % {"years": years} if years else row.period
    if not row.period:
        return _("period not stated")
    if row.base_period:
        return _("%(first)s to %(last)s") % {
            "first": in_words(row.base_period),
            "last": in_words(row.period),
        }
    return in_words(row.period)


def how_said(row: Observation) -> tuple[str, str]:
    """Return glyph and word of how a figure stands: stated, forecast, attributed, to be confirmed."""
    if row.status == Observation.Status.DOUBTFUL:
        return "due", str(Observation.Status.DOUBTFUL.label)
    if row.modality == Modality.ASSERTED:
        return "stated", _("Stated")
    return "reported", str(Modality(row.modality).label)


def share_of(indicator: Indicator) -> str:
    """Return of what a share is, or that the source does not say; "" for what is no share."""
    if indicator.measure != Measure.SHARE:
        return ""
    whole = whole_of(indicator)
    if whole:
        return _("Share of %(what)s") % {"what": whole}
    return _("Share of what: not stated by the source")


def which_way(indicator: Indicator) -> str:
    """Return which way a rank is better; "" for what has no better."""
    return str(Indicator.Better(indicator.better).label) if indicator.better else ""


TITLES: dict[str, str | Promise] = {
    "growth": gettext_lazy("Growth a year, from the first figure to the last"),
    "before_growth": gettext_lazy("A year earlier, from the stated growth"),
    "grown_by": gettext_lazy("More than a year earlier, by"),
    "carried_on": gettext_lazy("If the stated growth went on"),
    "share_left": gettext_lazy("Left to all others"),
    "share_ratio": gettext_lazy("One share as a multiple of the other"),
    "whole": gettext_lazy("The whole, from part and share"),
    "part": gettext_lazy("The other share of that whole"),
    "ahead_by": gettext_lazy("Ahead of the other by"),
    "before_change": gettext_lazy("Before the change, from its rate"),
    "after_change": gettext_lazy("After the change"),
    "before_to": gettext_lazy("Before, if it grew to so many times"),
    "before_by": gettext_lazy("Before, if it grew by so many times"),
    "pace_to": gettext_lazy("Growth a year, if to so many times"),
    "pace_by": gettext_lazy("Growth a year, if by so many times"),
    "places_gained": gettext_lazy("Places gained; the lower number is the better place"),
    "per_country": gettext_lazy("For each country"),
}  # fmt: skip
FORMULAS = {
    "growth": "({1} ÷ {0})^(1 ÷ {years}) − 1",
    "before_growth": "{0} ÷ (1 + {1})",
    "grown_by": "{0} − {0} ÷ (1 + {1})",
    "carried_on": "{0} × (1 + {1})^{years}",
    "share_ratio": "{0} ÷ {1}",
    "whole": "{0} ÷ {1}",
    "part": "{0} ÷ {1} × {2}",
    "ahead_by": "{0} − {0} ÷ {1} × {2}",
    "before_change": "{0} ÷ {1}",
    "after_change": "{0} ÷ {1} + {0}",
    "before_to": "{0} ÷ {1}",
    "before_by": "{0} ÷ ({1} + 1)",
    "pace_to": "{1}^(1 ÷ {years}) − 1",
    "pace_by": "({1} + 1)^(1 ÷ {years}) − 1",
    "places_gained": "{0} − {1}",
    "per_country": "{0} ÷ {1}",
}


def _term(row: Observation) -> str:
    unit = row.indicator.unit
    return with_unit(number(row), unit) if unit in IN_HUNDREDS else number(row)


def formula(computed: Computed) -> str:
    """Return how a figure was computed, with the stated numbers in it: "(6.25 billion ÷ 3.6 billion)^(1 ÷ 5) − 1"."""
    terms = [_term(row) for row in computed.rows]
    if computed.kind == "share_left":
        return " − ".join(["100%", *terms])
    return FORMULAS[computed.kind].format(*terms, years=computed.years)


def _shown(value: Decimal, computed: Computed) -> str:
    return in_full(value, computed.decimals)


def result(computed: Computed) -> str:
    """Return a computed figure with its unit."""
    return with_unit(_shown(computed.result.value, computed), computed.unit)


def bounds(computed: Computed) -> str:
    """Return the interval that rounding leaves; "" where nothing was rounded."""
    found = computed.result
    if found.is_exact or _shown(found.low, computed) == _shown(found.high, computed):
        return ""
    return _("between %(low)s and %(high)s, as far as the stated figures are rounded") % {
        "low": with_unit(_shown(found.low, computed), computed.unit),
        "high": with_unit(_shown(found.high, computed), computed.unit),
    }  # fmt: skip
