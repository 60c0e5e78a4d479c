"""Workbooks of the portal: contracts with their support, and the hours that somebody looks after."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from madang.site.directory.models import Person
from madang.site.programmes.actions.hour_sheets import take_in_hours
from madang.site.programmes.exports.sheets import book, template
from madang.site.programmes.queries import portal_sheets as sheets
from madang.site.programmes.queries.consultations import hours_looked_after
from madang.site.programmes.queries.contracts import contracts_seen_by
from madang.site.programmes.queries.programme_sheets import MOST
from madang.site.programmes.reading.portal import CONTRACTS, HOURS, REQUESTS, SUPPORT
from madang.site.programmes.rules.consultations import may_offer_hours
from madang.site.programmes.views.contracts import somebody
from madang.site.survey.views.importing import ImportPage, import_page, workbook


@login_required
@require_safe
def contracts_xlsx(request: HttpRequest) -> HttpResponse:
    """Return the contracts that this reader reads, what each gives, and what was asked for of it."""
    somebody(request)
    rows = list(contracts_seen_by(request.user)[:MOST])
    content = book(
        (CONTRACTS, sheets.contracts_for_sheet(rows)),
        (SUPPORT, sheets.support_for_sheet(rows)),
        (REQUESTS, sheets.requests_for_sheet(rows)),
    )
    return workbook(content, "contracts.xlsx")


def _adviser(request: HttpRequest) -> Person:
    """Return who offers hours; 403 with the reason for everybody else."""
    person = somebody(request)
    if not may_offer_hours(person):
        raise PermissionDenied(
            _(
                "Hours are offered by people of agencies and other bodies that run programmes."
            )
        )
    return person


@login_required
@require_safe
def hours_xlsx(request: HttpRequest) -> HttpResponse:
    """Return the hours that this reader looks after, with their bookings, at most 5,000, the latest first."""
    rows = hours_looked_after(_adviser(request)).order_by("-starts_at", "-pk")
    return workbook(book((HOURS, sheets.hours_for_sheet(rows))), "hours.xlsx")


@login_required
@require_safe
def hours_template(request: HttpRequest) -> HttpResponse:
    """Return the empty workbook for hours."""
    _adviser(request)
    return workbook(template(HOURS), "hours-template.xlsx")


@login_required
@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest) -> HttpResponse:
    """Take hours in from a workbook."""
    person = _adviser(request)
    page = ImportPage(
        title=_("Take hours in from a workbook"),
        text=_(
            "One hour a row, as the clocks of its time zone show it. A blank address means your own hours; as lead you can name colleagues. Bookings are made on the page only."
        ),
        here=reverse("programmes:hours-import"),
        back=reverse("programmes:hours"),
        template=reverse("programmes:hours-template"),
        save=partial(take_in_hours, by=person),
        target=person,
    )
    return import_page(request, page, by=person)
