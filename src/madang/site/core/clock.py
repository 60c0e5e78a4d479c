"""What happens by itself as time goes on. Apps register functions; `tick` runs them, each on its own."""

import logging
from collections.abc import Callable

from django.db import close_old_connections

from madang.site.core import jobs, kept, outbox

logger = logging.getLogger(__name__)
_functions: list[Callable[[], object]] = [
    outbox.deliver,
    jobs.recover,
    kept.forget_answers,
]


def register(function: Callable[[], object]) -> None:
    """Run `function` at every tick; it must be quick when nothing is due, and safe to run twice."""
    _functions.append(function)


def tick() -> None:
    """Run each function once. One that fails is logged and does not keep the others from running."""
    close_old_connections()
    for function in _functions:
        try:
            function()
        except Exception:
            logger.exception("%s failed", function.__name__)
