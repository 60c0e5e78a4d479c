"""Claims and citations are append-only in the database itself: tried past the verbs, row by row and column by column."""

import pytest
from django.db import DatabaseError, connection, transaction

from madang.site.directory.models import Organisation, Person
from madang.site.ledger.actions.claims import correct_claim, withdraw_claim
from madang.site.ledger.models import Citation, Claim, Passage
from madang.site.ledger.rules.access import LedgerError
from tests.site.ledger.made_up import evidence, tie_of


@pytest.fixture
def claim(
    curator: Person, agency: Organisation, fund: Organisation, passage: Passage
) -> Claim:
    old = tie_of(agency, fund, passage, date="2023").claims.get()
    return correct_claim(
        old, by=curator, passages=[passage], why="The day.", edtf="2023-10-05"
    )


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("key", "another"),
        ("aspect", "stage"),
        ("stage", "ended"),
        ("edtf", "2024"),
        ("text", "Something else"),
        ("theme", "risk"),
        ("modality", "planned"),
        ("holder", "quoted"),
        ("audience", "internal"),
        ("note", "Another reason"),
        ("is_background", True),
        ("is_withdrawal", True),
        ("tie", None),
    ],
)
def test_no_column_of_a_claim_can_be_changed(
    claim: Claim, column: str, value: object
) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(**{column: value})


def test_neither_a_claim_nor_a_citation_can_be_deleted(claim: Claim) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Claim.objects.filter(pk=claim.pk)._raw_delete("default")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Citation.objects.filter(claim=claim).delete()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Citation.objects.filter(claim=claim).update(order=5)
    assert (Claim.objects.count(), Citation.objects.count()) == (2, 2)


def test_a_claim_is_superseded_once_and_by_a_later_one(claim: Claim) -> None:
    old = claim.supersedes.get()
    for wrong in (None, old, claim):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            Claim.objects.filter(pk=old.pk).update(
                superseded_by=wrong if wrong != claim else None
            )
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(superseded_by=old)
    new = withdraw_claim(claim, by=None, why="Wrong tie.")
    claim.refresh_from_db()
    assert claim.superseded_by == new


def test_the_curators_name_goes_with_the_person(claim: Claim, curator: Person) -> None:
    curator.delete()
    claim.refresh_from_db()
    assert (claim.curator, claim.edtf) == (None, "2023-10-05")
    someone = Person.objects.create(name="Somebody else")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(curator=someone)


def test_the_triggers_are_those_of_the_newest_tables(db: None) -> None:
    if connection.vendor == "sqlite":
        found = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('ledger_claim', 'ledger_citation')"
        expected = 4
    else:
        found = "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE 'ledger_%'"
        expected = 3
    with connection.cursor() as cursor:
        cursor.execute(found)
        assert cursor.fetchone() == (expected,)


def test_what_was_withdrawn_cannot_be_corrected(claim: Claim) -> None:
    gone = withdraw_claim(claim, by=None, why="Wrong tie.")
    for each in (claim, gone):
        with pytest.raises(LedgerError, match="corrected already"):
            correct_claim(each, by=None, passages=[evidence()], why="Late")
