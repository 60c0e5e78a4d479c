from django.apps import AppConfig


class LandscapeConfig(AppConfig):
    name = "madang.site.landscape"
    label = "landscape"
