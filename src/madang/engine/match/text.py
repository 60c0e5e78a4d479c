"""How close two texts are: character trigrams within words, weighted by rarity.

Trigrams need no language: they survive plurals, spelling variants, compounds, Korean particles and mixed Korean and
English. They are hashed into a fixed number of places, so that one more text never moves the others.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from madang.engine.match import vocabulary
from madang.engine.match.profile import Item

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
BITS = 18
PLACES = 1 << BITS
MIXING = np.uint64(0x9E3779B97F4A7C15)
"""2⁶⁴ divided by the golden ratio, odd."""
COMMON = 20
RULED = (
    vocabulary.DEAL,
    vocabulary.STAGE,
    vocabulary.PARTNER_TYPE,
    vocabulary.COUNTRY,
)


def words_of(item: Item) -> str:
    """The item's text and what it is about, in one spelling.

    Terms of field, modality and of facets without a vocabulary are written out, so that items meet across languages.
    Deal, stage, partner type and country are not: they have rules of their own, and two who seek the same deal are not
    close for that.
    """
    terms = sorted(
        term
        for facet, terms in item.facets.items()
        if facet not in RULED
        for term in terms
    )
    return vocabulary.plain(
        " ".join([item.text, *(term.replace("_", " ") for term in terms)])
    )


def gram_counts(texts: Sequence[str]) -> Any:
    """Sparse rows, texts × PLACES: 1 + ln of how often each trigram stands in a text; columns in order.

    Trigrams do not reach over words: a word stands between two blanks, and the letter in the middle is never a blank. All
    texts are read as one array, so that a large event takes seconds and not minutes.
    """
    from scipy.sparse import csr_matrix

    if not texts:
        return csr_matrix((0, PLACES), dtype=np.float32)
    padded = [f" {' '.join(text.split())} " for text in texts]
    letters = np.frombuffer(
        "".join(padded).encode("utf-32-le", "surrogatepass"), dtype=np.uint32
    )
    owner = np.repeat(np.arange(len(texts)), [len(each) for each in padded])[1:-1]
    inside = letters[1:-1] != ord(" ")
    keys = owner[inside] * PLACES + places_of(letters)[inside]
    found, often = np.unique(keys, return_counts=True)
    first = np.searchsorted(found, np.arange(len(texts) + 1) * PLACES)
    values = np.log(often.astype(np.float32)) + np.float32(1)
    return csr_matrix((values, found % PLACES, first), shape=(len(texts), PLACES))


def places_of(letters: npt.NDArray[np.uint32]) -> npt.NDArray[np.int64]:
    """The place, 0 to PLACES - 1, of each three letters in a row: multiplicative hashing (Knuth 1998, volume 3, 6.4)."""
    wide = letters.astype(np.uint64)
    mixed = (wide[:-2] << np.uint64(42)) ^ (wide[1:-1] << np.uint64(21)) ^ wide[2:]
    mixed *= MIXING
    mixed ^= mixed >> np.uint64(32)
    mixed *= MIXING
    return (mixed >> np.uint64(64 - BITS)).astype(np.int64)


def gathered(counts: Any, first: npt.NDArray[np.int64]) -> Any:
    """Sparse rows, one a profile: the sum of its texts' rows, which lie from first[n] up to first[n + 1]."""
    from scipy.sparse import csr_matrix

    length = len(first) - 1
    owners = np.repeat(np.arange(length), np.diff(first))
    ones = np.ones(len(owners), dtype=np.float32)
    belongs = csr_matrix(
        (ones, (owners, np.arange(len(owners)))), shape=(length, len(owners))
    )
    documents = (belongs @ counts).tocsr()
    documents.sort_indices()
    return documents


def holders(documents: Any) -> Floats:
    """In how many documents each trigram stands, PLACES."""
    found: Floats = np.bincount(documents.indices, minlength=PLACES).astype(np.float64)
    return found


def rarities(holding: Floats, count: int) -> npt.NDArray[np.float32]:
    """Weight of each trigram, 1 + ln((1 + n) / (1 + d)) for d of n documents with it."""
    rare: npt.NDArray[np.float32] = (
        1.0 + np.log((1.0 + count) / (1.0 + np.minimum(holding, count)))
    ).astype(np.float32)
    return rare


def weighted(counts: Any, rarity: npt.NDArray[np.float32]) -> Any:
    """The rows with each trigram weighed by its rarity, of length 1; an empty row stays empty."""
    rows = counts.copy()
    rows.data = rows.data * rarity[rows.indices]
    owners = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    squares = np.bincount(
        owners, rows.data.astype(np.float64) ** 2, minlength=rows.shape[0]
    )
    lengths = np.sqrt(np.maximum(squares, 1e-12)).astype(np.float32)
    rows.data = rows.data / lengths[owners]
    return rows


def rare_columns(documents: Any, holding: Floats) -> Any:
    """The documents as columns, without the trigrams that say little because more than one in COMMON uses them."""
    most = max(50.0, documents.shape[0] / COMMON)
    kept = documents.copy()
    kept.data = np.where(holding[kept.indices] <= most, kept.data, 0).astype(np.float32)
    kept.eliminate_zeros()
    return kept.T.tocsr()
