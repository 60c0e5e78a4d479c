"""Terms read from free text: where they stand, what is passed over, and how well it works on made-up texts."""

import unicodedata

import pytest

from benchmarks.tagging import judged
from madang.engine.match import vocabulary
from madang.engine.match.tagger import propose
from tests.engine.match.tagged_texts import HARD, KEPT, TRIED


def found(text, *facets):
    wanted = facets or vocabulary.FACETS
    return [f"{each.facet}:{each.term}" for each in propose(text, facets=wanted)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A phase 2 asset", "phase 2"),
        ("Two PHASE\u2011II assets", "PHASE\u2011II"),
        ("임상 2상 완료", "임상 2상"),
        ("Phase\u3000\uff12 asset", "Phase\u3000\uff12"),
        ("Société — phase  2", "phase  2"),
        (
            unicodedata.normalize("NFD", "임상2상을 마친"),
            unicodedata.normalize("NFD", "임상2상"),
        ),
    ],
)
def test_the_words_stand_where_the_proposal_says(text, words):
    (proposal,) = propose(text, facets=["stage"])
    assert (proposal.term, proposal.words) == ("phase_2", words)
    assert text[proposal.start : proposal.end] == words


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("vaccines", ["field:vaccines", "modality:vaccine"]),
        ("antibodies", ["modality:antibody"]),
        ("co development", ["deal:co_development"]),
        ("codevelopment", ["deal:co_development"]),
        ("out-licensing", ["deal:out_licence"]),
        ("기술이전을", ["deal:technology_transfer"]),
        ("기술 이전과", ["deal:technology_transfer"]),
        ("항체치료제의", ["modality:antibody"]),
        ("폐암", ["field:oncology"]),
        ("VIETNAMESE", []),
        ("Viet Nam", ["country:VN"]),
        ("동남아", ["country:asean"]),
        ("베트남에서", ["country:VN"]),
    ],
)
def test_inflections_are_understood(text, terms):
    assert found(text) == terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("companies who need oncology", ["field:oncology"]),
        ("a partner with WHO", ["partner_type:international_organisation"]),
        ("this aids us", []),
        ("turkey sandwiches in Turkey", ["country:TR"]),
        ("암호 기술", []),
        ("제약 없이", []),
        ("대사관", ["partner_type:trade_agency"]),
        ("인도네시아", ["country:ID"]),
        ("antibody-drug conjugate", ["modality:antibody_drug_conjugate"]),
        ("investment agency", ["partner_type:trade_agency"]),
        (
            "medical device company",
            ["modality:medical_device", "partner_type:device_company"],
        ),
    ],
)
def test_words_that_only_look_like_a_term_are_passed_over(text, terms):
    assert sorted(found(text)) == terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Not interested in licensing.", []),
        ("No licensing. Supply.", ["deal:supply"]),
        ("Not interested in licensing but in supply", ["deal:supply"]),
        ("not only licensing", ["deal:licence"]),
        ("supply, excluding tenders", ["deal:supply"]),
        ("라이선스 제외", []),
        ("라이선스와 유통은 제외", []),
        ("공동개발 희망, 라이선스 제외", ["deal:co_development"]),
        ("라이선스가 아닌 공동개발", ["deal:co_development"]),
        ("유통은 관심 없음. 공급", ["deal:supply"]),
    ],
)
def test_what_is_excluded_is_not_proposed(text, terms):
    assert found(text, "deal") == terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Unlike Acme’s insulin, our peptide", ["modality:peptide"]),
        ("as seen at “Vaccine Holdings Ltd” in spring", []),
        ("We want “technology transfer”", ["deal:technology_transfer"]),
        ("경쟁사의 인슐린과 달리 펩타이드", ["modality:peptide"]),
    ],
)
def test_competitors_and_quoted_names_are_passed_over(text, terms):
    assert found(text) == terms


@pytest.mark.parametrize(
    ("text", "term", "amount"),
    [
        ("two 2,000 L bioreactors", "bioreactor_litres", 2000),
        ("배양기 500리터", "bioreactor_litres", 500),
        ("30 million vials a year", "units_per_year", 30_000_000),
        ("연간 3,000만 도즈", "units_per_year", 30_000_000),
        ("연수생 40명", "trainees_per_year", 40),
        ("12 clinical trial sites", "trial_sites", 12),
        ("환자 250명", "trial_patients", 250),
        ("investments of EUR 2.5 million", "ticket_eur", 2_500_000),
        ("a budget of €80,000", "budget_eur", 80_000),
    ],
)
def test_numbers_with_a_unit_are_capacities(text, term, amount):
    (proposal,) = propose(text, facets=["capacity"])
    assert (proposal.term, proposal.amount) == (term, amount)


@pytest.mark.parametrize(
    "text",
    [
        "EUR 5 million",
        "investment of USD 5 million",
        "2,000 L of milk",
        "no 500 L bioreactor",
    ],
)
def test_other_numbers_are_not(text):
    assert propose(text, facets=["capacity"]) == ()


def test_a_term_is_proposed_once_with_the_mention_that_is_trusted_most():
    text = "국내암 연구, 암 백신"
    (proposal,) = propose(text, facets=["field"], least=0.8)[:1]
    assert (proposal.term, proposal.start) == ("oncology", 8)
    assert [each.term for each in propose("cancer, tumours", facets=["field"])] == [
        "oncology"
    ]


def test_a_faint_mention_is_proposed_only_when_asked_for():
    assert propose("our company", facets=["partner_type"]) == ()
    (faint,) = propose("our company", facets=["partner_type"], least=0.3)
    assert (faint.term, faint.confidence) == ("domestic_company", 0.4)


def test_nothing_comes_of_nothing_and_a_long_text_is_cut():
    assert propose("") == ()
    assert propose(" \n\t ") == ()
    assert propose("x " * 2500 + "vaccines") == ()


def test_a_facet_without_vocabulary_is_refused():
    with pytest.raises(KeyError):
        propose("anything", facets=["colour"])


def test_every_term_with_words_is_proposed_by_one_of_them():
    unread = [
        (facet, term.id)
        for facet, terms in vocabulary.TERMS.items()
        for term in terms.values()
        if term.words
        and term.id != "other"
        and not any(
            term.id in {each.term for each in propose(f"Xy {word}", facets=[facet])}
            or term.id
            in {each.term for each in propose(f"Xy {word.upper()}", facets=[facet])}
            for word in term.words
        )
    ]
    # "Idea" and "concept" are mostly said in passing: they can be chosen, they are never proposed.
    assert unread == [("stage", "idea")]


@pytest.mark.parametrize(
    ("texts", "precision", "recall"),
    [(TRIED, 0.95, 0.95), (KEPT, 0.95, 0.9), (HARD, 0.8, 0.7)],
    ids=["tried", "kept", "hard"],
)
def test_made_up_texts_are_read_as_well_as_the_documentation_says(
    texts, precision, recall
):
    proposals, missed = judged(texts)
    right = sum(1 for _each, is_right in proposals if is_right)
    assert right / len(proposals) >= precision
    assert right / (right + len(missed)) >= recall


@pytest.mark.parametrize("texts", [TRIED, KEPT, HARD], ids=["tried", "kept", "hard"])
def test_labels_are_terms_of_the_vocabulary(texts):
    labels = {label for _text, words in texts for label in words.split()}
    unknown = [
        label
        for label in sorted(labels)
        for facet, _colon, term in [label.partition(":")]
        if term not in vocabulary.TERMS[facet] and term not in vocabulary.WORDS[facet]
    ]
    assert unknown == []
