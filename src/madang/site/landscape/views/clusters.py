"""Clusters: the list, and the profile of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from madang.site.core.ui import page_of
from madang.site.directory.rules import may_curate
from madang.site.landscape.forms.clusters import ClusterFilterForm
from madang.site.landscape.queries import clusters as queries
from madang.site.landscape.queries.places import country_name
from madang.site.landscape.queries.profiles import evidence_of_profile
from madang.site.landscape.wording.clusters import changed_line, composition
from madang.site.ledger.queries.ties import ties_of, with_sides

FEW = 6
MOST_WITHDRAWN = 50


@require_GET
def cluster_list(request: HttpRequest) -> HttpResponse:
    """List the clusters, narrowed by text and country."""
    form = ClusterFilterForm(request.GET, user=request.user)
    found = form.found()
    context = {
        "form": form,
        "page": page_of(
            request, queries.clusters_like(queries.clusters(request.user), **found)
        ),
        "is_narrowed": any(found.values()),
        "withdrawn": queries.withdrawn_profiles(request.user)[:MOST_WITHDRAWN],
        "may_curate": may_curate(request.user),
    }
    return render(request, "landscape/clusters/list.html", context)


@require_GET
def cluster(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a cluster says of itself, its members, and its latest ties."""
    profile = queries.cluster_of(request.user, pk)
    if profile.organisation_id != pk:
        return redirect("landscape:cluster", profile.organisation_id)
    evidence = evidence_of_profile(request.user, profile)
    targets = profile.target_countries.replace(",", " ").split()
    context = {
        "profile": profile,
        "organisation": profile.organisation,
        "may_curate": may_curate(request.user),
        "may_write": may_curate(request.user),
        "evidence": evidence,
        "changes": [
            (each, [changed_line(line) for line in each.lines])
            for each in evidence.changes
        ],
        "parts": composition(profile),
        "targets": [(code, country_name(code)) for code in targets],
        "page": page_of(request, queries.members_of(request.user, profile.organisation)),
        "ties": with_sides(ties_of(request.user, profile.organisation), request.user).order_by("-date", "-pk")[:FEW],
    }  # fmt: skip
    return render(request, "landscape/clusters/cluster.html", context)
