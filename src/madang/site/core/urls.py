from django.urls import path

from madang.site.core import views

app_name = "core"
urlpatterns = [
    path("preferences/theme/", views.choose_theme, name="theme"),
    path("livez", views.live, name="live"),
    path("readyz", views.ready, name="ready"),
]
