"""Workbooks of missions and needs: to download, and to take stops and guests in."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from madang.site.directory.models import Person
from madang.site.directory.queries import person_of
from madang.site.programmes.actions.mission_sheets import take_in_mission
from madang.site.programmes.actions.need_sheets import take_in_needs
from madang.site.programmes.exports import sheets as exports
from madang.site.programmes.forms.needs import NeedFilterForm
from madang.site.programmes.queries import mission_sheets as sheet_queries
from madang.site.programmes.queries import needs as need_queries
from madang.site.programmes.queries.missions import mission_seen_by
from madang.site.programmes.queries.stops import reads_notes, stops_of
from madang.site.programmes.reading.missions import HOSTS, SEATS
from madang.site.programmes.reading.sheets import GUESTS, ITINERARY, NEEDS
from madang.site.programmes.rules.missions import may_manage
from madang.site.programmes.rules.needs import why_not_publish
from madang.site.programmes.views.mission_people import managed
from madang.site.survey.views.importing import ImportPage, import_page, workbook


@require_GET
def itinerary_xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the itinerary; with its notes for who travels, hosts or manages, with the guests for who manages."""
    mission = mission_seen_by(request.user, slug)
    stops = sheet_queries.stops_for_sheet(
        stops_of(mission), has_notes=reads_notes(request.user, mission)
    )
    guests = (
        sheet_queries.guests_for_sheet(mission)
        if may_manage(request.user, mission)
        else None
    )
    return workbook(exports.mission_xlsx(stops, guests), f"{slug}-itinerary.xlsx")


@login_required
@require_GET
def template_xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the empty workbook for applications, stops, guests and hosts."""
    managed(request, slug)
    return workbook(
        exports.template(SEATS, ITINERARY, GUESTS, HOSTS), "mission-template.xlsx"
    )


@login_required
@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Take hosts, stops, guests and applications in from a workbook."""
    mission, person = managed(request, slug)
    page = ImportPage(
        title=_("Take a mission’s workbook in"),
        text=_(
            "Hosts, stops, guests and applications, each in its sheet. A stop of the same title and beginning is changed. An application that is handed in moves to the state in the sheet, and its organisation gets mail; for one that has none a draft is begun, which it alone hands in. Each new guest is sent the address of a page of their own: name only people who asked to come."
        ),
        here=reverse("programmes:mission-import", args=[slug]),
        back=reverse("programmes:mission-itinerary", args=[slug]),
        template=reverse("programmes:mission-import-template", args=[slug]),
        save=partial(take_in_mission, by=person, mission=mission),
        target=mission,
        room="missions",
    )
    return import_page(request, page, by=person)


@require_GET
def needs_xlsx(request: HttpRequest) -> HttpResponse:
    """Return the needs that this reader sees, narrowed as the list is, at most 5,000."""
    found = NeedFilterForm(request.GET).found()
    rows = need_queries.needs_like(
        need_queries.needs_seen_by(request.user),
        country=found["country"],
        field=found["field"],
        now=timezone.now() if found["answers"] == "open" else None,
    )
    content = exports.needs_xlsx(sheet_queries.needs_for_sheet(rows))
    return workbook(content, "needs.xlsx")


def _publisher(request: HttpRequest) -> Person:
    """Return who may publish needs; 403 with the reason for everybody else."""
    person = person_of(request.user)
    if reason := why_not_publish(person):
        raise PermissionDenied(reason)
    assert person is not None  # noqa: S101 - the rule refuses nobody
    return person


@login_required
@require_GET
def needs_template(request: HttpRequest) -> HttpResponse:
    """Return the empty workbook for needs."""
    _publisher(request)
    return workbook(exports.template(NEEDS), "needs-template.xlsx")


@login_required
@require_http_methods(["GET", "POST"])
def take_in_needs_page(request: HttpRequest) -> HttpResponse:
    """Take needs of one's own organisation in from a workbook."""
    person = _publisher(request)
    page = ImportPage(
        title=_("Take needs in from a workbook"),
        text=_(
            "One need a row. A new need is a draft until it is published on its page; one of the same title is changed."
        ),
        here=reverse("programmes:needs-import"),
        back=reverse("programmes:needs"),
        template=reverse("programmes:needs-template"),
        save=partial(take_in_needs, by=person),
        target=person,
        room="programmes",
    )
    return import_page(request, page, by=person)
