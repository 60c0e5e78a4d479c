"""Reading .dzn files: what is taken, what is refused, and at which line."""

from pathlib import Path

import pytest

from madang.engine.brokerage.dzn import DznError, load_event, parse_event
from madang.engine.brokerage.model import BrokerageEvent, Pair


def test_an_event_is_read(tiny: str, tmp_path: Path) -> None:
    file = tmp_path / "tiny.dzn"
    file.write_text(tiny)
    event = load_event(file)
    assert event == BrokerageEvent(
        participants=4,
        tables=2,
        slots=5,
        morning_slots=2,
        meetings=(
            Pair(1, 2, session=1),
            Pair(1, 3, fixed=2),
            Pair(2, 3, after=frozenset({1})),
            Pair(2, 4, session=2),
            Pair(3, 4),
        ),
        away=(frozenset(), frozenset({3}), frozenset(), frozenset()),
    )
    assert [sorted(event.slots_of(each)) for each in event.meetings] == [
        [1, 2],
        [2],
        [1, 2, 4, 5],
        [4, 5],
        [1, 2, 3, 4, 5],
    ]
    assert event.meetings_of() == [[0, 1], [0, 2, 3], [1, 2, 4], [3, 4]]


def test_order_comments_ranges_and_a_missing_last_semicolon_do_not_matter() -> None:
    text = """/* two
    lines */ requested=[|1,2|2,3|]; forbidden=[1..2,{},{0,3..4}];  unknown = 7;
    nTotalSlots=4;nTables=1;nMeetings=2;nBusiness=3 % the end"""
    assert parse_event(text) == BrokerageEvent(
        3,
        1,
        4,
        4,
        (Pair(1, 2), Pair(2, 3)),
        (frozenset({1, 2}), frozenset(), frozenset({3, 4})),
    )


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("nTables = 2;", "", "tiny: nTables is missing"),
        ("nTables = 2;", "nTables = 0;", "tiny:5: nTables must be from 1 to 100000, not 0"),
        ("nTables = 2;", "nTables = 2", 'tiny:6: expected ";", found nTotalSlots'),
        ("nTables = 2;", "nTables = two;", "tiny:5: expected a whole number, found two"),
        ("nTables = 2;", "nTables = [2,3];", "tiny:5: nTables must be one whole number"),
        ("nTables = 2;", "nTables : 2;", "tiny:5: unexpected ':'"),
        ("nTables = 2;", "nBusiness = 4;", "tiny:5: nBusiness is given twice"),
        ("nMorningSlots = 2;", "nMorningSlots = 6;", "tiny:7: nMorningSlots must be from 0 to 5, not 6"),
        ("|2,4,2,", "|2,5,2,", "tiny:11: participant must be from 1 to 4, not 5"),
        ("|2,4,2,", "|2,2,2,", "tiny:11: participant 2 meets themselves"),
        ("|2,4,2,", "|2,4,4,", "tiny:11: session must be from 1 to 3, not 4"),
        ("|2,4,2,", "|2,", "tiny:11: a meeting has two participants and a session, not 1 numbers"),
        ("|2,4,2,", "", "tiny:8: requested must have 5 entries, not 4"),
        ("[{0},{3}", "[{0},{9}", "tiny:16: slot must be from 0 to 5, not 9"),
        ("[{0},{3}", "[{0},{1..900}", "tiny:16: a range of more than 500 numbers"),
        ("[{0},{3}", "[{0}", "tiny:16: forbidden must have 4 entries, not 3"),
        ("[0,2,0", "[0,{2,3},0", "tiny:17: expected one whole number, found 2"),
        ("{1},{},{}]", "{6},{},{}]", "tiny:18: meeting must be from 1 to 5, not 6"),
        ("{1},{},{}];", "{1},{},{}", 'tiny:19: expected "," or "]", found the end of the file'),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(
    tiny: str, before: str, after: str, message: str
) -> None:
    assert before in tiny
    with pytest.raises(DznError) as caught:
        parse_event(tiny.replace(before, after), "tiny")
    assert str(caught.value) == message


def test_a_file_that_is_not_there_or_no_text_is_named(tmp_path: Path) -> None:
    for name, content, message in (
        ("none.dzn", None, "No such file or directory"),
        ("bytes.dzn", b"\xff\xfe", "not a text in UTF-8"),
    ):
        file = tmp_path / name
        if content is not None:
            file.write_bytes(content)
        with pytest.raises(DznError) as caught:
            load_event(file)
        assert str(caught.value) == f"{file}: {message}"
