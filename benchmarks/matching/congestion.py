"""Lists that avoid crowds, measured on the synthetic market of Su, Bayoumi and Joachims (WWW 2022), and at full size.

    python -m benchmarks.matching.congestion [--draws 10] [--json]      the nine settings beside the published figures
    python -m benchmarks.matching.congestion --size 10000 [--json]      time and memory with shortlists of 100
    python -m benchmarks.matching.congestion --limits [--json]          what limits on showings cost

The market: 150 candidates read lists of all 100 employers, apply by interest and attention to the rank; an employer
looks at those who applied in the order of its own interest and answers by interest and attention. Interests are random,
an employer's also similar to or the reverse of the candidate's with Gaussian noise of 0.2; a crowding of λ mixes in a
common order, 1 − k/n for the k-th of n, counted from 0. Random numbers are drawn in the order of the public
code (github.com/bayoumi17m/SW-matching-markets), so that seed 621 is the market of the published figures. All lists are
judged here, by the exact distribution of the number of better applicants, with nothing of the engine.
"""

import argparse
import json
import resource
import sys
import time
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.optimize
import scipy.sparse

from benchmarks.machine import processor
from madang.engine.match.allocation import allocate, rerank
from madang.engine.match.crowd import weights_of
from madang.engine.match.exposure import envy, exposure_of
from madang.engine.match.shortlist import Policy, Room, Shortlist, between

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
CANDIDATES, EMPLOYERS, NOISE = 150, 100, 0.2
FIRST_SEED = 621
SETTINGS: tuple[tuple[str, str, float, float, float, float], ...] = (
    ("random", "inverse", 0.0, 156.3, 199.9, 198.5),
    ("random", "inverse", 0.25, 128.7, 166.6, 173.5),
    ("random", "inverse", 0.5, 106.9, 131.0, 152.7),
    ("random", "inverse", 0.75, 95.0, 105.0, 134.2),
    ("random", "inverse", 1.0, 92.1, 92.1, 118.2),
    ("similar", "inverse", 0.5, 126.2, 143.8, 167.4),
    ("reverse", "inverse", 0.5, 65.1, 104.5, 128.4),
    ("random", "exponential", 0.5, 25.9, 47.8, 84.4),
    ("random", "logarithmic", 0.5, 639.2, 669.7, 673.7),
)
"""Asymmetry, attention, crowding; published: naive, reciprocal, social welfare."""


def market(seed: int, asymmetry: str, crowding: float) -> tuple[Floats, Floats]:
    """Interest of each candidate in each employer (150 × 100) and the reverse (100 × 150), each from 0 to 1."""
    random = np.random.RandomState(seed)
    ask = random.random_sample((CANDIDATES, EMPLOYERS))
    if asymmetry == "random":
        grant = random.random_sample((EMPLOYERS, CANDIDATES))
    else:
        alike = ask.T if asymmetry == "similar" else 1.0 - ask.T
        noise = random.normal(0.0, NOISE, (EMPLOYERS, CANDIDATES))
        grant = np.clip(alike + noise, 0.0, 1.0)
    return _crowded(ask, crowding), _crowded(grant, crowding)


def _crowded(interest: Floats, crowding: float) -> Floats:
    count = interest.shape[1]
    common = 1.0 - np.arange(count) / count
    mixed: Floats = (1.0 - crowding) * interest + crowding * common[None, :]
    return mixed


def judged(order: Ints, ask: Floats, grant: Floats, attention: str) -> float:
    """Expected matches when each candidate reads the employers in this order (150 × 100)."""
    weight = weights_of(attention, np.ones(1, dtype=np.int64), CANDIDATES + 1)[0]
    applies = np.zeros_like(ask)
    rows = np.arange(len(order))[:, None]
    applies[rows, order] = np.minimum(1.0, ask[rows, order] * weight[: order.shape[1]])
    total = 0.0
    for employer, wanted in enumerate(grant):
        ahead = np.zeros(CANDIDATES + 1)
        ahead[0] = 1.0
        for candidate in np.argsort(-wanted, kind="stable"):
            chance = applies[candidate, employer]
            answer = np.minimum(1.0, wanted[candidate] * weight)
            total += chance * float(ahead @ answer)
            ahead[1:] += (ahead[:-1] - ahead[1:]) * chance
            ahead[0] *= 1.0 - chance
    return total


def measured(
    setting: tuple[str, str, float, float, float, float], seed: int
) -> dict[str, float]:
    """One draw of one setting: expected matches of three ways to rank, and what ours took."""
    asymmetry, attention, crowding = setting[:3]
    ask, grant = market(seed, asymmetry, crowding)
    shortlist = between(ask, grant, is_read_by_both=False)
    count = len(shortlist)
    room = Room(np.ones(count, dtype=np.int64), np.full(count, count))
    policy = Policy(length=EMPLOYERS, floor=0, attention=attention)
    started, worked = time.perf_counter(), time.process_time()
    made = allocate(shortlist, room, policy)
    seconds, processor_seconds = (
        time.perf_counter() - started,
        time.process_time() - worked,
    )
    ours = made.candidates[:CANDIDATES] - CANDIDATES
    naive, reciprocal = np.argsort(-ask, axis=1), np.argsort(-ask * grant.T, axis=1)
    return {
        "naive": judged(naive, ask, grant, attention),
        "reciprocal": judged(reciprocal, ask, grant, attention),
        "madang": judged(ours, ask, grant, attention),
        "seconds": seconds,
        "processor_seconds": processor_seconds,
    }


def nine_settings(draws: int) -> list[dict[str, Any]]:
    """Each setting over so many draws: the first is the published one, means over all."""
    measured(SETTINGS[0], 1)  # the machine code is loaded before anything is timed
    rows = []
    for setting in SETTINGS:
        runs = [measured(setting, FIRST_SEED + n) for n in range(draws)]
        means = {
            name: float(np.mean([run[name] for run in runs]))
            for name in ("naive", "reciprocal", "madang")
        }
        rows.append(
            {
                "setting": f"{setting[0]}, {setting[1]}, λ {setting[2]:g}",
                "published": dict(
                    zip(("naive", "reciprocal", "welfare"), setting[3:], strict=True)
                ),
                "same_draw": {name: runs[0][name] for name in means},
                "mean": means,
                "deviation": float(np.std([run["madang"] for run in runs])),
                "over_published": means["madang"] / setting[5] - 1.0,
                "same_draw_over_published": runs[0]["madang"] / setting[5] - 1.0,
                "most_seconds": max(run["seconds"] for run in runs),
                "most_processor_seconds": max(run["processor_seconds"] for run in runs),
            }
        )
        tell(rows[-1])
    return rows


def full_size(size: int) -> dict[str, Any]:
    """Two sides of this size, both read; shortlists of 100 with unequal popularity, 20 slots each, shown 80 times at most."""
    shortlist = _popular(size, 100)
    count = len(shortlist)
    room = Room(np.full(count, 20), np.full(count, 80))
    measured(SETTINGS[0], 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started, worked = time.perf_counter(), time.process_time()
    made = allocate(shortlist, room, Policy(attention="inverse"))
    taken, processor_taken = time.perf_counter() - started, time.process_time() - worked
    readers = np.random.default_rng(2).integers(0, count, 500)
    each = []
    for reader in readers:
        begun = time.perf_counter()
        rerank(made, int(reader))
        each.append(1000.0 * (time.perf_counter() - begun))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    shown = exposure_of(made.showings)
    return {
        "participants": count,
        "entries": len(shortlist.column),
        "seconds": taken,
        "processor_seconds": processor_taken,
        "megabytes_added": (peak - before) // 1024,
        "megabytes_peak": peak // 1024,
        "expected": made.expected,
        "most_showings": int(made.showings.max()),
        "peak_to_mean": shown.peak_to_mean,
        "coverage": shown.coverage,
        "gini": shown.gini,
        "with_five_viable": float((made.viable >= 5).mean()),
        "rerank_ms_p95": float(np.percentile(each, 95)),
    }


def _popular(size: int, length: int) -> Shortlist:
    """Everybody's `length` best of the other side by a random score with unequal popularity; interests agree both ways."""
    random = np.random.default_rng(1)
    fame = -0.3 * np.log(np.arange(1, size + 1))
    readers, columns = [], []
    for side in (0, size):
        for reader in range(size):
            score = fame + random.gumbel(size=size)
            columns.append(size - side + np.argpartition(-score, length)[:length])
            readers.append(np.full(length, side + reader))
    column, reader = np.concatenate(columns), np.concatenate(readers)
    return Shortlist(
        np.arange(0, len(column) + 1, length),
        column,
        _interest(reader, column),
        _interest(column, reader),
    )


def _interest(one: Ints, other: Ints) -> Floats:
    """A number from 0 to 1 for each ordered pair, the same wherever the pair stands."""
    mixed = (one * 7919 + other * 104_729 + one * other) % 1_000_003
    return np.asarray(mixed / 1_000_003, dtype=np.float64)


def limits() -> list[dict[str, Any]]:
    """What limits on showings cost where doors never crowd, beside the exact optimum of that transport problem."""
    rows = []
    count, length = 150, 5
    random = np.random.default_rng(3)
    ask = random.random((count, count)) * random.random(count) ** 3
    grant = random.random((count, count))
    for most in (count, 40, 20, 15, 10, 6):
        made = allocate(
            between(ask, grant, is_read_by_both=False),
            Room(np.full(2 * count, 1000), np.full(2 * count, most)),
            Policy(length=length, floor=0, attention="first"),
        )
        shown = exposure_of(made.showings[count:])
        rows.append(
            {
                "most": most,
                "expected": made.expected,
                "optimum": transported(ask * grant.T, length, most),
                "peak_to_mean": shown.peak_to_mean,
                "coverage": shown.coverage,
                "gini": shown.gini,
                "envy": envy(made),
            }
        )
        tell(rows[-1])
    return rows


def transported(value: Floats, length: int, most: int) -> float:
    """The most value of lists of so many entries, each candidate in at most so many of them."""
    readers, candidates = value.shape
    sums = scipy.sparse.vstack(
        [
            scipy.sparse.kron(scipy.sparse.eye(readers), np.ones((1, candidates))),
            scipy.sparse.kron(np.ones((1, readers)), scipy.sparse.eye(candidates)),
        ]
    )
    bounds = np.concatenate([np.full(readers, length), np.full(candidates, most)])
    solved = scipy.optimize.linprog(
        -value.ravel(), A_ub=sums, b_ub=bounds, bounds=(0, 1)
    )
    return float(-solved.fun)


def tell(row: dict[str, Any]) -> None:
    """One line of progress."""
    print(json.dumps(row, ensure_ascii=False), file=sys.stderr, flush=True)  # noqa: T201


def table(rows: list[dict[str, Any]]) -> str:
    """The nine settings as a table for the page."""
    lines = [
        "| setting | published: naive, reciprocal, welfare | same draw here: naive, reciprocal | Madang, same draw | Madang, mean | over published | seconds |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        published, same = row["published"], row["same_draw"]
        lines.append(
            f"| {row['setting']} | {published['naive']} / {published['reciprocal']} / {published['welfare']} "
            f"| {same['naive']:.1f} / {same['reciprocal']:.1f} | {same['madang']:.1f} "
            f"| {row['mean']['madang']:.1f} ± {row['deviation']:.1f} | {row['same_draw_over_published']:+.1%} "
            f"| {row['most_processor_seconds']:.2f} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Run what was asked for and print it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--draws", type=int, default=10)
    parser.add_argument("--size", type=int)
    parser.add_argument("--limits", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.size:
        result: Any = full_size(options.size)
    else:
        result = limits() if options.limits else nine_settings(options.draws)
    is_table = not (options.json or options.size or options.limits)
    shown = (
        table(result)
        if is_table
        else json.dumps(
            {"processor": processor(), "result": result}, ensure_ascii=False, indent=1
        )
    )
    print(shown)  # noqa: T201


if __name__ == "__main__":
    main()
