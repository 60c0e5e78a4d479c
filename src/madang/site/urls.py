"""Addresses of the site, app by app in the order of the story."""

from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("preferences/language/", set_language, name="set_language"),
    path("", include("madang.site.core.urls")),
    path("", include("madang.site.directory.urls")),
    path("lounge/", include("madang.site.events.urls")),
    path("lounge/", include("madang.site.survey.urls")),
    path("lounge/", include("madang.site.matching.urls")),
    path("", include("madang.site.meetings.urls")),
]
