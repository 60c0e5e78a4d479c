"""Workbooks of those who run a programme: interest, applications, reviews, the cohort."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from madang.site.programmes.actions.applicant_sheets import (
    take_in_applications,
    take_in_interest,
)
from madang.site.programmes.actions.cohort_sheets import take_in_cohort
from madang.site.programmes.exports.sheets import book, template
from madang.site.programmes.queries import programme_sheets as sheets
from madang.site.programmes.reading.programmes import (
    GRANTS,
    INTEREST,
    MEMBERS,
    MILESTONES,
    REVIEWS,
    applications_form,
)
from madang.site.programmes.views.acting import managed_programme
from madang.site.programmes.views.calls import call_managed_by
from madang.site.survey.views.importing import ImportPage, import_page, workbook


@login_required
@require_GET
def interest_template(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the empty workbook for interest."""
    managed_programme(request, slug)
    return workbook(template(INTEREST), "interest-template.xlsx")


@login_required
@require_http_methods(["GET", "POST"])
def take_in_interest_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Take in who said on paper that they would take part."""
    programme, person = managed_programme(request, slug)
    page = ImportPage(
        title=_("Take interest in from a workbook"),
        text=_(
            "One organisation a row: name only those that said so to you. Whoever leads its entry gets mail and can withdraw it. What an organisation has said here itself stays as it is."
        ),
        here=reverse("programmes:interest-import", args=[slug]),
        back=reverse("programmes:interests", args=[slug]),
        template=reverse("programmes:interest-template", args=[slug]),
        save=partial(take_in_interest, by=person, programme=programme),
        target=programme,
    )
    return import_page(request, page, by=person)


@login_required
@require_GET
def applications_template(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the empty workbook for applications, with a column for each question of the call."""
    call, _person = call_managed_by(request, slug)
    form = applications_form(list(call.questions.all()))
    return workbook(template(form), f"{slug}-applications-template.xlsx")


@login_required
@require_http_methods(["GET", "POST"])
def take_in_applications_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin drafts for organisations whose applications came on paper."""
    call, person = call_managed_by(request, slug)
    page = ImportPage(
        title=_("Take applications in from a workbook"),
        text=_(
            "Each row begins a draft for an organisation, which gets mail and from then on alone reads, changes and submits it. Nothing is submitted here. An organisation that has an application already stays as it is."
        ),
        here=reverse("programmes:applications-import", args=[slug]),
        back=reverse("programmes:call-applications", args=[slug]),
        template=reverse("programmes:applications-template", args=[slug]),
        save=partial(take_in_applications, by=person, call=call),
        target=call,
    )
    return import_page(request, page, by=person)


@login_required
@require_GET
def reviews_xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the reviews of a call to those who run it."""
    call, person = call_managed_by(request, slug)
    content = book((REVIEWS, sheets.reviews_for_sheet(call, person)))
    return workbook(content, f"{slug}-reviews.xlsx")


@login_required
@require_GET
def cohort_xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    """Return a cohort with its milestones, and the grants applied for elsewhere."""
    programme, _person = managed_programme(request, slug)
    members = sheets.cohort_for_sheet(programme)
    grants = [sheets.grant_values(each) for each in sheets.grants_of(programme)]
    content = book(
        (MEMBERS, sheets.members_for_sheet(members)),
        (MILESTONES, sheets.milestones_for_sheet(members)),
        (GRANTS, grants),
    )
    return workbook(content, f"{slug}-cohort.xlsx")


@login_required
@require_GET
def cohort_template(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the empty workbook for members, milestones and grants."""
    managed_programme(request, slug)
    return workbook(template(MEMBERS, MILESTONES, GRANTS), "cohort-template.xlsx")


@login_required
@require_http_methods(["GET", "POST"])
def take_in_cohort_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Take members, milestones and grants in from a workbook."""
    programme, person = managed_programme(request, slug)
    page = ImportPage(
        title=_("Take a cohort in from a workbook"),
        text=_(
            "Members who joined elsewhere, such as before this site was used, their milestones, and grants applied for at other bodies. Members get mail; a grant that is here already moves to the state in the sheet."
        ),
        here=reverse("programmes:cohort-import", args=[slug]),
        back=reverse("programmes:cohort", args=[slug]),
        template=reverse("programmes:cohort-template", args=[slug]),
        save=partial(take_in_cohort, by=person, programme=programme),
        target=programme,
    )
    return import_page(request, page, by=person)
