"""`python -m benchmarks.brokerage FOLDER`: brokerage events solved by Madang and by RC2, each alone in a process of its own.

FOLDER holds .dzn files. Measured are reading, building and solving, without the start of Python: the seconds on the wall,
and the processor time of all processes (Madang races two, RC2 is one). Madang has the limit on the wall, RC2 as processor
time; a run of RC2 that exceeds it is stopped and counted with the limit, which favours it. Every schedule is judged.
Figures go to benchmarks/brokerage.json after every event; a run that was stopped goes on after the last one, when limit,
machine and version are the same and --again is not given. Beside them stands the published figure where FOLDER/../results has
jair2022_optima.csv. MADANG_BROKERAGE_EVENTS may name the folder instead.
"""

import argparse
import csv
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.brokerage_rc2 import solve_by_rc2
from benchmarks.machine import processor
from madang import __version__
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


def rows(
    folder: Path,
    limit: int,
    *,
    with_rc2: bool,
    before: Sequence[dict[str, Any]] = (),
    keep: Callable[[list[dict[str, Any]]], None] | None = None,
) -> list[dict[str, Any]]:
    """Return one row an event, in the order of their names: `event`, `published`, `madang` and, where wanted, `rc2` beside it.

    Rows of `before` that are complete are not measured again; `keep` gets all rows after each new one.
    """
    names = ["madang", "rc2"] if with_rc2 else ["madang"]
    published = published_values(folder)
    done = {row["event"]: row for row in before if all(name in row for name in names)}
    found = []
    for file in sorted(folder.glob("*.dzn")):
        row = done.get(file.stem)
        if row is None:
            row = one_row(file, limit, names, published.get(file.stem))
        found.append(row)
        if keep is not None:
            keep(found)
    return found


def one_row(
    file: Path, limit: int, names: list[str], published: str | None = None
) -> dict[str, Any]:
    """Return the row of one event; its solvers run one after the other."""
    found = {name: measure(name, file, limit) for name in names}
    row = {"event": file.stem, "published": published, **found}
    sys.stderr.write(json.dumps(row) + "\n")
    return row


def published_values(folder: Path) -> dict[str, str]:
    """Return the published least breaks, or UNSAT, of each event with fairness 2; nothing without the table."""
    table = folder.parent / "results" / "jair2022_optima.csv"
    if not table.is_file():
        return {}
    with table.open(encoding="utf-8", newline="") as lines:
        return {
            f"{row['instance']}.{row['variant']}": row["optimal_total_breaks"]
            for row in csv.DictReader(lines)
            if row["fairness_d"] == "2"
        }


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


def measured(
    folder: Path,
    limit: int = 60,
    *,
    with_rc2: bool = True,
    out: Path = OUT,
    is_again: bool = False,
) -> dict[str, Any]:
    """Return the rows of a folder with their totals and the machine; each row is written to `out` when it is there."""
    facts = circumstances(limit)
    found = rows(
        folder,
        limit,
        with_rc2=with_rc2,
        before=[] if is_again else resumed(out, facts),
        keep=lambda some: write(out, {**facts, **summary(some)}),
    )
    return {**facts, **summary(found)}


def circumstances(limit: int) -> dict[str, Any]:
    """Return what rows have to share to stand in one table."""
    return {
        "limit": limit,
        "processor": processor(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "version": __version__,
    }


def summary(found: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the totals of the solvers that every row has, and the rows."""
    names = [name for name in SOLVERS if all(name in row for row in found)]
    return {"total": {name: totals(found, name) for name in names}, "rows": found}


def resumed(out: Path, facts: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of an earlier run under the same circumstances; none when there is no such run."""
    try:
        earlier = json.loads(out.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    if any(earlier.get(name) != value for name, value in facts.items()):
        return []
    found: list[dict[str, Any]] = earlier["rows"]
    return found


def write(out: Path, facts: dict[str, Any]) -> None:
    """Write the figures; a run that is stopped meanwhile leaves the file as it was."""
    part = out.with_suffix(".part")
    part.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    part.replace(out)


def main() -> int:
    """Measure every file with both, or one file with one."""
    parser = argparse.ArgumentParser(description="brokerage events, Madang and RC2")
    parser.add_argument("path", type=Path, nargs="?", default=os.environ.get(FOLDER))
    parser.add_argument("--solver", choices=sorted(SOLVERS))
    parser.add_argument(
        "--limit", type=int, default=60, help="seconds, 60 unless given"
    )
    parser.add_argument("--out", type=Path, default=OUT, help="file of the figures")
    parser.add_argument(
        "--again", action="store_true", help="measure every event, also those done"
    )
    arguments = parser.parse_args()
    if arguments.path is None:
        parser.error(f"name a folder of .dzn files, or set {FOLDER}")
    path = Path(arguments.path)
    if path.is_file():
        run_one(arguments.solver or "madang", path, arguments.limit)
        return 0
    facts = measured(
        path,
        arguments.limit,
        with_rc2=arguments.solver != "madang",
        out=arguments.out,
        is_again=arguments.again,
    )
    sys.stdout.write(json.dumps(facts["total"]) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
