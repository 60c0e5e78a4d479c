"""`python -m benchmarks.brokerage FOLDER`: brokerage events solved by Madang and by RC2, each alone in a process of its own.

FOLDER holds .dzn files. What is measured is the processor time of reading, building and solving, without the start of
Python. A run that exceeds the limit is stopped and counted with the limit, which favours it. Every schedule is judged.
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
    result = schedule_event(load_event(file), budget=Budget(seconds=100.0 * limit))
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
    started = time.process_time()
    row = SOLVERS[name](file, limit)
    sys.stdout.write(json.dumps({**row, "seconds": time.process_time() - started}))


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
        return {"status": "stopped", "value": None, "seconds": float(limit)}
    row: dict[str, Any] = json.loads(found.stdout)
    return row


def main() -> int:
    """Measure every file with both, or one file with one."""
    parser = argparse.ArgumentParser(description="brokerage events, Madang and RC2")
    parser.add_argument("path", type=Path, nargs="?", default=os.environ.get(FOLDER))
    parser.add_argument("--solver", choices=sorted(SOLVERS))
    parser.add_argument("--limit", type=int, default=60, help="processor seconds")
    arguments = parser.parse_args()
    if arguments.path is None:
        parser.error(f"name a folder of .dzn files, or set {FOLDER}")
    path = Path(arguments.path)
    if path.is_file():
        run_one(arguments.solver, path, arguments.limit)
        return 0
    names = [arguments.solver] if arguments.solver else list(SOLVERS)
    rows: dict[str, dict[str, Any]] = {}
    for file in sorted(path.glob("*.dzn")):
        rows[file.stem] = {name: measure(name, file, arguments.limit) for name in names}
        sys.stdout.write(f"{file.stem}: {rows[file.stem]}\n")
        sys.stdout.flush()
    facts = {
        "limit": arguments.limit,
        "python": platform.python_version(),
        "total": {
            name: round(sum(row[name]["seconds"] for row in rows.values()), 1)
            for name in names
        },
        "rows": rows,
    }
    OUT.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
