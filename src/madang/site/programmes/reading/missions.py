"""The sheets of missions besides itinerary and guests: the missions themselves, their hosts, applications for seats, links, results."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from madang.site.core import cells
from madang.site.core.tables import Column, Form
from madang.site.ledger.reading.sheets import options, words
from madang.site.programmes.models import Mission, MissionApplication
from madang.site.programmes.reading.columns import (
    country_column,
    day_column,
    email_column,
    moment_column,
    organisation_column,
    short_name,
    shown,
    shown_option,
    zone_column,
)

MISSIONS = Form(
    _("Missions"),
    (
        short_name("slug", _("Short name in addresses")),
        words("name", _("Name"), 200, width=36, is_required=True),
        words("aim", _("What it is for"), 4000, width=60, is_required=True),
        words("organiser", _("Organised by"), 200, width=30),
        country_column(
            "from_country", pgettext_lazy("country", "From"), is_required=True
        ),
        country_column("to_country", pgettext_lazy("country", "To"), is_required=True),
        zone_column("home_zone", _("Time zone at home")),
        zone_column("host_zone", _("Time zone of the visit")),
        day_column("first_day", _("First day"), is_required=True),
        day_column("last_day", _("Last day"), is_required=True),
        Column("seats", _("Seats for organisations"), cells.whole, width=8),
        moment_column(
            "apply_until",
            _("Applications until"),
            _("a day and a time in the time zone at home: 2027-03-02 18:00"),
        ),
        shown_option("state", _("State"), Mission.State.choices),
        shown("delegates", _("Seats given"), width=8),
    ),
)
SEATS = Form(
    _("Applications"),
    (
        organisation_column(),
        shown("country", _("Country"), width=10),
        shown("delegate", _("Who would travel"), width=24),
        options(
            "state",
            _("State"),
            MissionApplication.State.choices,
            hint=_("of one that is handed in: Selected, Waiting list or Not selected"),
        ),
        words("motive", _("What they want to achieve"), 3000, width=40),
        words("offer", _("What they bring"), 3000, width=40),
        words("whom", _("Whom they want to meet"), 3000, width=40),
        words("reason", _("Reason"), 400, width=30),
        email_column("address", _("E-mail of who would travel")),
    ),
)
HOSTS = Form(
    _("Hosts"),
    (organisation_column(), words("note", _("What for"), 200, width=50)),
)
