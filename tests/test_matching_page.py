"""The page of the matching's figures says what was measured, and names the command, the day and the machine of each part."""

import json

import pytest

from benchmarks.matching.__main__ import OUT, PAGE, PARTS, missing
from benchmarks.matching.page import SECTIONS, page


def test_the_page_is_that_of_the_results() -> None:
    results = json.loads(OUT.read_text(encoding="utf-8"))
    assert page(results) == PAGE.read_text(encoding="utf-8")


def test_every_part_that_is_measured_has_a_section_and_says_where_it_was_measured() -> (
    None
):
    assert {name for name, _title, _told in SECTIONS} == set(PARTS)
    text = PAGE.read_text(encoding="utf-8")
    for name, part in json.loads(OUT.read_text(encoding="utf-8")).items():
        assert f"`{part['command']}`, {part['date']}, {part['machine']}." in text, name


def test_a_part_without_its_data_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MADANG_MATCHING_DATA", "/nowhere")
    assert missing("speed") == ""
    assert "MADANG_MATCHING_DATA names no folder with trials" in missing("trials")


def test_a_part_that_was_never_measured_is_missing() -> None:
    assert page({}).count("## ") == 0
