"""Cells with money: an amount to the cent, and its currency."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from madang.site.core.cells import Cell, CellError, number, plain

MOST = Decimal(10) ** 12


def amount(cell: Cell) -> Decimal | None:
    """Return an amount, 0 or more, with at most two digits after the point; None for a blank cell."""
    value = number(cell)
    if value is None:
        return None
    if value < 0 or value >= MOST or round(value, 2) != value:
        raise CellError(_("an amount: 30000 or 1250.50"))
    return round(value, 2)


def currency(cell: Cell) -> str:
    """Return the three letters of a currency; blank stays blank."""
    found = plain(cell).upper()
    if found and not re.fullmatch("[A-Z]{3}", found):
        raise CellError(_("three letters: EUR, KRW, NOK"))
    return found
