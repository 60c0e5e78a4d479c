"""Indicators of a facts document: what is measured, and what one source says of it."""

from decimal import Decimal

from madang.site.landscape.actions.facts.columns import INDICATOR, OBSERVATION
from madang.site.landscape.actions.facts.reading import (
    Entry,
    FactsError,
    fill,
    refuse_unknown,
)
from madang.site.landscape.actions.facts.rows import Known, new_entries
from madang.site.landscape.models import Indicator, Observation
from madang.site.ledger.models import Claim

KEYS = [
    *(each.key for each in [*INDICATOR, *OBSERVATION]),
    "better",
    "cited_source",
    "decimals",
    "scale",
    "evidence",
]
SCALES = (10**12, 10**9, 10**6)
MOST_DECIMALS = 3


def stated_precision(value: Decimal) -> tuple[int, int]:
    """Return decimals and scale with which a source most likely wrote a figure.

    From a million on people write "3.6 billion": the largest of trillion, billion and million in whose units the figure
    has at most three decimals, and is one or more, is taken. Anything else is taken as written out: 321,500 is exact to
    one, 19.2 to a tenth. A source that says otherwise has its own `decimals` and `scale`.
    """
    for scale in SCALES:
        decimals = _decimals(value / scale)
        if abs(value) >= scale and decimals <= MOST_DECIMALS:
            return decimals, scale
    return _decimals(value), 1


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -int(exponent))


def better_of(measure: str) -> str:
    """Return which way a measure is better where nobody says: of ranks the lower."""
    return Indicator.Better.LOWER if measure == Indicator.Measure.RANK else ""


def import_indicators(known: Known, document: Entry) -> None:
    """Make the observations that are new; two of one name, measure, unit and field share their indicator."""
    for place, entry in new_entries(known, document, "indicators", Observation):
        refuse_unknown(entry, KEYS, place)
        observation = Observation(
            indicator=_indicator(entry, place),
            cited_source=known.one_organisation(entry, "cited_source", place),
        )
        fill(observation, OBSERVATION, entry, place)
        decimals, scale = stated_precision(observation.value)
        observation.decimals = _whole(entry, "decimals", place, decimals)
        observation.scale = _whole(entry, "scale", place, scale) or 1
        claim = known.claim(
            entry,
            place,
            aspect=Claim.Aspect.FIGURE,
            modality=observation.modality,
            is_background=observation.is_background,
            audience=observation.audience,
        )
        claim.save()
        observation.claim = claim
        observation.save()
        known.keep(observation, "indicators")


def _whole(entry: Entry, key: str, place: str, otherwise: int) -> int:
    found = entry.get(key, otherwise)
    if not isinstance(found, int) or isinstance(found, bool) or found < 0:
        raise FactsError(f"{place}.{key}", "a whole number is expected")
    return found


def _indicator(entry: Entry, place: str) -> Indicator:
    indicator = Indicator()
    fill(indicator, INDICATOR, entry, place)
    indicator.better = entry.get("better", better_of(indicator.measure))
    if indicator.better not in Indicator.Better.values:
        raise FactsError(f"{place}.better", '"higher" or "lower" is expected')
    held = Indicator.objects.filter(
        name=indicator.name,
        measure=indicator.measure,
        unit=indicator.unit,
        sector=indicator.sector,
    ).first()
    if held is None:
        indicator.save()
        return indicator
    for key in ("denominator", "definition"):
        if entry.get(key) and getattr(held, key) != getattr(indicator, key):
            raise FactsError(
                f"{place}.{key}", "another figure of this indicator says otherwise"
            )
    return held
