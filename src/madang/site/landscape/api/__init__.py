"""The landscape for programs: the same rows and refusals as its pages, a file a noun."""

from ninja import Router

from madang.site.landscape.api import (
    articles,
    calendar,
    clusters,
    figures,
    following,
)

router = Router(tags=["landscape"])
for noun in (figures, calendar, articles, clusters, following):
    router.add_router("", noun.router)
