"""`python -m benchmarks.matching`: every figure of the matching; writes results.json beside it and docs/explanation/matching-figures.md.

Each part is a process of its own and is written down at once. Data that are not part of the project are read from the
folders MADANG_MATCHING_DATA (trials.json.gz, speed_dating.csv.gz) and MADANG_LOUNGE_DATA (survey.xlsx,
collaborated.json); a part without its data is left as it was last measured. `--only NAME …` measures some parts. The test
window of the trials is not run here: its one run of each version stands in runs.jsonl (see trials.py).
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

from benchmarks.machine import processor
from benchmarks.matching.page import page

ROOT = Path(__file__).parents[2]
OUT = Path(__file__).with_name("results.json")
PAGE = ROOT / "docs/explanation/matching-figures.md"
DATA, LOUNGE = "MADANG_MATCHING_DATA", "MADANG_LOUNGE_DATA"
PARTS: dict[str, tuple[str, ...]] = {
    "market": ("-m", "benchmarks.matching.congestion", "--draws", "10", "--json"),
    "speed": ("-m", "benchmarks.matching.speed"),
    "rebuild": ("-m", "benchmarks.matching.rebuild"),
    "reading": ("-m", "benchmarks.matching.reading"),
    "trials": ("-m", "benchmarks.matching.trials", "--json"),
    "exposure": ("-m", "benchmarks.matching.trials", "--exposure", "--json"),
    "decisions": ("-m", "benchmarks.matching.decisions"),
    "lounge": ("-m", "benchmarks.lounge_recall", "--faithfulness", "--json"),
}
NEEDS = {
    "trials": (DATA, "trials.json.gz"),
    "exposure": (DATA, "trials.json.gz"),
    "decisions": (DATA, "speed_dating.csv.gz"),
    "lounge": (LOUNGE, "survey.xlsx"),
}


def missing(part: str) -> str:
    """Why a part cannot be measured here, "" where it can."""
    if part not in NEEDS:
        return ""
    variable, name = NEEDS[part]
    folder = os.environ.get(variable, "")
    if folder and (Path(folder) / name).is_file():
        return ""
    return f"{part}: {variable} names no folder with {name}; left as it was"


def command_of(part: str) -> list[str]:
    """The command of a part, without the interpreter."""
    command = [*PARTS[part]]
    if part == "lounge":
        folder = Path(os.environ[LOUNGE])
        command[2:2] = [str(folder / "survey.xlsx"), str(folder / "collaborated.json")]
    return command


def measure(part: str) -> dict[str, Any]:
    """Run one part; its facts with the machine and the day."""
    done = subprocess.run(
        [sys.executable, *command_of(part)], capture_output=True, text=True, check=True
    )
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": f"{os.cpu_count()} cores ({processor()}), Python {platform.python_version()}",
        "command": f"python {' '.join(PARTS[part])}",
        "facts": json.loads(done.stdout),
    }


def main() -> int:
    """Measure the parts that can be measured, and write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=list(PARTS), default=list(PARTS))
    parser.add_argument("--page", action="store_true", help="write the page alone")
    asked = parser.parse_args()
    results = json.loads(OUT.read_text()) if OUT.exists() else {}
    for part in [] if asked.page else asked.only:
        if why := missing(part):
            sys.stderr.write(f"{why}\n")
            continue
        sys.stderr.write(f"{part} …\n")
        results[part] = measure(part)
        OUT.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n")
    PAGE.write_text(page(results), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
