"""The site's labels and the engine's ids are one vocabulary."""

import pytest
from django.utils.translation import override

from madang.engine.match import vocabulary as engine
from madang.site.survey import vocabulary
from madang.site.survey.models import ItemTerm


def test_each_id_of_the_engine_has_a_label_and_the_reverse() -> None:
    for facet, labels in vocabulary.FACETS.items():
        assert list(labels) == list(engine.TERMS[facet])


def test_each_facet_can_be_stored() -> None:
    assert sorted(ItemTerm.Facet.values) == sorted(engine.FACETS)


def test_a_word_outside_is_its_own_label() -> None:
    assert (
        vocabulary.term_label("field", "marginal zone lymphoma")
        == "marginal zone lymphoma"
    )
    assert vocabulary.term_label("deal", "training") == "Training places"


@pytest.mark.parametrize(("language", "field"), [("en", "english"), ("ko", "korean")])
def test_labels_say_what_the_engine_says(language: str, field: str) -> None:
    with override(language):
        told = {
            (facet, term): str(label)
            for facet, labels in vocabulary.FACETS.items()
            for term, label in labels.items()
        }
    assert told == {
        (facet, term.id): getattr(term, field)
        for facet, terms in engine.TERMS.items()
        for term in terms.values()
        if facet in vocabulary.FACETS
    }


def test_names_of_countries_and_languages_come_from_babel() -> None:
    with override("ko"):
        assert vocabulary.term_label("country", "VN") == "베트남"
        assert vocabulary.term_label("country", "asean") == "아세안"
        assert vocabulary.term_label("language", "lv") == "라트비아어"
