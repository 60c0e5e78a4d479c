"""The door to the compiler: a typed decorator for numeric kernels, compiled once and kept on disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

F = TypeVar("F", bound=Callable[..., object])


def kernel(function: F) -> F:
    """Compile a function over arrays, numbers and named tuples of arrays; the machine code is cached beside its file.

    Other threads go on while a kernel runs.
    """
    return cast(F, njit(cache=True, nogil=True, _nrt=False)(function))


def leaf(function: F) -> F:
    """Compile a small function that is copied into its callers: passing a whole state costs more than what it does."""
    return cast(F, njit(cache=True, nogil=True, _nrt=False, forceinline=True)(function))
