"""A stage goes as far as the verb allows: plans, denials, speech and headlines never raise it."""

import pytest

from madang.reader.read import read
from madang.reader.reading import RANK
from madang.reader.stages import capped, paper_stage, verb_stage

PAPERS = (
    "memorandum of understanding",
    "letter of intent",
    "distribution agreement",
    "licence agreement",
)
TOO_WEAK = (
    "will sign a {}",
    "plans to sign a {}",
    "is expected to sign a {}",
    "hopes to conclude a {}",
    "is negotiating a {}",
    "could sign a {}",
    "is about to enter into a {}",
    "did not sign a {}",
    "has not yet signed a {}",
    "declined to sign a {}",
    "terminated a {}",
    "is discussing a {}",
    "agreed to negotiate a {}",
)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("words", TOO_WEAK)
def test_nothing_short_of_a_signature_is_signed(paper: str, words: str) -> None:
    text = f"Arbor Health {words.format(paper)} with Lindqvist AB."
    stages = [fact.stage for fact in read(text, published="2024-06-20").facts]
    assert stages
    assert max(RANK[stage] for stage in stages) < RANK["signed"]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(
    "words", ["signed a {}", "has signed a {}", "entered into a {}", "inked a {}"]
)
def test_a_signature_is_signed(paper: str, words: str) -> None:
    text = f"Arbor Health {words.format(paper)} with Lindqvist AB."
    assert [fact.stage for fact in read(text).facts] == ["signed"]


@pytest.mark.parametrize("opening", ["“", '"', "„", "«"])
@pytest.mark.parametrize("paper", PAPERS)
def test_speech_raises_no_stage(opening: str, paper: str) -> None:
    closing = {"“": "”", '"': '"', "„": "“", "«": "»"}[opening]
    told = "Arbor Health began talks with Lindqvist AB in May. "
    said = f"{opening}Arbor Health signed this {paper} with Lindqvist AB yesterday, and it is in force,{closing} said Anna Berg, CEO of Arbor Health."
    alone = read(told, published="2024-06-20").facts
    together = read(told + said, published="2024-06-20").facts
    assert {fact.stage for fact in alone} == {"talks"}
    assert max(RANK[fact.stage] for fact in together) <= RANK["talks"]


def test_a_quotation_that_never_closes_is_speech_to_the_end_of_its_paragraph() -> None:
    text = "“Arbor Health signed a memorandum of understanding with Lindqvist AB and all is well, said a man."
    assert {fact.zone for fact in read(text).facts} <= {"quotation"}
    assert all(RANK[fact.stage] <= RANK["talks"] for fact in read(text).facts)


def test_a_headline_alone_raises_no_stage() -> None:
    text = "# Arbor Health signed a memorandum of understanding with Lindqvist AB\n\nThe weather was fine all week.\n"
    assert all(RANK[fact.stage] <= RANK["talks"] for fact in read(text).facts)


def test_a_noun_without_a_verb_has_the_lowest_stage() -> None:
    assert paper_stage("the ", " with us").stage == "planned"
    assert paper_stage("they signed a ", " with us").stage == "signed"
    assert paper_stage("they signed a proposed ", " with us").stage == "planned"


def test_a_verb_is_lowered_by_its_clause() -> None:
    assert verb_stage("in_force", "Arbor Health ", "opened an office") == "in_force"
    assert verb_stage("in_force", "Arbor Health will ", "open an office") == "planned"
    assert verb_stage("in_force", "it never ", "opened an office") == "not_signed"
    assert verb_stage("in_force", "Arbor Health ", "closed its office") == "ended"


def test_a_cap_never_raises() -> None:
    for stage in RANK:
        for most in RANK:
            assert RANK[capped(stage, most)] <= min(
                RANK[stage], max(RANK[most], RANK[stage])
            )
            assert RANK[capped(stage, most)] <= RANK[stage]
