"""Sets of slots as bits: slot t is bit t % 64 of word t // 64, so that one machine word answers for 64 slots."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from madang.engine.compiled import leaf

Words = NDArray[np.uint64]
WORD = 64
ONE = np.uint64(1)

_DE_BRUIJN = np.uint64(0x03F79D71B4CB0A89)
_SHIFT = np.uint64(58)
_PLACE = np.zeros(WORD, dtype=np.int64)
for _bit in range(WORD):
    _PLACE[((int(_DE_BRUIJN) << _bit) % 2**64) >> 58] = _bit


def words_for(slots: int) -> int:
    """Words that hold a set of so many slots; at least one."""
    return max(1, -(-slots // WORD))


def pack(flags: NDArray[np.bool_]) -> Words:
    """Rows of flags (… × T) as rows of words (… × W)."""
    slots = flags.shape[-1]
    padded = np.zeros((*flags.shape[:-1], words_for(slots) * WORD), dtype=np.uint8)
    padded[..., :slots] = flags
    packed: Words = np.packbits(padded, axis=-1, bitorder="little").view(np.uint64)
    return packed


@leaf
def lowest(word: np.uint64) -> int:
    """The number of the lowest bit that is set; the word is not 0 (de Bruijn multiplication, Leiserson et al. 1998)."""
    low = word & (~word + ONE)
    return int(_PLACE[np.int64((low * _DE_BRUIJN) >> _SHIFT)])


@leaf
def has(words: Words, row: int, slot: int) -> bool:
    """Whether the slot is in the set of a row."""
    return bool((words[row, slot // WORD] >> np.uint64(slot % WORD)) & ONE)


@leaf
def add(words: Words, row: int, slot: int) -> None:
    """Put the slot into the set of a row."""
    words[row, slot // WORD] |= ONE << np.uint64(slot % WORD)


@leaf
def discard(words: Words, row: int, slot: int) -> None:
    """Take the slot out of the set of a row."""
    words[row, slot // WORD] &= ~(ONE << np.uint64(slot % WORD))
