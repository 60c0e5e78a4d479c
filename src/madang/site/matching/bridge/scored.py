"""The one place where the learning meets the score: its features, what they weigh, and their values for given pairs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from madang.site.events.models import Event
from madang.site.matching.bridge import index
from madang.site.matching.bridge.field import Field, Pair, field_of
from madang.site.matching.bridge.profiles import read_inputs
from madang.site.matching.models import Run

Pairs = Sequence[Pair]


@dataclass(frozen=True)
class Score:
    """An additive score: `features` in a closed order, what each weighs in logits (those `against` weigh 0 or less, the others 0 or more),
    and a function from an event and pairs (reader, other; ids of registrations) to one row of features a pair.
    """

    version: int
    features: tuple[str, ...]
    weights: Mapping[str, float]
    intercept: float
    against: frozenset[str]
    pair_features: Callable[[Event, Pairs], Sequence[Sequence[float]]]


def score_in_use() -> Score:
    """Return the score whose weights are learned."""
    from madang.engine.match.weights import FEATURES, VERSION, Weights

    shipped = Weights()
    return Score(
        version=VERSION,
        features=FEATURES,
        weights=dict(zip(FEATURES, shipped.vector().tolist(), strict=True)),
        intercept=shipped.base,
        against=frozenset(),
        pair_features=_features,
    )


def _features(event: Event, pairs: Pairs) -> list[list[float]]:
    """Return what each reader's interest in the other is summed up from; zeros where one of them is no longer there."""
    from madang.engine.match.weights import FEATURES

    found = _of_pairs(_field(event), pairs) if pairs else {}
    return [found.get(each, [0.0] * len(FEATURES)) for each in pairs]


def _field(event: Event) -> Field:
    run = Run.objects.filter(event=event, is_current=True).first()
    known = index.recall(run.pk) if run is not None else None
    return known or field_of(read_inputs(event))


def _of_pairs(field: Field, pairs: Pairs) -> dict[Pair, list[float]]:
    import numpy as np

    from madang.engine.match.arrays import OUT
    from madang.engine.match.ranking import look_at
    from madang.engine.match.reader import reader_of

    profiles = {int(each.id): each for each in field.inputs.profiles}
    asked: dict[int, list[int]] = {}
    for reader, other in pairs:
        if reader in profiles and other in profiles:
            asked.setdefault(reader, []).append(other)
    found: dict[Pair, list[float]] = {}
    for reader, others in asked.items():
        places = [field.market.place[str(other)] for other in others]
        known = reader_of(field.market, profiles[reader])
        phi = look_at(field.market, known, np.array(places, dtype=np.int64)).found.phi
        for other, row in zip(others, phi[:, OUT].tolist(), strict=True):
            found[reader, other] = row
    return found
