"""The sheets of the ledger that go out and come back: sources, organisations, occasions, ties."""

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from madang.site.core import cells
from madang.site.core.tables import Column, Form
from madang.site.ledger.models import (
    Audience,
    Claim,
    Modality,
    Occasion,
    OrganisationRecord,
    Source,
    Stage,
    Tie,
)


def options(
    name: str, heading: Any, of: Iterable[tuple[str, str | Promise]], **more: Any
) -> Column:
    """Return a column of words from a list, written in the reader's language and read in any."""
    known = list(of)
    return Column(
        name,
        heading,
        cells.option(lambda: known),
        cells.label_cell(lambda: known),
        **more,
    )


def words(
    name: str, heading: Any, most: int, *, width: int = 24, is_required: bool = False
) -> Column:
    """Return a column of text with at most so many characters."""
    return Column(name, heading, cells.text(most), width=width, is_required=is_required)


def key_column(*, is_required: bool = False) -> Column:
    """Return the column of the key under which a row is entered once."""
    return Column("key", _("Key"), cells.key, width=28, is_required=is_required)


def audience_column() -> Column:
    """Return the column that says who may read a row."""
    return options("audience", _("Who may read it"), Audience.choices)


EVIDENCE = (
    Column("source", _("Key of the source"), cells.key, width=24),
    words("exact", _("Quotation"), 4000, width=50),
    words("paraphrase", _("In our own words"), 4000, width=50),
    Column("line", _("Line"), cells.whole, width=8),
    Column("first_character", _("First character"), cells.whole, width=10),
    Column("last_character", _("Last character"), cells.whole, width=10),
)
SOURCES = Form(
    _("Sources"),
    (
        key_column(is_required=True),
        options("kind", _("Kind"), Source.Kind.choices),
        words("title", _("Title"), 300, width=50),
        words("publisher", _("Publisher"), 200),
        words("publisher_inferred", _("Publisher, inferred"), 200),
        words("author", _("Byline"), 200),
        Column("published", _("Published"), cells.edtf),
        Column("published_inferred", _("Published, inferred"), cells.edtf),
        words("language", _("Language"), 12, width=10),
        words("address", _("Address"), 500, width=40),
        audience_column(),
    ),
)
ORGANISATIONS = Form(
    _("Organisations"),
    (
        key_column(is_required=True),
        words("name", _("Name"), 200, width=36, is_required=True),
        words("name_local", _("Name in its own script"), 200),
        options("kind", _("Kind"), OrganisationRecord.Kind.choices),
        Column("country", _("Country"), cells.country, width=10),
        words("website", _("Website"), 200),
        audience_column(),
    ),
)
OCCASIONS = Form(
    _("Occasions"),
    (
        key_column(is_required=True),
        options("kind", _("Kind"), Occasion.Kind.choices, is_required=True),
        words("name", _("Name"), 250, width=50, is_required=True),
        Column("start", _("First day"), cells.edtf),
        Column("end", _("Last day"), cells.edtf),
        Column(
            "from_country", pgettext_lazy("country", "From"), cells.country, width=10
        ),
        Column("to_country", pgettext_lazy("country", "To"), cells.country, width=10),
        Column("country", _("Country"), cells.country, width=10),
        words("city", _("City"), 120),
        words("organiser", _("Organiser"), 200),
        Column("status", _("State now"), width=24),
        options("modality", _("How it is said"), Modality.choices),
        audience_column(),
        *EVIDENCE,
    ),
)
TIES = Form(
    _("Ties"),
    (
        key_column(),
        options("kind", _("Kind"), Tie.Kind.choices, is_required=True, width=28),
        Column("party", _("Parties"), cells.names, cells.names_cell, 50),
        Column("actor", _("Who acts"), cells.names, cells.names_cell, 30),
        Column("host", _("Visited"), cells.names, cells.names_cell, 30),
        Column("funder", _("Funder"), cells.names, cells.names_cell, 30),
        Column("countries", _("Countries"), cells.countries, cells.names_cell),
        Column("date", _("Date"), cells.edtf),
        options("stage", _("Stage, as said"), Stage.choices),
        Column("stage_now", _("Stage now")),
        words("subject", _("Subject"), 400, width=50),
        words("what", _("What"), 200),
        words("city", _("City"), 120),
        Column("country", _("Country where it happens"), cells.country, width=10),
        options("level", _("Level"), Tie.Level.choices),
        options("modality", _("How it is said"), Modality.choices),
        options("holder", _("Who says so"), Claim.Holder.choices),
        Column("occasion", _("Key of the occasion"), cells.key, width=24),
        Column(
            "attributed",
            _("Keys of the occasions credited with it"),
            cells.names,
            cells.names_cell,
            30,
        ),
        Column("cautions", _("Cautions"), cells.names, cells.names_cell, 50),
        audience_column(),
        *EVIDENCE,
    ),
)
