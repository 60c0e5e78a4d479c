from django.urls import URLPattern, URLResolver, path

from madang.site.events.views import listing

app_name = "events"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", listing.list_events, name="list"),
    path("new/", listing.new_event, name="new"),
    path("<slug:slug>/", listing.show_event, name="detail"),
]
