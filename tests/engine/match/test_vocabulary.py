import subprocess
import sys

import pytest

from madang.engine.match import vocabulary
from madang.engine.match.vocabulary import find_terms, plain


@pytest.mark.parametrize(
    ("text", "facet", "found"),
    [
        ("Phase 2, Phase 3", "stage", ["phase_2", "phase_3"]),
        ("Phase I/II", "stage", ["phase_1", "phase_2"]),
        ("Phase III", "stage", ["phase_3"]),
        ("임상 2상 완료", "stage", ["phase_2"]),
        ("n/a", "stage", []),
        ("technology transfer", "deal", ["technology_transfer"]),
        ("기술이전 희망", "deal", ["technology_transfer"]),
        ("out-licensing partners in Asia", "deal", ["out_licence"]),
        ("in-licensing of phase 2 assets", "deal", ["licence"]),
        (
            "clinical sites and co-development partners",
            "deal",
            ["trial_site", "co_development"],
        ),
        ("Lymphoma, B-Cell; Alzheimer’s Disease", "field", ["oncology", "neurology"]),
        ("백신 및 항암제", "field", ["vaccines", "oncology"]),
        (
            "bispecific antibody; ADC",
            "modality",
            ["bispecific", "antibody_drug_conjugate"],
        ),
        (
            "Academic / hospital; Industry",
            "partner_type",
            ["university", "hospital", "domestic_company"],
        ),
        ("Korea, Republic of; South Korea; United States", "country", ["KR", "US"]),
        ("Côte d’Ivoire, Niger, Nigeria", "country", ["CI", "NE", "NG"]),
        ("인도네시아, 인도", "country", ["ID", "IN"]),
        ("VN; KE", "country", ["VN", "KE"]),
        ("vn; it is", "country", []),
        ("", "deal", []),
    ],
)
def test_terms_are_found(text, facet, found):
    assert find_terms(text, facet) == found


def test_a_facet_without_vocabulary_is_refused():
    with pytest.raises(KeyError):
        find_terms("anything", "colour")


@pytest.mark.parametrize(
    "facet", ["deal", "field", "modality", "stage", "partner_type"]
)
def test_every_id_is_found_by_its_own_name(facet):
    for name in vocabulary.WORDS[facet]:
        assert name in find_terms(name.replace("_", " "), facet), name


def test_spelling_is_evened_out():
    assert plain("  Türkiye’s  \uff21\uff22 ") == "turkiye's ab"


def test_stages_are_in_order():
    order = vocabulary.STAGE_ORDER
    assert order["preclinical"] == order["prototype"] == 3
    assert order["phase_1"] - order["preclinical"] == 1
    assert max(order.values()) == 10


def test_the_vocabulary_needs_no_numpy():
    code = (
        "import sys, madang.engine.match.vocabulary; sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
