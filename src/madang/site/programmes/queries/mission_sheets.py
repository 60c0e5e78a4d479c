"""Missions with stops, guests, hosts and applications, and published needs, as values of a sheet."""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any

from django.db.models import QuerySet

from madang.site.core.time import zone
from madang.site.programmes.models import (
    Mission,
    MissionApplication,
    MissionHost,
    MissionStop,
    Need,
    PitchGuest,
)

Values = dict[str, Any]
OF_GUEST = ("name", "organisation_name", "country", "email", "language", "has_agreed")
OF_SEAT = ("state", "motive", "offer", "whom", "reason")


def stop_values(stop: MissionStop) -> Values:
    """Return a stop as the clocks of its place show it."""
    here = zone(stop.zone)
    starts, ends = stop.starts_at.astimezone(here), stop.ends_at.astimezone(here)
    return {
        "kind": stop.kind,
        "title": stop.title,
        "day": starts.date(),
        "starts": _clock(starts),
        "ends": _clock(ends),
        "last_day": ends.date() if ends.date() != starts.date() else None,
        "zone": stop.zone,
        "place": stop.place,
        "host": stop.host.name if stop.host else "",
        "note": stop.note,
    }


def _clock(at: datetime) -> time:
    return at.time().replace(tzinfo=None)


def stops_for_sheet(stops: Iterable[MissionStop], *, has_notes: bool) -> list[Values]:
    """Return stops as values; the notes only for who travels, hosts or manages."""
    return [stop_values(each) | ({} if has_notes else {"note": ""}) for each in stops]


def guests_for_sheet(mission: Mission) -> list[Values]:
    """Return the guests of every pitch event of a mission, in the order of registration."""
    rows = (
        PitchGuest.objects.filter(pitch__stop__mission=mission)
        .select_related("pitch__stop")
        .order_by("pk")
    )
    return [
        {
            **{name: getattr(each, name) for name in OF_GUEST},
            "pitch": each.pitch.stop.title,
            "here": each.checked_in_at is not None,
        }
        for each in rows
    ]


def needs_for_sheet(rows: QuerySet[Need]) -> list[Values]:
    """Return needs as values, at most 5,000."""
    return [
        {
            "title": each.title,
            "text": each.text,
            "organisation": each.organisation.name,
            "country": each.country,
            "field": each.field,
            "until": f"{each.answers_until.astimezone(UTC):%Y-%m-%d %H:%M}"
            if each.answers_until
            else "",
            "state": each.state,
        }
        for each in rows[:5000]
    ]


def mission_values(mission: Mission) -> Values:
    """Return a mission as values of its sheet, its deadline as the clocks at home show it."""
    until = mission.apply_until
    names = ("slug", "name", "aim", "from_country", "to_country", "home_zone", "host_zone", "first_day", "last_day", "seats", "state")  # fmt: skip
    return {
        **{name: getattr(mission, name) for name in names},
        "organiser": mission.organiser.name,
        "apply_until": f"{until.astimezone(zone(mission.home_zone)):%Y-%m-%d %H:%M}"
        if until
        else "",
        "delegates": getattr(mission, "delegates", None),
    }


def missions_for_sheet(rows: QuerySet[Mission]) -> list[Values]:
    """Return missions as the list shows them, at most 5,000."""
    return [mission_values(each) for each in rows[:5000]]


def seats_for_sheet(rows: Iterable[MissionApplication]) -> list[Values]:
    """Return applications for a seat, read by whoever runs the mission."""
    return [
        {
            "organisation": each.organisation.name,
            "country": each.organisation.country,
            "delegate": each.delegate.name,
            "address": each.delegate.email,
            **{name: getattr(each, name) for name in OF_SEAT},
        }
        for each in rows
    ]


def hosts_for_sheet(rows: Iterable[MissionHost]) -> list[Values]:
    """Return who receives a mission."""
    return [{"organisation": each.organisation.name, "note": each.note} for each in rows]  # fmt: skip
