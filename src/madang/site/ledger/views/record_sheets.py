"""The workbook of organisations: to download as each reader sees it, and to take in for curators."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from madang.site.ledger.actions.record_sheets import take_in_organisations
from madang.site.ledger.exports import record_sheets as exports
from madang.site.ledger.forms.searches import OrganisationSearchForm
from madang.site.ledger.queries import organisations as queries
from madang.site.ledger.views.sheets import curator_here
from madang.site.survey.views.importing import ImportPage, import_page, workbook


@require_GET
def organisations_xlsx(request: HttpRequest) -> HttpResponse:
    """Return the organisations that this reader sees, narrowed as the list is, with everything between them."""
    user = request.user
    form = OrganisationSearchForm(
        request.GET, countries=queries.countries_of_organisations(user)
    )
    seen = queries.organisations_seen_by(user)
    rows = queries.organisations_like(user, seen, form.search())
    return workbook(exports.organisations_xlsx(user, rows), "organisations.xlsx")


@login_required
@require_GET
def template_xlsx(request: HttpRequest) -> HttpResponse:
    """Return the empty workbook with its headings."""
    curator_here(request)
    return workbook(exports.organisations_template(), "organisations-template.xlsx")


@login_required
@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest) -> HttpResponse:
    """Take a workbook about organisations into the ledger."""
    person = curator_here(request)
    page = ImportPage(
        title=_("Take organisations in from a workbook"),
        text=_(
            "Organisations with their names, numbers, memberships, relations, people in roles and initiatives, and the sources of all in one file. What is entered already stays as it is."
        ),
        here="ledger:import-organisations",
        back=reverse("ledger:organisations"),
        template=reverse("ledger:organisations-template"),
        save=partial(take_in_organisations, by=person),
        target=person,
    )
    return import_page(request, page, by=person)
