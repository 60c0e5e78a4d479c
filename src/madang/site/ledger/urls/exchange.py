"""Addresses of the ledger for others and as a picture: feeds, linked data, the network."""

from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from madang.site.ledger.exports import atom
from madang.site.ledger.views import disputes, exchange, network, search

urlpatterns: list[URLPattern] = [
    path("ledger/exchange/", exchange.exchange, name="exchange"),
    path("ledger/disputes/", disputes.queue, name="disputes"),
    path("ledger/disputes/<int:pk>/", disputes.answer, name="dispute"),
    path("ledger/ties/<slug:key>/dispute/", disputes.dispute_tie, name="dispute-tie"),
    path(
        "ledger/organisations/<slug:key>/dispute/",
        disputes.dispute_organisation,
        name="dispute-organisation",
    ),
    path("ledger/search/", search.search, name="search"),
    path("ledger/network/", network.network_page, name="network"),
    path("ledger.atom", require_safe(atom.LedgerAtom()), name="atom"),
    path(
        "ledger/organisations/<slug:key>.atom",
        require_safe(atom.OrganisationAtom()),
        name="organisation-atom",
    ),
    path(
        "ledger/occasions/<slug:key>.atom",
        require_safe(atom.OccasionAtom()),
        name="occasion-atom",
    ),
    path("ledger/ties/<slug:key>.jsonld", exchange.tie_jsonld, name="tie-jsonld"),
    path(
        "ledger/organisations/<slug:key>.jsonld",
        exchange.organisation_jsonld,
        name="organisation-jsonld",
    ),
    path(
        "ledger/occasions/<slug:key>.jsonld",
        exchange.occasion_jsonld,
        name="occasion-jsonld",
    ),
]
