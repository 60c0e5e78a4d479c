"""`make bench`: every preset × four methods × three seeds; writes benchmarks/results.json, the page of figures and its pictures.

Each run is a process of its own. What is measured is written down at once: a run that was stopped goes on where it was
with `--go-on`. `--brokerage FOLDER` (or MADANG_BROKERAGE_EVENTS) adds the public brokerage events, RC2 beside.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import brokerage, repair
from benchmarks.machine import processor
from benchmarks.page import METHODS, by_event, of_method, page, slug
from benchmarks.pictures import gap_chart

ROOT = Path(__file__).parents[1]
OUT = ROOT / "benchmarks/results.json"
SEEDS = (1, 2, 3)
CASES: tuple[tuple[str, bool, float], ...] = (
    ("small", False, 5),
    ("lounge", False, 5),
    ("brokerage", False, 5),
    ("bio-korea", False, 10),
    ("bio-europe", False, 20),
    ("bio-international", False, 30),
    ("small", True, 5),
    ("lounge", True, 30),
    ("brokerage", True, 20),
    ("bio-korea", True, 20),
    ("bio-europe", True, 120),
    ("bio-international", True, 120),
)
"""Preset, hard or not, and the seconds allowed."""


def measure(method: str, case: tuple[str, bool, float], seed: int) -> dict[str, Any]:
    """Run one method on one event in a process of its own. Raises `SystemExit` when the judge refuses its plan."""
    preset, is_hard, seconds = case
    command = [sys.executable, "-m", "benchmarks.events", method, preset]
    command += ["--seconds", str(seconds), "--seed", str(seed)]
    command += ["--hard"] if is_hard else []
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    row: dict[str, Any] = json.loads(done.stdout)
    if row.get("faults"):
        message = f"the judge refuses the plan of {preset}, seed {seed}"
        raise SystemExit(message)
    event = preset + (" --hard" if is_hard else "")
    return {"event": event, "method": method, "seed": seed, "allowed": seconds, **row}


def measure_all(
    cases: list[tuple[str, bool, float]], seeds: list[int], rows: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Measure what the rows do not hold yet, and write each row down at once."""
    known = {(row["event"], row["method"], row["seed"]) for row in rows}
    for case in cases:
        event = case[0] + (" --hard" if case[1] else "")
        for seed in seeds:
            for method in METHODS:
                is_slow_again = method == "cp-sat" and seed != seeds[0]
                if (event, method, seed) in known or is_slow_again:
                    continue
                rows.append(measure(method, case, seed))
                tell(rows[-1])
                write({"seeds": seeds, "rows": rows})
    return rows


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows in the order of the cases, whenever they were measured."""
    names = [preset + (" --hard" if is_hard else "") for preset, is_hard, _ in CASES]
    return sorted(rows, key=lambda row: names.index(row["event"]))


def tell(row: dict[str, Any]) -> None:
    """Say what was just measured."""
    value = "no plan" if row["value"] is None else f"{row['value']:,}"
    bound = f" of at most {row['bound']:,}" if "bound" in row else ""
    sys.stderr.write(
        f"{row['event']} {row['method']} {row['seed']}: {value}{bound}, {row['seconds']:.1f} s, {row['megabytes']} MB\n"
    )


def write(facts: dict[str, Any]) -> None:
    """Write the results."""
    OUT.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


def publish(facts: dict[str, Any]) -> None:
    """Write the page and one picture an event."""
    (ROOT / "docs/explanation/benchmarks.md").write_text(page(facts), encoding="utf-8")
    for name, rows in by_event(facts["rows"]).items():
        picture = gap_chart(name, of_method(rows, "madang"))
        picture.save(ROOT / f"docs/images/gap-{slug(name)}.svg")


def main() -> int:
    """Measure and publish."""
    parser = argparse.ArgumentParser(description="the figures of Madang")
    parser.add_argument("--only", nargs="*", help="presets; all unless given")
    parser.add_argument("--seeds", nargs="*", type=int, default=list(SEEDS))
    parser.add_argument("--remark", default="", help="what else the machine did")
    parser.add_argument("--go-on", action="store_true", help="keep what was measured")
    parser.add_argument(
        "--brokerage", type=Path, default=os.environ.get(brokerage.FOLDER)
    )
    chosen = parser.parse_args()
    rows = json.loads(OUT.read_text())["rows"] if chosen.go_on and OUT.exists() else []
    cases = [case for case in CASES if not chosen.only or case[0] in chosen.only]
    facts = {
        "date": datetime.now(UTC).date().isoformat(),
        "command": "make bench",
        "processor": processor(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "seeds": chosen.seeds,
        "remark": chosen.remark,
        "rows": in_order(measure_all(cases, chosen.seeds, rows)),
    }
    if not chosen.only:
        facts["repair"] = list(repair.measured(list(repair.PRESETS), 30, 0.02, 5))
    if chosen.brokerage:
        facts["brokerage"] = brokerage.measured(Path(chosen.brokerage))
    write(facts)
    publish(facts)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
