"""Addresses of the landscape, a file a noun."""

from django.urls import URLPattern

from madang.site.landscape.urls import (
    articles,
    calendar,
    figures,
    following,
    places,
    sheets,
)

app_name = "landscape"
urlpatterns: list[URLPattern] = [
    *places.urlpatterns,
    *figures.urlpatterns,
    *calendar.urlpatterns,
    *articles.urlpatterns,
    *following.urlpatterns,
    *sheets.urlpatterns,
]
