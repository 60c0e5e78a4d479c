"""Entering ties: evidence is required, talks are not signed, what a tie shows comes from its claims."""

import pytest

from madang.site.directory.models import Organisation, Person
from madang.site.ledger.actions.claims import (
    add_claim,
    correct_claim,
    withdraw_claim,
)
from madang.site.ledger.actions.ties import add_tie, withdraw_tie
from madang.site.ledger.models import Claim, OrganisationRecord, Passage, Tie
from madang.site.ledger.queries.ties import ties_of, ties_of_pair, ties_seen_by
from madang.site.ledger.rules.access import LedgerError
from tests.site.ledger.made_up import evidence, log_verbs, tie_of


def test_a_tie_is_entered_with_parties_countries_and_one_claim(
    curator: Person, agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    tie = add_tie(
        by=curator,
        kind="talks",
        parties=[(agency, "party"), (fund, "party")],
        subject="A fund for diagnostics",
        passages=[passage],
        stage="talks",
        date="2023",
        modality="in_progress",
    )
    assert (tie.family, tie.stage, tie.date, tie.subject, tie.modality) == (
        "agreement",
        "talks",
        "2023",
        "A fund for diagnostics",
        "in_progress",
    )
    assert [each.country for each in tie.countries.all()] == ["LV", "KR"]
    assert [each.organisation for each in tie.parties.all()] == [agency, fund]
    claim = tie.claims.get()
    assert (claim.aspect, claim.stage, claim.curator) == ("existence", "talks", curator)
    assert [each.passage for each in claim.citations.all()] == [passage]
    assert log_verbs()[-2:] == ["add tie", "add claim"]


def test_without_evidence_nothing_is_entered(
    agency: Organisation, fund: Organisation
) -> None:
    with pytest.raises(LedgerError) as refusal:
        add_tie(
            by=None,
            kind="mou",
            parties=[(agency, "party"), (fund, "party")],
            subject="",
            passages=[],
            stage="signed",
        )
    assert refusal.value.field == "passages"
    assert str(refusal.value) == (
        "Name the source and the place in it. Nothing is entered without."
    )
    assert (Tie.objects.count(), Claim.objects.count()) == (0, 0)


def test_talks_cannot_be_signed(
    agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    with pytest.raises(LedgerError, match="Talks are not signed"):
        tie_of(agency, fund, passage, kind="talks", stage="signed")
    assert Tie.objects.count() == 0


def test_a_second_article_does_not_sign_talks_either(
    agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    tie = tie_of(agency, fund, passage, kind="talks", stage="talks")
    with pytest.raises(LedgerError, match="tie of its own"):
        add_claim(
            by=None,
            aspect="stage",
            about=tie,
            passages=[evidence(published="2024-09")],
            stage="signed",
        )
    tie.refresh_from_db()
    assert (tie.stage, tie.claims.count()) == ("talks", 1)


def test_a_quotation_leaves_talks_at_talks(
    agency: Organisation, fund: Organisation, passage: Passage, quotation: Passage
) -> None:
    tie = tie_of(agency, fund, passage, kind="talks", stage="talks")
    add_claim(
        by=None,
        aspect="stage",
        about=tie,
        passages=[quotation],
        stage="signed",
        holder="quoted",
    )
    tie.refresh_from_db()
    assert (tie.stage, tie.claims.count()) == ("talks", 2)


def test_a_document_raises_a_memorandum_and_an_article_does_not_lower_it(
    agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    tie = tie_of(agency, fund, passage, stage="planned")
    add_claim(
        by=None,
        aspect="stage",
        about=tie,
        passages=[evidence("document", published="2024-06-01")],
        stage="signed",
    )
    tie.refresh_from_db()
    assert tie.stage == "signed"
    add_claim(
        by=None,
        aspect="stage",
        about=tie,
        passages=[evidence(published="2025")],
        stage="talks",
    )
    tie.refresh_from_db()
    assert tie.stage == "signed"


def test_a_correction_takes_the_place_of_a_claim_and_computes_the_tie_anew(
    curator: Person, agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    tie = tie_of(agency, fund, passage, date="2023")
    old = tie.claims.get()
    better = evidence("register")
    new = correct_claim(
        old, by=curator, passages=[better], why="The register has the day.", edtf="2023-10-05"
    )  # fmt: skip
    old.refresh_from_db()
    tie.refresh_from_db()
    assert (old.superseded_by, old.edtf) == (new, "2023")
    assert (new.edtf, new.stage, new.text, new.note) == (
        "2023-10-05",
        "signed",
        "Work on vaccines",
        "The register has the day.",
    )
    assert (tie.date, tie.stage) == ("2023-10-05", "signed")
    with pytest.raises(LedgerError, match="corrected already"):
        correct_claim(old, by=curator, passages=[better], why="Again", edtf="2022")
    with pytest.raises(LedgerError, match="Say why"):
        correct_claim(new, by=curator, passages=[better], why=" ", edtf="2022")
    with pytest.raises(LedgerError) as refusal:
        correct_claim(new, by=curator, passages=[], why="Because", edtf="2022")
    assert refusal.value.field == "passages"


def test_a_withdrawn_tie_is_nobodys_tie_and_nothing_is_deleted(
    curator: Person, agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    tie = tie_of(agency, fund, passage)
    assert list(ties_seen_by(None)) == [tie]
    with pytest.raises(LedgerError) as refusal:
        withdraw_tie(tie, by=curator, why="")
    assert refusal.value.field == "why"
    withdraw_tie(tie, by=curator, why="Entered for another fund.")
    assert tie.is_withdrawn
    assert list(ties_seen_by(None)) == []
    assert list(ties_seen_by(curator.user)) == []
    assert [(each.is_withdrawal, each.note) for each in tie.claims.all()] == [
        (False, ""),
        (True, "Entered for another fund."),
    ]
    with pytest.raises(LedgerError, match="withdrawn already"):
        withdraw_tie(tie, by=curator, why="Again")


def test_withdrawing_the_lower_claim_raises_to_what_is_left(
    agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    tie = tie_of(agency, fund, passage)
    lower = add_claim(
        by=None, aspect="stage", about=tie, passages=[passage], stage="planned"
    )
    tie.refresh_from_db()
    assert tie.stage == "planned"
    withdraw_claim(lower, by=None, why="Read wrongly.")
    tie.refresh_from_db()
    assert tie.stage == "signed"


def test_internal_ties_and_claims_stay_with_curators(
    curator: Person,
    reader: Person,
    agency: Organisation,
    fund: Organisation,
    passage: Passage,
) -> None:
    public = tie_of(agency, fund, passage)
    hidden = tie_of(agency, fund, passage, audience="internal")
    letter = tie_of(agency, fund, evidence("letter", audience="internal"))
    assert list(ties_seen_by(None)) == [public]
    assert list(ties_seen_by(reader.user)) == [public]
    assert list(ties_seen_by(curator.user)) == [public, hidden, letter]
    assert list(ties_of_pair(None, "kr", "LV")) == [public]
    assert list(ties_of_pair(None, "KR", "TH")) == []
    assert list(ties_of(None, fund)) == [public]


def test_an_internal_document_does_not_show_in_the_stage_of_a_public_tie(
    agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    tie = tie_of(agency, fund, passage, stage="planned")
    secret = evidence("document", audience="internal")
    add_claim(by=None, aspect="stage", about=tie, passages=[secret], stage="signed")
    tie.refresh_from_db()
    assert tie.stage == "planned"


def test_an_organisations_page_opens_with_the_first_public_entry(
    agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    tie_of(agency, fund, passage, audience="internal")
    assert list(OrganisationRecord.objects.values_list("kind", "audience")) == [
        ("investment_promotion_agency", "internal"),
        ("financial_company", "internal"),
    ]
    tie_of(agency, fund, passage)
    assert list(OrganisationRecord.objects.values_list("audience", flat=True)) == [
        "public",
        "public",
    ]
