"""Everybody as the engine compares them: what others may know of each, and each as its own reader.

One prepared market holds what everybody may see the effect of. Whoever has confidential items or wishes by name is
held against the same market with them, for its own list alone; so nothing that another organisation keeps to itself
moves a number, a word or a count that somebody else reads.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from madang.site.matching.bridge.profiles import Inputs
from madang.site.matching.bridge.weights import engine_weights

if TYPE_CHECKING:
    from madang.engine.match.market import Market
    from madang.engine.match.profile import Profile
    from madang.engine.match.run import Ranking, Suggestion

LISTED = 30
CONSIDERED = 3 * LISTED
"""Others among whom each list is chosen."""


@dataclass(frozen=True)
class Field:
    """What a run reads, prepared; `seed` orders equals."""

    inputs: Inputs
    market: "Market"
    seed: int

    @cached_property
    def ranking(self) -> "Ranking":
        """Everybody's best as all may know them."""
        from madang.engine.match.run import ranking

        return ranking(self.market, top=CONSIDERED, seed=self.seed)

    @cached_property
    def own(self) -> "Ranking":
        """The best of those who have something of their own that nobody else knows, with that."""
        from madang.engine.match.run import Ranking, best_of

        kept = {
            each.id: best_of(self.market, each, top=CONSIDERED, seed=self.seed)
            for each in self.inputs.profiles
            if is_private(each)
        }
        return Ranking(self.market, kept)


def field_of(inputs: Inputs, *, seed: int = 0) -> Field:
    """Return the inputs prepared; their levels say what counts how much."""
    from madang.engine.match.market import prepare

    profiles = [open_side(each) for each in inputs.profiles]
    return Field(inputs, prepare(profiles, engine_weights(inputs.levels)), seed)


def open_side(profile: "Profile") -> "Profile":
    """Return a profile as others may know the effect of it."""
    kept = tuple(item for item in profile.items if not item.confidential)
    return replace(profile, items=kept, wishes=frozenset())


def is_private(profile: "Profile") -> bool:
    """Return whether something moves its own list that nobody else knows of."""
    return bool(profile.wishes) or any(item.confidential for item in profile.items)


Pair = tuple[int, int]


def known_lines(field: Field, pairs: Collection[Pair]) -> "dict[Pair, Suggestion]":
    """Return what all may know of pairs as the first of each reads it, as far as they stand in somebody's ranking."""
    from madang.engine.match.run import mirrored

    found: dict[Pair, Suggestion] = {}
    for turn in (0, 1):
        for reader, others in _missing(pairs, found, turn).items():
            if reader in field.ranking.kept:
                for line in field.ranking.suggestions(reader, others):
                    first, second = reader, int(line.id)
                    if turn:
                        found[second, first] = mirrored(line, reader)
                    else:
                        found[first, second] = line
    return found


def lines_of_pairs(field: Field, pairs: Collection[Pair]) -> "dict[Pair, Suggestion]":
    """Return the same of all pairs for which something speaks, also where it is little."""
    from madang.engine.match.run import lines_among

    found = known_lines(field, pairs)
    for reader, others in _missing(pairs, found, 0).items():
        profile = field.market.profiles[field.market.place[str(reader)]]
        for line in lines_among(field.market, profile, others):
            found[reader, int(line.id)] = line
    return found


def _missing(
    pairs: Collection[Pair], found: "dict[Pair, Suggestion]", turn: int
) -> dict[int, list[int]]:
    """Return the pairs without a line by one of the two: the first (0) or the second (1)."""
    rest: dict[int, list[int]] = {}
    for each in pairs:
        if each not in found:
            rest.setdefault(each[turn], []).append(each[1 - turn])
    return rest
