"""Amounts of money in the reader's way of writing numbers."""

from decimal import Decimal

from django.utils.formats import number_format


def money(amount: Decimal | None, currency: str) -> str:
    """Return an amount with its currency: 40,000 EUR; cents only where there are some; empty for no amount."""
    if amount is None:
        return ""
    places = 0 if amount == amount.to_integral_value() else 2
    return f"{number_format(amount, decimal_pos=places, force_grouping=True)} {currency}".strip()
