"""The notebook of the tutorial runs as it stands, and its page shows the same cells."""

import ast
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from madang.engine.svg import Picture

TUTORIAL = Path(__file__).parents[1] / "docs/tutorial"
NOTEBOOK = json.loads((TUTORIAL / "schedule-in-a-notebook.ipynb").read_text())
PAGE = (TUTORIAL / "schedule-in-a-notebook.md").read_text()
CODE = ["".join(cell["source"]) for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]  # fmt: skip


def run(cell: str, names: dict[str, Any]) -> Any:
    """Run a cell as a notebook does: all of it, and its last expression is what it shows."""
    *body, last = ast.parse(cell).body
    assert isinstance(last, ast.Expr)
    exec(compile(ast.Module(body, []), "cell", "exec"), names)  # noqa: S102
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307


@pytest.fixture(scope="module")
def shown() -> list[Any]:
    """What each cell of code shows, run one after another."""
    names: dict[str, Any] = {}
    return [run(cell, names) for cell in CODE]


def test_the_page_has_the_cells_of_the_notebook() -> None:
    assert re.findall(r"```python\n(.*?)\n```", PAGE, flags=re.DOTALL) == CODE
    words = [
        "".join(cell["source"])
        for cell in NOTEBOOK["cells"]
        if cell["cell_type"] == "markdown"
    ]
    plain = re.sub(r"```python\n.*?\n```|!\[.*?\]\(.*?\)", "", PAGE, flags=re.DOTALL)
    assert re.sub(r"\n\n+", "\n\n", plain).strip() == "\n\n".join(words)


def test_ten_lines_solve_an_event() -> None:
    lines = [line for cell in CODE[:3] for line in cell.splitlines() if line.strip()]
    assert len(lines) <= 10


def test_a_notebook_holds_no_output() -> None:
    cells = [cell for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]
    assert [cell["outputs"] for cell in cells] == [[]] * len(cells)
    assert (NOTEBOOK["nbformat"], NOTEBOOK["nbformat_minor"]) == (4, 5)


def test_the_cells_show_what_the_page_says(shown: list[Any]) -> None:
    said, chart, day, own, left, faults, runs = shown
    assert re.fullmatch(r"\d+ of 950 meetings are held, \d+ at most can be", str(said))
    for picture in (chart, day):
        assert isinstance(picture, Picture)
        assert ET.fromstring(picture._repr_svg_()).tag.endswith("svg")  # noqa: S314
    status, placements = own
    assert (status, list(placements), placements[2].slot) == ("optimal", [2], 2)
    assert [(each.id, each.reason, each.remedy.kind) for each in left] == [
        (1, "side_busy", "free_slot")
    ]
    assert faults == []
    (_, value, bound), (_, later_value, later_bound) = runs
    assert value <= later_value <= later_bound <= bound


@pytest.mark.parametrize("name", ["notebook-chart", "notebook-timetable"])
def test_the_pictures_of_the_page_are_pictures(name: str) -> None:
    file = TUTORIAL.parent / f"images/{name}.svg"
    assert ET.parse(file).getroot().tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314
