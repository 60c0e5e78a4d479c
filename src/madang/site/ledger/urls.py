from django.urls import URLPattern, URLResolver, path

from madang.site.ledger.views import occasions, organisations, sources, ties

app_name = "ledger"
urlpatterns: list[URLPattern | URLResolver] = [
    path("ledger/", ties.ties, name="ties"),
    path("ledger/ties/<slug:key>/", ties.tie, name="tie"),
    path("ledger/organisations/", organisations.organisations, name="organisations"),
    path(
        "ledger/organisations/<slug:key>/",
        organisations.organisation,
        name="organisation",
    ),
    path("ledger/occasions/", occasions.occasions, name="occasions"),
    path("ledger/occasions/<slug:key>/", occasions.occasion, name="occasion"),
    path("ledger/sources/", sources.sources, name="sources"),
    path("ledger/sources/<slug:key>/", sources.source, name="source"),
]
