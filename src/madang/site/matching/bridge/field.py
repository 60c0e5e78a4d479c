"""Everybody as the engine compares them: what others may know of each, and each as its own reader.

One prepared market holds what everybody may see the effect of. Whoever has confidential items or wishes by name is
held against the same market with them, for its own list alone; so nothing that another organisation keeps to itself
moves a number, a word or a count that somebody else reads.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from madang.site.matching.bridge.profiles import Inputs
from madang.site.matching.bridge.weights import Learned, engine_weights

if TYPE_CHECKING:
    from madang.engine.match.market import Market
    from madang.engine.match.profile import Profile
    from madang.engine.match.ranking import Chances, Ranking, Suggestion

LISTED = 30
CONSIDERED = 3 * LISTED
"""Others among whom each list is chosen."""


@dataclass(frozen=True)
class Field:
    """What a run reads, prepared; `seed` orders equals."""

    inputs: Inputs
    market: "Market"
    seed: int
    chances: "Chances | None" = None
    """What was learned of this event's answers, for the chance of a yes; None where the sum of weights counts."""
    on_progress: Callable[[int, int], None] | None = None
    """Told how many lists are ranked, of how many; what it raises ends the work."""

    @cached_property
    def ranking(self) -> "Ranking":
        """Everybody's best as all may know them."""
        from madang.engine.match.ranking import ranking

        found = ranking(
            self.market, top=CONSIDERED, seed=self.seed, on_progress=self.on_progress
        )
        return self.judged(found)

    @cached_property
    def own(self) -> "Ranking":
        """The best of those who have something of their own that nobody else knows, with that."""
        from madang.engine.match.ranking import Ranking, best_of_each

        private = [each for each in self.inputs.profiles if is_private(each)]
        best = best_of_each(self.market, private, top=CONSIDERED, seed=self.seed)
        ids = [each.id for each in private]
        return self.judged(Ranking(self.market, dict(zip(ids, best, strict=True))))

    def judged(self, found: "Ranking") -> "Ranking":
        """Return a ranking by the chances that were learned, where they count."""
        from madang.engine.match.ranking import rejudged

        return rejudged(found, self.chances) if self.chances else found


def field_of(inputs: Inputs, *, seed: int = 0, learned: Learned | None = None) -> Field:
    """Return the inputs prepared; their levels say what counts how much, beside what was learned.

    Where an organiser set levels, the learned weights are scaled by them, and what was learned of single participants is
    left aside.
    """
    from madang.engine.match.market import prepare

    profiles = [open_side(each) for each in inputs.profiles]
    weights = engine_weights(inputs.levels, learned)
    is_level = not any(inputs.levels.values())
    chances = learned.chances if learned is not None and is_level else None
    return Field(inputs, prepare(profiles, weights), seed, chances)


def open_side(profile: "Profile") -> "Profile":
    """Return a profile as others may know the effect of it."""
    kept = tuple(item for item in profile.items if not item.confidential)
    return replace(profile, items=kept, wishes=frozenset())


def is_private(profile: "Profile") -> bool:
    """Return whether something moves its own list that nobody else knows of."""
    return bool(profile.wishes) or any(item.confidential for item in profile.items)


Pair = tuple[int, int]


def known_lines(
    field: Field, pairs: Collection[Pair]
) -> "Iterator[tuple[Pair, Suggestion]]":
    """Yield what all may know of pairs as the first of each reads it, as far as they stand in somebody's ranking.

    One after the other: the reasons of a large event take much memory, and each pair is written down at once.
    """
    from madang.engine.match.ranking import mirrored

    found: set[Pair] = set()
    for turn in (0, 1):
        for reader, others in _missing(pairs, found, turn).items():
            if reader in field.ranking.kept:
                for line in field.ranking.suggestions(reader, others):
                    told = mirrored(line, reader) if turn else line
                    two = (int(line.id), reader) if turn else (reader, int(line.id))
                    found.add(two)
                    yield two, told


def lines_of_pairs(
    field: Field, pairs: Collection[Pair]
) -> "Iterator[tuple[Pair, Suggestion]]":
    """Yield the same of all pairs for which something speaks, also where it is little."""
    from madang.engine.match.run import lines_among

    found: set[Pair] = set()
    for two, line in known_lines(field, pairs):
        found.add(two)
        yield two, line
    for reader, others in _missing(pairs, found, 0).items():
        profile = field.market.profiles[field.market.place[str(reader)]]
        for line in lines_among(field.market, profile, others):
            yield (reader, int(line.id)), line


def _missing(
    pairs: Collection[Pair], found: set[Pair], turn: int
) -> dict[int, list[int]]:
    """Return the pairs without a line by one of the two: the first (0) or the second (1)."""
    rest: dict[int, list[int]] = {}
    for each in pairs:
        if each not in found:
            rest.setdefault(each[turn], []).append(each[1 - turn])
    return rest


def many_objects() -> AbstractContextManager[None]:
    """Work in which hundreds of thousands of objects are made and kept: nobody looks through them for rubbish."""
    from madang.engine.rubbish import nothing_collected

    return nothing_collected()
