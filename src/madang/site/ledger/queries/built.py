"""What everybody but curators may read is the same query each time: it is put together once, for that takes longer than asking it."""

from collections.abc import Callable
from functools import cache, wraps
from typing import TypeVar

from django.db.models import Model, QuerySet

from madang.site.ledger.rules.access import Reader, reads_everything

Row = TypeVar("Row", bound=Model)


def built_once(
    build: "Callable[[Reader], QuerySet[Row]]",
) -> "Callable[[Reader], QuerySet[Row]]":
    """Return `build` with its answer for visitors kept, unasked. It may look at nothing of the reader but `reads_everything`."""

    @cache
    def of_visitors() -> "QuerySet[Row]":
        return build(None)

    @wraps(build)
    def answer(user: Reader) -> "QuerySet[Row]":
        return build(user) if reads_everything(user) else of_visitors().all()

    return answer
