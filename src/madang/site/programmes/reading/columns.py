"""Columns that the sheets of programmes, missions and the portal share."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from madang.site.core import cells, money_cells
from madang.site.core.tables import Column
from madang.site.ledger.reading.sheets import words

Heading = str | Promise
Choices = Sequence[tuple[str, Heading]]


def shown(name: str, heading: Heading, *, width: int = 16) -> Column:
    """Return a column that only goes out."""
    return Column(name, heading, width=width)


def shown_option(name: str, heading: Heading, of: Choices) -> Column:
    """Return a column of words from a list that only goes out."""
    return Column(name, heading, show=cells.label_cell(lambda: of))


def short_name(name: str, heading: Heading) -> Column:
    """Return the column of a short name in addresses, under which a row is known again."""
    return Column(name, heading, cells.key, width=24, is_required=True)


def organisation_column() -> Column:
    """Return the column of an organisation, by its name in the directory."""
    return words("organisation", _("Organisation"), 200, width=30, is_required=True)


def country_column(name: str, heading: Heading, *, is_required: bool = False) -> Column:
    """Return the column of a country."""
    return Column(name, heading, cells.country, width=10, is_required=is_required)


def email_column(name: str, heading: Heading) -> Column:
    """Return the column of an e-mail address."""
    return Column(name, heading, cells.email, width=30)


def zone_column(name: str, heading: Heading, *, is_required: bool = True) -> Column:
    """Return the column of a time zone."""
    return Column(name, heading, cells.zone, width=18, is_required=is_required)


def day_column(name: str, heading: Heading, *, is_required: bool = False) -> Column:
    """Return the column of a day."""
    return Column(name, heading, cells.day, width=12, is_required=is_required)


def moment_column(
    name: str, heading: Heading, hint: Heading, *, is_required: bool = False
) -> Column:
    """Return the column of a day with its time; `hint` says in which zone."""
    return Column(
        name, heading, cells.moment, width=18, is_required=is_required, hint=hint
    )


def amount_column(name: str, heading: Heading, *, is_read: bool = True) -> Column:
    """Return a column of money; its currency stands elsewhere."""
    read = money_cells.amount if is_read else None
    return Column(name, heading, read, cells.number_cell)


def currency_column() -> Column:
    """Return the column of a currency."""
    return Column("currency", _("Currency"), money_cells.currency, width=9)
