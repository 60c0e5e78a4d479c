"""Addresses of figures, rankings and what is odd."""

from django.urls import URLPattern, path

from madang.site.landscape.views import (
    audience,
    corrections,
    figures,
    oddities,
    rankings,
)

urlpatterns: list[URLPattern] = [
    path("landscape/figures/", figures.indicators, name="indicators"),
    path("landscape/figures/add/", figures.add_figure, name="add-figure"),
    path("landscape/figures/<int:pk>/", figures.indicator, name="indicator"),
    path(
        "landscape/figures/stated/<int:pk>/withdraw/",
        figures.withdraw_figure,
        name="withdraw-figure",
    ),
    path(
        "landscape/figures/stated/<int:pk>/correct/",
        corrections.correct,
        name="correct-figure",
    ),
    path(
        "landscape/figures/stated/<int:pk>/history/",
        corrections.history,
        name="figure-history",
    ),
    path(
        "landscape/figures/stated/<int:pk>/audience/",
        audience.figure_audience,
        name="figure-audience",
    ),
    path("landscape/rankings/", rankings.rankings, name="rankings"),
    path("landscape/oddities/", oddities.oddities, name="oddities"),
]
