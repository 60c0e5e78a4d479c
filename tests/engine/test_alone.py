"""The base install: engine, reader and their commands work where nothing of the web application is installed."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BARE = """
import importlib.abc, pkgutil, sys

BLOCKED = {blocked!r}

class Absent(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in BLOCKED:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Absent())
"""
MODULES = """
import importlib
import madang.engine, madang.reader
for package in (madang.engine, madang.reader):
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(found.name)
print("whole")
"""
COMMAND = """
from madang.cli import main
raise SystemExit(main(sys.argv[1:]))
"""
NAMES = {"django-allauth": "allauth", "django-ninja": "ninja", "django-csp": "csp"}
"""Packages whose module is not their name with an underscore."""


def blocked() -> set[str]:
    """The modules of everything that only the extras install."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lines = [
        line
        for extra in ("web", "postgres")
        for line in project["optional-dependencies"][extra]
    ]
    names = [line.split(">")[0].split("[")[0].lower() for line in lines]
    return {NAMES.get(name, name.replace("-", "_")) for name in names}


def run(code: str, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", BARE.format(blocked=blocked()) + code, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_is_blocked_is_the_web_application() -> None:
    assert blocked() >= {"django", "allauth", "ninja", "granian", "psycopg"}


def test_every_module_of_engine_and_reader_imports(tmp_path: Path) -> None:
    done = run(MODULES, folder=tmp_path)
    assert (done.stdout, done.stderr) == ("whole\n", "")


def test_a_blocked_module_is_absent(tmp_path: Path) -> None:
    done = run("import django", folder=tmp_path)
    assert "No module named 'django'" in done.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An event and a plan, made by the commands."""
    folder = tmp_path_factory.mktemp("alone")
    for line in (
        "generate --preset small --seed 8 --hard --out event.json",
        "schedule event.json --iterations 300 --out plan.json --quiet",
    ):
        done = run(COMMAND, *line.split(), folder=folder)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return folder


def test_a_plan_is_judged_and_explained(folder: Path) -> None:
    done = run(COMMAND, "verify", "event.json", "plan.json", folder=folder)
    assert (done.returncode, done.stderr) == (0, "")
    left = json.loads((folder / "plan.json").read_text())["unplaced"][0]["id"]
    done = run(
        COMMAND,
        "explain",
        "event.json",
        "plan.json",
        "--meeting",
        str(left),
        folder=folder,
    )
    assert done.returncode == 1
    assert done.stdout.startswith(f"meeting {left} has no place: ")


def test_a_command_of_the_site_says_what_is_missing(folder: Path) -> None:
    done = run(COMMAND, "serve", folder=folder)
    assert done.returncode == 2
    assert done.stderr == "madang: the site is not installed: pip install madang[web]\n"
