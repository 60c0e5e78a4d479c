"""The benchmark of two-sided decisions: what it never reads, what no score has seen, and counting by hand."""

import csv
import gzip
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.matching import decisions
from benchmarks.matching.decision_features import table
from benchmarks.matching.decision_meetings import (
    IN_ROUNDS,
    Told,
    asked,
    at_once,
    each,
    in_rounds,
    paired,
)
from benchmarks.matching.decision_models import Known, Warm, chance, known
from benchmarks.matching.decision_records import (
    CODES,
    FORBIDDEN,
    PROFILE,
    READ,
    WORDS,
    Evenings,
    evenings_of,
    profile_of,
    rows_of,
)
from benchmarks.matching.decisions import Bench

SIDE, WAVES = 5, 6
KEYS = ("iid", "pid", "wave", "order", "dec", "match")
Row = dict[str, str]
NOBODY_MET = Known(*np.zeros((2, 2 * SIDE * SIDE * WAVES), bool))


def made(seed: int = 0) -> list[Row]:
    """Six evenings of five by five: who has much of the first quality is liked, and everybody says yes to three in five."""
    draw = np.random.default_rng(seed)
    people = {str(one): _person(draw) for one in range(2 * SIDE * WAVES)}
    return [row for wave in range(WAVES) for row in _evening(wave, people, draw)]


def _person(draw: np.random.Generator) -> Row:
    said = {name: f"{draw.integers(1, 11)}" for name in PROFILE}
    said |= {code: f"{draw.integers(1, 4)}" for code in CODES}
    trades = ("law of nature", "patent law", "nature trails", "trail building")
    return said | {word: str(draw.choice(trades)) for word in WORDS}


def _evening(
    wave: int, people: dict[str, Row], draw: np.random.Generator
) -> Iterator[Row]:
    first = 2 * SIDE * wave
    pairs = [(first + u, first + SIDE + v) for u in range(SIDE) for v in range(SIDE)]
    yes = {}
    for u, v in pairs:
        for one, other in ((u, v), (v, u)):
            lure = float(people[str(other)]["attr3_1"]) - 5.5
            yes[one, other] = int(draw.random() < 1 / (1 + np.exp(-lure)))
    for number, (u, v) in enumerate(pairs):
        for one, other in ((u, v), (v, u)):
            yield people[str(one)] | {
                "iid": str(one),
                "pid": str(other),
                "wave": str(wave + 1),
                "order": str((number * 7 + one) % 11 + 1),
                "dec": str(yes[one, other]),
                "match": str(yes[u, v] * yes[v, u]),
                "int_corr": f"{(u * v) % 7 / 7}",
            }


@pytest.fixture
def evenings() -> Evenings:
    return evenings_of(made())


@pytest.fixture
def bench(evenings: Evenings) -> Bench:
    return Bench(evenings)


def test_nothing_forbidden_is_read() -> None:
    assert not set(READ) & set(FORBIDDEN)
    assert [name for name in READ if name.endswith(("_s", "_o", "_2", "_3"))] == []
    assert [name for name in READ if "race" in name or "relig" in name] == []


def test_columns_that_are_not_read_may_be_missing_or_say_anything() -> None:
    rows = made()
    assert set(rows[0]) == {*READ, *KEYS}
    told = [row | {name: str(n) for name in FORBIDDEN} for n, row in enumerate(rows)]
    plain, more = table(evenings_of(rows)), table(evenings_of(told))
    assert np.array_equal(plain.single, more.single)
    assert np.array_equal(plain.double, more.double)


def test_the_columns_do_not_know_the_decisions(evenings: Evenings) -> None:
    turned = replace(evenings, yes=1 - evenings.yes, both=1 - evenings.both)
    assert np.array_equal(table(evenings).single, table(turned).single)
    assert np.array_equal(table(evenings).double, table(turned).double)


def test_rows_and_their_reverse(evenings: Evenings) -> None:
    assert np.array_equal(evenings.giver[evenings.reverse], evenings.receiver)
    assert np.array_equal(evenings.yes * evenings.yes[evenings.reverse], evenings.both)
    assert len(evenings.once) == SIDE * SIDE * WAVES


def test_columns_of_a_pair_are_the_same_in_both_orders(evenings: Evenings) -> None:
    double = table(evenings).double
    assert double == pytest.approx(double[evenings.reverse])


def test_shares_come_to_a_hundred_and_gaps_to_the_middle() -> None:
    rows = made()
    values = profile_of(rows)
    block = [PROFILE.index(f"{one}1_1") for one in ("attr", "sinc", "intel", "fun", "amb", "shar")]  # fmt: skip
    assert values[:, block].sum(axis=1) == pytest.approx(100)
    gap = [row | {"reading": ""} if row["iid"] == "0" else row for row in rows]
    found = evenings_of(gap).profile
    assert found[0, PROFILE.index("reading")] == 0
    assert found.mean(axis=0) == pytest.approx(0, abs=1e-9)


def test_no_score_has_seen_the_decisions_of_its_evening(evenings: Evenings) -> None:
    parts = [[1, 2], [3, 4], [5, 6]]
    told = Bench(evenings).told(parts)
    for part in parts:
        there = np.isin(evenings.wave, part)
        turned = replace(
            evenings,
            yes=np.where(there, 1 - evenings.yes, evenings.yes),
            both=np.where(there, 1 - evenings.both, evenings.both),
        )
        again = Bench(turned).told(parts)
        for one, other in zip(_values(told), _values(again), strict=True):
            assert np.array_equal(one[there], other[there])
            assert not np.array_equal(one[~there], other[~there])


def _values(told: Told) -> list[np.ndarray]:
    return [told.single, told.both, told.match]


def test_inner_scores_have_not_seen_their_evening_either(evenings: Evenings) -> None:
    learned = [1, 2, 3, 4, 5]
    there = evenings.wave == 2
    turned = replace(evenings, yes=np.where(there, 1 - evenings.yes, evenings.yes))
    one = Bench(evenings).cold.told_by_others(learned)[0]
    other = Bench(turned).cold.told_by_others(learned)[0]
    assert np.array_equal(one[there], other[there])
    assert not np.array_equal(one, other)


def test_the_first_decisions_are_known(evenings: Evenings) -> None:
    told = known(evenings, 2)
    for person in range(2 * SIDE * WAVES):
        rows = evenings.giver == person
        first = np.sort(evenings.order[rows])[:2]
        assert sorted(evenings.order[rows & told.rows]) == first.tolist()
    assert not (told.hidden & told.rows).any()
    assert np.array_equal(told.hidden, told.hidden[evenings.reverse])


def test_hidden_decisions_do_not_move_their_chances(bench: Bench) -> None:
    told = known(bench.evenings, 2)
    single = bench.told(bench.parts(0)).single
    prior = Warm(bench.evenings, told).chosen(single, [1, 2])
    turned = replace(
        bench.evenings,
        yes=np.where(told.rows, bench.evenings.yes, 1 - bench.evenings.yes),
    )
    one = Warm(bench.evenings, told).chances(prior, single, [3])
    other = Warm(turned, told).chances(prior, single, [3])
    assert np.array_equal(one, other)
    assert (one[bench.evenings.wave == 3] > 0).all()
    assert (one[bench.evenings.wave != 3] == 0).all()


def test_what_makes_people_liked_is_found(bench: Bench) -> None:
    row = bench.cold_row(bench.told([[one] for one in bench.waves]))
    assert row["decision"] > 0.7
    assert row["match"] > 0.6
    warm = bench.warm_row([[1, 2], [3, 4], [5, 6]], 2)
    assert warm["match"] > 0.6
    assert warm["pairs"] == int(known(bench.evenings, 2).hidden.sum() / 2)


def test_meetings_keep_to_the_time_that_people_have(evenings: Evenings) -> None:
    worth = evenings.both + 0.01
    every = int(evenings.both[evenings.once].sum())
    assert at_once(evenings, worth, SIDE)[0] == every
    assert at_once(evenings, worth, 1)[0] <= SIDE * WAVES
    for rows in each(evenings):
        met = paired(evenings, rows, worth[rows], np.full(2 * SIDE * WAVES, 2))
        load = np.bincount([*evenings.giver[met], *evenings.receiver[met]])
        assert load.max() == 2


def test_rounds_fill_the_same_time(bench: Bench) -> None:
    single = bench.told(bench.parts(0)).single
    every = int(bench.evenings.both[bench.evenings.once].sum())
    assert in_rounds(bench.evenings, single, SIDE)[0] == every
    assert in_rounds(bench.evenings, single, 1) == at_once(
        bench.evenings, Warm(bench.evenings, NOBODY_MET).chances(IN_ROUNDS, single, bench.waves), 1
    )  # fmt: skip


def test_rounds_do_not_know_who_has_not_met(bench: Bench) -> None:
    single = bench.told(bench.parts(0)).single
    turned = replace(bench.evenings, yes=1 - bench.evenings.yes)
    # Before anybody met, decisions count for nothing; after, they do.
    assert in_rounds(turned, single, 1) == in_rounds(bench.evenings, single, 1)
    assert in_rounds(turned, single, 3) != in_rounds(bench.evenings, single, 3)


def test_asking_alone_brings_about_fewer(evenings: Evenings) -> None:
    both = evenings.both + 0.01
    first = asked(evenings, both, 1, 0)[0]
    assert 0 < first <= at_once(evenings, both, 1)[0]


def test_plain_rates_by_hand(bench: Bench) -> None:
    warm = Warm(bench.evenings, known(bench.evenings, 2))
    rates = bench.rates(warm)
    row = int(warm.hidden_of(bench.waves)[0])
    u, v = bench.evenings.giver[row], bench.evenings.receiver[row]
    told, yes, value = warm.told.rows, bench.evenings.yes, 1.0
    for one in (u, v):
        for side in (bench.evenings.giver, bench.evenings.receiver):
            rows = told & (side == one)
            value *= (yes[rows].sum() + 2 * float(chance(0.0))) / (rows.sum() + 2)
    assert rates[row] == pytest.approx(value)


def test_all_figures_are_there(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decisions, "KNOWN", 2)
    facts = decisions.measured(bench, 2, 1)
    assert facts["pairs"] == SIDE * SIDE * WAVES
    assert set(facts["cold"]) == {"five folds", "each evening alone", "draws"}
    assert set(facts["meetings"]) == {"3", "5"}
    assert [len(one) for one in facts["meetings"]["3"].values()] == [4] * 5
    assert set(facts["warm"]) == {"five folds", "draws"}


def test_a_file_is_read_and_a_missing_one_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = made()
    lines = io.StringIO()
    writer = csv.DictWriter(lines, list(rows[0]))
    writer.writeheader()
    writer.writerows([*rows, rows[0] | {"pid": ""}])
    path = tmp_path / "speed_dating.csv.gz"
    path.write_bytes(gzip.compress(lines.getvalue().encode("latin-1")))
    assert rows_of(path) == rows
    monkeypatch.setenv("MADANG_MATCHING_DATA", str(tmp_path))
    assert decisions.chosen_file(None, "speed_dating.csv.gz", "decisions") == path
    path.write_text("no gzip")
    with pytest.raises(SystemExit, match="no readable table"):
        rows_of(path)
    monkeypatch.delenv("MADANG_MATCHING_DATA")
    with pytest.raises(SystemExit, match="no file of decisions"):
        decisions.chosen_file(None, "speed_dating.csv.gz", "decisions")
