"""How a stage is read from claims: each rule kept and broken, and laws that hold for any set of claims."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madang.site.ledger.models import Modality, Stage
from madang.site.ledger.rules.stages import (
    RANK,
    Reason,
    Statement,
    read_stage,
)

A, B, C = 1, 2, 3


def says(claim: int, stage: str, source: int = A, **values: object) -> Statement:
    return replace(Statement(claim=claim, stage=stage, source=source), **values)  # type: ignore[arg-type]


def reasons(*statements: Statement, is_public: bool = True) -> list[str]:
    reading = read_stage(statements, is_public=is_public)
    return [each.reason.value for each in reading.why]


def test_nothing_shows_nothing() -> None:
    reading = read_stage([])
    assert (reading.stage, reading.why, reading.decided_by) == ("", (), None)


def test_a_quotation_does_not_raise_talks() -> None:
    talks, quote = says(1, "talks"), says(2, "signed", is_quoted=True)
    assert read_stage([talks, quote]).stage == "talks"
    assert reasons(talks, quote) == ["decides", "quoted"]
    plain = replace(quote, is_quoted=False, source=B)
    assert read_stage([talks, plain]).stage == "signed"


def test_a_quotation_alone_shows_no_stage() -> None:
    assert read_stage([says(1, "signed", is_quoted=True)]).stage == ""


def test_in_one_source_the_lower_stage_stands() -> None:
    statements = [says(1, "signed"), says(2, "talks")]
    assert read_stage(statements).stage == "talks"
    assert reasons(*statements) == ["same_source_lower", "decides"]
    assert read_stage([says(1, "signed"), says(2, "signed")]).stage == "signed"
    assert reasons(says(1, "signed"), says(2, "signed")) == ["decides", "agrees"]


@pytest.mark.parametrize("modality", ["attributed", "ambiguous"])
def test_what_is_attributed_or_ambiguous_does_not_raise(modality: str) -> None:
    statements = [says(1, "talks"), says(2, "in_force", B, modality=modality)]
    assert read_stage(statements).stage == "talks"
    assert reasons(*statements) == ["decides", "unsure"]


@pytest.mark.parametrize("modality", ["planned", "forecast"])
def test_what_is_planned_to_be_signed_is_planned(modality: str) -> None:
    assert read_stage([says(1, "signed", modality=modality)]).stage == "planned"
    assert read_stage([says(1, "signed", modality="asserted")]).stage == "signed"


def test_a_document_outweighs_articles_in_both_directions() -> None:
    document = says(1, "signed", A, strength=3, day=date(2023, 1, 1))
    later = says(2, "ended", B, day=date(2025, 1, 1))
    assert read_stage([document, later]).stage == "signed"
    assert reasons(document, later) == ["decides", "outweighed"]
    assert read_stage([replace(document, strength=1), later]).stage == "ended"


def test_an_answer_of_a_party_outweighs_an_article_and_yields_to_a_document() -> None:
    letter = says(1, "talks", A, strength=2)
    assert read_stage([letter, says(2, "signed", B)]).stage == "talks"
    assert read_stage([letter, says(2, "signed", C, strength=3)]).stage == "signed"


def test_a_later_source_of_the_same_weight_raises_and_does_not_lower() -> None:
    early = says(1, "talks", A, day=date(2023, 5, 1))
    late = says(2, "signed", B, day=date(2024, 5, 1))
    assert read_stage([early, late]).stage == "signed"
    assert reasons(early, late) == ["earlier", "decides"]
    assert (
        read_stage([replace(early, stage="signed"), replace(late, stage="talks")]).stage
        == "signed"
    )


def test_only_a_plain_denial_lowers() -> None:
    early = says(1, "signed", A, day=date(2023, 5, 1))
    denial = says(2, "not_signed", B, day=date(2024, 5, 1))
    assert read_stage([early, denial]).stage == "not_signed"
    assert read_stage([early, replace(denial, is_quoted=True)]).stage == "signed"
    assert read_stage([early, replace(denial, day=date(2022, 5, 1))]).stage == "signed"
    again = says(3, "signed", C, day=date(2025, 5, 1))
    assert read_stage([early, denial, again]).stage == "signed"


def test_what_is_internal_counts_for_internal_ties_alone() -> None:
    statements = [says(1, "talks"), says(2, "signed", B, strength=3, is_public=False)]
    assert read_stage(statements).stage == "talks"
    assert reasons(*statements) == ["decides", "not_public"]
    assert read_stage(statements, is_public=False).stage == "signed"
    assert reasons(*statements, is_public=False) == ["outweighed", "decides"]


def test_a_claim_without_a_passage_does_not_count() -> None:
    assert reasons(says(1, "signed", 0, strength=0)) == ["no_evidence"]


statements = st.builds(
    Statement,
    claim=st.just(0),
    stage=st.sampled_from([each.value for each in Stage]),
    source=st.integers(1, 4),
    strength=st.just(1),
    day=st.none(),
    modality=st.sampled_from([each.value for each in Modality]),
    is_quoted=st.booleans(),
    is_public=st.booleans(),
)
# Of one source the strength and the day are the same for each claim.
SOURCES = {1: (1, None), 2: (1, date(2024, 5, 1)), 3: (2, date(2023, 1, 1)), 4: (3, None)}  # fmt: skip


def numbered(found: list[Statement]) -> list[Statement]:
    return [
        replace(
            each,
            claim=number,
            strength=SOURCES[each.source][0],
            day=SOURCES[each.source][1],
        )
        for number, each in enumerate(found, start=1)
    ]


def rank(stage: str) -> int:
    return RANK[Stage(stage)] if stage else -1


@settings(max_examples=500, deadline=None)
@given(found=st.lists(statements, max_size=7), more=statements)
def test_one_more_quotation_never_changes_the_stage(
    found: list[Statement], more: Statement
) -> None:
    before = numbered(found)
    after = numbered([*found, replace(more, is_quoted=True)])
    assert read_stage(after).stage == read_stage(before).stage
    assert read_stage(after).why[-1].counts is False


@settings(max_examples=500, deadline=None)
@given(found=st.lists(statements, min_size=1, max_size=7), stage=st.sampled_from(list(Stage)))  # fmt: skip
def test_one_more_claim_of_a_source_that_counts_never_raises_the_stage(
    found: list[Statement], stage: Stage
) -> None:
    before = numbered(found)
    reading = read_stage(before)
    for each in reading.why:
        if each.counts:
            again = replace(
                each.statement, claim=len(before) + 1, stage=stage, modality="asserted"
            )
            assert rank(read_stage([*before, again]).stage) <= rank(reading.stage)


@settings(max_examples=300, deadline=None)
@given(found=st.lists(statements, max_size=7))
def test_each_claim_is_weighed_once_and_the_stage_is_one_that_was_claimed(
    found: list[Statement],
) -> None:
    given_ = numbered(found)
    reading = read_stage(given_)
    assert [each.statement for each in reading.why] == given_
    assert reading.stage in {"", "planned", *(each.stage for each in given_)}
    deciding = [each for each in reading.why if each.reason is Reason.DECIDES]
    assert len(deciding) == (reading.stage != "")


@settings(max_examples=300, deadline=None)
@given(found=st.lists(statements, max_size=7), order=st.randoms())
def test_the_order_of_entry_does_not_matter(found: list[Statement], order: object) -> None:  # fmt: skip
    before = numbered(found)
    shuffled = list(before)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    assert read_stage(shuffled).stage == read_stage(before).stage
