"""Missions and programmes for programs: the same rows and refusals as their pages, a file a noun."""

from ninja import Router

from madang.site.programmes.api import calls, consultations, missions, needs, programmes

missions_router = Router(tags=["missions"])
missions_router.add_router("", missions.router)
programmes_router = Router(tags=["programmes"])
for noun in (calls, needs, consultations, programmes):
    programmes_router.add_router("", noun.router)
