"""Addresses of the landscape, a file a noun."""

from django.urls import URLPattern

from madang.site.landscape.urls import places

app_name = "landscape"
urlpatterns: list[URLPattern] = [*places.urlpatterns]
