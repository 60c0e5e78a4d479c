from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "madang.site.programmes"
    label = "programmes"
