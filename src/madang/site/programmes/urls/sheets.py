"""Addresses of the workbooks of missions, programmes, needs and the portal. They stand before the short names that they resemble."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from madang.site.programmes.views import (
    applicant_sheets,
    contract_drafts,
    mission_sheets,
    portal_sheets,
    programme_sheets,
    sheets,
)

View = Callable[..., HttpResponse]
M = "missions/<slug:slug>/"
PROGRAMME = "programmes/<slug:slug>/"
CALL = "programmes/calls/<slug:slug>/"


def taken_in(address: str, name: str, view: View, template: View) -> list[URLPattern]:
    """Return the page that takes a workbook in, and its template."""
    return [
        path(f"{address}import/", view, name=f"{name}-import"),
        path(f"{address}import/template.xlsx", template, name=f"{name}-template"),
    ]


MISSIONS: list[URLPattern] = [
    path("missions/missions.xlsx", mission_sheets.missions_xlsx, name="missions-xlsx"),
    *taken_in(
        "missions/",
        "missions",
        mission_sheets.take_in,
        mission_sheets.missions_template,
    ),
    path(f"{M}itinerary.xlsx", sheets.itinerary_xlsx, name="mission-itinerary-xlsx"),
    path(f"{M}import/", sheets.take_in, name="mission-import"),
    path(
        f"{M}import/template.xlsx", sheets.template_xlsx, name="mission-import-template"
    ),
]
PROGRAMMES: list[URLPattern] = [
    path("programmes/needs.xlsx", sheets.needs_xlsx, name="needs-xlsx"),
    *taken_in(
        "programmes/needs/", "needs", sheets.take_in_needs_page, sheets.needs_template
    ),
    path(
        "programmes/programmes.xlsx",
        programme_sheets.programmes_xlsx,
        name="programmes-xlsx",
    ),
    *taken_in(
        "programmes/",
        "programmes",
        programme_sheets.take_in,
        programme_sheets.programmes_template,
    ),
    path("programmes/calls.xlsx", programme_sheets.open_calls_xlsx, name="calls-xlsx"),
    path(
        f"{PROGRAMME}calls.xlsx",
        programme_sheets.calls_xlsx,
        name="programme-calls-xlsx",
    ),
    *taken_in(
        f"{PROGRAMME}calls/",
        "calls",
        programme_sheets.take_in_calls_page,
        programme_sheets.calls_template,
    ),
]
APPLICANTS: list[URLPattern] = [
    *taken_in(
        f"{PROGRAMME}interests/",
        "interest",
        applicant_sheets.take_in_interest_page,
        applicant_sheets.interest_template,
    ),
    *taken_in(
        f"{CALL}applications/",
        "applications",
        applicant_sheets.take_in_applications_page,
        applicant_sheets.applications_template,
    ),
    path(f"{CALL}reviews.xlsx", applicant_sheets.reviews_xlsx, name="reviews-xlsx"),
    path(f"{PROGRAMME}cohort.xlsx", applicant_sheets.cohort_xlsx, name="cohort-xlsx"),
    *taken_in(
        f"{PROGRAMME}cohort/",
        "cohort",
        applicant_sheets.take_in_cohort_page,
        applicant_sheets.cohort_template,
    ),
]
PORTAL: list[URLPattern] = [
    path("portal/contracts/drafts/", contract_drafts.drafts, name="contract-drafts"),
    path(
        "portal/contracts/drafts/<int:pk>/",
        contract_drafts.draft,
        name="contract-draft",
    ),
    path(
        "portal/contracts/drafts/<int:pk>/discard/",
        contract_drafts.discard,
        name="discard-draft",
    ),
    path(
        "portal/contracts/drafts.xlsx", contract_drafts.drafts_xlsx, name="drafts-xlsx"
    ),
    *taken_in(
        "portal/contracts/drafts/",
        "drafts",
        contract_drafts.take_in,
        contract_drafts.drafts_template,
    ),
    path(
        "portal/contracts/contracts.xlsx",
        portal_sheets.contracts_xlsx,
        name="contracts-xlsx",
    ),
    path(
        "portal/consultations/hours.xlsx", portal_sheets.hours_xlsx, name="hours-xlsx"
    ),
    *taken_in(
        "portal/consultations/hours/",
        "hours",
        portal_sheets.take_in,
        portal_sheets.hours_template,
    ),
]
urlpatterns: list[URLPattern] = [*MISSIONS, *PROGRAMMES, *APPLICANTS, *PORTAL]
