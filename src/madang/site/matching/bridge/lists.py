"""In which order each organisation reads its suggestions: shared out by everybody's hours, its own wishes lifted.

Who is shown to whom follows from what all may see the effect of. Whoever has confidential items reads a list made with
them, of those whom it would have been given and those who keep a place for it: nobody is shown too often for that, and
nobody else's list changes.
"""

from typing import TYPE_CHECKING

from madang.site.matching.bridge.profiles import Inputs
from madang.site.matching.bridge.weights import wish_share
from madang.site.matching.queries.bands import LEAST_VIABLE
from madang.site.matching.queries.suggestions import MOST_SHOWN

if TYPE_CHECKING:
    from madang.engine.match.run import Suggestion as Line
    from madang.engine.match.shares import Shares

LISTED = 30
CONSIDERED = 3 * LISTED
"""Lines of each side among which its list is chosen."""
# What is assumed of somebody wished for in whom the engine finds no ground at all.
LEAST_INTEREST = 100


def considered(inputs: Inputs) -> int:
    """Return how many lines a reader needs so that `CONSIDERED` are left without those who may not stand in its list."""
    said = [reader for reader, _other in inputs.refused]
    most = max((said.count(reader) for reader in set(said)), default=0)
    return CONSIDERED + len(inputs.hidden) + most


def share(inputs: Inputs, public: "dict[int, dict[int, Line]]") -> "Shares[int]":
    """Return the lists shared out by the hours that everybody has left."""
    from madang.engine.match.shares import share_out

    return share_out(
        public,
        inputs.free,
        length=LISTED,
        viable=LEAST_VIABLE,
        may_read=inputs.may_read,
        seed=inputs.seed,
    )


def pairs_of_lists(
    inputs: Inputs, own: "dict[int, dict[int, Line]]", shares: "Shares[int]"
) -> "dict[int | str, set[int | str]]":
    """Return for each side all others with whom it can stand in a list, its own or theirs."""
    among: dict[int | str, set[int | str]] = {reader: set() for reader in own}
    for reader in own:
        others = {*shares.lists[reader], *wished(inputs, own, reader)}
        if hides(inputs, reader) or reader in inputs.hosted:
            others.update(own[reader])
        for other in others:
            among[reader].add(other)
            among[other].add(reader)
    return among


def order_of(
    inputs: Inputs,
    lines: "tuple[dict[int, dict[int, Line]], dict[int, dict[int, Line]]]",
    shares: "Shares[int]",
    reader: int,
) -> list[int]:
    """Return the others in the order of the reader's list, its wishes among them.

    `lines` are the reader's own view and the public one.
    """
    own, public = lines
    wishes = {
        target: _wish_value(
            wish_share(inputs.levels),
            own[reader].get(target),
            public[target].get(reader),
        )
        for target in wished(inputs, own, reader)
    }
    order = _shared(inputs, own[reader], shares, reader)
    order = [each for each in order if each not in wishes]
    scores = {other: float(line.score) for other, line in own[reader].items()}
    for target in sorted(wishes, key=lambda n: (-wishes[n], n)):
        lower = (at for at, n in enumerate(order) if scores.get(n, 0) < wishes[target])
        order.insert(next(lower, len(order)), target)
        scores[target] = wishes[target]
    return order


def hides(inputs: Inputs, reader: int) -> bool:
    """Return whether a reader has confidential items."""
    return not inputs.confidential.isdisjoint(inputs.items[reader])


def _shared(
    inputs: Inputs, lines: "dict[int, Line]", shares: "Shares[int]", reader: int
) -> list[int]:
    """Return the reader's part of the lists, or one of its own if it has confidential items."""
    if not hides(inputs, reader):
        return shares.lists[reader]
    worth = {
        other: line.score * shares.room_for(reader, other)
        for other, line in lines.items()
        if inputs.may_read(reader, other)
    }
    place = {other: number for number, other in enumerate(lines)}
    return sorted(
        (each for each in worth if worth[each] > 0),
        key=lambda each: (-worth[each], place[each]),
    )[:LISTED]


def with_floor(
    public: "dict[int, Line]", order: list[int], kept: set[int]
) -> list[int]:
    """Return a list of which the viable proposals are on the page that is read, as many as everybody is to have.

    Those in `kept` stay where they are; `public` are the reader's lines as others may see the effect of them.
    """
    from madang.engine.match.shares import FLOOR

    def is_viable(other: int) -> bool:
        return other in public and public[other].score >= LEAST_VIABLE

    page, behind = order[:MOST_SHOWN], order[MOST_SHOWN:]
    missing = max(0, FLOOR - sum(map(is_viable, page)))
    late = [each for each in behind if is_viable(each)][:missing]
    loose = [each for each in page if not is_viable(each) and each not in kept]
    late = late[: len(loose)]
    out = loose[len(loose) - len(late) :]
    first = [each for each in page if each not in out]
    return [*first, *late, *out, *(each for each in behind if each not in late)]


def wished(inputs: Inputs, own: "dict[int, dict[int, Line]]", reader: int) -> set[int]:
    """Return whom a reader wishes for by name, of those who may stand in its list."""
    return {
        target
        for owner, target in inputs.wishes
        if owner == reader and target in own and inputs.may_read(reader, target)
    }


def _wish_value(share: float, line: "Line | None", back: "Line | None") -> float:
    if line:
        return lifted(share, line.score, line.interest)
    return _harmonic(1000 * share, back.interest if back else LEAST_INTEREST)


def lifted(share: float, score: int, interest: int) -> float:
    """Return the score if the reader, whose interest is known, wished for the other by name; `share` as of `wish_share`."""
    mine = interest + share * (1000 - interest)
    rest = 2 * interest - score
    theirs = score * interest / rest if rest > 0 and interest else float(score)
    return _harmonic(mine, theirs)


def _harmonic(mine: float, theirs: float) -> float:
    return 2 * mine * theirs / (mine + theirs) if mine + theirs else 0.0
