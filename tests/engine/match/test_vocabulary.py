import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from madang.engine.match import vocabulary
from madang.engine.match.terms.groups import MEMBERS
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


def test_there_are_twelve_facets_and_every_term_has_two_labels():
    assert len(vocabulary.FACETS) == 12
    incomplete = [
        term.id
        for terms in vocabulary.TERMS.values()
        for term in terms.values()
        if not term.english or not any("가" <= letter <= "힣" for letter in term.korean)
    ]
    # Names that Korean writes as they are.
    assert incomplete == ["car_t", "gmp_eu", "gmp_pics", "iso_13485"]


def test_the_terms_of_the_first_version_are_all_there():
    first = {
        "deal": "licence out_licence option cross_licence co_development co_research co_marketing joint_venture acquisition divestment equity distribution distribution_rights supply procurement manufacturing cro trial_site technology_transfer local_production companion_diagnostic data regulatory_cooperation memorandum training funding expert_exchange cluster_site",
        "stage": "idea discovery lead_optimisation prototype preclinical phase_1 phase_2 phase_3 filed approved marketed off_patent",
        "partner_type": "ministry regulator public_health_agency trade_agency international_organisation global_pharma domestic_company biotech device_company cdmo cro university hospital investor distributor association other",
        "modality": "small_molecule peptide antibody bispecific antibody_drug_conjugate recombinant_protein biosimilar generic incrementally_modified vaccine mrna oligonucleotide gene_therapy car_t cell_therapy microbiome radiopharmaceutical plasma_product natural_product active_ingredient drug_delivery medical_device in_vitro_diagnostic software artificial_intelligence laboratory_tool bioprocess",
        "field": "oncology haematology cardiovascular metabolic gastroenterology hepatology respiratory neurology psychiatry immunology bacterial_infection viral_infection parasitic_infection antimicrobial_resistance vaccines dermatology ophthalmology ear_nose_throat nephrology urology womens_health reproductive_health paediatrics rare_disease ageing pain anaesthesia musculoskeletal nutrition dental transplantation diagnostics nuclear_medicine digital_health pandemic_preparedness",
    }
    for facet, names in first.items():
        assert set(names.split()) <= vocabulary.TERMS[facet].keys(), facet


@pytest.mark.parametrize(
    ("facet", "term", "anchors"),
    [
        ("field", "oncology", (("mesh", "C04"), ("atc", "L"))),
        ("field", "psychiatry", (("mesh", "F03"), ("atc", "N"))),
        ("field", "viral_infection", (("mesh", "C01.925"), ("atc", "J"))),
        ("modality", "device_cardiocirculatory", (("emdn", "C"),)),
        ("stage", "phase_1", (("ctgov", "EARLY_PHASE1"), ("ctgov", "PHASE1"))),
        ("language", "ko", (("bcp47", "ko"),)),
        ("country", "latin_america", (("m49", "419"),)),
        ("deal", "licence", ()),
    ],
)
def test_anchors(facet, term, anchors):
    assert vocabulary.TERMS[facet][term].anchors == anchors


def test_anchors_are_of_known_schemes_and_shapes():
    shapes = {
        "mesh": r"[CEF]\d\d(\.\d{3})?",
        "atc": "[ABCDGHJLMNPRSV]",
        "emdn": "[A-Z]",
        "atmp": "gtmp|sctmp|tep",
        "ctgov": r"(EARLY_)?PHASE\d",
        "isic": r"\d{4}",
        "m49": r"\d{3}",
        "enterprise": "micro|small|medium",
        "bcp47": "[a-z]{2}",
        "iso": r"\d+",
    }
    wrong = [
        (term.id, anchor)
        for terms in vocabulary.TERMS.values()
        for term in terms.values()
        for anchor in term.anchors
        if not re.fullmatch(shapes[anchor[0]], anchor[1])
    ]
    assert wrong == []


def test_every_letter_of_the_device_nomenclature_is_there_once():
    letters = [
        code
        for term in vocabulary.TERMS["modality"].values()
        for scheme, code in term.anchors
        if scheme == "emdn"
    ]
    assert sorted(letters) == list("ABCDFGHJKLMNPQRSTUVWXYZ")


@pytest.mark.parametrize(
    ("group", "count"),
    [
        ("eu", 27),
        ("eea", 30),
        ("asean", 11),
        ("gcc", 6),
        ("who_afr", 47),
        ("who_amr", 35),
        ("who_eur", 53),
        ("who_sear", 10),
        ("who_wpr", 28),
    ],
)
def test_groups_have_their_members(group, count):
    members = MEMBERS[group].split()
    assert len(members) == len(set(members)) == count
    assert set(members) <= vocabulary.WORDS["country"].keys()


def test_regions_of_the_who_do_not_overlap():
    regions = [name for name in MEMBERS if name.startswith("who_")]
    members = [code for name in regions for code in MEMBERS[name].split()]
    assert len(regions) == 6
    assert len(members) == len(set(members))


def test_no_word_stands_for_two_terms_of_a_facet():
    for facet, terms in vocabulary.TERMS.items():
        words = [
            plain(word)
            for term in terms.values()
            for word in (*term.words, *term.narrower)
        ]
        doubled = {word for word in words if words.count(word) > 1}
        assert doubled == set(), facet


def test_the_reference_page_says_what_the_code_says():
    root = Path(__file__).parents[3]
    spec = importlib.util.spec_from_file_location(
        "vocabulary_page", root / "tools" / "vocabulary_page.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.PAGE.read_text() == module.page()
