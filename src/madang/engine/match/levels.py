"""How far one reader's terms meet everybody's: a level for each of its entries and each distinct set of terms.

A level is 0 where either side leaves the facet open, the best of all pairs of terms where they meet (up to 1), and −1
where none does. With unconfirmed terms it is the mean of the level of the confirmed ones and that of all.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from madang.engine.compiled import kernel, leaf, part
from madang.engine.match.tables import FACETS, Ints, Kinship, Sets, Shorts

Table = npt.NDArray[np.float32]
WIDTH = len(FACETS)


class Known(NamedTuple):
    """The distinct sets of one role: codes of facet f run from first[f] up to first[f + 1]."""

    sets: Sets
    first: Ints


def level_table(
    own: Sets, rows: Shorts, known: Known, kin: Kinship, *, is_asking: bool
) -> Table:
    """Levels, entries × codes of the other role.

    rows is entries × WIDTH: which set of `own` each entry names in each facet, −1 for none; is_asking: they are what it seeks.
    """
    table = np.zeros((len(rows), int(known.first[-1])), np.float32)
    _fill(table, own, rows, known, kin, 1 if is_asking else 0)
    return table


@kernel
def _fill(
    table: Table, own: Sets, rows: Shorts, known: Known, kin: Kinship, asking: int
) -> None:
    for entry in range(table.shape[0]):
        for facet in range(WIDTH):
            row = rows[entry, facet]
            if row < 0 or own.start[row] == own.start[row + 1]:
                continue
            for code in range(known.first[facet], known.first[facet + 1]):
                if asking:
                    level = _level(kin, facet, own, row, known.sets, code)
                else:
                    level = _level(kin, facet, known.sets, code, own, row)
                table[entry, code] = level


@part
def _level(
    kin: Kinship, facet: int, one: Sets, row: int, other: Sets, code: int
) -> float:
    """The level of what is sought (set `row` of one) and what is offered (set `code` of other)."""
    first, last = one.start[row], one.start[row + 1]
    begin, end = other.start[code], other.start[code + 1]
    every = _reached(kin, facet, one.term[first:last], other.term[begin:end])
    sure, certain = first + one.certain[row], begin + other.certain[code]
    if sure == last and certain == end:
        return every
    alone = _reached(kin, facet, one.term[first:sure], other.term[begin:certain])
    return (every + alone) / 2.0


@leaf
def _reached(kin: Kinship, facet: int, wanted: Shorts, given: Shorts) -> float:
    if len(wanted) == 0 or len(given) == 0:
        return 0.0
    best, width, start = 0.0, kin.width[facet], kin.start[facet]
    for a in wanted:
        for b in given:
            if 0 <= a < width and 0 <= b < width:
                best = max(best, kin.value[start + a * width + b])
            elif a >= 0 and a == b:
                best = 1.0
    return best if best > 0.0 else -1.0
