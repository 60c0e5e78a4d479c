"""Repair of published plans, measured: 2 % of the delegates hit, half of them cancel, half lose half a day.

    python -m benchmarks.repair [--presets lounge bio-europe bio-international] [--seconds 30] [--rate 0.02] [--seeds 5]

Each preset is made up, solved for the seconds given and kept warm; every seed draws another change. The times are
seconds of the processor for `repair` alone, from warm state; a first repair that is not counted loads the machine code.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from typing import Any

from madang.engine.generate import generate
from madang.engine.io import dump_problem, dump_schedule
from madang.engine.problem import Problem
from madang.engine.repair import Changes, Warm, begin, rate, repair
from madang.engine.repair.changes import Absence
from madang.engine.schedule import Result
from madang.engine.solve import Budget, solve
from madang.engine.verify import verify

PRESETS = ("lounge", "bio-europe", "bio-international")


def draw(problem: Problem, share: float, seed: int) -> Changes:
    """A change that hits a share of the delegates."""
    chance = random.Random(seed)  # noqa: S311  a draw that can be repeated
    people = [item.id for item in problem.delegates]
    hit = chance.sample(people, max(2, int(len(people) * share)))
    half = len(hit) // 2
    days = sorted({slot.day for slot in problem.slots})
    absences = []
    for delegate in hit[half:]:
        day = chance.choice(days)
        slots = [slot.id for slot in problem.slots if slot.day == day]
        middle = len(slots) // 2
        away = slots[:middle] if chance.random() < 0.5 else slots[middle:]
        absences.append(Absence(delegate, tuple(away)))
    return Changes(cancelled_delegates=tuple(hit[:half]), absences=tuple(absences))


def measure(
    warm: Warm, before: Result, changes: Changes, seconds: float, *, is_judged: bool
) -> dict[str, Any]:
    """Repair once; the figures, after the judge has accepted the outcome."""
    fresh = warm.copy()
    started = time.process_time()
    done = repair(fresh, changes)
    taken = time.process_time() - started
    hit = len(done.again) + len(done.lost)
    published = len(before.placements) - hit
    row = {
        "hit": hit,
        "repairable": done.repairable,
        "again": len(done.again),
        "share_again": len(done.again) / max(1, done.repairable),
        "moved": len(done.moved),
        "share_moved": len(done.moved) / max(1, published),
        "refilled": len(done.refilled),
        "curve": done.curve,
        "milliseconds": round(1000 * taken, 1),
    }
    calm = repair(warm.copy(), changes, most_moved=0)
    row["share_again_without_moves"] = len(calm.again) / max(1, calm.repairable)
    if seconds:
        proven = repair(warm.copy(), changes, seconds=seconds)
        row["fewest"] = (proven.fewest.moves, proven.fewest.bound, proven.fewest.proof)
    if is_judged:
        result = rate(fresh.problem, done.schedule, before.certificate)
        faults = verify(dump_problem(fresh.problem), dump_schedule(result))
        if faults:
            message = f"the judge refuses the repair: {faults[0]}"
            raise SystemExit(message)
        row["judged"] = True
    return row


def measured(
    presets: list[str], seconds: float, rate: float, seeds: int
) -> Iterator[dict[str, Any]]:
    """Every preset solved once, then repaired with a change of each seed; a row for each."""
    for preset in presets:
        problem = generate(preset, 1)
        before = solve(problem, seed=1, budget=Budget(seconds))
        started = time.process_time()
        warm = begin(problem, before.placements)
        begun = round(time.process_time() - started, 2)
        repair(warm.copy(), draw(problem, rate, 0))
        for seed in range(1, seeds + 1):
            changes = draw(problem, rate, seed)
            proof = 60.0 if preset == "lounge" else 0.0
            row = measure(warm, before, changes, proof, is_judged=seed == 1)
            yield {"preset": preset, "seed": seed, "begin_seconds": begun, **row}


def main() -> int:
    """Measure every preset and seed; one JSON line each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--presets", nargs="+", default=list(PRESETS))
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--rate", type=float, default=0.02)
    parser.add_argument("--seeds", type=int, default=5)
    chosen = parser.parse_args()
    for row in measured(chosen.presets, chosen.seconds, chosen.rate, chosen.seeds):
        sys.stdout.write(json.dumps(row) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
