"""Numbers of national registers: their shape and their check digits, country by country. A country that is not here is taken as written.

Sources: Korea: National Tax Service, business registration number; Norway: Brønnøysund Register Centre; Latvia: Register of Enterprises,
registration number; Estonia: Centre of Registers; Finland: Patent and Registration Office; Germany: a court's register has no check digit.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Register:
    """A national register: what its numbers look like, how their check digit is found, and where they are looked up."""

    shape: str
    example: str
    holds: Callable[[Sequence[int]], bool]
    rule: str | Promise
    address: str = ""


def _sum(digits: Sequence[int], weights: Sequence[int]) -> int:
    return sum(one * other for one, other in zip(digits, weights, strict=False))


def _korea(digits: Sequence[int]) -> bool:
    total = _sum(digits, (1, 3, 7, 1, 3, 7, 1, 3, 5)) + digits[8] * 5 // 10
    return (total + digits[9]) % 10 == 0


def _norway(digits: Sequence[int]) -> bool:
    return _sum(digits, (3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0


def _latvia(digits: Sequence[int]) -> bool:
    # Numbers of legal persons begin above 3; below are people, whose numbers are none of a register of enterprises.
    return digits[0] > 3 and _sum(digits, (9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1)) % 11 == 3


def _estonia(digits: Sequence[int]) -> bool:
    check = _sum(digits, (1, 2, 3, 4, 5, 6, 7)) % 11
    if check == 10:
        check = _sum(digits, (3, 4, 5, 6, 7, 8, 9)) % 11 % 10
    return check == digits[7]


def _finland(digits: Sequence[int]) -> bool:
    return _sum(digits, (7, 9, 10, 5, 8, 4, 2, 1)) % 11 == 0


def _no_check(_digits: Sequence[int]) -> bool:
    return True


ELEVEN = gettext_lazy(
    "Its last digit is a check digit (weighted sum, modulo 11), and does not fit."
)
TEN = gettext_lazy(
    "Its last digit is a check digit (weighted sum, modulo 10), and does not fit."
)
REGISTERS = {
    "KR": Register(r"\d{10}", "124-81-00998", _korea, TEN),
    "NO": Register(r"\d{9}", "923 609 016", _norway, ELEVEN, "https://virksomhet.brreg.no/en/oppslag/enheter/{}"),
    "LV": Register(r"\d{11}", "40003521600", _latvia, ELEVEN, "https://info.ur.gov.lv/#/legal-entity/{}"),
    "EE": Register(r"\d{8}", "10137319", _estonia, ELEVEN, "https://ariregister.rik.ee/eng/company/{}"),
    "FI": Register(r"\d{8}", "0112038-9", _finland, ELEVEN, "https://tietopalvelu.ytj.fi/yritys/{}"),
    "DE": Register(r"(?:.+ )?(?:HRA|HRB|GNR|PR|VR) ?\d{1,6}(?: ?[A-Z]{1,2})?", "Berlin HRB 12345", _no_check, ""),
}  # fmt: skip


def as_written(country: str, value: str) -> str:
    """Return a national number as its register writes it: without blanks and hyphens where it is all digits."""
    register = REGISTERS.get(country)
    plain = " ".join(value.split())
    if register is None or register.holds is _no_check:
        return plain
    bare = re.sub(r"[\s.\-–]", "", plain).removeprefix(country)
    if country == "FI" and re.fullmatch(r"\d{8}", bare):
        return f"{bare[:7]}-{bare[7]}"
    return bare.removesuffix("MVA") if country == "NO" else bare


def what_is_wrong(country: str, value: str) -> str:
    """Return why a register of a country cannot have given a number, in words; "" if it can, or nobody knows its rule."""
    register = REGISTERS.get(country)
    if register is None:
        return ""
    bare = value.replace("-", "") if country == "FI" else value
    if not re.fullmatch(register.shape, bare):
        return str(
            gettext_lazy("A number of this country’s register looks like %(example)s.")
            % {"example": register.example}
        )
    digits = [int(each) for each in bare if each.isdigit()]
    return "" if register.holds(digits) else str(register.rule)


def address_of(country: str, value: str) -> str:
    """Return where a national number is looked up; "" where its register has no address of its own for each."""
    register = REGISTERS.get(country)
    if register is None or not register.address or what_is_wrong(country, value):
        return ""
    return register.address.format(value)
