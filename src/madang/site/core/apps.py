from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "madang.site.core"
    label = "core"
