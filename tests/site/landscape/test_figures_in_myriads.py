"""Large figures as Korean counts them."""

from decimal import Decimal

import pytest
from django.utils import translation

from madang.site.landscape.models import Observation
from madang.site.landscape.wording.figures import number


@pytest.mark.parametrize(
    ("value", "decimals", "scale", "english", "korean"),
    [
        ("3600000000", 1, 10**9, "3.6 billion", "36억"),
        ("6250000000", 2, 10**9, "6.25 billion", "62.5억"),
        ("130000000", 0, 10**6, "130 million", "1.3억"),
        ("2400000000000", 1, 10**12, "2.4 trillion", "2.4조"),
        ("321500", 0, 1, "321,500", "321,500"),
    ],
)
def test_a_figure_is_counted_as_its_reader_counts(
    value: str, decimals: int, scale: int, english: str, korean: str
) -> None:
    row = Observation(value=Decimal(value), decimals=decimals, scale=scale)
    with translation.override("en"):
        assert number(row) == english
    with translation.override("ko"):
        assert number(row) == korean
