"""Cells that people filled: what each reader takes, and what it says it expected."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from madang.site.core import cells
from madang.site.core.cells import Cell, CellError, Read
from madang.site.core.tables import Column, Form, letter, read_form, table_of
from madang.site.directory.models import Organisation

KINDS = cells.option(lambda: Organisation.Kind.choices)


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (cells.text(9), "  two words ", "two words"),
        (cells.text(9), 2024.0, "2024"),
        (cells.text(9), None, ""),
        (cells.key, "first-memo_2", "first-memo_2"),
        (cells.edtf, datetime(2024, 5, 2), "2024-05-02"),  # noqa: DTZ001 - as a workbook has it
        (cells.edtf, 2024.0, "2024"),
        (cells.edtf, "2018-23", "2018-23"),
        (cells.period, "P10Y", "P10Y"),
        (cells.day, date(2027, 3, 2), date(2027, 3, 2)),
        (cells.day, "2027-03-02", date(2027, 3, 2)),
        (cells.day, "", None),
        (cells.clock, time(9, 30), time(9, 30)),
        (cells.clock, timedelta(hours=9, minutes=30), time(9, 30)),
        (cells.clock, 0.3958333333, time(9, 30)),
        (cells.clock, "9:30", time(9, 30)),
        (cells.clock, "", None),
        (cells.number, 3.6, Decimal("3.6")),
        (cells.number, "3 600 000", Decimal(3600000)),
        (cells.number, "", None),
        (cells.whole, 4.0, 4),
        (cells.whole, None, None),
        (cells.yes, "Yes", True),
        (cells.yes, "", False),
        (cells.yes, True, True),
        (cells.yes, "0", False),
        (cells.country, "lv", "LV"),
        (cells.country, "Latvia", "LV"),
        (cells.country, "라트비아", "LV"),
        (cells.countries, "LV; South Korea", ("LV", "KR")),
        (cells.email, "a@example.org", "a@example.org"),
        (cells.zone, "Asia/Seoul", "Asia/Seoul"),
        (cells.names, 'A; "B; C";; D', ("A", "B; C", "D")),
        (KINDS, "biotech", "biotech"),
        (KINDS, "BIOTECH COMPANY", "biotech"),
        (KINDS, "", ""),
    ],
)  # fmt: skip
def test_what_a_reader_takes(read: Read, cell: Cell, value: object) -> None:
    assert read(cell) == value


@pytest.mark.parametrize(
    ("read", "cell", "expected"),
    [
        (cells.text(3), "four", "at most 3 characters"),
        (cells.key, "No Key", "small letters, digits and hyphens, at most 60"),
        (cells.edtf, "May", "Write a date as 2024-11-24, 2024-11, 2024 or 2024-11-24/2024-11-30."),
        (cells.day, "2.3.2027", "a day: 2027-03-02"),
        (cells.clock, "noon", "a time: 09:30"),
        (cells.number, "a lot", "a number: 3600000 or 2.5"),
        (cells.number, "NaN", "a number with at most 18 digits before the point"),
        (cells.number, "1e18", "a number with at most 18 digits before the point"),
        (cells.number, "0.0000001", "a number with at most 6 digits after the point"),
        (cells.whole, "-1", "a whole number"),
        (cells.whole, 1.5, "a whole number"),
        (cells.yes, "maybe", "yes or no"),
        (cells.country, "Atlantis", "a country: LV or its name"),
        (cells.email, "nobody", "an e-mail address"),
        (cells.zone, "Seoul", "a time zone: Asia/Seoul"),
    ],
)  # fmt: skip
def test_what_a_reader_expected(read: Read, cell: Cell, expected: str) -> None:
    with pytest.raises(CellError) as refused:
        read(cell)
    assert str(refused.value) == expected


def test_a_number_goes_out_so_that_it_comes_back() -> None:
    assert cells.number_cell(Decimal("3.500000")) == Decimal("3.5")
    assert cells.number_cell(Decimal("123456789012345678.25")) == "123456789012345678.25"  # fmt: skip
    assert cells.number_cell(None) is None


def test_names_go_out_so_that_they_come_back() -> None:
    names = ("A", "B; C", 'D "E"')
    assert cells.names_cell(names) == 'A; "B; C"; "D ""E"""'
    assert cells.names(cells.names_cell(names)) == names


def test_the_letters_of_columns() -> None:
    assert [letter(number) for number in (0, 25, 26, 51, 701, 702)] == ["A", "Z", "AA", "AZ", "ZZ", "AAA"]  # fmt: skip


FORM = Form(
    "People",
    (
        Column("name", "Name", cells.text(20), is_required=True),
        Column("kind", Organisation._meta.get_field("kind").verbose_name, KINDS),
    ),
)


def test_headings_are_written_in_the_reader_s_language_and_read_in_any() -> None:
    with translation.override("ko"):
        table = table_of(FORM, [{"name": "Ana", "kind": "biotech"}])
    assert table.headings[1] != "Kind"
    rows: list[list[Cell]] = [list(map(str, table.headings)), ["Ana", "biotech"]]
    sheet = read_form(FORM, [("people", rows)])
    assert sheet is not None
    assert sheet.faults == []
    assert sheet.rows == [(2, {"name": "Ana", "kind": "biotech"})]


def test_a_sheet_of_another_name_counts_alone_and_with_its_headings() -> None:
    rows: list[list[Cell]] = [["Name"], ["Ana"]]
    assert read_form(FORM, [("Sheet1", rows)]) is not None
    assert read_form(FORM, [("Sheet1", rows), ("Sheet2", [])]) is None
    assert read_form(FORM, [("Sheet1", [["Nickname"]])]) is None


def test_at_most_500_rows() -> None:
    rows: list[list[Cell]] = [["Name"], *([["Ana"]] * 501)]
    sheet = read_form(FORM, [("People", rows)])
    assert sheet is not None
    assert len(sheet.rows) == 500
    assert [(each.row, each.expected) for each in sheet.faults] == [
        (502, "at most 500 rows in one file")
    ]
