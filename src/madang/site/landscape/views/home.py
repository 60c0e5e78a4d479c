"""The landscape's front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from madang.site.directory.rules import may_curate
from madang.site.landscape.queries.articles import articles_seen_by
from madang.site.landscape.queries.calendar import entries_seen_by
from madang.site.landscape.queries.clusters import clusters
from madang.site.landscape.queries.figures import (
    indicators_seen_by,
    observations_seen_by,
)
from madang.site.landscape.queries.pairs import pairs_seen_by
from madang.site.landscape.queries.places import countries_seen_by, country_name
from madang.site.ledger.queries.ties import ties_seen_by

FEW = 5
MANY = 12


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show what there is: countries, pairs, clusters and figures, the newest articles, the next dates."""
    user = request.user
    pairs, countries = pairs_seen_by(user), countries_seen_by(user)
    upcoming = entries_seen_by(user).filter(last_day__gte=timezone.localdate())
    context = {
        "countries": countries[:MANY],
        "country_count": len(countries),
        "pairs": [
            (row, country_name(row.first), country_name(row.second))
            for row in pairs[:MANY]
        ],
        "pair_count": len(pairs),
        "clusters": clusters(user)[:FEW],
        "cluster_count": clusters(user).count(),
        "figure_count": observations_seen_by(user).count(),
        "indicators": indicators_seen_by(user, by_number=True)[:FEW],
        "tie_count": ties_seen_by(user).count(),
        "articles": articles_seen_by(user)[:FEW],
        "dates": upcoming.order_by("first_day", "pk")[:FEW],
        "may_curate": may_curate(user),
    }
    return render(request, "landscape/home.html", context)
