"""Functions without an entrance from Python are called by compiled functions alone: elsewhere they would crash."""

from __future__ import annotations

import ast
from pathlib import Path

import madang.engine

ENGINE = Path(madang.engine.__file__).parent
COMPILED = {"kernel", "part", "leaf"}


def decorators(node: ast.FunctionDef) -> set[str]:
    """The names of the decorators of a function."""
    return {item.id for item in node.decorator_list if isinstance(item, ast.Name)}


def engine_files() -> dict[str, ast.Module]:
    """Every module of the engine by its dotted name."""
    return {
        ".".join(
            ("madang.engine", *path.relative_to(ENGINE).with_suffix("").parts)
        ): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(ENGINE.rglob("*.py"))
    }


def functions_of(tree: ast.Module) -> list[ast.FunctionDef]:
    """Every function of a module."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def without_entrance(trees: dict[str, ast.Module]) -> set[tuple[str, str]]:
    """Module and name of the functions that only compiled ones may call."""
    return {
        (module, node.name)
        for module, tree in trees.items()
        for node in functions_of(tree)
        if decorators(node) & {"part", "leaf"}
    }


def known_in(module: str, tree: ast.Module) -> dict[str, tuple[str, str]]:
    """What a name of a module means: itself, or what it imports from the engine."""
    names = {node.name: (module, node.name) for node in functions_of(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                names[alias.asname or alias.name] = (node.module, alias.name)
    return names


def test_plain_functions_call_no_function_that_has_no_entrance() -> None:
    trees = engine_files()
    inside = without_entrance(trees)
    wrong = [
        f"{module}: {node.name} calls {call.func.id}"
        for module, tree in trees.items()
        for names in [known_in(module, tree)]
        for node in functions_of(tree)
        if not decorators(node) & COMPILED
        for call in ast.walk(node)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and names.get(call.func.id) in inside
    ]
    assert len(inside) > 50
    assert wrong == []
