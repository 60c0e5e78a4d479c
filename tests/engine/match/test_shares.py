from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from madang.engine.match.run import Suggestion
from madang.engine.match.shares import FLOOR, SHOWN_AN_HOUR, Shares, circle, share_out

Lines = dict[int, dict[int, Suggestion]]


def crowd(count: int, *, seed: int = 0, least: int = 1) -> Lines:
    """Everybody has a line of everybody else, with scores drawn from `least` to 1000."""
    draw = np.random.default_rng(seed)
    score = draw.integers(least, 1001, (count, count))
    score = np.minimum(score, score.T)
    return {
        reader: {
            other: Suggestion(other, int(score[reader, other]), 500, True, ())
            for other in sorted(range(count), key=lambda n: -score[reader, n])
            if other != reader
        }
        for reader in range(count)
    }


def shared(lines: Lines, hours: int, **facts: object) -> Shares[int]:
    free = dict.fromkeys(lines, hours)
    settings = {"length": 10, "viable": 250} | facts
    return share_out(lines, free, **settings)  # type: ignore[arg-type]


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
    found = shared(crowd(16), 8, may_read=lambda _reader, other: other not in hidden)
    assert hidden.isdisjoint(n for others in found.lists.values() for n in others)
    assert {len(others) for others in found.lists.values()} == {10}
    refused = {(5, 9)}
    found = shared(crowd(16), 8, may_read=lambda *pair: pair not in refused)
    assert 9 not in found.lists[5]
    assert 5 in shared(crowd(16), 8, length=15).lists[9]


def test_everybody_has_viable_proposals_at_crowded_doors() -> None:
    """One in two pairs is viable, and nobody may stand in more than eight lists."""
    lines = crowd(40, seed=3)
    found = shared(lines, 2, length=8)
    for reader, others in found.lists.items():
        viable = sum(line.score >= 250 for line in lines[reader].values())
        assert viable >= FLOOR
        assert sum(lines[reader][n].score >= 250 for n in others) >= FLOOR


def test_whoever_has_no_viable_proposal_reads_the_best_of_what_there_is() -> None:
    lines = crowd(14, seed=1)
    poor = {n: Suggestion(n, 100 - n, 100, True, ()) for n in range(1, 14)}
    lines[0] = poor
    for other in range(1, 14):
        lines[other] = {n: each for n, each in lines[other].items() if n} | {
            0: Suggestion(0, 100 - other, 100, True, ())
        }
    assert len(shared(lines, 2).lists[0]) >= FLOOR


def test_equals_change_places_from_run_to_run() -> None:
    """Thirty are alike, and a list has ten places."""
    lines = crowd(30, least=1000)
    first = [shared(lines, 9, seed=seed).lists[0] for seed in range(4)]
    assert len({tuple(others) for others in first}) == 4
    assert shared(lines, 9, seed=1).lists == shared(lines, 9, seed=1).lists
