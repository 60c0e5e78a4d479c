"""Missions, programmes and the portal for programs: the same rows and refusals as their pages, a file a noun."""

from ninja import Router

from madang.site.programmes.api import (
    applications,
    calls,
    cohort,
    consultations,
    contract_drafts,
    contracts,
    grants,
    hosts,
    interests,
    links,
    missions,
    need_answers,
    needs,
    pitches,
    portal,
    programmes,
    results,
    reviews,
    rounds,
    seats,
    stops,
    support,
)

missions_router = Router(tags=["missions"])
for noun in (missions, hosts, stops, seats, pitches, links, rounds, results):
    missions_router.add_router("", noun.router)
programmes_router = Router(tags=["programmes"])
# The words that stand where a programme's short name would come first.
for noun in (
    calls,
    applications,
    reviews,
    needs,
    need_answers,
    cohort,
    grants,
    interests,
    programmes,
):
    programmes_router.add_router("", noun.router)
portal_router = Router(tags=["portal"])
for noun in (portal, contracts, contract_drafts, support, consultations):
    portal_router.add_router("", noun.router)
