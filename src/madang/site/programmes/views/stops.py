"""The itinerary: read by everybody, written by whoever runs the mission, taken away as a calendar or on paper."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from madang.site.core.sheets import XLSX_TYPE
from madang.site.directory.models import Organisation
from madang.site.meetings.exports.paper import PDF_TYPE
from madang.site.programmes.actions import stops as actions
from madang.site.programmes.exports.itinerary import (
    CALENDAR_TYPE,
    calendar_file,
    itinerary_pdf,
)
from madang.site.programmes.exports.missions import mission_file
from madang.site.programmes.forms.missions import StopForm, values_of_stop
from madang.site.programmes.models import Mission, MissionStop
from madang.site.programmes.queries import missions as queries
from madang.site.programmes.queries import stops as stop_queries
from madang.site.programmes.queries.mission_sheets import guests_for_sheet
from madang.site.programmes.queries.pitches import links_of
from madang.site.programmes.queries.results import results_seen_by
from madang.site.programmes.rules.missions import MissionError
from madang.site.programmes.views.mission_pages import mission_page
from madang.site.programmes.views.mission_people import managed


@require_safe
def itinerary(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the stops by day, in the time of the place and at home; overlaps are named to whoever runs the mission."""
    mission = queries.mission_seen_by(request.user, slug)
    stops = list(stop_queries.stops_of(mission))
    return mission_page(
        request,
        mission,
        "itinerary",
        here="itinerary",
        days=stop_queries.itinerary(stops),
        reads_notes=stop_queries.reads_notes(request.user, mission),
    )


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the itinerary as a calendar file; notes only to those who travel, host or manage."""
    mission = queries.mission_seen_by(request.user, slug)
    body = calendar_file(
        mission,
        list(stop_queries.stops_of(mission)),
        with_notes=stop_queries.reads_notes(request.user, mission),
        now=timezone.now(),
    )
    return _file(body, CALENDAR_TYPE, f"{slug}.ics")


@require_safe
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the itinerary as a PDF; notes only to those who travel, host or manage."""
    mission = queries.mission_seen_by(request.user, slug)
    body = itinerary_pdf(
        mission,
        list(stop_queries.stops_of(mission)),
        with_notes=stop_queries.reads_notes(request.user, mission),
    )
    return _file(body, PDF_TYPE, f"{slug}.pdf")


@login_required
@require_safe
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """Give whoever runs the mission everything about it as a workbook."""
    mission, _person = managed(request, slug)
    body = mission_file(
        applications=queries.applications_of(mission),
        stops=stop_queries.stops_of(mission),
        guests=guests_for_sheet(mission),
        hosts=queries.hosts_of(mission),
        links=links_of(mission),
        results=results_seen_by(request.user, mission),
    )
    return _file(body, XLSX_TYPE, f"{slug}.xlsx")


@login_required
@require_http_methods(["GET", "POST"])
def new_stop(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a stop."""
    mission, _person = managed(request, slug)
    initial = {"zone": mission.host_zone, "day": mission.first_day, "kind": "visit"}
    return _save(request, mission, None, initial)


@login_required
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change a stop."""
    mission, _person = managed(request, slug)
    row = stop_queries.stop_of(mission, pk)
    return _save(request, mission, row, values_of_stop(row))


def _save(
    request: HttpRequest,
    mission: Mission,
    row: MissionStop | None,
    initial: dict[str, Any],
) -> HttpResponse:
    _mission, person = managed(request, mission.slug)
    hosts = Organisation.objects.filter(hosted_missions__mission=mission)
    form = StopForm(request.POST or None, hosts=hosts, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_stop(mission, by=person, facts=form.facts(), stop=row)
        except MissionError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Saved."))
            return redirect("programmes:mission-itinerary", mission.slug)
    return mission_page(
        request,
        mission,
        "stop",
        here="itinerary",
        form=form,
        stop=row,
        status=422 if form.is_bound else 200,
    )


@login_required
@require_http_methods(["GET", "POST"])
def remove_stop(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask, then remove a stop."""
    mission, person = managed(request, slug)
    row = stop_queries.stop_of(mission, pk)
    if request.method == "POST":
        try:
            actions.remove_stop(row, by=person)
        except MissionError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The stop is removed."))
        return redirect("programmes:mission-itinerary", slug)
    return mission_page(request, mission, "remove_stop", here="itinerary", stop=row)
