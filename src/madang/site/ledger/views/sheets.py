"""The ledger's workbooks: ties and occasions to download, and sheets that curators take in."""

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
from madang.site.ledger.actions.sheets import take_in_ledger
from madang.site.ledger.exports import sheets as exports
from madang.site.ledger.forms.searches import OccasionSearchForm, TieSearchForm
from madang.site.ledger.queries import occasions as occasion_queries
from madang.site.ledger.queries import sheets as queries
from madang.site.ledger.queries import ties as tie_queries
from madang.site.ledger.rules.access import may_write
from madang.site.survey.views.importing import ImportPage, import_page, workbook


@require_GET
def ties_xlsx(request: HttpRequest) -> HttpResponse:
    """Return the ties that this reader sees, narrowed as the list is, at most 5,000."""
    user = request.user
    form = TieSearchForm(request.GET, countries=tie_queries.countries_with_ties(user))
    rows = tie_queries.ties_like(user, tie_queries.ties_seen_by(user), form.search())
    found = queries.ties_for_sheet(user, rows)
    content = exports.ties_xlsx(user, found, today=timezone.localdate())
    return workbook(content, "ties.xlsx")


@require_GET
def occasions_xlsx(request: HttpRequest) -> HttpResponse:
    """Return the occasions that this reader sees, narrowed as the list is, at most 5,000."""
    user = request.user
    form = OccasionSearchForm(
        request.GET, countries=occasion_queries.countries_with_occasions(user)
    )
    rows = occasion_queries.occasions_like(
        user, occasion_queries.occasions_seen_by(user), form.search()
    )
    found = queries.occasions_for_sheet(user, rows)
    content = exports.occasions_xlsx(user, found, today=timezone.localdate())
    return workbook(content, "occasions.xlsx")


def curator_here(request: HttpRequest) -> Person:
    """Return the curator who asks; 403 with a reason for anybody else."""
    person = person_of(request.user)
    if person is None or not may_write(request.user):
        raise PermissionDenied(_("Only curators and the site’s staff write here."))
    return person


@login_required
@require_GET
def template_xlsx(request: HttpRequest) -> HttpResponse:
    """Return the empty workbook with its headings."""
    curator_here(request)
    return workbook(exports.ledger_template(), "ties-template.xlsx")


@login_required
@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest) -> HttpResponse:
    """Take a workbook into the ledger."""
    person = curator_here(request)
    page = ImportPage(
        title=_("Take ties in from a workbook"),
        text=_(
            "Sources, organisations, occasions and ties in one file, with the headings of the template in any language of the site. What is entered under a key already stays as it is."
        ),
        here="ledger:import",
        back=reverse("ledger:ties"),
        template=reverse("ledger:import-template"),
        save=partial(take_in_ledger, by=person),
        target=person,
    )
    return import_page(request, page, by=person)
