"""The site's labels and the engine's ids are one vocabulary."""

from madang.engine.match import vocabulary as engine
from madang.site.survey import vocabulary
from madang.site.survey.models import ItemTerm


def test_each_id_of_the_engine_has_a_label_and_the_reverse() -> None:
    for facet, labels in vocabulary.FACETS.items():
        assert list(labels) == list(engine.WORDS[facet])


def test_each_facet_can_be_stored() -> None:
    assert sorted(ItemTerm.Facet.values) == sorted(engine.FACETS)


def test_a_word_outside_is_its_own_label() -> None:
    assert (
        vocabulary.term_label("field", "marginal zone lymphoma")
        == "marginal zone lymphoma"
    )
    assert vocabulary.term_label("deal", "training") == "Training places"
