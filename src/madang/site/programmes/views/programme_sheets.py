"""Workbooks of programmes and calls: to download, and to take in."""

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
from madang.site.programmes.actions.programme_sheets import (
    take_in_calls,
    take_in_programmes,
)
from madang.site.programmes.exports.sheets import book, template
from madang.site.programmes.forms.programmes import FilterForm
from madang.site.programmes.queries import programme_sheets as sheets
from madang.site.programmes.queries import programmes as queries
from madang.site.programmes.queries.calls import open_calls
from madang.site.programmes.reading.programmes import CALLS, PROGRAMMES, QUESTIONS
from madang.site.programmes.rules.programmes import why_not_make
from madang.site.programmes.views.acting import acting_person, managed_programme
from madang.site.survey.views.importing import ImportPage, import_page, workbook


@require_GET
def programmes_xlsx(request: HttpRequest) -> HttpResponse:
    """Return the programmes that this reader sees, narrowed as the list is, at most 5,000."""
    found = FilterForm(request.GET).found()
    rows = queries.programmes_like(queries.programmes_seen_by(request.user), **found)
    content = book((PROGRAMMES, sheets.programmes_for_sheet(rows)))
    return workbook(content, "programmes.xlsx")


def _maker(request: HttpRequest) -> Person:
    """Return who may make programmes; 403 with the reason for everybody else."""
    person = acting_person(request)
    if reason := why_not_make(person):
        raise PermissionDenied(reason)
    return person


@login_required
@require_GET
def programmes_template(request: HttpRequest) -> HttpResponse:
    """Return the empty workbook for programmes."""
    _maker(request)
    return workbook(template(PROGRAMMES), "programmes-template.xlsx")


@login_required
@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest) -> HttpResponse:
    """Take programmes of one's own organisation in from a workbook."""
    person = _maker(request)
    page = ImportPage(
        title=_("Take programmes in from a workbook"),
        text=_(
            "One programme a row. A new programme is a draft that you manage; one of the same short name that you run is changed."
        ),
        here=reverse("programmes:programmes-import"),
        back=reverse("programmes:list"),
        template=reverse("programmes:programmes-template"),
        save=partial(take_in_programmes, by=person),
        target=person,
    )
    return import_page(request, page, by=person)


@require_GET
def open_calls_xlsx(_request: HttpRequest) -> HttpResponse:
    """Return the calls that are open or will be, with their questions."""
    rows = open_calls(timezone.now())
    return _calls(sheets.calls_for_sheet(rows), "calls.xlsx")


@require_GET
def calls_xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the calls of a programme that this reader sees, with their questions."""
    programme = queries.programme_seen_by(request.user, slug)
    rows = sheets.calls_of(programme, person_of(request.user))
    return _calls(sheets.calls_for_sheet(rows), f"{slug}-calls.xlsx")


def _calls(
    found: tuple[list[sheets.Values], list[sheets.Values]], name: str
) -> HttpResponse:
    calls, questions = found
    return workbook(book((CALLS, calls), (QUESTIONS, questions)), name)


@login_required
@require_GET
def calls_template(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the empty workbook for calls and questions."""
    managed_programme(request, slug)
    return workbook(template(CALLS, QUESTIONS), "calls-template.xlsx")


@login_required
@require_http_methods(["GET", "POST"])
def take_in_calls_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Take calls of a programme in from a workbook."""
    programme, person = managed_programme(request, slug)
    page = ImportPage(
        title=_("Take calls in from a workbook"),
        text=_(
            "Calls in one sheet, their questions in another. A new call is a draft until it is published on its page; a draft of the same short name is changed, a published one stays as it is."
        ),
        here=reverse("programmes:calls-import", args=[slug]),
        back=reverse("programmes:programme", args=[slug]),
        template=reverse("programmes:calls-template", args=[slug]),
        save=partial(take_in_calls, by=person, programme=programme),
        target=programme,
    )
    return import_page(request, page, by=person)
