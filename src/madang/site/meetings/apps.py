from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "madang.site.meetings"
    label = "meetings"
