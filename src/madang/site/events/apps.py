from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "madang.site.events"
    label = "events"
