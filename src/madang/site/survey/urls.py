from django.urls import URLPattern, URLResolver

app_name = "survey"

answers: list[URLPattern | URLResolver] = []
imports: list[URLPattern | URLResolver] = []
attendees: list[URLPattern | URLResolver] = []
urlpatterns: list[URLPattern | URLResolver] = [*answers, *imports, *attendees]
