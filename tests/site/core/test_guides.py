"""The sheet of a template that explains its columns, and cells with money."""

from decimal import Decimal

import pytest
from django.utils import translation

from madang.site.core import cells, money_cells
from madang.site.core.guides import guide_of, template_of
from madang.site.core.tables import Column, Form, forms_in

KINDS = [("fair", "Fair"), ("visit", "Visit")]
FORM = Form(
    "Outings",
    (
        Column("title", "Title", cells.text(40), is_required=True),
        Column("kind", "Kind", cells.option(lambda: KINDS)),
        Column("day", "Day", cells.day),
        Column("with", "With", cells.names, cells.names_cell),
        Column("price", "Price", money_cells.amount),
        Column("closes", "Closes", cells.moment, hint="a time of the place"),
        Column("state", "State"),
    ),
)


def test_each_column_that_is_read_says_what_it_expects() -> None:
    guide = guide_of([FORM])
    assert guide.name == "Columns"
    assert list(guide.headings) == ["Sheet", "Column", "Must be filled", "Expected"]
    assert list(guide.rows) == [
        ["Outings", "Title", "yes", "at most 40 characters"],
        ["Outings", "Kind", "", "one of: Fair, Visit"],
        ["Outings", "Day", "", "a day: 2027-03-02"],
        ["Outings", "With", "", "names, separated by semicolons"],
        ["Outings", "Price", "", "a number: 3600000 or 2.5"],
        ["Outings", "Closes", "", "a time of the place"],
    ]


def test_a_template_has_its_sheets_and_then_the_guide() -> None:
    with translation.override("en"):
        found = [
            (each.name, len(list(each.rows))) for each in template_of([FORM, FORM])
        ]
    assert found == [("Outings", 0), ("Outings", 0), ("Columns", 12)]


@pytest.mark.parametrize(
    ("cell", "value"),
    [(None, None), (30000, Decimal(30000)), ("1 250.5", Decimal("1250.50")), (0, Decimal(0))],
)  # fmt: skip
def test_amounts_are_exact(cell: cells.Cell, value: Decimal | None) -> None:
    assert money_cells.amount(cell) == value


@pytest.mark.parametrize("cell", [-1, "2.555", 10**12])
def test_what_is_no_amount_is_refused(cell: cells.Cell) -> None:
    with pytest.raises(cells.CellError) as error:
        money_cells.amount(cell)
    assert str(error.value) == "an amount: 30000 or 1250.50"


def test_a_currency_has_three_letters() -> None:
    assert [money_cells.currency(each) for each in ("eur", "KRW", None)] == ["EUR", "KRW", ""]  # fmt: skip
    with pytest.raises(cells.CellError) as error:
        money_cells.currency("Euro")
    assert str(error.value) == "three letters: EUR, KRW, NOK"


def test_one_sheet_is_read_as_the_form_of_its_name_or_of_most_of_its_headings() -> None:
    short = Form(
        "Titles", (Column("title", "Title", cells.text(40), is_required=True),)
    )
    forms = [short, FORM]
    assert forms_in(forms, [("Titles", [["Title", "Kind", "Day"]])]) == [short]
    assert forms_in(forms, [("Sheet1", [["Title", "Kind", "Day"]])]) == [FORM]
    assert forms_in(forms, [("Sheet1", [["Title"]])]) == [short]
    assert forms_in(forms, [("Sheet1", [["Kind"]])]) == []
    both = [("Outings", [["Title"]]), ("Titles", [["Title"]]), ("More", [["Title"]])]
    assert forms_in(forms, both) == [short, FORM]
