"""Addresses of the workbooks of missions and needs."""

from django.urls import URLPattern, path

from madang.site.programmes.views import sheets

M = "missions/<slug:slug>/"
urlpatterns: list[URLPattern] = [
    path(f"{M}itinerary.xlsx", sheets.itinerary_xlsx, name="mission-itinerary-xlsx"),
    path(f"{M}import/", sheets.take_in, name="mission-import"),
    path(
        f"{M}import/template.xlsx", sheets.template_xlsx, name="mission-import-template"
    ),
    path("programmes/needs.xlsx", sheets.needs_xlsx, name="needs-xlsx"),
    path("programmes/needs/import/", sheets.take_in_needs_page, name="needs-import"),
    path(
        "programmes/needs/import/template.xlsx",
        sheets.needs_template,
        name="needs-template",
    ),
]
