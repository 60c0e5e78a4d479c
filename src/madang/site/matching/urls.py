from django.urls import URLPattern, URLResolver, path

from madang.site.matching.views import learning, suggestions

app_name = "matching"
urlpatterns: list[URLPattern | URLResolver] = [
    path("<slug:slug>/matching/", suggestions.overview, name="overview"),
    path("<slug:slug>/matching/again/", suggestions.match_again, name="match-again"),
    path("<slug:slug>/matching/few/", suggestions.few, name="few"),
    path("<slug:slug>/matching/apart/", suggestions.apart, name="apart"),
    path(
        "<slug:slug>/matching/apart/<int:pk>/end/",
        suggestions.end_apart,
        name="end-apart",
    ),
    path("<slug:slug>/matching/learning/", learning.learning, name="learning"),
    path(
        "<slug:slug>/matching/learning/switch/",
        learning.switch,
        name="switch-learning",
    ),
    path("<slug:slug>/matching/<int:pk>/", suggestions.suggestion, name="suggestion"),
    path(
        "<slug:slug>/matching/<int:pk>/keep-apart/",
        suggestions.keep_apart,
        name="keep-apart",
    ),
]
