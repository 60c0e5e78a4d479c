"""The ledger for programs: the same rows and refusals as its pages, a file a noun."""

from ninja import Router

from madang.site.ledger.api import (
    additions,
    as_of,
    claims,
    initiatives,
    merging,
    occasions,
    organisations,
    positions,
    relations,
    sources,
    ties,
)

router = Router(tags=["ledger"])
for noun in (
    ties,
    additions,
    claims,
    occasions,
    organisations,
    relations,
    positions,
    initiatives,
    sources,
    as_of,
    merging,
):
    router.add_router("", noun.router)
