"""The landscape's workbooks: figures and dates to download, and sheets that curators take in."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from madang.site.core.ui import whole_number
from madang.site.landscape.actions.sheets import take_in_dates, take_in_figures
from madang.site.landscape.exports import sheets as exports
from madang.site.landscape.forms.calendar import CalendarFilterForm
from madang.site.landscape.queries import calendar as calendar_queries
from madang.site.landscape.queries import figures as queries
from madang.site.landscape.queries.sheets import MOST
from madang.site.ledger.views.sheets import curator_here
from madang.site.survey.views.importing import ImportPage, import_page, workbook


@require_GET
def figures_xlsx(request: HttpRequest) -> HttpResponse:
    """Return the figures that this reader sees, of one indicator (`?indicator=`) or of all, at most 5,000."""
    user = request.user
    rows = queries.with_evidence(queries.observations_seen_by(user), user)
    indicator = whole_number(request.GET.get("indicator", ""))
    if indicator is not None:
        rows = rows.filter(indicator=queries.indicator_seen_by(user, indicator))
    found = list(rows.order_by("pk")[:MOST])
    return workbook(exports.figures_xlsx(user, found), "figures.xlsx")


@require_GET
def dates_xlsx(request: HttpRequest) -> HttpResponse:
    """Return the dates of the calendar, narrowed as the list is, at most 5,000."""
    found = CalendarFilterForm(request.GET, user=request.user).found()
    rows = calendar_queries.narrowed(
        calendar_queries.entries_seen_by(request.user), **found
    )
    content = exports.dates_xlsx(rows[:MOST], today=timezone.localdate())
    return workbook(content, "calendar.xlsx")


@login_required
@require_GET
def figures_template(request: HttpRequest) -> HttpResponse:
    """Return the empty workbook for figures."""
    curator_here(request)
    return workbook(exports.figures_template(), "figures-template.xlsx")


@login_required
@require_GET
def dates_template(request: HttpRequest) -> HttpResponse:
    """Return the empty workbook for dates."""
    curator_here(request)
    return workbook(exports.dates_template(), "calendar-template.xlsx")


@login_required
@require_http_methods(["GET", "POST"])
def take_in_figures_page(request: HttpRequest) -> HttpResponse:
    """Take figures in from a workbook."""
    person = curator_here(request)
    page = ImportPage(
        title=_("Take figures in from a workbook"),
        text=_(
            "Figures, indicators and sources in one file. A share says of what, or that the source does not; a rank says which way. What is entered under a key already stays as it is."
        ),
        here="landscape:figures-import",
        back=reverse("landscape:indicators"),
        template=reverse("landscape:figures-template"),
        save=partial(take_in_figures, by=person),
        target=person,
    )
    return import_page(request, page, by=person)


@login_required
@require_http_methods(["GET", "POST"])
def take_in_dates_page(request: HttpRequest) -> HttpResponse:
    """Take dates in from a workbook."""
    person = curator_here(request)
    page = ImportPage(
        title=_("Take dates in from a workbook"),
        text=_(
            "One date a row. A date of a known key is changed; whoever follows it is told if it moved."
        ),
        here="landscape:dates-import",
        back=reverse("landscape:calendar"),
        template=reverse("landscape:dates-template"),
        save=partial(take_in_dates, by=person),
        target=person,
    )
    return import_page(request, page, by=person)
