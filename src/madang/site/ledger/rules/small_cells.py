"""Small counts that could point at somebody are not published, and neither is what would let them be worked out."""

from collections.abc import Mapping

FEWEST = 5


def published(cells: Mapping[str, int]) -> dict[str, int | None]:
    """Return the parts of a whole with None for those that are not published; the whole is `published_total` of them.

    Parts below 5, 0 included, stay out. If what stays out together is below 5, or is a single part, the smallest of the
    others stays out too: it could be worked out from the whole. Where nothing is left to publish everything is None.
    """
    hidden = {name for name, count in cells.items() if count < FEWEST}
    order = sorted(cells, key=lambda name: (cells[name], name))
    while hidden and (len(hidden) < 2 or sum(cells[each] for each in hidden) < FEWEST):
        rest = [name for name in order if name not in hidden]
        if not rest:
            break
        hidden.add(rest[0])
    return {name: None if name in hidden else count for name, count in cells.items()}


def published_total(cells: Mapping[str, int]) -> int | None:
    """Return the whole, or None below 5."""
    total = sum(cells.values())
    return total if total >= FEWEST else None
