import numpy as np

from madang.engine.match.profile import Item
from madang.engine.match.text import (
    gram_vectors,
    moments,
    squash,
    standard_scores,
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


def test_spelling_variants_are_closer_than_other_words():
    _, rows = gram_vectors(
        ["diffuse large b-cell lymphoma", "large b cell lymphomas", "chronic tinnitus"],
        [[0], [1], [2]],
    )
    near, far = (
        (rows[0] @ rows[1].T).toarray()[0, 0],
        (rows[0] @ rows[2].T).toarray()[0, 0],
    )
    assert round(float(near), 2) == 0.59
    assert round(float(far), 2) == 0.01


def test_mixed_korean_and_english_share_what_they_share():
    _, rows = gram_vectors(
        ["mrna 백신 기술이전", "기술이전 for mrna", "pain relief"], [[0], [1], [2]]
    )
    similarity = (rows @ rows.T).toarray()
    assert similarity[0, 1] > 0.4
    assert similarity[0, 2] == 0.0


def test_a_text_outside_every_document_changes_nothing():
    documents, rows = gram_vectors(
        ["cold chain", "cold store", "secret cold plan"], [[0], [1]]
    )
    alone, pair = gram_vectors(["cold chain", "cold store"], [[0], [1]])
    assert np.allclose(
        (documents @ documents.T).toarray(), (alone @ alone.T).toarray(), atol=1e-15
    )
    assert np.allclose(
        (rows[:2] @ rows[:2].T).toarray(), (pair @ pair.T).toarray(), atol=1e-15
    )


def test_nothing_said_is_close_to_nothing():
    documents, rows = gram_vectors(["", " "], [[0], [1]])
    assert (documents.shape, rows.shape) == ((2, 1), (2, 1))
    assert documents.nnz == rows.nnz == 0


def test_scores_are_judged_among_those_admitted():
    similarity = np.array([[0.1, 0.3, 0.9]])
    mean, deviation = moments(similarity, np.array([[True, True, False]]))
    assert np.allclose([mean[0], deviation[0]], [0.2, 0.1])
    assert np.allclose(standard_scores(similarity, mean, deviation), [[-1.0, 1.0, 4.0]])


def test_a_lone_candidate_is_neither_good_nor_bad():
    similarity = np.array([[0.9]])
    assert standard_scores(
        similarity, *moments(similarity, np.array([[True]]))
    ).tolist() == [[0.0]]
    assert standard_scores(
        similarity, *moments(similarity, np.array([[False]]))
    ).tolist() == [[0.0]]


def test_one_deviation_above_the_mean_is_one_half():
    assert squash(np.array([1.0])).tolist() == [0.5]
