from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from madang.engine.match.arrays import found_for
from madang.engine.match.market import prepare
from madang.engine.match.profile import Item, Profile
from madang.engine.match.ranking import Looked, Ranking
from madang.engine.match.reader import reader_of
from madang.engine.match.shares import FLOOR, SHOWN_AN_HOUR, Shares, circle, share_out
from madang.engine.match.weights import Weights


def crowd(
    count: int, *, seed: int = 0, least: int = 1, passed: tuple[int, ...] = ()
) -> Ranking:
    """Everybody is compared with everybody else, with scores drawn from `least` to 1000; nobody lists `passed`."""
    draw = np.random.default_rng(seed)
    score = draw.integers(least, 1001, (count, count))
    score = np.minimum(score, score.T)
    people = [Profile(n, items=(Item("seek", "x"),)) for n in range(count)]
    market = prepare(people, Weights())
    kept: dict[int | str, Looked] = {}
    for reader in range(count):
        others = [n for n in range(count) if n != reader and n not in passed]
        order = np.array(sorted(others, key=lambda n: -score[reader, n]))
        chance = (score[reader, order] / 1000) ** 2
        party = reader_of(market, people[reader]).party()
        kept[reader] = Looked(party, order, found_for(len(order)), chance, chance)
    return Ranking(market, kept)


def scores(found: Ranking, reader: int) -> dict[int, int]:
    return {int(line.id): line.score for line in found.lines(reader)}


def shared(found: Ranking, hours: int, **facts: int) -> Shares:
    free = dict.fromkeys(found.kept, hours)
    return share_out(found, free, length=facts.pop("length", 10), viable=250, **facts)


@settings(deadline=None)
@given(
    seed=st.integers(0, 10**6),
    hours=st.integers(1, 4),
    hiding=st.sets(st.integers(0, 19), max_size=20),
)
def test_nobody_is_shown_too_often_whoever_reads_all_that_keep_a_place(
    seed: int, hours: int, hiding: set[int]
) -> None:
    found = shared(crowd(20, seed=seed), hours, seed=seed)
    for other in found.lists:
        shown = sum(
            found.room_for(reader, other) > 0
            if reader in hiding
            else other in found.lists[reader]
            for reader in found.lists
            if reader != other
        )
        assert shown <= SHOWN_AN_HOUR * hours


def test_with_places_for_all_everybody_may_be_read() -> None:
    found = shared(crowd(12), 3)
    for reader in found.lists:
        assert all(
            found.room_for(reader, other) > 0 for other in set(range(12)) - {reader}
        )


def test_a_place_is_kept_for_the_next_in_the_circle() -> None:
    turns = circle(range(5), 1)
    in_turn = sorted(turns, key=lambda each: turns[each])
    found = Shares(
        {n: [] for n in turns}, dict.fromkeys(turns, 8), dict.fromkeys(turns, 1), turns
    )
    for one, following in pairwise(in_turn):
        assert [n for n in in_turn if found.room_for(n, one) > 0] == [following]
        assert found.room_for(following, one) == 1 / 8
    assert circle(range(5), 2) != turns


def test_who_may_not_be_read_takes_no_place_and_reads_a_whole_list() -> None:
    hidden = {0, 1, 2}
    found = shared(crowd(16, passed=(0, 1, 2)), 8)
    assert hidden.isdisjoint(n for others in found.lists.values() for n in others)
    assert {len(others) for others in found.lists.values()} == {10}


def test_everybody_has_viable_proposals_at_crowded_doors() -> None:
    """One in two pairs is viable, and nobody may stand in more than eight lists."""
    people = crowd(40, seed=3)
    found = shared(people, 2, length=8)
    for reader, others in found.lists.items():
        known = scores(people, int(reader))
        assert sum(score >= 250 for score in known.values()) >= FLOOR
        assert sum(known[int(n)] >= 250 for n in others) >= FLOOR


def test_whoever_has_no_viable_proposal_reads_the_best_of_what_there_is() -> None:
    people = crowd(14, seed=1)
    poor = people.kept[0]
    low = np.linspace(0.01, 0.001, len(poor.columns))
    kept = people.kept | {0: Looked(poor.reader, poor.columns, poor.found, low, low)}
    assert len(shared(Ranking(people.market, kept), 2).lists[0]) >= FLOOR


def test_equals_change_places_from_run_to_run() -> None:
    """Thirty are alike, and a list has ten places."""
    people = crowd(30, least=1000)
    first = [shared(people, 9, seed=seed).lists[0] for seed in range(4)]
    assert len({tuple(others) for others in first}) == 4
    assert shared(people, 9, seed=1).lists == shared(people, 9, seed=1).lists
