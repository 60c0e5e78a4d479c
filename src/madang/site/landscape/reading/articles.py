"""The sheet of articles that goes out and comes back."""

from django.utils.translation import gettext_lazy as _

from madang.site.core import cells, choices
from madang.site.core.tables import Column, Form
from madang.site.landscape.models import Article
from madang.site.ledger.reading.sheets import key_column, options, words

# A cell of a workbook holds at most 32,767 characters.
MOST_TEXT = 32_000
ARTICLES = Form(
    _("Articles"),
    (
        key_column(),
        options("section", _("Section"), Article.Section.choices, is_required=True),
        words("title", _("Title"), 300, width=50, is_required=True),
        words("byline", _("Byline"), 150),
        words("organisation", _("Published by"), 200, width=36),
        Column("contact", _("Key of the contact’s role"), cells.key, width=24),
        words("teaser", _("Teaser, for everybody"), 4000, width=50),
        words("body", _("Text"), MOST_TEXT, width=60),
        Column("is_gated", _("Text after free registration"), cells.yes, cells.yes_cell),
        Column("source", _("Key of the source"), cells.key, width=24),
        Column(
            "language",
            _("Language"),
            cells.option(choices.languages),
            cells.label_cell(choices.languages),
            is_required=True,
        ),
        Column("published_on", _("Date"), cells.day, is_required=True),
        Column("countries", _("Countries"), cells.countries, cells.names_cell),
        Column("fields", _("Fields"), cells.names, cells.names_cell, 30),
        Column("organisations", _("Organisations"), cells.names, cells.names_cell, 50),
        Column("state", _("State now")),
    ),
)  # fmt: skip
