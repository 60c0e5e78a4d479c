"""Addresses of the landscape's front page, countries and pairs."""

from django.urls import URLPattern, path

from madang.site.landscape.views import home

urlpatterns: list[URLPattern] = [
    path("landscape/", home.home, name="home"),
]
