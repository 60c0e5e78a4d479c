"""Two clusters, or two countries, side by side with the same rows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from madang.site.landscape.forms.clusters import CompareForm
from madang.site.landscape.queries.clusters import cluster_of
from madang.site.landscape.queries.comparison import figures_side_by_side
from madang.site.landscape.queries.figures import Reader
from madang.site.landscape.queries.places import countries_seen_by, country_name
from madang.site.landscape.wording.clusters import side_by_side

CLUSTER = "cluster-"


@require_GET
def compare(request: HttpRequest) -> HttpResponse:
    """Show two clusters or two countries with the same rows; what one of them does not state stays empty and says so."""
    form = CompareForm(request.GET or None, user=request.user)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        one, other = form.cleaned_data["a"], form.cleaned_data["b"]
        if one and other:
            is_cluster = one.startswith(CLUSTER)
            context |= (
                _clusters(request.user, one, other)
                if is_cluster
                else _countries(request.user, one, other)
            )
    return render(request, "landscape/compare.html", context)


def _clusters(user: Reader, one: str, other: str) -> dict[str, object]:
    first, second = (
        cluster_of(user, int(key.removeprefix(CLUSTER))) for key in (one, other)
    )
    return {"clusters": (first, second), "rows": side_by_side(first, second)}


def _countries(user: Reader, one: str, other: str) -> dict[str, object]:
    counts = {row.code: row for row in countries_seen_by(user)}
    return {
        "countries": [(code.lower(), country_name(code)) for code in (one, other)],
        "counts": (counts[one], counts[other]),
        "figures": figures_side_by_side(user, one, other),
    }
