"""How close two texts are: character 2- to 4-grams, weighted by rarity, judged against the rest of the field.

Character grams need no language: they survive plurals, spelling variants, compounds and mixed Korean and English.
A cosine alone says little (long texts and texts of one language are always close), so nobody compares it with a fixed
number: `standard_scores` asks how far a candidate stands above that reader's other candidates.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from madang.engine.match import vocabulary
from madang.engine.match.profile import Item

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
HIGHEST = 4.0


def words_of(item: Item) -> str:
    """The item's text and what it is about, in one spelling.

    Terms of field, modality and of facets without a vocabulary are written out, so that items meet across languages.
    Deal, stage, partner type and country are not: they have rules of their own, and two who seek the same deal are not
    close for that.
    """
    ruled = (
        vocabulary.DEAL,
        vocabulary.STAGE,
        vocabulary.PARTNER_TYPE,
        vocabulary.COUNTRY,
    )
    terms = sorted(
        term
        for facet, terms in item.facets.items()
        if facet not in ruled
        for term in terms
    )
    return vocabulary.plain(
        " ".join([item.text, *(term.replace("_", " ") for term in terms)])
    )


def gram_vectors(
    texts: Sequence[str], groups: Sequence[Sequence[int]]
) -> tuple[Any, Any]:
    """Sparse unit rows for groups of texts, and for the single texts.

    groups holds for each document the positions of its texts. Rarity is learnt from the documents alone: a text that
    stands in no group cannot change a number of anybody else. Weights are (1 + ln count) · (1 + ln((1 + n) / (1 + d))),
    n documents, d of them with the gram.
    """
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import (
        CountVectorizer,
        TfidfTransformer,
    )

    if not any(text.strip() for text in texts):
        return csr_matrix((len(groups), 1)), csr_matrix((len(texts), 1))
    counts = CountVectorizer(analyzer="char_wb", ngram_range=(2, 4)).fit_transform(
        texts
    )
    rows = [row for row, group in enumerate(groups) for _ in group]
    columns = [text for group in groups for text in group]
    belongs = csr_matrix(
        ([1] * len(rows), (rows, columns)), shape=(len(groups), len(texts))
    )
    documents = belongs @ counts
    weigh = TfidfTransformer(sublinear_tf=True).fit(documents)
    return weigh.transform(documents), weigh.transform(counts)


def moments(similarity: Floats, among: Bools) -> tuple[Floats, Floats]:
    """Mean and standard deviation of each row over the columns that `among` (rows × columns) admits.

    A row without an admitted column has mean 0 and deviation 0.
    """
    count = np.maximum(among.sum(axis=1), 1)
    mean = np.where(among, similarity, 0.0).sum(axis=1) / count
    spread = np.where(among, similarity - mean[:, None], 0.0)
    return mean, np.sqrt((spread**2).sum(axis=1) / count)


def standard_scores(similarity: Floats, mean: Floats, deviation: Floats) -> Floats:
    """Standard scores of each row, at most 4; all 0 in a row without spread (a lone candidate is neither good nor bad)."""
    safe = np.where(deviation > 1e-9, deviation, 1.0)
    scores = (similarity - mean[:, None]) / safe[:, None]
    scores[deviation <= 1e-9] = 0.0
    return np.clip(scores, -HIGHEST, HIGHEST)


def squash(scores: Floats) -> Floats:
    """Standard scores → 0 to 1, one half at one deviation above the mean."""
    squashed: Floats = 1.0 / (1.0 + np.exp(1.0 - scores))
    return squashed
