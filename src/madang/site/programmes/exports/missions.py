"""A mission as a workbook for whoever runs it: applications, itinerary, guests, links and results, a sheet each."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from madang.site.core.sheets import Table, xlsx_file
from madang.site.core.time import zone
from madang.site.programmes.models import (
    DirectLink,
    MissionApplication,
    MissionResult,
    MissionStop,
    PitchGuest,
)


def mission_file(
    *,
    applications: Iterable[MissionApplication],
    stops: Iterable[MissionStop],
    guests: Iterable[PitchGuest],
    links: Iterable[DirectLink],
    results: Iterable[MissionResult],
) -> bytes:
    """Return the workbook; what looks like a formula stays text, times are those of the place or UTC as the heading says."""
    return xlsx_file(
        [
            _applications(applications),
            _itinerary(stops),
            _guests(guests),
            _links(links),
            _results(results),
        ]
    )


def _applications(rows: Iterable[MissionApplication]) -> Table:
    heads = [_("Organisation"), _("Country"), _("Who would travel"), _("State"), _("What they want to achieve"), _("What they bring"), _("Whom they want to meet"), _("Reason")]  # fmt: skip
    cells = [
        (
            each.organisation.name,
            each.organisation.country,
            each.delegate.name,
            each.get_state_display(),
            each.motive,
            each.offer,
            each.whom,
            each.reason,
        )
        for each in rows
    ]
    return Table(_("Applications"), heads, cells, [30, 9, 24, 14, 40, 40, 40, 30])


def _itinerary(rows: Iterable[MissionStop]) -> Table:
    heads = [_("Day"), _("From"), _("To"), _("Time zone"), _("Kind"), _("Title"), _("Place"), _("Host"), _("Note")]  # fmt: skip
    cells = [
        (
            _local(each.starts_at, each).date(),
            _local(each.starts_at, each).time(),
            _local(each.ends_at, each).time(),
            each.zone,
            each.get_kind_display(),
            each.title,
            each.place,
            str(each.host or ""),
            each.note,
        )
        for each in rows
    ]
    return Table(_("Itinerary"), heads, cells, [12, 8, 8, 16, 18, 36, 24, 30, 40])


def _local(at: datetime, stop: MissionStop) -> datetime:
    return at.astimezone(zone(stop.zone)).replace(tzinfo=None)


def _guests(rows: Iterable[PitchGuest]) -> Table:
    heads = [_("Name"), _("Organisation"), _("Country"), _("E-mail"), _("Pitch event"), _("Here")]  # fmt: skip
    cells = [
        (
            each.name,
            each.organisation_name,
            each.country,
            each.email,
            each.pitch.topic,
            _("yes") if each.checked_in_at else _("no"),
        )
        for each in rows
    ]
    return Table(_("Guests"), heads, cells, [24, 30, 9, 30, 36, 8])


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
