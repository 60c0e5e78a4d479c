"""Addresses of the landscape's workbooks."""

from django.urls import URLPattern, path

from madang.site.landscape.views import sheets

urlpatterns: list[URLPattern] = [
    path("landscape/figures.xlsx", sheets.figures_xlsx, name="figures-xlsx"),
    path(
        "landscape/figures/import/", sheets.take_in_figures_page, name="figures-import"
    ),
    path(
        "landscape/figures/import/template.xlsx",
        sheets.figures_template,
        name="figures-template",
    ),
    path("landscape/calendar.xlsx", sheets.dates_xlsx, name="dates-xlsx"),
    path("landscape/calendar/import/", sheets.take_in_dates_page, name="dates-import"),
    path(
        "landscape/calendar/import/template.xlsx",
        sheets.dates_template,
        name="dates-template",
    ),
]
