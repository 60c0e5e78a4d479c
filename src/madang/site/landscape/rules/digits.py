"""How many digits of a figure are kept: as many as both databases give back unchanged.

SQLite holds a number of a decimal column as a binary one of 53 bits, which tells any two decimals of fifteen digits apart, and not of
more. PostgreSQL would keep them all; a figure must not depend on where it is kept, so both refuse the sixteenth.
"""

from decimal import Decimal

from django.utils.translation import gettext as _

MOST_DIGITS = 15
MOST_DECIMALS = 6
MOST_BEFORE_THE_POINT = 18


def why_not_kept(value: Decimal) -> str:
    """Return why a figure cannot be kept as it is written; "" if it can. Zeros at its ends do not count."""
    if not value.is_finite():
        return _("The figure is not a number.")
    digits = value.normalize().as_tuple().digits
    # Of a finite number, so it is no letter.
    exponent = int(value.normalize().as_tuple().exponent)
    if len(digits) + exponent > MOST_BEFORE_THE_POINT:
        return _("The figure has more than 18 digits.")
    if -exponent > MOST_DECIMALS:
        return _("The figure has more than 6 digits after the point.")
    if len(digits) > MOST_DIGITS:
        return _("The figure has more than 15 digits that count. Enter it rounded, and say “around”.")  # fmt: skip
    return ""
