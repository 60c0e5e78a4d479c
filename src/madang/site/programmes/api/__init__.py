"""Missions, programmes and the portal for programs: the same rows and refusals as their pages, a file a noun."""

from ninja import Router

from madang.site.programmes.api import (
    calls,
    consultations,
    hosts,
    links,
    missions,
    needs,
    pitches,
    programmes,
    results,
    rounds,
    seats,
    stops,
)

missions_router = Router(tags=["missions"])
for noun in (missions, hosts, stops, seats, pitches, links, rounds, results):
    missions_router.add_router("", noun.router)
programmes_router = Router(tags=["programmes"])
for noun in (calls, needs, consultations, programmes):
    programmes_router.add_router("", noun.router)
