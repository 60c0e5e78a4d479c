"""`python -m benchmarks.brokerage FOLDER`: brokerage events solved by Madang and by RC2, each alone in a process of its own.

FOLDER holds .dzn files. Measured are reading, building and solving, without the start of Python: the seconds on the wall,
and the processor time of all processes (Madang races two, RC2 is one). Madang has the limit on the wall, RC2 as processor
time; a run of RC2 that exceeds it is stopped and counted with the limit, which favours it. Every schedule is judged.
Figures go to benchmarks/brokerage.json. MADANG_BROKERAGE_EVENTS may name the folder instead.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.brokerage_rc2 import solve_by_rc2
from madang.engine.brokerage.document import dump_result
from madang.engine.brokerage.dzn import load_event
from madang.engine.brokerage.exact import schedule_event
from madang.engine.budget import Budget
from madang.engine.verify.brokerage import verify_brokerage

FOLDER = "MADANG_BROKERAGE_EVENTS"
OUT = Path(__file__).with_suffix(".json")


def by_madang(file: Path, limit: int) -> dict[str, Any]:
    """Return status, value, proof and the judge's verdict."""
    result = schedule_event(load_event(file), budget=Budget(seconds=float(limit)))
    faults = verify_brokerage(file.read_text(encoding="utf-8"), dump_result(result))
    return {
        "status": result.status,
        "value": result.objective,
        "proof": result.proof,
        "faults": len(faults),
    }


def by_rc2(file: Path, _limit: int) -> dict[str, Any]:
    """Return status and value."""
    value = solve_by_rc2(load_event(file))
    return {"status": "infeasible" if value is None else "optimal", "value": value}


SOLVERS = {"madang": by_madang, "rc2": by_rc2}


def run_one(name: str, file: Path, limit: int) -> None:
    """Solve one file in this process and write one line of JSON."""
    resource.setrlimit(resource.RLIMIT_CPU, (limit + 5, limit + 5))
    started, used = time.perf_counter(), processor_time()
    row = SOLVERS[name](file, limit)
    row["seconds"] = round(time.perf_counter() - started, 2)
    row["processor"] = round(processor_time() - used, 2)
    sys.stdout.write(json.dumps(row))


def processor_time() -> float:
    """Return the processor seconds of this process and of those that it has started and waited for."""
    each = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(sum(resource.getrusage(who)[:2]) for who in each)


def measure(name: str, file: Path, limit: int) -> dict[str, Any]:
    """Solve one file in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.brokerage", str(file)]
    found = subprocess.run(
        [*command, "--solver", name, "--limit", str(limit)],
        capture_output=True,
        text=True,
        check=False,
    )
    if found.returncode or not found.stdout:
        return {
            "status": "stopped",
            "value": None,
            "seconds": float(limit),
            "processor": float(limit),
        }
    row: dict[str, Any] = json.loads(found.stdout)
    return row


def rows(folder: Path, limit: int, *, with_rc2: bool) -> list[dict[str, Any]]:
    """Return one row an event, in the order of their names: `event`, `madang` and, where wanted, `rc2` beside it."""
    names = ["madang", "rc2"] if with_rc2 else ["madang"]
    return [one_row(file, limit, names) for file in sorted(folder.glob("*.dzn"))]


def one_row(file: Path, limit: int, names: list[str]) -> dict[str, Any]:
    """Return the row of one event."""
    row = {"event": file.stem, **{name: measure(name, file, limit) for name in names}}
    sys.stderr.write(json.dumps(row) + "\n")
    return row


def totals(found: list[dict[str, Any]], name: str) -> dict[str, float]:
    """Return the seconds, the processor seconds and the number of events that are settled."""
    mine = [row[name] for row in found]
    settled = sum(each["status"] in {"optimal", "infeasible"} for each in mine)
    return {
        "settled": settled,
        **{
            key: round(sum(each[key] for each in mine), 1)
            for key in ("seconds", "processor")
        },
    }


def measured(folder: Path, limit: int = 60, *, with_rc2: bool = True) -> dict[str, Any]:
    """Return the rows of a folder with their totals and the machine."""
    found = rows(folder, limit, with_rc2=with_rc2)
    names = [name for name in SOLVERS if all(name in row for row in found)]
    return {
        "limit": limit,
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "total": {name: totals(found, name) for name in names},
        "rows": found,
    }


def main() -> int:
    """Measure every file with both, or one file with one."""
    parser = argparse.ArgumentParser(description="brokerage events, Madang and RC2")
    parser.add_argument("path", type=Path, nargs="?", default=os.environ.get(FOLDER))
    parser.add_argument("--solver", choices=sorted(SOLVERS))
    parser.add_argument(
        "--limit", type=int, default=60, help="seconds, 60 unless given"
    )
    arguments = parser.parse_args()
    if arguments.path is None:
        parser.error(f"name a folder of .dzn files, or set {FOLDER}")
    path = Path(arguments.path)
    if path.is_file():
        run_one(arguments.solver or "madang", path, arguments.limit)
        return 0
    facts = measured(path, arguments.limit, with_rc2=arguments.solver != "madang")
    OUT.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(facts["total"]) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
