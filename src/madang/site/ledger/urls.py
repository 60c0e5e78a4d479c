from django.urls import URLPattern, URLResolver, path

from madang.site.ledger.views import (
    additions,
    audience,
    claims,
    entries,
    occasions,
    organisations,
    sheets,
    sources,
    ties,
)

app_name = "ledger"
urlpatterns: list[URLPattern | URLResolver] = [
    path("ledger/", ties.ties, name="ties"),
    path("ledger/ties.xlsx", sheets.ties_xlsx, name="ties-xlsx"),
    path("ledger/occasions.xlsx", sheets.occasions_xlsx, name="occasions-xlsx"),
    path("ledger/import/", sheets.take_in, name="import"),
    path("ledger/import/template.xlsx", sheets.template_xlsx, name="import-template"),
    path("ledger/enter/tie/", entries.add_tie, name="add-tie"),
    path("ledger/enter/occasion/", entries.add_occasion_page, name="add-occasion"),
    path("ledger/enter/source/", entries.add_source_page, name="add-source"),
    path("ledger/enter/claim/", claims.add_claim, name="add-claim"),
    path("ledger/claims/", claims.claims, name="claims"),
    path("ledger/audience/<slug:kind>/<int:pk>/", audience.audience, name="audience"),
    path("ledger/claims/<int:pk>/correct/", claims.correct_claim, name="correct-claim"),
    path(
        "ledger/claims/<int:pk>/withdraw/",
        claims.withdraw_claim,
        name="withdraw-claim",
    ),
    path(
        "ledger/ties/<slug:key>/withdraw/",
        claims.withdraw_tie_page,
        name="withdraw-tie",
    ),
    path(
        "ledger/occasions/<slug:key>/withdraw/",
        claims.withdraw_occasion_page,
        name="withdraw-occasion",
    ),
    path("ledger/occasions/<slug:key>/outcome/", claims.confirm, name="confirm-held"),
    path("ledger/enter/attribution/", additions.attribute, name="attribute"),
    path("ledger/ties/<slug:key>/parties/add/", additions.add_party, name="add-party"),
    path(
        "ledger/ties/<slug:key>/parties/<int:pk>/take-out/",
        additions.take_out_party,
        name="take-out-party",
    ),
    path("ledger/ties/<slug:key>/cautions/add/", additions.caution, name="add-caution"),
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
