"""Sheets, headers and columns are found by themselves, in both languages and in any order, and can be mended."""

import io

import pytest
import xlsxwriter

from madang.site.survey.bridge import find_terms
from madang.site.survey.reading.columns import Layout
from madang.site.survey.reading.records import Reading
from madang.site.survey.reading.survey_file import (
    blanks_of,
    layouts_of,
    mapping_of,
    read_layouts,
)
from madang.site.survey.reading.workbook import read_workbook
from tests.site.survey import made_up


def understood(
    content: bytes, *, name: str = "a.xlsx", mapping: dict[str, object] | None = None
) -> tuple[list[Layout], Reading]:
    layouts = layouts_of(read_workbook(name, content), mapping or {}, days=[])
    return layouts, read_layouts(layouts, find_terms, days=[])


def test_the_english_workbook() -> None:
    layouts, reading = understood(made_up.lounge())
    assert [(each.kind, each.header_row, len(each.columns)) for each in layouts] == [
        ("survey", 3, 16),
        ("rooms", 0, 4),
        ("interpreters", 0, 3),
    ]
    alder, ministry = reading.organisations
    assert (alder.name, alder.kind, alder.country, alder.delegates, alder.roles) == (
        "Alder Bio",
        "biotech",
        "KR",
        2,
        ["CEO", "Licensing"],
    )
    assert (
        alder.email,
        alder.languages,
        alder.interpreter_wanted,
        alder.most_meetings,
    ) == ("kim@alder.example.org", ["ko", "en"], False, 12)
    assert alder.audiences == ("matched", "participants")
    assert [(item.role, item.text) for item in alder.items or []] == [
        ("seek", "technology transfer partners"),
        ("offer", "Process for a measles vaccine"),
        ("offer", "Training places"),
    ]
    item = (alder.items or [])[0]
    assert item.terms == (("field", "Measles"), ("field", "Mumps"))
    assert item.seeming == (("deal", "technology_transfer"),)
    assert list((alder.available or {}).values()) == [True, False]
    assert (
        ministry.kind,
        ministry.country,
        ministry.audiences,
        ministry.most_meetings,
    ) == ("ministry", "LV", (), None)
    assert list((ministry.available or {}).values()) == [True, False]
    assert [
        (place.name, place.zone, place.seats, place.owner) for place in reading.places
    ][2] == ("Suite Alder", "C", 8, "Alder Bio")
    assert [(each.name, each.pairs) for each in reading.interpreters] == [
        ("Han Jisoo", [("en", "ko")]),
        ("Ilze Ozola", [("en", "lv")]),
    ]
    assert [
        (each.severity, each.row, each.column, each.message, each.found)
        for each in reading.problems
    ] == [
        ("warning", 5, "M", "read as 12, the largest of the range", "10-12"),
        ("warning", 5, "P", "empty beside marked half-days; read as not there", ""),
    ]
    assert blanks_of(layouts)["Demand survey"] == {
        "Role of each delegate": 1,
        "Max. meetings": 1,
        "2027-03-02 PM": 1,
    }


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("cp949", ","), ("utf-16", "\t"), ("utf-8-sig", ";")]
)
def test_the_korean_table_in_another_order(encoding: str, delimiter: str) -> None:
    content = made_up.csv(made_up.KOREAN, encoding=encoding, delimiter=delimiter)
    layouts, reading = understood(content, name="수요조사.csv")
    assert (layouts[0].kind, layouts[0].header_row) == ("survey", 1)
    assert [field for _index, field in sorted(layouts[0].columns.items())] == [
        "number",
        "interpreter",
        "name",
        "country",
        "email",
        "offer",
        "seek",
        "field",
        "language",
        "delegates",
        "consent",
    ]
    pine, sea = reading.organisations
    assert (
        pine.name,
        pine.country,
        pine.delegates,
        pine.interpreter_wanted,
        pine.languages,
    ) == ("소나무바이오", "KR", 3, True, ["ko", "en"])
    assert pine.audiences == ("matched", "participants")
    assert [(item.role, item.text) for item in pine.items or []] == [
        ("seek", "현지생산 파트너"),
        ("offer", "기술이전 가능한 백신 공정"),
    ]
    assert ("deal", "local_production") in (pine.items or [])[0].seeming
    assert ("deal", "technology_transfer") in (pine.items or [])[1].seeming
    assert ("field", "oncology") in (pine.items or [])[1].terms
    assert (sea.name, sea.country, sea.delegates, sea.languages, sea.audiences) == (
        "바다병원",
        "JP",
        1,
        ["ja"],
        (),
    )
    assert reading.errors == []


def test_a_header_in_row_five_of_two_lines() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Answers")
        sheet.write(0, 0, "A title")
        for column, text in enumerate(["Company", "Country", "What we look for"]):
            sheet.merge_range(4, column, 5, column, text)
        sheet.merge_range(4, 3, 4, 4, "18 November 2026")
        sheet.write_row(5, 3, ["AM", "PM"])
        sheet.write_row(6, 0, ["Alder", "USA", "Distribution in Latvia", "O", "X"])
    layouts, reading = understood(stream.getvalue())
    assert (layouts[0].header_row, layouts[0].first_row) == (5, 6)
    assert [
        (record.row, record.name, record.country) for record in reading.organisations
    ] == [(7, "Alder", "US")]
    assert [
        (str(half.day), half.half, mark)
        for half, mark in (reading.organisations[0].available or {}).items()
    ] == [
        ("2026-11-18", "am", True),
        ("2026-11-18", "pm", False),
    ]


def test_numbers_as_text_and_formulas() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Survey")
        sheet.write_row(
            0, 0, ["Organisation", "Number of delegates", "We seek", "Max meetings"]
        )
        sheet.write_string(1, 0, "Alder")
        sheet.write_string(1, 1, "3")
        sheet.write_formula(1, 2, '="Sup"&"ply"', None, "Supply")
        sheet.write_formula(1, 3, "=6*2", None, 12)
        sheet.write_row(2, 0, ["Birch", "=HYPERLINK(1)", "Licence", "#REF!"])
    _layouts, reading = understood(stream.getvalue())
    first, second = reading.organisations
    assert (
        first.delegates,
        first.most_meetings,
        [item.text for item in first.items or []],
    ) == (3, 12, ["Supply"])
    assert (second.name, second.most_meetings) == ("Birch", None)


def test_two_rows_of_one_organisation_are_an_error_that_names_both() -> None:
    rows = [
        ["Organisation", "Country", "We seek"],
        ["Alder Inc.", "Latvia", "x"],
        ["ALDER", "Latvia", "y"],
        ["Alder", "France", "z"],
    ]
    _layouts, reading = understood(made_up.xlsx({"S": rows}))
    assert [
        (each.sheet, each.row, each.message, each.found) for each in reading.errors
    ] == [
        (
            "S",
            3,
            "the same organisation as in sheet S, row 2; keep one of the rows",
            "ALDER",
        ),
    ]


def test_a_row_without_a_name_and_a_place_twice_are_errors() -> None:
    rows = [["Organisation", "We seek"], ["", "x"], ["Alder", "y"]]
    rooms = [["Table", "Seats"], ["T1", 4], ["T1", 4]]
    interpreters = [["Interpreter", "Language pair"], ["Han", "Korean"]]
    _layouts, reading = understood(
        made_up.xlsx({"S": rows, "Tables": rooms, "Interpreters": interpreters})
    )
    assert [
        (each.sheet, each.row, each.column, each.message) for each in reading.errors
    ] == [
        ("S", 2, "A", "expected the name of the organisation"),
        ("Tables", 3, "A", "the same place as in row 2; keep one of the rows"),
        ("Interpreters", 2, "B", "expected two languages, such as Korean-English"),
    ]


def test_a_sheet_without_a_header_is_an_error() -> None:
    _layouts, reading = understood(made_up.xlsx({"S": [["a", "b"], ["c", "d"]]}))
    assert [each.message for each in reading.errors] == [
        "no header row: expected a row with a column for the organisation and one for what it seeks or offers"
    ]


def test_a_mapping_mends_kind_header_and_columns() -> None:
    rows = [["Who", "Wants", "From"], ["Alder", "Licence", "Latvia"]]
    content = made_up.xlsx({"S": rows})
    assert understood(content)[1].errors != []
    mapping = {
        "S": {
            "kind": "survey",
            "header": 1,
            "columns": {"A": "name", "B": "seek", "C": "country"},
        }
    }
    layouts, reading = understood(content, mapping=mapping)
    assert [
        (each.name, each.country, [item.text for item in each.items or []])
        for each in reading.organisations
    ] == [("Alder", "LV", ["Licence"])]
    assert mapping_of(layouts) == mapping
    assert understood(content, mapping=mapping_of(layouts))[1] == reading


def test_a_sheet_can_be_left_out() -> None:
    layouts, reading = understood(made_up.lounge(), mapping={"Rooms": {"kind": ""}})
    assert [each.kind for each in layouts] == ["survey", "", "interpreters"]
    assert reading.places == []


@pytest.mark.parametrize(
    ("name", "kinds", "kind"),
    [
        ("Riga University Hospital", "Academic / hospital", "hospital"),
        ("Riga Technical University", "Academic / hospital", "university"),
        ("Alder", "Industry", "domestic_company"),
        ("Alder", "Circus", "other"),
    ],
)
def test_the_name_says_which_of_two_kinds(name: str, kinds: str, kind: str) -> None:
    _layouts, reading = understood(
        made_up.xlsx({"S": [["Organisation", "Type", "We seek"], [name, kinds, "x"]]})
    )
    assert reading.organisations[0].kind == kind
