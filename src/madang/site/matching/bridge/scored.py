"""The one place where the learning meets the score: its features, what they weigh, and their values for given pairs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from madang.site.events.models import Event
from madang.site.matching.models import Suggestion

Pairs = Sequence[tuple[int, int]]


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
    return Score(
        version=1,
        features=("gain",),
        weights={"gain": 3.0},
        intercept=-1.5,
        against=frozenset(),
        pair_features=_gains,
    )


def _gains(event: Event, pairs: Pairs) -> list[list[float]]:
    """Return the reader's gain from each pair, 0 to 1, as the current run has it; 0 where it has none."""
    ids = {pk for each in pairs for pk in each}
    rows = Suggestion.objects.filter(
        Q(left__in=ids, right__in=ids), run__event=event, run__is_current=True
    )
    gains: dict[tuple[int, int], float] = {}
    for left, right, mine, theirs in rows.values_list(
        "left_id", "right_id", "left_gain", "right_gain"
    ):
        gains[left, right], gains[right, left] = mine / 1000, theirs / 1000
    return [[gains.get(each, 0.0)] for each in pairs]
