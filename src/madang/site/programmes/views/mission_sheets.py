"""Workbooks of the list of missions: to download, and to take in."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from madang.site.directory.models import Person
from madang.site.directory.queries import person_of
from madang.site.programmes.actions.mission_list_sheets import take_in_missions
from madang.site.programmes.exports.sheets import book, template
from madang.site.programmes.forms.missions import MissionFilterForm
from madang.site.programmes.queries import missions as queries
from madang.site.programmes.queries.mission_sheets import missions_for_sheet
from madang.site.programmes.reading.missions import MISSIONS
from madang.site.programmes.rules.missions import may_make
from madang.site.survey.views.importing import ImportPage, import_page, workbook


@require_GET
def missions_xlsx(request: HttpRequest) -> HttpResponse:
    """Return the missions that this reader sees, narrowed as the list is, at most 5,000."""
    seen = queries.missions_seen_by(request.user)
    form = MissionFilterForm(request.GET, countries=queries.countries_of(seen))
    rows = queries.listed(queries.missions_like(seen, **form.values()))
    return workbook(book((MISSIONS, missions_for_sheet(rows))), "missions.xlsx")


def _maker(request: HttpRequest) -> Person:
    """Return who may make missions; 403 with the reason for everybody else."""
    person = person_of(request.user)
    if person is None or not may_make(request.user):
        raise PermissionDenied(
            _(
                "A mission is made by whoever leads the entry of a ministry, agency, association or international organisation, or by the site’s staff."
            )
        )
    return person


@login_required
@require_GET
def missions_template(request: HttpRequest) -> HttpResponse:
    """Return the empty workbook for missions."""
    _maker(request)
    return workbook(template(MISSIONS), "missions-template.xlsx")


@login_required
@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest) -> HttpResponse:
    """Take missions of one's own organisation in from a workbook."""
    person = _maker(request)
    page = ImportPage(
        title=_("Take missions in from a workbook"),
        text=_(
            "One mission a row. A new mission is a draft that you manage; one of the same short name that you run is changed. Hosts, stops, guests and applications are taken in on the page of the mission."
        ),
        here=reverse("programmes:missions-import"),
        back=reverse("programmes:missions"),
        template=reverse("programmes:missions-template"),
        save=partial(take_in_missions, by=person),
        target=person,
    )
    return import_page(request, page, by=person)
