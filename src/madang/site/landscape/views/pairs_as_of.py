"""The ties of two countries as they were believed at the end of a day."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from madang.site.core.ui import page_of
from madang.site.landscape.queries.places import Place
from madang.site.ledger.queries import as_of
from madang.site.ledger.queries.ties import newest_first, with_sides
from madang.site.ledger.rules.believed import end_of


def pair_page(
    request: HttpRequest, places: tuple[Place, Place], day: date
) -> HttpResponse:
    """List the ties between two countries of which somebody knew then, each with the stage and date of then."""
    until = end_of(day)
    one, other = places
    rows = as_of.ties_believed(request.user, until)
    rows = rows.filter(countries__country=one.code).filter(
        countries__country=other.code
    )
    page = page_of(request, with_sides(newest_first(rows), request.user))
    context = {
        "day": day,
        "first": one,
        "second": other,
        "pair": request.resolver_match.kwargs["pair"] if request.resolver_match else "",
        "page": page,
        "ties": as_of.ties_then(request.user, page.object_list, until),
    }
    return render(request, "landscape/pairs/as_of.html", context)
