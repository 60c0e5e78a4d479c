"""In which order each organisation reads its suggestions: shared out by everybody's hours, its own secrets beside.

Who is shown to whom follows from what all may see the effect of. Whom somebody's confidential items or wishes by name
lift comes up in that list alone, and not at doors that are full, but for wishes; nobody else's list changes for that.
"""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from madang.site.matching.bridge.field import LISTED, Field

if TYPE_CHECKING:
    from madang.engine.match.ranking import Ranked
    from madang.engine.match.shares import Shares


def shared(field: Field) -> "Shares":
    """Return the lists as they are shared out, and the room at each door."""
    from madang.engine.match.shares import share_out

    free: dict[int | str, int] = dict(field.inputs.free.items())
    return share_out(field.ranking, free, length=LISTED, seed=field.seed)


def base_lists(shares: "Shares") -> dict[int, list[int]]:
    """Return the lists before what each keeps to itself."""
    return {int(pk): [int(each) for each in shares.lists[pk]] for pk in shares.lists}


def with_lifted(
    base: list[int],
    own: "Collection[Ranked]",
    public: Mapping[int, int],
    turned_away: Collection[int | str],
) -> list[int]:
    """Return a list with those whom the reader's own items and wishes lift, each before the first of a lower score.

    `own` are the reader's own lines, `public` the scores that all may know, `turned_away` those at whose door no room
    is left.
    """
    lifted = {
        int(line.id): line.score
        for line in own
        if line.score > public.get(int(line.id), -1) and line.id not in turned_away
    }
    scores = {int(line.id): line.score for line in own}
    order = [each for each in base if each not in lifted]
    for other, score in sorted(lifted.items(), key=lambda each: (-each[1], each[0])):
        lower = (at for at, each in enumerate(order) if scores.get(each, 0) < score)
        order.insert(next(lower, len(order)), other)
    return order[:LISTED]
