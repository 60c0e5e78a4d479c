"""A mission as a workbook for whoever runs it: applications, itinerary, guests and hosts, which can be taken in again; links and results."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from madang.site.core.sheets import Table
from madang.site.programmes.exports.sheets import book
from madang.site.programmes.models import (
    DirectLink,
    MissionApplication,
    MissionHost,
    MissionResult,
    MissionStop,
)
from madang.site.programmes.queries import mission_sheets as queries
from madang.site.programmes.queries.mission_sheets import Values
from madang.site.programmes.reading.missions import HOSTS, SEATS
from madang.site.programmes.reading.sheets import GUESTS, ITINERARY


def mission_file(
    *,
    applications: Iterable[MissionApplication],
    stops: Iterable[MissionStop],
    guests: list[Values],
    hosts: Iterable[MissionHost],
    links: Iterable[DirectLink],
    results: Iterable[MissionResult],
) -> bytes:
    """Return the workbook; what looks like a formula stays text, times are those of the place."""
    return book(
        (SEATS, queries.seats_for_sheet(applications)),
        (ITINERARY, queries.stops_for_sheet(stops, has_notes=True)),
        (GUESTS, guests),
        (HOSTS, queries.hosts_for_sheet(hosts)),
        also=[_links(links), _results(results)],
    )


def _links(rows: Iterable[DirectLink]) -> Table:
    heads = [_("Guest"), _("Organisation"), _("asks"), _("State"), _("What about"), _("Reason")]  # fmt: skip
    cells = [
        (
            each.guest.name,
            each.guest.organisation_name,
            each.application.organisation.name,
            each.get_state_display(),
            each.message,
            each.reason,
        )
        for each in rows
    ]
    return Table(_("Direct links"), heads, cells, [24, 30, 30, 12, 40, 30])


def _results(rows: Iterable[MissionResult]) -> Table:
    heads = [_("Organisation"), _("What came of it"), _("With whom"), _("In your words"), _("Title of the document"), _("Signed on"), _("Everybody may read it")]  # fmt: skip
    cells = [
        (
            each.application.organisation.name,
            each.get_kind_display(),
            str(each.partner or ""),
            each.text,
            each.document,
            each.signed_on or "",
            _("yes") if each.is_public else _("no"),
        )
        for each in rows
    ]
    return Table(_("Results"), heads, cells, [30, 24, 30, 50, 36, 12, 12])
