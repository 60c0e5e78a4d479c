"""In which order each organisation reads its suggestions: shared out by everybody's hours, its own wishes lifted.

Who is shown to whom follows from what all may see the effect of. Whoever has confidential items reads a list made with
them, kept away from doors that are full; nobody else's list changes for that.
"""

from typing import TYPE_CHECKING

from madang.site.matching.bridge.profiles import Inputs
from madang.site.matching.bridge.weights import wish_share

if TYPE_CHECKING:
    from madang.engine.match.run import Suggestion as Line
    from madang.engine.match.shares import Shares

LISTED = 30
CONSIDERED = 3 * LISTED
"""Lines of each side among which its list is chosen."""
# What is assumed of somebody wished for in whom the engine finds no ground at all.
LEAST_INTEREST = 100


def share(inputs: Inputs, public: "dict[int, dict[int, Line]]") -> "Shares[int] | None":
    """Return the lists shared out by the hours that everybody has; None while the event has no hours."""
    from madang.engine.match.shares import share_out

    if not any(inputs.free.values()):
        return None
    return share_out(public, inputs.free, length=LISTED)


def base_lists(
    public: "dict[int, dict[int, Line]]", shares: "Shares[int] | None"
) -> dict[int, list[int]]:
    """Return the lists before anybody's wishes: as they are shared out, or the best lines of each."""
    if shares is not None:
        return shares.lists
    return {reader: list(lines)[:LISTED] for reader, lines in public.items()}


def pairs_of_lists(
    inputs: Inputs, own: "dict[int, dict[int, Line]]", shares: "Shares[int] | None"
) -> "dict[int | str, set[int | str]]":
    """Return for each side all others with whom it can stand in a list, its own or theirs."""
    among: dict[int | str, set[int | str]] = {reader: set() for reader in own}
    for reader in own:
        others = {*list(own[reader])[:CONSIDERED], *_wished(inputs, own, reader)}
        if shares is not None:
            others.update(shares.lists[reader])
        for other in others:
            among[reader].add(other)
            among[other].add(reader)
    return among


def order_of(
    inputs: Inputs,
    lines: "tuple[dict[int, dict[int, Line]], dict[int, dict[int, Line]]]",
    shares: "Shares[int] | None",
    reader: int,
) -> list[int]:
    """Return the others in the order of the reader's list; `lines` are the reader's own view and the public one."""
    own, public = lines
    wishes = {
        target: _wish_value(
            wish_share(inputs.levels),
            own[reader].get(target),
            public[target].get(reader),
        )
        for target in _wished(inputs, own, reader)
    }
    if shares is None:
        values = {other: float(line.score) for other, line in own[reader].items()}
        values = {other: values[other] for other in list(values)[:LISTED]} | wishes
        place = {other: number for number, other in enumerate(own[reader])}
        first = sorted(values, key=lambda n: (-values[n], place.get(n, len(place)), n))
        return first[:LISTED]
    order = _shared(inputs, own[reader], shares, reader)
    order = [each for each in order if each not in wishes]
    scores = {other: float(line.score) for other, line in own[reader].items()}
    for target in sorted(wishes, key=lambda n: (-wishes[n], n)):
        lower = (at for at, n in enumerate(order) if scores.get(n, 0) < wishes[target])
        order.insert(next(lower, len(order)), target)
        scores[target] = wishes[target]
    return order[:LISTED]


def _shared(
    inputs: Inputs, lines: "dict[int, Line]", shares: "Shares[int]", reader: int
) -> list[int]:
    """Return the reader's part of the lists, or one of its own if it has confidential items."""
    if inputs.confidential.isdisjoint(inputs.items[reader]):
        return shares.lists[reader]
    worth = {
        other: line.score * shares.room.get(other, 0.0) for other, line in lines.items()
    }
    place = {other: number for number, other in enumerate(lines)}
    return sorted(
        (each for each in worth if worth[each] > 0),
        key=lambda each: (-worth[each], place[each]),
    )[:LISTED]


def _wished(inputs: Inputs, own: "dict[int, dict[int, Line]]", reader: int) -> set[int]:
    return {
        target for owner, target in inputs.wishes if owner == reader and target in own
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
