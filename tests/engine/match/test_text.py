import numpy as np

from madang.engine.match.profile import Item
from madang.engine.match.text import (
    PLACES,
    gathered,
    gram_counts,
    holders,
    rare_columns,
    rarities,
    weighted,
    words_of,
)


def test_words_hold_the_text_and_what_it_is_about():
    facets = {
        "deal": {"supply"},
        "field": {"rare_disease"},
        "country": {"KR"},
        "colour": {"Red"},
    }
    item = Item(
        "seek", "A  Plant", {name: frozenset(terms) for name, terms in facets.items()}
    )
    assert words_of(item) == "a plant red rare disease"


def vectors(texts, groups=None):
    """Weighted rows of texts whose rarity is learnt from the first so many texts as documents of their own."""
    counts = gram_counts(texts)
    known = len(texts) if groups is None else groups
    documents = gathered(counts[:known], np.arange(known + 1))
    return weighted(counts, rarities(holders(documents), known))


def cosine(rows, one, other):
    return float((rows[one] @ rows[other].T).toarray()[0, 0])


def test_spelling_variants_are_closer_than_other_words():
    rows = vectors(
        ["diffuse large b-cell lymphoma", "large b cell lymphomas", "chronic tinnitus"]
    )
    assert cosine(rows, 0, 1) > 0.5
    assert cosine(rows, 0, 2) < 0.05


def test_mixed_korean_and_english_share_what_they_share():
    rows = vectors(["mrna 백신 기술이전", "기술이전 for mrna", "pain relief"])
    assert cosine(rows, 0, 1) > 0.4
    assert cosine(rows, 0, 2) == 0.0


def test_a_text_outside_every_document_changes_nothing():
    alone = vectors(["cold chain", "cold store"])
    more = vectors(["cold chain", "cold store", "secret cold plan"], groups=2)
    assert (alone != more[:2]).nnz == 0


def test_rows_have_length_one_and_nothing_said_is_close_to_nothing():
    rows = vectors(["cold chain", "", " "])
    assert np.allclose(np.sqrt(rows.multiply(rows).sum(axis=1)).ravel(), [1, 0, 0])
    assert gram_counts([]).shape == (0, PLACES)


def test_a_profile_is_the_sum_of_its_texts():
    counts = gram_counts(["cold", "chain", "cold"])
    whole = gathered(counts, np.array([0, 2, 3]))
    assert np.allclose(whole.toarray()[0], (counts[0] + counts[1]).toarray()[0])
    assert holders(whole).max() == 2.0


def test_common_trigrams_choose_no_candidates():
    texts = [f"cold chain number {n}" for n in range(60)] + ["zebrafish"]
    rows = vectors(texts)
    columns = rare_columns(rows, holders(gram_counts(texts)))
    assert columns.shape == (PLACES, 61)
    kept = columns.T.tocsr()
    assert kept[60].nnz == rows[60].nnz
    assert 0 < kept[0].nnz < rows[0].nnz
