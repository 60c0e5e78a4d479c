"""What a demand's words say about who could join: demands against works, and works against who took part in them.

Words are weighted by rarity (TF-IDF with logarithmic counts: Salton and Buckley 1988), learnt from the past alone, each field of
a work by itself: a rare subject in common says more than a long text in common.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from madang.engine.match.works import Ints, Past, Singles, Work

FIELDS = ("whole", "title", "field", "subject")
FADING = 4.0
"""Years after which a work counts for 1/e of a new one."""


@dataclass(frozen=True)
class Words:
    """For each of FIELDS how it is read, and the works of the past as unit rows, works × terms."""

    readers: dict[str, Any]
    rows: dict[str, Any]


def words_of(past: Past) -> Words:
    """Learn the words of the past."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    readers, rows = {}, {}
    for name in FIELDS:
        pairs = name == "whole"
        readers[name] = TfidfVectorizer(
            sublinear_tf=True,
            ngram_range=(1, 2) if pairs else (1, 1),
            min_df=2 if pairs and len(past.works) > 1000 else 1,
            max_df=0.3 if len(past.works) > 1000 else 1.0,
            dtype=np.float32,
            stop_words="english",
        )
        texts = _texts(past.works, name)
        # a word for nothing, so that a past without a single word can be read too
        readers[name].fit([*texts, "wordless"])
        rows[name] = readers[name].transform(texts)
    return Words(readers, rows)


def _texts(works: Sequence[Work], name: str) -> list[str]:
    if name == "whole":
        return [f"{w.title} . {w.text} . {w.field} . {w.subject}" for w in works]
    found = {"title": "title", "field": "field", "subject": "subject"}[name]
    return [getattr(work, found) for work in works]


def likeness(words: Words, demands: Sequence[Work], name: str) -> Singles:
    """Cosines of the demands with the works of the past in one field: demands × works, 0 to 1."""
    cosines: Singles = (read_as(words, demands, name) @ words.rows[name].T).toarray()
    return cosines


def read_as(words: Words, demands: Sequence[Work], name: str) -> Any:
    """The demands as unit rows over the terms of one field: demands × terms, sparse."""
    return words.readers[name].transform(_texts(demands, name))


def best_of(likeness: Singles, takes: Any) -> Singles:
    """The largest likeness of each party's works: demands × parties; 0 for a party without works."""
    columns = takes.tocsc()
    best = np.zeros((len(likeness), columns.shape[1]), dtype=np.float32)
    has = np.flatnonzero(np.diff(columns.indptr))
    if len(has):
        starts = columns.indptr[:-1][has]
        best[:, has] = np.maximum.reduceat(likeness[:, columns.indices], starts, axis=1)
    return best


def joined_alike(likeness: Singles, joins: Any) -> Singles:
    """How much alike work the parties joined: ln(1 + Σ (likeness / the demand's largest)²), demands × parties."""
    largest = np.maximum(likeness.max(axis=1, keepdims=True), 1e-6)
    joined: Singles = np.log1p(np.asarray(((likeness / largest) ** 2) @ joins))
    return joined


def whole_alike(
    words: Words, demands: Sequence[Work], past: Past, candidates: Ints
) -> Singles:
    """Cosines of the demands with all of a party's words together: demands × candidates, 0 to 1."""
    from sklearn.preprocessing import normalize

    sums = normalize((past.takes[:, candidates].T @ words.rows["whole"]).tocsr())
    cosines: Singles = (read_as(words, demands, "whole") @ sums.T).toarray()
    return cosines
