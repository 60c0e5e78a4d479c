"""What the newest runs compared, kept in this process, so that one list can be made anew without reading everybody."""

from collections import OrderedDict
from threading import Lock

from madang.site.matching.bridge.field import Field

MOST_KEPT = 2
_kept: OrderedDict[int, Field] = OrderedDict()
_lock = Lock()


def remember(run: int, field: Field) -> None:
    """Keep what a run compared, by its id; the oldest gives way."""
    with _lock:
        _kept[run] = field
        _kept.move_to_end(run)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)


def forget(run: int | None) -> None:
    """Let go of what a run compared: a new one is about to be made, and a large event takes much memory."""
    with _lock:
        _kept.pop(run or 0, None)


def recall(run: int) -> Field | None:
    """Return what a run compared, or None where another process made it or it gave way."""
    with _lock:
        return _kept.get(run)
