"""Addresses of missions, programmes and the portal, a file each."""

from django.urls import URLPattern

from madang.site.programmes.urls import missions, portal, programmes, sheets

app_name = "programmes"
urlpatterns: list[URLPattern] = [
    *sheets.urlpatterns,
    *missions.urlpatterns,
    *programmes.urlpatterns,
    *portal.urlpatterns,
]
