"""Every figure that is taken comes back as it went in, on either database; one with more digits than both keep is refused."""

import json
from decimal import Decimal

import pytest
from django.utils.translation import override

from madang.site.landscape.actions.facts import (
    FactsError,
    import_facts,
    read_document,
)
from madang.site.landscape.models import Observation
from madang.site.landscape.rules.digits import why_not_kept
from madang.site.landscape.rules.refusals import LandscapeError
from tests.site.landscape.made_up_figures import figure
from tests.site.landscape.test_facts_round_trip import TEXT

pytestmark = pytest.mark.django_db
SIXTEEN = (
    "The figure has more than 15 digits that count. Enter it rounded, and say “around”."
)


@pytest.mark.parametrize(
    "value",
    [
        "999999999999999",
        "123456789.123456",
        "-987654321098.765",
        "0.000001",
        "899999999999.991",
        "123456789012345000",
        "999999999999999000",
        "0",
    ],
)
def test_fifteen_digits_come_back(value: str) -> None:
    row = figure("market", "level", value, geography="EE", unit="EUR", period="2014")
    assert Observation.objects.get(pk=row.pk).value == Decimal(value)
    assert Observation.objects.filter(value=Decimal(value)).count() == 1


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("1234567890123456", SIXTEEN),
        ("12345678901.234567", SIXTEEN),
        ("1000000000000000000", "The figure has more than 18 digits."),
        ("0.0000001", "The figure has more than 6 digits after the point."),
        ("NaN", "The figure is not a number."),
    ],
)
def test_more_is_refused_and_nothing_is_kept(value: str, reason: str) -> None:
    with override("en"):
        assert why_not_kept(Decimal(value)) == reason
        with pytest.raises(LandscapeError) as refusal:
            figure("market", "level", value, geography="EE", unit="EUR", period="2014")
    assert (str(refusal.value), refusal.value.field) == (reason, "value")
    assert Observation.objects.count() == 0


def test_a_facts_document_with_a_sixteenth_digit_is_refused_whole() -> None:
    document = json.loads(TEXT)
    document["indicators"][0]["value"] = 1234567890123456
    with override("en"), pytest.raises(FactsError) as refusal:
        import_facts(read_document(json.dumps(document)), by=None)
    assert str(refusal.value) == f"indicators[0].value: {SIXTEEN}"
    assert Observation.objects.count() == 0
