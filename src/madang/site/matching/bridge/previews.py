"""What other levels would change: everybody's lists as they are and as they would be, held against each other."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from madang.site.matching.bridge.exposure import measured
from madang.site.matching.bridge.field import field_of
from madang.site.matching.bridge.pairs import lists_of
from madang.site.matching.bridge.profiles import Inputs
from madang.site.matching.bridge.weights import Learned
from madang.site.matching.queries.coverage import FEW
from madang.site.matching.queries.suggestions import MOST_SHOWN

MOST_EXAMPLES = 5
MOST_MOVERS = 10
# Names that an example has on each side.
SIDE_BY_SIDE = 5

Lists = Mapping[int, list[int]]


def preview(
    inputs: Inputs,
    levels: Mapping[str, int],
    *,
    seed: int = 0,
    learned: Learned | None = None,
) -> dict[str, Any]:
    """Return what would change if these levels counted instead of the inputs' own, as plain values that JSON can hold.

    Both sides are as a run with this seed makes them, from what was learned if that is in use.
    """
    then = replace(inputs, levels=dict(levels))
    before = _read(lists_of(field_of(inputs, seed=seed, learned=learned)))
    after = _read(lists_of(field_of(then, seed=seed, learned=learned)))
    return compared(before, after)


def _read(lists: Lists) -> dict[int, list[int]]:
    return {reader: others[:MOST_SHOWN] for reader, others in lists.items()}


def compared(before: Lists, after: Lists) -> dict[str, Any]:
    """Return the differences of two sets of lists of the same readers.

    `changed` lists name others than before, `reordered` ones the same in another order. `gain` and `lose` count who
    stands in more and in fewer lists; `movers` has those with the largest difference as [id, before, after], `examples`
    the lists that change most as [id, who goes, who comes], each of these as [place, id].
    """
    shown = {
        name: Counter(other for others in lists.values() for other in others)
        for name, lists in (("before", before), ("after", after))
    }
    moved = {pk: shown["after"][pk] - shown["before"][pk] for pk in before}
    left = {
        reader: len(set(others) - set(after[reader]))
        + len(set(after[reader]) - set(others))
        for reader, others in before.items()
    }
    movers = sorted((pk for pk in moved if moved[pk]), key=lambda pk: -abs(moved[pk]))
    examples = sorted((pk for pk in left if left[pk]), key=lambda pk: -left[pk])
    return {
        "lists": len(before),
        "changed": len(examples),
        "reordered": sum(
            1
            for reader, others in before.items()
            if not left[reader] and others != after[reader]
        ),
        "gain": sum(1 for value in moved.values() if value > 0),
        "lose": sum(1 for value in moved.values() if value < 0),
        "before": _figures(before, shown["before"]),
        "after": _figures(after, shown["after"]),
        "movers": [
            [pk, shown["before"][pk], shown["after"][pk]] for pk in movers[:MOST_MOVERS]
        ],
        "examples": [
            [pk, _only(before[pk], after[pk]), _only(after[pk], before[pk])]
            for pk in examples[:MOST_EXAMPLES]
        ],
    }


def _only(here: list[int], there: list[int]) -> list[list[int]]:
    """Return the first of those who stand in one list alone, with their places."""
    found = [[place, pk] for place, pk in enumerate(here, 1) if pk not in there]
    return found[:SIDE_BY_SIDE]


def _figures(lists: Lists, shown: Counter[int]) -> dict[str, float]:
    exposure = measured([shown[pk] for pk in lists])
    return {
        "peak_to_mean": exposure.peak_to_mean,
        "gini": exposure.gini,
        "nowhere": sum(1 for pk in lists if not shown[pk]),
        "few": sum(1 for others in lists.values() if len(others) < FEW),
    }
