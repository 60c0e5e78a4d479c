"""Addresses of the landscape's front page, countries, pairs and clusters."""

from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from madang.site.landscape.exports.pair_atom import PairAtom
from madang.site.landscape.views import (
    clusters,
    compare,
    home,
    pairs,
    places,
    profiles,
    withdrawn_profiles,
    world_map,
)

urlpatterns: list[URLPattern] = [
    path("landscape/", home.home, name="home"),
    path("landscape/countries/", places.countries, name="countries"),
    path("landscape/countries/<slug:code>/", places.country, name="country"),
    path("landscape/pairs/", pairs.pair_list, name="pairs"),
    path(
        "landscape/pairs/<slug:pair>.atom", require_safe(PairAtom()), name="pair-atom"
    ),
    path("landscape/pairs/<slug:pair>/", pairs.pair, name="pair"),
    path("landscape/map/", world_map.map_page, name="map"),
    path("landscape/clusters/", clusters.cluster_list, name="clusters"),
    path("landscape/clusters.xlsx", profiles.clusters_file, name="clusters-xlsx"),
    path("landscape/clusters/add/", profiles.add_profile, name="add-cluster"),
    path("landscape/clusters/import/", profiles.take_in_page, name="clusters-import"),
    path(
        "landscape/clusters/import/template.xlsx",
        profiles.template_file,
        name="clusters-template",
    ),
    path(
        "landscape/clusters/<int:pk>/change/",
        profiles.change_profile,
        name="change-cluster",
    ),
    path(
        "landscape/clusters/<int:pk>/withdraw/",
        withdrawn_profiles.withdraw,
        name="withdraw-cluster",
    ),
    path(
        "landscape/clusters/<int:pk>/put-back/",
        withdrawn_profiles.put_back,
        name="put-back-cluster",
    ),
    path("landscape/clusters/<int:pk>/", clusters.cluster, name="cluster"),
    path("landscape/compare/", compare.compare, name="compare"),
]
