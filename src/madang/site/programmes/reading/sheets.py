"""The sheets of a mission that go out and come back: the itinerary, and the guests of its pitch events; and the list of needs."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from madang.site.core import cells, choices
from madang.site.core.tables import Column, Form
from madang.site.ledger.reading.sheets import options, words
from madang.site.programmes.models import MissionStop, Need
from madang.site.survey.vocabulary import FIELDS

ITINERARY = Form(
    _("Itinerary"),
    (
        options("kind", _("Kind"), MissionStop.Kind.choices, is_required=True),
        words("title", _("Title"), 200, width=40, is_required=True),
        Column("day", _("Day"), cells.day, width=12, is_required=True),
        Column("starts", _("From"), cells.clock, width=8, is_required=True),
        Column("ends", _("To"), cells.clock, width=8, is_required=True),
        Column("last_day", _("Ends on another day"), cells.day, width=12),
        Column("zone", _("Time zone"), cells.zone, width=20, is_required=True),
        words("place", pgettext_lazy("where", "Place"), 200),
        words("host", _("Host"), 200, width=30),
        words("note", _("Note"), 2000, width=50),
    ),
)
GUESTS = Form(
    _("Guests"),
    (
        words("pitch", _("Pitch event"), 250, width=40),
        words("name", _("Name"), 120, is_required=True),
        words("organisation_name", _("Organisation"), 200, width=30, is_required=True),
        Column("country", _("Country"), cells.country, width=10, is_required=True),
        Column("email", _("E-mail"), cells.email, width=30, is_required=True),
        Column(
            "language",
            _("Language of mail"),
            cells.option(choices.site_languages),
            cells.label_cell(choices.site_languages),
        ),
        # Written, never read: consent comes from the guest alone.
        Column(
            "has_agreed",
            _("Delegates may see name and address"),
            show=cells.yes_cell,
        ),
        Column("here", _("Checked in"), show=cells.yes_cell),
    ),
)
NEEDS = Form(
    _("Needs"),
    (
        words("title", _("What is needed"), 200, width=50, is_required=True),
        words("text", _("In words"), 8000, width=80, is_required=True),
        words("organisation", _("Organisation"), 200, width=36),
        Column("country", _("Country"), cells.country, width=10),
        options("field", _("Field"), FIELDS.items()),
        Column("until", _("Answers until (UTC)"), cells.moment, width=18),
        options("state", _("State"), Need.State.choices),
    ),
)
