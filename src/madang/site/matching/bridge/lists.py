"""In which order each organisation reads its suggestions: shared out by everybody's hours, its own secrets beside.

Who is shown to whom follows from what all may see the effect of. Whom somebody's confidential items lift comes up in that
list alone, of those whom it would have been given and those who keep a place for it: nobody is shown too often for that,
and nobody else's list changes. A wish by name always comes up.
"""

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from madang.site.matching.bridge.field import LISTED, Field
from madang.site.matching.queries.bands import LEAST_VIABLE
from madang.site.matching.queries.suggestions import MOST_SHOWN

if TYPE_CHECKING:
    from madang.engine.match.ranking import Ranked
    from madang.engine.match.shares import Shares


def shared(field: Field) -> "Shares":
    """Return the lists as they are shared out, and the room at each door."""
    from madang.engine.match.shares import share_out

    free: dict[int | str, int] = dict(field.inputs.free.items())
    return share_out(
        field.ranking, free, length=LISTED, viable=LEAST_VIABLE, seed=field.seed
    )


def with_lifted(
    base: list[int],
    own: "Collection[Ranked]",
    public: Mapping[int, int],
    may_come: Callable[[int], bool],
) -> list[int]:
    """Return a list with those whom the reader's own items and wishes lift, each before the first of a lower score.

    `own` are the reader's own lines, `public` the scores that all may know; `may_come` says at whose door is room.
    """
    lifted = {
        int(line.id): line.score
        for line in own
        if line.score > public.get(int(line.id), -1) and may_come(int(line.id))
    }
    scores = {int(line.id): line.score for line in own}
    order = [each for each in base if each not in lifted]
    for other, score in sorted(lifted.items(), key=lambda each: (-each[1], each[0])):
        lower = (at for at, each in enumerate(order) if scores.get(each, 0) < score)
        order.insert(next(lower, len(order)), other)
    return order[:LISTED]


def with_floor(
    public: Mapping[int, int], order: list[int], kept: Collection[int | str]
) -> list[int]:
    """Return a list of which the viable proposals are on the page that is read, as many as everybody is to have.

    Those in `kept` stay where they are; `public` are the scores that all may know.
    """
    from madang.engine.match.shares import FLOOR

    def is_viable(other: int) -> bool:
        return public.get(other, 0) >= LEAST_VIABLE

    page, behind = order[:MOST_SHOWN], order[MOST_SHOWN:]
    missing = max(0, FLOOR - sum(map(is_viable, page)))
    late = [each for each in behind if is_viable(each)][:missing]
    loose = [each for each in page if not is_viable(each) and each not in kept]
    late = late[: len(loose)]
    out = loose[len(loose) - len(late) :]
    first = [each for each in page if each not in out]
    return [*first, *late, *out, *(each for each in behind if each not in late)]
