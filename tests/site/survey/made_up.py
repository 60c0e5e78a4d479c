"""Workbooks and tables made for the tests: in English and Korean, in several layouts. All organisations are invented."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

ENGLISH = [
    ["Spring survey", "", "", "", "", "", "", "", "", "", "", "", ""],
    ["Slots of 25 minutes from 09:30 to 12:30 and 13:30 to 17:30, Asia/Seoul"],
    [],
    [
        "No.",
        "Organisation",
        "Organisation type",
        "Country",
        "Delegates (number)",
        "Role of each delegate",
        "E-mail of contact",
        "Fields of interest",
        "What we bring (assets, capabilities)",
        "What we look for",
        "Working languages",
        "Interpreter needed",
        "Max. meetings",
        "Consent to share profile with",
        "2027-03-02 AM",
        "2027-03-02 PM",
    ],
    [
        1,
        "Alder Bio ",
        "Biotech",
        "Korea, Republic of",
        2,
        "CEO; Licensing",
        "kim@alder.example.org",
        "Measles, Mumps",
        "- Process for a measles vaccine\n- Training places",
        "technology transfer partners",
        "Korean, English",
        "N",
        "10-12",
        "all participants",
        "✓",
        "",
    ],
    [
        2,
        "Ministry of Health, Tarsena",
        "Government",
        "Latvia",
        1,
        "",
        "office@tarsena.example.org",
        "Vaccines",
        "Procurement of vaccines",
        "local production; measles vaccine",
        "English",
        "Y",
        "",
        "organiser only",
        "yes",
        "no",
    ],
]
ROOMS = [
    ["Place", "Zone", "Seats", "Owner"],
    ["Table 1", "A", 4, ""],
    ["Table 2", "A", 4, ""],
    ["Suite Alder", "C", 8, "Alder Bio"],
]
INTERPRETERS = [
    ["Interpreter", "Languages", "Available"],
    ["Han Jisoo", "Korean-English", "both days"],
    ["Ilze Ozola", "Latvian / English", "2027-03-02 AM"],
]
KOREAN = [
    ["참가기관 수요조사"],
    [
        "연번",
        "통역 필요 여부",
        "기관명",
        "국가",
        "이메일",
        "보유 기술",
        "희망 협력 내용",
        "관심 분야",
        "사용 언어",
        "참가 인원",
        "정보 공개 동의",
    ],
    [
        1,
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
    ],
    [
        2,
        "아니오",
        "바다병원",
        "일본",
        "",
        "임상시험 기관",
        "공동연구",
        "암",
        "일본어",
        "1",
        "비공개",
    ],
]


def xlsx(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """Return a workbook of these sheets."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(
        stream,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    ) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return stream.getvalue()


def lounge() -> bytes:
    """Return the English workbook with its three sheets."""
    return xlsx(
        {"Demand survey": ENGLISH, "Rooms": ROOMS, "Interpreters": INTERPRETERS}
    )


def csv(
    rows: Sequence[Sequence[Any]], *, delimiter: str = ",", encoding: str = "utf-8"
) -> bytes:
    """Return a table of text."""
    lines = [
        delimiter.join(f'"{cell}"' if str(cell) else "" for cell in row) for row in rows
    ]
    return ("\r\n".join(lines) + "\r\n").encode(encoding)
