"""Lists that bring about meetings: small markets are solved nearly to the end, equals take turns, numbers do not matter."""

from itertools import chain, permutations, product

import numpy as np
import pytest

from benchmarks.matching.congestion import judged, market
from madang.engine.match.allocation import allocate, rerank
from madang.engine.match.shortlist import Policy, Room, Shortlist, among, between
from tests.engine.match.markets import chances, crowd, roomy


def shaped(attention, x):
    return {
        "inverse": 1 / x,
        "logarithmic": 1 / np.log(1 + x),
        "exponential": np.exp(1 - x),
        "first": float(x < 2),
    }[attention]


def expected(lists, ask, grant, slots, attention):
    """Meetings of a one-sided reading, by going through every outcome at every door: nothing of the engine is used."""
    total = 0.0
    for door in range(ask.shape[1]):
        asking = []
        for reader, shown in enumerate(lists):
            if door in shown:
                x = 1 + shown.index(door) / slots
                asking.append(
                    (
                        grant[door, reader],
                        min(1.0, ask[reader, door] * shaped(attention, x)),
                    )
                )
        asking.sort(reverse=True)
        for comes in product((False, True), repeat=len(asking)):
            chance = np.prod(
                [c if yes else 1 - c for (_, c), yes in zip(asking, comes, strict=True)]
            )
            queue = [g for (g, _), yes in zip(asking, comes, strict=True) if yes]
            total += chance * sum(
                min(1.0, g * shaped(attention, 1 + n / slots))
                for n, g in enumerate(queue)
            )
    return total


@pytest.mark.parametrize(
    "attention", ["inverse", "logarithmic", "exponential", "first"]
)
@pytest.mark.parametrize("slots", [1, 2])
def test_expected_meetings_are_those_of_all_outcomes(attention, slots):
    ask, grant = chances(1, 5, 4), chances(2, 4, 5)
    made = allocate(
        between(ask, grant, is_read_by_both=False),
        roomy(9, slots),
        Policy(length=3, floor=0, attention=attention),
    )
    lists = [[n - 5 for n in made.of(reader)] for reader in range(5)]
    assert made.expected == pytest.approx(
        expected(lists, ask, grant, slots, attention), abs=1e-9
    )


def test_tiny_markets_come_close_to_the_best_of_all_lists():
    """Every ranking of three by three: 216 ways, compared with what a few sweeps reach."""
    gaps = []
    for seed in range(40):
        ask, grant = chances(seed, 3, 3), chances(seed + 99, 3, 3)
        best = max(
            expected(lists, ask, grant, 1, "inverse")
            for lists in product(
                [list(order) for order in permutations(range(3))], repeat=3
            )
        )
        made = allocate(
            between(ask, grant, is_read_by_both=False),
            roomy(6),
            Policy(length=3, floor=0),
        )
        gaps.append(1 - made.expected / best)
    assert min(gaps) > -1e-9
    assert np.mean(gaps) < 0.001
    assert max(gaps) < 0.01
    assert sum(gap < 1e-9 for gap in gaps) >= 36


def test_tiny_markets_with_limits_come_close_too():
    """Lists of two of three candidates, each of whom may stand in two lists: every choice, with every order."""
    gaps = []
    for seed in range(40):
        ask, grant = chances(seed, 3, 3), chances(seed + 99, 3, 3)
        best = max(
            expected(lists, ask, grant, 1, "inverse")
            for lists in product(
                [
                    list(order)
                    for size in (0, 1, 2)
                    for order in permutations(range(3), size)
                ],
                repeat=3,
            )
            if np.bincount(list(chain(*lists)), minlength=3).max() <= 2
        )
        made = allocate(
            between(ask, grant, is_read_by_both=False),
            roomy(6, showings=2),
            Policy(length=2, floor=0),
        )
        gaps.append(1 - made.expected / best)
    assert min(gaps) > -1e-9
    assert np.mean(gaps) < 0.002
    assert max(gaps) < 0.05
    assert sum(gap < 1e-9 for gap in gaps) >= 36


def test_a_visit_never_lowers_what_is_expected():
    ask, grant = chances(5, 30, 20), chances(6, 20, 30)
    reached = [
        allocate(
            between(ask, grant),
            roomy(50),
            Policy(
                length=20,
                floor=0,
                attention="logarithmic",
                sweeps=sweeps,
                is_one_list_enough=True,
            ),
        ).expected
        for sweeps in (1, 2, 3, 4)
    ]
    assert reached == sorted(reached)
    assert reached[-1] > reached[0]


def test_lists_spread_a_crowd():
    """Ten readers want the same two of five, who have one slot each: ranking by mutual chance sends all to them."""
    ask = np.tile([0.9, 0.8, 0.7, 0.7, 0.7], (10, 1))
    made = allocate(
        between(ask, np.full((5, 10), 0.9), is_read_by_both=False),
        roomy(15),
        Policy(length=1, floor=0, attention="first"),
    )
    assert sorted(made.showings[10:].tolist()) == [2, 2, 2, 2, 2]


def test_equals_take_turns():
    """Sixty readers, ten candidates who are all alike and have room: each comes first for somebody, no one always last."""
    shortlist = between(
        np.full((60, 10), 0.5), np.full((10, 60), 0.5), is_read_by_both=False
    )
    made = allocate(
        shortlist, roomy(70, slots=60), Policy(length=10, attention="first")
    )
    lists = made.candidates[:60] - 60
    firsts = np.bincount(lists[:, 0], minlength=10)
    lasts = np.bincount(lists[:, -1], minlength=10)
    assert firsts.min() > 0
    assert max(firsts.max(), lasts.max()) < 20
    other = allocate(
        shortlist, roomy(70, slots=60), Policy(length=10, attention="first", seed=1)
    )
    assert other.candidates.tolist() != made.candidates.tolist()


def test_same_input_same_lists():
    shortlist = crowd(3, 40, 2)
    first, second = (
        allocate(shortlist, roomy(40, 2, 8), Policy(length=6)) for _ in range(2)
    )
    assert first.candidates.tolist() == second.candidates.tolist()
    assert first.expected == second.expected


def renumbered(shortlist, order):
    """The same shortlist where participant order[n] has the number n."""
    number = np.argsort(order)
    rows = [np.arange(shortlist.start[old], shortlist.start[old + 1]) for old in order]
    entries = np.concatenate(rows)
    start = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    return Shortlist(
        start,
        number[shortlist.column[entries]],
        shortlist.ask[entries],
        shortlist.grant[entries],
    )


def test_other_numbers_change_nothing():
    """Tastes in tenths, so that there are many equals; the keys go with the participants."""
    order = np.random.default_rng(4).permutation(30)
    ask = np.round(chances(7, 30, 30), 1)
    shortlist = among(ask, chances(8, 30, 30) < 0.7)
    keys = np.arange(30) + 1000
    made = allocate(
        shortlist, Room(np.full(30, 2), np.full(30, 8), keys), Policy(length=6)
    )
    again = allocate(
        renumbered(shortlist, order),
        Room(np.full(30, 2), np.full(30, 8), keys[order]),
        Policy(length=6),
    )
    assert [[int(order[n]) for n in again.of(new)] for new in range(30)] == [
        made.of(int(old)) for old in order
    ]
    assert again.expected == pytest.approx(made.expected, abs=1e-12)


def test_a_new_profile_is_ranked_at_once_and_disturbs_nobody():
    ask, grant = chances(11, 12, 8), chances(12, 8, 12)
    made = allocate(between(ask, grant), roomy(20, 2, 8), Policy(length=4, floor=2))
    before = made.candidates.tolist()
    assert rerank(made, 3).tolist() == made.of(3)
    ask[3] = ask[3][::-1]
    changed = rerank(made, 3, between(ask, grant)).tolist()
    assert changed != made.of(3)
    assert len(changed) == 4
    assert made.candidates.tolist() == before
    same = rerank(made, 5, between(ask, grant)).tolist()
    assert same == made.of(5)


def test_a_pair_may_stand_in_one_list_or_in_both():
    """Where one list is enough, others take the place of who asks anyway: more pairs, more meetings."""
    shortlist = between(chances(21, 8, 8), chances(22, 8, 8))
    room = roomy(16, 8)
    both, once = (
        allocate(
            shortlist, room, Policy(length=2, floor=0, is_one_list_enough=is_enough)
        )
        for is_enough in (False, True)
    )
    pairs = [
        {(min(n, m), max(n, m)) for n in range(16) for m in made.of(n)}
        for made in (both, once)
    ]
    assert len(pairs[1]) > len(pairs[0])
    assert once.expected > both.expected


def test_the_published_market_is_drawn_as_published():
    """Naive and reciprocal ranking of the public seed give the published figures (WWW 2022, random, 1/x, λ 0.5)."""
    ask, grant = market(621, "random", 0.5)
    naive, reciprocal = np.argsort(-ask, axis=1), np.argsort(-ask * grant.T, axis=1)
    assert judged(naive, ask, grant, "inverse") == pytest.approx(106.9, abs=0.05)
    assert judged(reciprocal, ask, grant, "inverse") == pytest.approx(131.0, abs=0.05)
    made = allocate(
        between(ask, grant, is_read_by_both=False),
        roomy(250, showings=250),
        Policy(length=100, floor=0),
    )
    lists = made.candidates[:150] - 150
    assert judged(lists, ask, grant, "inverse") == pytest.approx(made.expected, 1e-6)
    assert made.expected > 152.7
