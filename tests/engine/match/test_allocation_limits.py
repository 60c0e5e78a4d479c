"""Limits on showings are kept, the floor is as full as it can be, and figures of exposure say what they say."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_flow

from benchmarks.matching import showings
from benchmarks.matching.congestion import transported
from madang.engine.match.allocation import allocate
from madang.engine.match.exposure import envy, exposure_of, times_shown
from madang.engine.match.shortlist import Policy, Room, Shortlist, between
from tests.engine.match.markets import chances, crowd, roomy


@pytest.mark.parametrize("most", [3, 5, 12])
def test_within_limits_lists_are_worth_what_a_linear_program_finds(most):
    """Where no door is ever crowded, lists within limits are a transport problem, solved here by another library."""
    wanted = chances(31, 24) ** 3
    ask, grant = chances(32, 40, 24) * wanted, chances(33, 24, 40)
    made = allocate(
        between(ask, grant, is_read_by_both=False),
        roomy(64, slots=1000, showings=most),
        Policy(length=4, floor=0, attention="first"),
    )
    assert made.showings.max() == most
    assert made.expected <= transported(ask * grant.T, 4, most) + 1e-6
    assert made.expected == pytest.approx(transported(ask * grant.T, 4, most), rel=1e-3)


@settings(deadline=None, max_examples=40)
@given(
    st.integers(0, 10**6),
    st.integers(2, 30),
    st.integers(0, 6),
    st.sampled_from(["inverse", "first"]),
)
def test_limits_hold_and_lists_name_candidates_once(seed, count, most, attention):
    random = np.random.default_rng(seed)
    shortlist = crowd(seed, count, 3)
    room = Room(random.integers(0, 4, count), random.integers(0, most + 1, count))
    made = allocate(
        shortlist, room, Policy(length=6, floor=3, attention=attention, seed=seed)
    )
    named = [made.of(reader) for reader in range(count)]
    assert all(len(set(own)) == len(own) <= 6 for own in named)
    assert all(
        set(own) <= set(shortlist.column[shortlist.start[n] : shortlist.start[n + 1]])
        for n, own in enumerate(named)
    )
    assert np.all(made.showings <= room.showings)
    counted = np.bincount(
        np.array([n for own in named for n in own], dtype=int), minlength=count
    )
    assert made.showings.tolist() == counted.tolist()
    assert made.showings[room.slots == 0].sum() == 0
    assert not any(named[n] for n in np.flatnonzero(room.slots == 0))


def most_floor_places(shortlist, room, policy):
    """Proposals that count towards a floor, as many as any lists could hold: a maximum flow, by another library."""
    count = len(shortlist)
    readers = shortlist.readers()
    viable = shortlist.ask * shortlist.grant >= policy.viable
    viable &= (room.slots[readers] > 0) & (room.slots[shortlist.column] > 0)
    need = np.minimum(np.bincount(readers[viable], minlength=count), policy.floor)
    source, sink = 2 * count, 2 * count + 1
    graph = csr_matrix(
        (
            np.concatenate([need, np.ones(viable.sum()), room.showings]).astype(
                np.int32
            ),
            (
                np.concatenate(
                    [
                        np.full(count, source),
                        readers[viable],
                        count + np.arange(count),
                    ]
                ),
                np.concatenate(
                    [
                        np.arange(count),
                        count + shortlist.column[viable],
                        np.full(count, sink),
                    ]
                ),
            ),
        ),
        shape=(2 * count + 2, 2 * count + 2),
    )
    return need, maximum_flow(graph, source, sink).flow_value


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**6), st.integers(3, 25), st.integers(1, 8))
def test_the_floor_is_as_full_as_any_lists_could_make_it(seed, count, most):
    random = np.random.default_rng(seed)
    shortlist = crowd(seed, count, 2)
    room = Room(np.full(count, 2), random.integers(1, most + 1, count))
    policy = Policy(length=7, floor=5, viable=0.05, attention="first", seed=seed)
    made = allocate(shortlist, room, policy)
    need, flow = most_floor_places(shortlist, room, policy)
    assert np.minimum(made.viable, need).sum() == flow
    assert made.missing.tolist() == np.maximum(need - made.viable, 0).tolist()


def test_who_would_go_without_gets_five_from_those_with_more():
    """Twelve readers want the same eight, who may stand in eight lists each: 64 places, 60 of them for the floor."""
    ask = np.full((12, 8), 0.5) + np.linspace(0.4, 0, 12)[:, None]
    made = allocate(
        between(ask, np.full((8, 12), 0.9), is_read_by_both=False),
        roomy(20, slots=8, showings=8),
        Policy(length=8, floor=5),
    )
    assert made.viable[:12].min() == 5
    assert made.missing.sum() == 0
    assert made.showings.max() == 8


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"start": np.array([0, 1, 3])}, "start: does not run"),
        ({"start": np.array([0, 3, 2])}, "start: falls"),
        ({"column": np.array([0, 0])}, "column: names the reader"),
        ({"column": np.array([1, 5])}, "column: names nobody"),
        ({"ask": np.array([0.5, 1.5])}, "ask: not between"),
        ({"grant": np.array([0.5])}, "ask, grant: not one number"),
    ],
)
def test_shortlists_that_make_no_sense_are_refused(changes, message):
    arrays = {
        "start": np.array([0, 1, 2]),
        "column": np.array([1, 0]),
        "ask": np.array([0.5, 0.5]),
        "grant": np.array([0.5, 0.5]),
    }
    with pytest.raises(ValueError, match=message):
        Shortlist(**(arrays | changes))


def test_nobody_and_no_candidates_are_no_trouble():
    nobody = Shortlist(np.array([0]), np.zeros(0, int), np.zeros(0), np.zeros(0))
    assert allocate(nobody, roomy(0)).candidates.tolist() == []
    alone = Shortlist(np.array([0, 0]), np.zeros(0, int), np.zeros(0), np.zeros(0))
    made = allocate(alone, roomy(1), Policy(length=2, floor=1))
    assert made.candidates.tolist() == [[-1, -1]]
    assert made.expected == 0.0
    with pytest.raises(ValueError, match="room: not one row"):
        allocate(alone, roomy(2))


def test_exposure_has_peak_coverage_and_gini():
    one = exposure_of(np.array([4, 0, 0, 0]))
    assert (one.mean, one.peak, one.coverage, one.gini) == (1.0, 4, 0.25, 0.75)
    assert one.peak_to_mean == 4
    even = exposure_of(np.array([3, 3, 3]))
    assert (even.coverage, even.gini) == (1.0, 0.0)
    assert exposure_of(np.zeros(0, dtype=np.int64)).peak_to_mean == 0
    lists = np.array([[1, 2], [2, -1]])
    assert times_shown(lists, 3).tolist() == [0, 1, 2]


def test_envy_is_of_those_who_would_gain_by_anothers_places():
    """One reader, two candidates: the second would rather stand first; the first envies nobody."""
    shortlist = between(
        np.array([[0.9, 0.8]]), np.array([[0.9], [0.8]]), is_read_by_both=False
    )
    made = allocate(shortlist, roomy(3), Policy(length=2, floor=0))
    assert made.of(0) == [1, 2]
    assert envy(made) == 0.5
    alone = allocate(shortlist, roomy(3, showings=0), Policy(length=2, floor=0))
    assert envy(alone) == 0.0


def test_the_benchmark_of_limits_counts_partners_and_says_when_data_are_missing(
    monkeypatch, capsys
):
    scores = np.array([[0.9, 0.8, 0.1], [0.9, 0.5, 0.2]])
    lists = showings.limited(scores, 1, 1)
    assert lists == [[1], [0]]
    assert showings.figures(lists, [{1}, {1, 2}], 3) == {
        "recall": pytest.approx(1 / 3),
        "peak_to_mean": pytest.approx(1.5),
        "coverage": pytest.approx(2 / 3),
        "gini": pytest.approx(1 / 3),
    }
    monkeypatch.delenv("MADANG_MATCHING_DATA", raising=False)
    monkeypatch.setattr("sys.argv", ["showings"])
    with pytest.raises(SystemExit, match="2"):
        showings.main()
    assert "MADANG_MATCHING_DATA" in capsys.readouterr().err
