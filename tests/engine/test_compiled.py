"""Functions without an entrance from Python are called by compiled functions alone: elsewhere they would crash."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import madang.engine

ENGINE = Path(madang.engine.__file__).parent
COMPILED = {"kernel", "part", "leaf"}


def decorators(node: ast.FunctionDef) -> set[str]:
    """The names of the decorators of a function."""
    return {item.id for item in node.decorator_list if isinstance(item, ast.Name)}


def engine_functions() -> Iterator[tuple[Path, ast.Module, ast.FunctionDef]]:
    """Every function of the engine with its file."""
    for path in sorted(ENGINE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                yield path, tree, node


def imported(tree: ast.Module) -> set[str]:
    """The names that a file imports from the engine or defines."""
    names = {item.name for item in ast.walk(tree) if isinstance(item, ast.FunctionDef)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
            "madang.engine"
        ):
            names |= {alias.name for alias in node.names}
    return names


def test_plain_functions_call_no_function_that_has_no_entrance() -> None:
    functions = list(engine_functions())
    inside = {
        node.name for _, _, node in functions if decorators(node) & {"part", "leaf"}
    }
    wrong = [
        f"{path.name}: {node.name} calls {call.func.id}"
        for path, tree, node in functions
        if not decorators(node) & COMPILED
        for call in ast.walk(node)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in inside & imported(tree)
    ]
    assert len(inside) > 50
    assert wrong == []
