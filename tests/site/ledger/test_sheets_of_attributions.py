"""Attributions and cautions in the sheet of ties: out to whom they are for, in again, refused at their own cells."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from madang.site.directory.models import Organisation, Person
from madang.site.ledger.actions.attributions import add_caution, attribute_tie
from madang.site.ledger.models import Claim, Occasion, Tie, TieCaution
from tests.conftest import sign_in
from tests.site.ledger.test_sheets_of_the_ledger import HERE, book, fill
from tests.site.sheets_made import changed, faults_of, give, sheets_of, take

WARNING = "It binds nobody; not even the fund."
CREDITED, CAUTIONS = "Keys of the occasions credited with it", "Cautions"


def credited(audience: str = "public") -> None:
    fill()
    tie, visit = Tie.objects.get(key="memo"), Occasion.objects.get(key="visit")
    passages = list(tie.claims.get().passages.all())
    attribute_tie(tie, by=None, occasion=visit, passages=passages, why="It says so.", audience=audience)  # fmt: skip
    add_caution(tie, by=None, text=WARNING, passages=passages, why="Readers asked.", audience=audience)  # fmt: skip


@pytest.fixture
def elsewhere(db: None) -> bytes:
    """The workbook of another site; here nothing is entered."""
    with transaction.atomic():
        credited()
        found = book()
        transaction.set_rollback(True)
    assert not Organisation.objects.exists()
    return found


def cell(content: bytes) -> tuple[Any, Any]:
    """Return occasions and cautions of the first tie of a workbook."""
    heads, first, *_rest = sheets_of(content)["Ties"]
    line = dict(zip(heads, first, strict=True))
    return line[CREDITED], line[CAUTIONS]


def setting(heading: str, value: str) -> Callable[[Any], None]:
    """Return the change of one column in both lines of the first tie."""

    def change(workbook: Any) -> None:
        sheet = workbook["Ties"]
        column = next(each.column for each in sheet[1] if each.value == heading)
        for row in (2, 3):
            sheet.cell(row=row, column=column).value = value

    return change


def test_what_went_out_comes_in_elsewhere(elsewhere: bytes, curator: Person) -> None:
    assert cell(elsewhere) == ("visit", f'"{WARNING}"')
    assert take(sign_in(curator), HERE, elsewhere).status_code == 302
    tie = Tie.objects.get(key="memo")
    assert [each.occasion.key for each in tie.attributions.all()] == ["visit"]
    caution = TieCaution.objects.get()
    assert (caution.text, caution.tie) == (WARNING, tie)
    assert caution.claim is not None
    assert caution.claim.passages.count() == 2
    assert Claim.objects.get(theme="attribution").note == "Taken in from a workbook."
    assert sheets_of(book()) == sheets_of(elsewhere)
    outcome = give(sign_in(curator), HERE, elsewhere).context["outcome"]
    assert (outcome.new, outcome.notes) == (0, [])


def test_what_is_internal_goes_out_to_curators_alone(curator: Person) -> None:
    credited("internal")
    assert cell(book()) == (None, None)
    assert cell(book(client=sign_in(curator))) == ("visit", f'"{WARNING}"')


@pytest.mark.parametrize(
    ("heading", "value", "fault"),
    [
        (CREDITED, "nowhere", ("S, " + CREDITED, "the key of an occasion that is entered")),
        (CAUTIONS, "x" * 301, ("T, " + CAUTIONS, "Say it in 1 to 300 characters.")),
    ],
)  # fmt: skip
def test_a_refusal_stands_at_its_cell_and_enters_nothing(
    elsewhere: bytes, curator: Person, heading: str, value: str, fault: tuple[str, str]
) -> None:
    wrong = changed(elsewhere, setting(heading, value))
    found = faults_of(give(sign_in(curator), HERE, wrong))
    assert [each[2:] for each in found][:1] == [fault]
    assert Tie.objects.count() == 0
