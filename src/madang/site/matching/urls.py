from django.urls import URLPattern, URLResolver, path

from madang.site.matching.views import (
    apart,
    coverage,
    learning,
    suggestions,
    weights,
)

app_name = "matching"
pairs: list[URLPattern | URLResolver] = [
    path("<slug:slug>/matching/", suggestions.overview, name="overview"),
    path("<slug:slug>/matching/again/", suggestions.match_again, name="match-again"),
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
kept_apart: list[URLPattern | URLResolver] = [
    path("<slug:slug>/matching/apart/", apart.apart, name="apart"),
    path("<slug:slug>/matching/apart/<int:pk>/end/", apart.end_apart, name="end-apart"),
    path("<slug:slug>/matching/rules/", apart.rules, name="rules"),
    path("<slug:slug>/matching/rules/new/", apart.new_rule, name="new-rule"),
    path("<slug:slug>/matching/rules/<int:pk>/end/", apart.end_rule, name="end-rule"),
    path(
        "<slug:slug>/matching/rules/<int:pk>/again/", apart.set_again, name="rule-again"
    ),
]
looks: list[URLPattern | URLResolver] = [
    path("<slug:slug>/matching/coverage/", coverage.coverage, name="coverage"),
    path("<slug:slug>/matching/needs/", coverage.needs, name="needs"),
    path("<slug:slug>/matching/needs/<int:pk>/", coverage.need, name="need"),
    path("<slug:slug>/matching/hosted/", coverage.hosted, name="hosted"),
    path("<slug:slug>/matching/exposure/", coverage.exposure, name="exposure"),
]
counting: list[URLPattern | URLResolver] = [
    path("<slug:slug>/matching/weights/", weights.weights, name="weights"),
    path("<slug:slug>/matching/weights/look/", weights.look, name="look"),
    path(
        "<slug:slug>/matching/weights/look/newest/",
        weights.look_again,
        name="look-again",
    ),
    path(
        "<slug:slug>/matching/weights/save/<int:pk>/", weights.save, name="save-weights"
    ),
    path(
        "<slug:slug>/matching/weights/<int:number>/take-up/",
        weights.take_up,
        name="take-up",
    ),
]
urlpatterns: list[URLPattern | URLResolver] = [*pairs, *kept_apart, *looks, *counting]
