"""Numbers in registers: their check digits, each broken digit is noticed, and the page links to the register."""

import pytest
from django.test import Client

from madang.site.directory.models import Organisation
from madang.site.ledger.actions.names import add_identifier
from madang.site.ledger.models import Passage
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.rules.identifiers import address_of, check_identifier

TEN = "Its last digit is a check digit (weighted sum, modulo 10), and does not fit. Compare the number with the register."
ELEVEN = TEN.replace("modulo 10", "modulo 11")


@pytest.mark.parametrize(
    ("country", "written", "value", "address"),
    [
        ("KR", "124-81-00998", "1248100998", ""),
        ("NO", "923 609 016", "923609016", "https://virksomhet.brreg.no/en/oppslag/enheter/923609016"),
        ("NO", "NO 923609016 MVA", "923609016", "https://virksomhet.brreg.no/en/oppslag/enheter/923609016"),
        ("LV", "40003521600", "40003521600", "https://info.ur.gov.lv/#/legal-entity/40003521600"),
        ("FI", "0112038-9", "0112038-9", "https://tietopalvelu.ytj.fi/yritys/0112038-9"),
        ("EE", "10137319", "10137319", "https://ariregister.rik.ee/eng/company/10137319"),
        ("DE", "Berlin  HRB 12345 B", "Berlin HRB 12345 B", ""),
        ("FR", "552 100 554", "552 100 554", ""),
    ],
)  # fmt: skip
def test_national_numbers(country: str, written: str, value: str, address: str) -> None:
    assert check_identifier("national", written, country=country) == value
    assert address_of("national", value, country=country) == address


@pytest.mark.parametrize(
    ("country", "value", "rule"),
    [("KR", "1248100998", TEN), ("NO", "923609016", ELEVEN), ("LV", "40003521600", ELEVEN)],
)  # fmt: skip
def test_any_single_wrong_digit_is_refused(country: str, value: str, rule: str) -> None:
    for place, right in enumerate(value):
        for digit in "0123456789":
            wrong = value[:place] + digit + value[place + 1 :]
            if digit == right or (country, place) == ("LV", 0):
                continue
            with pytest.raises(LedgerError) as caught:
                check_identifier("national", wrong, country=country)
            assert str(caught.value) == rule


@pytest.mark.parametrize(
    ("country", "value", "example"),
    [("KR", "12481009", "124-81-00998"), ("LV", "LV1", "40003521600"), ("DE", "12345", "Berlin HRB 12345")],
)  # fmt: skip
def test_another_shape_is_refused_with_an_example(
    country: str, value: str, example: str
) -> None:
    with pytest.raises(LedgerError) as caught:
        check_identifier("national", value, country=country)
    assert str(caught.value) == f"A number of this country’s register looks like {example}. Compare the number with the register."  # fmt: skip


def test_a_person_s_number_is_no_number_of_an_enterprise() -> None:
    with pytest.raises(LedgerError, match="modulo 11"):
        check_identifier("national", "16117519997", country="LV")


def test_the_page_links_to_the_register(agency: Organisation, passage: Passage) -> None:
    add_identifier(agency, by=None, facts={"scheme": "lei", "value": "5493001KJTIIGC8Y1R12"}, passages=[passage])  # fmt: skip
    agency.record.audience = "public"
    agency.record.save()
    page = Client().get(f"/ledger/organisations/{agency.record.key}/")
    assert '<a href="https://search.gleif.org/#/record/5493001KJTIIGC8Y1R12" rel="noopener nofollow">5493001KJTIIGC8Y1R12</a>' in page.content.decode()  # fmt: skip


@pytest.mark.parametrize(("country", "value"), [("EE", "10137318"), ("FI", "0112038-8"), ("NO", "923609017")])  # fmt: skip
def test_a_wrong_check_digit_is_refused(country: str, value: str) -> None:
    with pytest.raises(LedgerError, match="modulo 11"):
        check_identifier("national", value, country=country)
