"""Numbers under which registers know organisations: their shape, and the check digits of those that have some."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from madang.site.directory.models import OrganisationIdentifier
from madang.site.ledger.rules import national_numbers
from madang.site.ledger.rules.access import LedgerError

Scheme = OrganisationIdentifier.Scheme
MOST = 60
# ROR: 0, six characters of Crockford's base 32, two check digits. LEI: ISO 17442, 18 characters and two check digits.
SHAPES = {
    Scheme.ROR: re.compile(r"0[a-hj-km-np-tv-z0-9]{6}\d{2}"),
    Scheme.LEI: re.compile(r"[A-Z0-9]{18}\d{2}"),
    Scheme.WIKIDATA: re.compile(r"Q[1-9]\d*"),
}
BASE_32 = "0123456789abcdefghjkmnpqrstvwxyz"


RULES = {
    Scheme.LEI: gettext_lazy(
        "The last two digits are check digits (ISO 17442: modulo 97 leaves 1), and do not fit."
    ),
    Scheme.ROR: gettext_lazy(
        "The last two digits are check digits (ISO 7064, modulo 97), and do not fit."
    ),
}
ADDRESSES = {
    Scheme.ROR: "https://ror.org/{}",
    Scheme.LEI: "https://search.gleif.org/#/record/{}",
    Scheme.WIKIDATA: "https://www.wikidata.org/wiki/{}",
}


def check_identifier(scheme: str, value: str, *, country: str = "") -> str:
    """Return a number as its register writes it, without the register's address and blanks.

    `country` (ISO 3166-1) says whose national register it is. Raises LedgerError for a number that the register cannot have
    given, with the rule that it breaks.
    """
    plain = _as_written(scheme, value, country)
    if scheme not in Scheme.values:
        raise LedgerError(_("Choose the register."), field="scheme")
    shape = SHAPES.get(Scheme(scheme))
    if not plain or len(plain) > MOST or (shape and not shape.fullmatch(plain)):
        raise LedgerError(_("This register gives no such number."), field="value")
    wrong = _what_is_wrong(scheme, plain, country)
    if wrong:
        raise LedgerError(
            _("%(rule)s Compare the number with the register.") % {"rule": wrong},
            field="value",
        )
    return plain


def address_of(scheme: str, value: str, *, country: str = "") -> str:
    """Return where a number is looked up, "" where its register has no address for each."""
    if scheme == Scheme.NATIONAL:
        return national_numbers.address_of(country, value)
    address = ADDRESSES.get(Scheme(scheme), "")
    return address.format(value)


def _as_written(scheme: str, value: str, country: str) -> str:
    if scheme == Scheme.NATIONAL:
        return national_numbers.as_written(country, value)
    plain = value.strip()
    if scheme in (Scheme.ROR, Scheme.WIKIDATA):
        plain = plain.rstrip("/").rpartition("/")[2]
    if scheme == Scheme.ROR:
        plain = plain.lower()
    if scheme == Scheme.LEI:
        plain = plain.replace(" ", "").upper()
    return plain


def _what_is_wrong(scheme: str, value: str, country: str) -> str:
    if scheme == Scheme.NATIONAL:
        return national_numbers.what_is_wrong(country, value)
    return "" if _is_checked(scheme, value) else str(RULES[Scheme(scheme)])


def _is_checked(scheme: str, value: str) -> bool:
    """Say whether the check digits fit (ISO 7064 MOD 97-10); a register without any accepts all."""
    if scheme == Scheme.LEI:
        return int("".join(str(int(each, 36)) for each in value)) % 97 == 1
    if scheme == Scheme.ROR:
        number = 0
        for each in value[1:7]:
            number = number * 32 + BASE_32.index(each)
        return 98 - (number * 100) % 97 == int(value[7:])
    return True
