"""Hosted buyers in the lists: each finds as many proposals as it must have meetings, and is read by as many others.

Where a hosted buyer comes into another's list follows from what all may see alone, so that no list tells of anything
confidential.
"""

from collections import Counter
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from madang.site.matching.bridge.profiles import Inputs
from madang.site.matching.queries.suggestions import MOST_SHOWN

if TYPE_CHECKING:
    from madang.engine.match.shares import Shares

# Of one list at most so many places are given to hosted buyers whom it would not have had.
MOST_SEATS = 5


def seats_for(
    inputs: Inputs, best: dict[int, list[int]], shares: "Shares"
) -> "tuple[dict[int, list[int]], Shares]":
    """Return {reader: hosted buyers who get a place in its list}, and the shares with the room that is left after.

    The first tier chooses first. `best` has the partners of each buyer, the best first; it and `shares` rest on what all
    may see. Nobody gets a buyer of whom it said that it is not for it, and no buyer stands in more lists than its hours bear.
    """
    seats: dict[int, list[int]] = {}
    readers: Counter[int] = Counter()
    for others in shares.lists.values():
        readers.update(int(each) for each in others[:MOST_SHOWN])
    places = dict(shares.places)
    for buyer in sorted(inputs.hosted, key=lambda pk: (inputs.hosted[pk][0], pk)):
        missing = inputs.hosted[buyer][1] - readers[buyer]
        for reader in best.get(buyer, []):
            if missing <= 0:
                break
            listed = shares.lists[reader]
            taken = seats.setdefault(reader, [])
            is_new = buyer not in listed[:MOST_SHOWN] and (
                buyer in listed or places[buyer] > 0
            )
            is_wanted = buyer not in inputs.passed.get(reader, frozenset())
            if is_new and is_wanted and len(taken) < MOST_SEATS:
                taken.append(buyer)
                places[buyer] -= buyer not in listed
                missing -= 1
    kept = {reader: buyers for reader, buyers in seats.items() if buyers}
    return kept, replace(shares, places=places)


def seated(inputs: Inputs, order: list[int], buyers: list[int]) -> list[int]:
    """Return a list with the buyers in it, at the latest on the last places that the page shows; no hosted buyer is pushed off it."""
    if not buyers:
        return order
    here = [each for each in order[:MOST_SHOWN] if each in inputs.hosted]
    wanted = list(dict.fromkeys([*here, *buyers]))
    late = [each for each in wanted if each not in order[: MOST_SHOWN - len(wanted)]]
    rest = [each for each in order if each not in late]
    place = max(0, MOST_SHOWN - len(late))
    return [*rest[:place], *late, *rest[place:]]


def filled(
    inputs: Inputs,
    shares: "Shares",
    reader: int,
    order: list[int],
    best: list[int],
) -> list[int]:
    """Return a hosted buyer's list with as many lines as it must have meetings, if there are; others' as they are.

    Nobody is taken who has no place left for the buyer.
    """
    _tier, quota = inputs.hosted.get(reader, (0, 0))
    missing = quota - len(order)
    if missing <= 0:
        return order
    more = (
        each for each in best if each not in order and shares.room_for(reader, each) > 0
    )
    return [*order, *islice(more, missing)]
