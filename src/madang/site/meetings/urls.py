from django.urls import URLPattern, URLResolver, path

from madang.site.meetings.views import desk

app_name = "meetings"
urlpatterns: list[URLPattern | URLResolver] = [
    path("lounge/<slug:slug>/desk/", desk.desk_page, name="desk"),
]
