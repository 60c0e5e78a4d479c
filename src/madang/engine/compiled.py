"""The door to the compiler: a typed decorator for numeric kernels, compiled once and kept on disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

F = TypeVar("F", bound=Callable[..., object])


_WITHOUT_COUNTS: dict[str, Any] = {"cache": True, "nogil": True, "_nrt": False}
"""No reference counts: counting the arrays of a state at each call costs more than what small functions do.

A kernel therefore allocates nothing; what it needs room for is handed to it.
"""
_INSIDE = {**_WITHOUT_COUNTS, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}


def kernel(function: F) -> F:
    """Compile a function over arrays, numbers and named tuples of arrays; the machine code is cached beside its file.

    Other threads go on while a kernel runs.
    """
    return cast(F, njit(**_WITHOUT_COUNTS)(function))


def part(function: F) -> F:
    """The same for a function that only kernels call: it has no entrance from Python, which takes as long to compile."""
    return cast(F, njit(**_INSIDE)(function))


def leaf(function: F) -> F:
    """Compile a small function that is copied into the kernels that call it."""
    return cast(F, njit(forceinline=True, **_INSIDE)(function))
