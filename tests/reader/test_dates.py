"""Dates in words, resolved against Wednesday 12 June 2024 unless the row says otherwise."""

import pytest

from madang.reader.dates import find_dates

PUBLISHED = "2024-06-12"
ROWS = [
    ("opened on 2023-11-05", "2023-11-05"),
    ("signed on 3 May 2023", "2023-05-03"),
    ("signed on 3rd May, 2023", "2023-05-03"),
    ("signed on the 21st of May 2023", "2023-05-21"),
    ("signed May 3, 2023 in Oslo", "2023-05-03"),
    ("signed Sept. 9, 2023 in Oslo", "2023-09-09"),
    ("signed August 2nd 2022", "2022-08-02"),
    ("in November 2021", "2021-11"),
    ("back in Feb 2021", "2021-02"),
    ("July this year", "2024-07"),
    ("July of last year", "2023-07"),
    ("3 July this year", "2024-07-03"),
    ("April 9 this year", "2024-04-09"),
    ("last March", "2024-03"),
    ("last August", "2023-08"),
    ("next October", "2024-10"),
    ("next January", "2025-01"),
    ("this March", "2024-03"),
    ("they met in April", "2024-04"),
    ("they met in September", "2023-09"),
    ("the fair will be held in September", "2024-09"),
    ("the fair will be held in February", "2025-02"),
    ("fall 2018", "2018-23"),
    ("in the autumn of 2019", "2019-23"),
    ("spring 2020", "2020-21"),
    ("last winter", "2023-24"),
    ("next summer", "2025-22"),
    ("7 and 8 March 2016", "2016-03-07/2016-03-08"),
    ("from 3 to 5 May 2018", "2018-05-03/2018-05-05"),
    ("4-9 December, 2022", "2022-12-04/2022-12-09"),
    ("August 1–4, 2025", "2025-08-01/2025-08-04"),
    ("May 30 to June 2, 2022", "2022-05-30/2022-06-02"),
    ("30 May to 2 June 2022", "2022-05-30/2022-06-02"),
    ("January to March 2023", "2023-01/2023-03"),
    ("Q3 2025", "2025-07/2025-09"),
    ("H1 2022", "2022-01/2022-06"),
    ("the second half of 2025", "2025-07/2025-12"),
    ("the first quarter of 2023", "2023-01/2023-03"),
    ("early 2022", "2022-01/2022-04"),
    ("late 2022", "2022-09/2022-12"),
    ("by the end of 2026", "../2026-12"),
    ("at the end of this year", "2024-12"),
    ("between 2019 and 2023", "2019/2023"),
    ("in 2011-12", "2011/2012"),
    ("since 2015", "2015/.."),
    ("by 2030", "../2030"),
    ("this year", "2024"),
    ("last year", "2023"),
    ("next month", "2024-07"),
    ("last month", "2024-05"),
    ("last week", "2024-06-03/2024-06-09"),
    ("next week", "2024-06-17/2024-06-23"),
    ("three years ago", "2021"),
    ("two months ago", "2024-04"),
    ("10 days ago", "2024-06-02"),
    ("two weeks ago", "2024-05-27/2024-06-02"),
    ("signed today", "2024-06-12"),
    ("signed yesterday", "2024-06-11"),
    ("opens tomorrow", "2024-06-13"),
    ("signed on Monday", "2024-06-10"),
    ("signed on Friday", "2024-06-07"),
    ("last Wednesday", "2024-06-05"),
    ("next Friday", "2024-06-14"),
    ("ended on Tuesday after three days", "2024-06-09/2024-06-11"),
    ("in 2016 the market grew", "2016"),
    ("in FY 2022", "2022"),
    ("am 11. Juni 2015", "2015-06-11"),
    ("am 7. und 8. März 2016", "2016-03-07/2016-03-08"),
    ("am 4.3.2021", "2021-03-04"),
    ("im vergangenen Jahr", "2023"),
    ("vor zwei Jahren", "2022"),
    ("im März 2022", "2022-03"),
    ("heute", "2024-06-12"),
    ("letzte Woche", "2024-06-03/2024-06-09"),
    ("Herbst 2021", "2021-23"),
    ("2023년 3월 5일", "2023-03-05"),
    ("2023년 3월", "2023-03"),
    ("지난 3월", "2024-03"),
    ("지난 8월", "2023-08"),
    ("오는 10월 5일", "2024-10-05"),
    ("지난 3일", "2024-06-03"),
    ("올해 하반기", "2024-07/2024-12"),
    ("작년", "2023"),
    ("다음 달", "2024-07"),
    ("올해 상반기", "2024-01/2024-06"),
    ("2022년 하반기", "2022-07/2022-12"),
    ("5월 8일", "2024-05-08"),
    ("지난 30일", "2024-05-30"),
    ("오는 3일", "2024-07-03"),
    ("오는 3월", "2025-03"),
    ("이번 주", "2024-06-10/2024-06-16"),
    ("지난주", "2024-06-03/2024-06-09"),
    ("어제", "2024-06-11"),
    ("2019년", "2019"),
    ("5월 8일부터 10일까지", "2024-05-08/2024-05-10"),
]


@pytest.mark.parametrize(("words", "meaning"), ROWS, ids=[row[0] for row in ROWS])
def test_an_expression_is_resolved(words: str, meaning: str) -> None:
    assert [each.edtf for each in find_dates(words, PUBLISHED)] == [meaning]


@pytest.mark.parametrize(
    "words",
    [
        "31 February 2023",
        "a phase 2 study of 2023 patients",
        "prices may fall",
        "the second time",
        "on page 12",
        "2,019 people",
        "they march on",
        "13월 40일",
    ],
)
def test_what_is_no_date_stays_out(words: str) -> None:
    found = [each.edtf for each in find_dates(words, PUBLISHED)]
    assert [each for each in found if len(each) > 4] == []


def test_without_a_publication_date_nothing_is_guessed() -> None:
    assert find_dates("signed last week, on Monday, in July", None) == []
    (found,) = find_dates("signed on July 4", None)
    assert found.edtf == "XXXX-07-04"
    assert [each.edtf for each in find_dates("last month", "2024")] == []


def test_a_date_knows_its_place() -> None:
    words = "It was signed on 3 May 2023, a year after 4 June 2022."
    assert [words[each.start : each.end] for each in find_dates(words, None)] == [
        "3 May 2023",
        "4 June 2022",
    ]
