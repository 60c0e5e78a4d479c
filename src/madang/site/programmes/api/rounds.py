"""How far the bilateral rounds of a mission are, for programs."""

from django.http import HttpRequest
from ninja import Router, Schema

from madang.site.core.api import answers
from madang.site.meetings.queries.plans import published_plan, working_plan
from madang.site.programmes.api.acting import mission_run
from madang.site.programmes.queries.pitches import links_of
from madang.site.programmes.queries.rounds import figures_of

router = Router()


class RoundsShape(Schema):
    """The rounds: their event and its figures once they are made, the plan's version, and the links that were accepted."""

    event: str | None
    organisations: int
    slots: int
    tables: int
    agreed: int
    accepted: int
    waiting: int
    plan: int | None
    plan_state: str | None
    placed: int | None


@router.get("/{slug}/rounds", response=answers(RoundsShape))
def read_rounds(request: HttpRequest, slug: str) -> RoundsShape:
    """Return how far the bilateral rounds are (whoever runs the mission); `waiting` links are accepted and not in the rounds yet."""
    mission, _person = mission_run(request, slug)
    accepted = links_of(mission).filter(state="accepted", application__state="selected")
    event = mission.event
    figures = figures_of(event)._asdict() if event is not None else {}
    plan = (published_plan(event) or working_plan(event)) if event else None
    return RoundsShape(
        event=event.slug if event else None,
        **{"organisations": 0, "slots": 0, "tables": 0, "agreed": 0, **figures},
        accepted=accepted.count(),
        waiting=accepted.filter(meeting=None).count(),
        plan=plan.number if plan else None,
        plan_state=plan.state if plan else None,
        placed=plan.placed if plan else None,
    )
