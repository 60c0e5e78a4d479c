"""Files of all kinds → sheets of cells; what is no workbook is refused before it is opened."""

import io
import zipfile
from datetime import datetime

import openpyxl
import pytest
import xlsxwriter

from madang.site.survey.reading.workbook import (
    UnreadableFileError,
    column_letter,
    read_workbook,
)
from tests.site.survey import made_up


@pytest.mark.parametrize(
    ("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_have_letters(index: int, letter: str) -> None:
    assert column_letter(index) == letter


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [
        ("utf-8", ","),
        ("utf-8-sig", ","),
        ("cp949", ","),
        ("utf-16", "\t"),
        ("utf-16-le", ","),
        ("utf-16-be", ";"),
        ("cp949", ";"),
    ],
)
def test_tables_in_any_encoding_and_with_any_separator(
    encoding: str, delimiter: str
) -> None:
    sheet = read_workbook(
        "설문.csv", made_up.csv(made_up.KOREAN, delimiter=delimiter, encoding=encoding)
    )[0]
    assert sheet.name == "설문"
    assert sheet.rows[2] == [
        "1",
        "예",
        "소나무바이오",
        "대한민국",
        "lee@sonamu.example.org",
        "기술이전 가능한 백신 공정",
        "현지생산 파트너",
        "백신, 종양",
        "한국어, 영어",
        "3명",
        "전체 공개",
    ]


def test_cells_with_line_breaks_in_a_table() -> None:
    content = b'Organisation;Seeks\r\n"Alder; Bio";"one\ntwo"\r\n'
    assert read_workbook("a.csv", content)[0].rows == [
        ["Organisation", "Seeks"],
        ["Alder; Bio", "one\ntwo"],
    ]


def test_merged_cells_count_for_each_row() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("S")
        sheet.write_row(0, 0, ["Organisation", "Country"])
        sheet.write(1, 0, "Alder")
        sheet.write(2, 0, "Birch")
        sheet.merge_range(1, 1, 2, 1, "Latvia")
    assert read_workbook("a.xlsx", stream.getvalue())[0].rows[1:] == [
        ["Alder", "Latvia"],
        ["Birch", "Latvia"],
    ]


def test_formulas_dates_and_numbers() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("S")
        sheet.write_formula(0, 0, "=1+1", None, 2)
        sheet.write_datetime(
            0,
            1,
            datetime.fromisoformat("2027-03-02"),
            book.add_format({"num_format": "yyyy-mm-dd"}),
        )
        sheet.write(0, 2, 12)
        sheet.write_string(0, 3, "12")
    row = read_workbook("a.xlsx", stream.getvalue())[0].rows[0]
    assert [str(cell) for cell in row] == ["2.0", "2027-03-02", "12.0", "12"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.xlsx", b"", "The file is empty."),
        (
            "a.xlsx",
            b"PK\x03\x04 broken",
            "The workbook is damaged. Open it in a spreadsheet program and save it again.",
        ),
        (
            "a.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "The workbook is in the old .xls format or has a password. Save it as .xlsx without one.",
        ),
        (
            "a.csv",
            b"one word and no table",
            "This is no table: no comma, semicolon or tab divides its lines into columns.",
        ),
        (
            "a.png",
            b"\x89PNG\r\n\x1a\n\x01\x00\x07data,\x08data",
            "This is no workbook and no table of text. Save it as .xlsx or .csv.",
        ),
        (
            "a.csv",
            b"a,b\r\n" * 20_001,
            "A sheet has more than 20,000 rows. Delete what is no answer, empty rows too.",
        ),
        (
            "a.csv",
            b"a," * 500 + b"b\r\n",
            "A sheet has more than 500 columns. Delete what is no answer, empty columns too.",
        ),
        (
            "a.csv",
            b"\xff\xfea",
            "The table breaks off or is damaged. Save it again as CSV UTF-8.",
        ),
    ],
)
def test_what_cannot_be_read_says_what_to_do(
    name: str, content: bytes, message: str
) -> None:
    with pytest.raises(UnreadableFileError) as refusal:
        read_workbook(name, content)
    assert str(refusal.value) == message


def zipped(entries: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in entries.items():
            package.writestr(name, content)
    return stream.getvalue()


def test_another_package_is_no_workbook() -> None:
    with pytest.raises(UnreadableFileError, match="This is no workbook"):
        read_workbook("a.docx", zipped({"word/document.xml": b"<w/>"}))


def test_a_bomb_is_not_opened() -> None:
    content = zipped(
        {
            "xl/workbook.xml": b"<w/>",
            "xl/worksheets/sheet1.xml": bytes(60 * 1024 * 1024),
        }
    )
    with pytest.raises(
        UnreadableFileError, match="unpacks to more than a survey can hold"
    ):
        read_workbook("a.xlsx", content)


def test_a_cell_in_the_last_corner_is_not_opened() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Organisation"
    book.active["XFD1048576"] = "far"
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(UnreadableFileError, match="more than 500 columns"):
        read_workbook("a.xlsx", stream.getvalue())


def test_more_than_ten_megabytes_are_refused() -> None:
    with pytest.raises(UnreadableFileError, match="larger than 10 MB"):
        read_workbook("a.csv", b"a,b\n" * 2_700_000)
