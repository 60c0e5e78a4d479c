from django.apps import AppConfig


class SurveyConfig(AppConfig):
    name = "madang.site.survey"
    label = "survey"
