"""Rankings of countries and regions in one indicator and period."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from madang.site.core.ui import page_of
from madang.site.landscape.queries import rankings as queries
from madang.site.landscape.queries.places import names_of


@require_GET
def rankings(request: HttpRequest) -> HttpResponse:
    """List what can be ranked; rank the places of the one that is chosen."""
    options = queries.options_seen_by(request.user)
    chosen = queries.option_of(options, request.GET.get("by", ""))
    context: dict[str, object] = {
        "options": page_of(request, options),
        "chosen": chosen,
        "homes": names_of([each.home for each in options if each.home]),
    }
    if chosen is not None:
        lines, missing = queries.ranking(request.user, chosen)
        names = names_of([*missing, *(line.code for line in lines)])
        context |= {"page": page_of(request, lines), "missing": missing, "names": names}
    return render(request, "landscape/rankings/rankings.html", context)
