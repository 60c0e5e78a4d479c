"""The sheets of the landscape that go out and come back: indicators, figures, dates of the calendar."""

from django.utils.translation import gettext_lazy as _

from madang.site.core import cells
from madang.site.core.tables import Column, Form
from madang.site.landscape.models import CalendarItem, Indicator, Observation
from madang.site.ledger.models import Modality
from madang.site.ledger.reading.sheets import (
    EVIDENCE,
    audience_column,
    key_column,
    options,
    words,
)
from madang.site.survey.vocabulary import FIELDS

Status = Observation.Status
OF_INDICATOR = (
    words("name", _("What is measured"), 200, width=50, is_required=True),
    options("measure", _("Measure"), Indicator.Measure.choices, is_required=True),
    words("unit", _("Unit"), 40, is_required=True),
    words("sector", _("Field"), 100),
    options("better", _("Which way, for a rank"), Indicator.Better.choices),
    words("denominator", _("Share of what"), 200, width=40),
)
INDICATORS = Form(
    _("Indicators"),
    (*OF_INDICATOR, words("definition", _("Definition"), 4000, width=60)),
)
FIGURES = Form(
    _("Figures"),
    (
        key_column(),
        *OF_INDICATOR,
        Column(
            "is_whole_unknown",
            _("The source does not say of what"),
            cells.yes,
            cells.yes_cell,
        ),
        Column(
            "value", _("Value"), cells.number, cells.number_cell, 20, is_required=True
        ),
        Column("decimals", _("Decimals, as stated"), cells.whole, width=10),
        Column("scale", _("Scale, as stated"), cells.whole, width=14),
        words("qualifier", _("Qualifier"), 20),
        words("geography", _("Where"), 20, width=10),
        words("counterpart", _("With"), 20, width=10),
        Column("period", _("Period"), cells.period),
        Column("base_period", _("Base period"), cells.period),
        options("modality", _("How it is said"), Modality.choices),
        options(
            "status",
            _("State"),
            [(each.value, each.label) for each in (Status.STATED, Status.DOUBTFUL)],
        ),
        words("note", _("Note"), 300, width=40),
        audience_column(),
        *EVIDENCE,
    ),
)
DATES = Form(
    _("Dates"),
    (
        key_column(is_required=True),
        options("kind", _("Kind"), CalendarItem.Kind.choices, is_required=True),
        words("title", _("Title"), 250, width=50, is_required=True),
        Column("start", _("First day"), cells.edtf, is_required=True),
        Column("end", _("Last day"), cells.edtf),
        words("theme", _("Theme"), 150),
        words("venue", _("Venue"), 200),
        words("city", _("City"), 120),
        Column("country", _("Country"), cells.country, width=10),
        options("field", _("Field"), FIELDS.items()),
        words("organisation", _("Organiser"), 200, width=36),
        words("source_note", _("Where this is from"), 300, width=40),
        Column("status", _("State now"), width=24),
        audience_column(),
    ),
)
