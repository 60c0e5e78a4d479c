from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "madang.site.matching"
    label = "matching"
