"""The sheet of clusters that goes out and comes back."""

from django.utils.translation import gettext_lazy as _

from madang.site.core import cells
from madang.site.core.tables import Column, Form
from madang.site.ledger.reading.sheets import EVIDENCE, key_column, words


def _number(name: str, heading: object) -> Column:
    return Column(name, heading, cells.whole, width=10)  # type: ignore[arg-type]  # a lazy translation


CLUSTERS = Form(
    _("Clusters"),
    (
        key_column(),
        words("name", _("Name"), 200, width=40, is_required=True),
        Column("country", _("Country"), cells.country, width=10),
        Column("is_new", _("New here"), cells.yes, cells.yes_cell, 10),
        words("region", _("Region"), 20),
        words("city", _("City"), 120),
        Column("founded", _("Founded"), cells.edtf),
        words("mission", _("What it is for"), 4000, width=60),
        words("fields", _("Fields"), 300, width=40),
        Column("staff", _("Staff, full-time equivalents"), cells.number, cells.number_cell),
        _number("small_members", _("Small firms")),
        _number("large_members", _("Large firms")),
        _number("research_members", _("Research institutes")),
        _number("public_members", _("Public bodies")),
        Column("target_countries", _("Target countries"), cells.countries, cells.names_cell),
        Column("contact", _("Key of the contact’s role"), cells.key, width=24),
        words("source_note", _("Where this is from"), 300, width=40),
        Column("validated_on", _("Looked at on"), cells.day),
        Column("named", _("Members named here")),
        words("why", _("Why it is changed"), 300, width=40),
        *EVIDENCE,
    ),
)  # fmt: skip
