"""Where a date of the calendar is, in words."""

import pytest

from madang.site.landscape.models import CalendarItem
from madang.site.landscape.wording.calendar import where_and_whose


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, ""),
        ({"field": "oncology"}, "Oncology"),
        ({"venue": "Quay 3", "country": "LV"}, "Quay 3, Latvia"),
        (
            {"city": "Riga", "country": "LV", "field": "oncology"},
            "Riga, Latvia. Oncology",
        ),
    ],
)
def test_a_date_without_a_place_begins_with_no_stop(
    values: dict[str, str], words: str
) -> None:
    assert where_and_whose(CalendarItem(**values)) == words
