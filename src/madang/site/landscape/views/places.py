"""Countries and regions: the list, and the profile of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from madang.site.core.ui import page_of
from madang.site.directory.rules import may_curate
from madang.site.landscape.queries import oddities, pairs, places
from madang.site.landscape.queries.articles import articles_seen_by
from madang.site.landscape.queries.calendar import entries_seen_by
from madang.site.landscape.queries.clusters import clusters
from madang.site.landscape.queries.contacts import contacts_of_country
from madang.site.landscape.queries.figures import observations_of
from madang.site.landscape.rules.computed import computed_from

FEW = 6


@require_GET
def countries(request: HttpRequest) -> HttpResponse:
    """List the countries of which something is known."""
    rows = places.countries_seen_by(request.user)
    return render(
        request, "landscape/places/countries.html", {"page": page_of(request, rows)}
    )


@require_GET
def country(request: HttpRequest, code: str) -> HttpResponse:
    """Show the profile of a country or region: figures, what follows from them, clusters, ties, articles, contacts."""
    place = places.place_of(code)
    if code != place.code.lower():
        return redirect("landscape:country", place.code.lower())
    rows = list(observations_of(request.user, place.code).order_by("indicator__sector", "indicator__name", "period", "id"))  # fmt: skip
    regions = places.regions_of(request.user, place.code) if place.is_country else []
    codes = {row.counterpart for row in rows} | {place.code, place.country}
    context = {
        "place": place,
        "regions": regions,
        "page": page_of(request, rows),
        "computed": computed_from(rows),
        "oddities": oddities.in_order(
            [
                *oddities.of_figures(rows),
                *oddities.touching(oddities.of_texts(request.user, rows), rows),
            ]
        ),
        "names": places.names_of(codes),
        "may_curate": may_curate(request.user),
    }
    if place.is_country:
        context |= _of_country(request, place.code)
    return render(request, "landscape/places/country.html", context)


def _of_country(request: HttpRequest, code: str) -> dict[str, object]:
    user = request.user
    counterparts = [
        (other, places.country_name(other), number, pairs.slug_of(code, other))
        for other, number in pairs.ties_by_counterpart(user, code)
    ]
    of_place = entries_seen_by(user).filter(country=code, last_day__gte=timezone.localdate())  # fmt: skip
    return {
        "clusters": clusters(user).filter(organisation__country=code)[:FEW],
        "counterparts": counterparts,
        "articles": articles_seen_by(user).filter(tags__kind="country", tags__country=code)[:FEW],
        "dates": of_place.order_by("first_day", "pk")[:FEW],
        "contacts": contacts_of_country(user, code)[:FEW],
    }  # fmt: skip
