"""The front page without sign-in, the walk along one meeting, and the one-click doors of the demonstration."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from madang.site.core.ui import site_doors
from madang.site.events.models import Event
from madang.site.meetings.models import Placement
from madang.site.meetings.queries import front
from madang.site.meetings.views import pictures
from madang.site.meetings.wording.plans import certificate
from madang.site.survey.queries.profiles import visible_profile

STEPS = ["survey", "match", "placed", "proof", "outcome"]
BACKEND = "django.contrib.auth.backends.ModelBackend"


@require_GET
def front_page(request: HttpRequest) -> HttpResponse:
    """Say what this is, with live figures where there is a demonstration."""
    event = front.shown_event()
    context: dict[str, Any] = {
        "event": event,
        "house": [(door, door.says(request)) for door in site_doors()],
    }
    if event is not None:
        context |= {
            "figures": front.figures_of(event),
            "outcome": front.outcome_of(event),
            "pictures": _pictures(event),
            "doors": [
                (role, person)
                for role in front.DOORS
                if (person := front.person_behind(role))
            ],
        }
    return render(request, "front/front.html", context)


def _pictures(event: Event) -> dict[str, list[tuple[str, str]]]:
    figures, outcome = front.figures_of(event), front.outcome_of(event)
    return {
        "survey": pictures.squares(figures.answered, figures.invited),
        "matches": pictures.bars(figures.suggested, figures.asked, figures.agreed),
        "timetable": pictures.timetable(event),
        "outcome": pictures.bars(*[count for _verdict, count in outcome.verdicts])
        if outcome
        else [],
    }


@require_POST
def enter(request: HttpRequest, role: str) -> HttpResponse:
    """Sign in as a made-up person. Only a demonstration has these doors."""
    person = front.person_behind(role) if settings.DEMONSTRATION else None
    event = front.shown_event()
    if person is None or person.user is None or event is None:
        raise Http404
    login(request, person.user, backend=BACKEND)
    messages.info(
        request,
        _(
            "You are now %(name)s. Everything here is made up; no mail leaves this machine."
        )
        % {"name": person},
    )
    room = {"organiser": "meetings:desk", "interpreter": "meetings:agenda"}.get(
        role, "meetings:suggestions"
    )
    return redirect(room, event.slug)


@require_GET
def walk(request: HttpRequest, step: str) -> HttpResponse:
    """Show one step of the walk: an answer, why two parties match, their placed meeting, the proof, the outcome."""
    event = front.shown_event()
    if event is None or step not in STEPS:
        raise Http404
    context: dict[str, Any] = {
        "event": event,
        "step": step,
        "figures": front.figures_of(event),
        "steps": STEPS,
    }
    context |= _PARTS[step](event)
    return render(request, f"front/walk_{step}.html", context)


def _sample(event: Event) -> Placement:
    placement = front.sample_placement(event)
    if placement is None:
        raise Http404
    return placement


def _survey_part(event: Event) -> dict[str, Any]:
    placement = _sample(event)
    meeting = placement.meeting
    sides = [meeting.host, meeting.guest] if meeting else []
    return {
        "profiles": [
            profile
            for side in sides
            if (profile := visible_profile(side.answer, audience="public"))
        ]
    }


def _match_part(event: Event) -> dict[str, Any]:
    meeting = _sample(event).meeting
    if meeting is None:
        raise Http404
    suggestion = front.suggestion_of(meeting)
    return {
        "suggestion": suggestion,
        "sides": [
            (side, front.sentences_for(suggestion, side))
            for side in (meeting.host, meeting.guest)
        ],
    }


def _placed_part(event: Event) -> dict[str, Any]:
    placement = _sample(event)
    return {
        "placement": placement,
        "attendances": placement.attendances.select_related(
            "delegate__person", "delegate__registration__organisation"
        ),
    }


def _proof_part(event: Event) -> dict[str, Any]:
    plan = front.published_plan(event)
    return {"plan": plan, "certificate": certificate(plan) if plan else None}


def _outcome_part(event: Event) -> dict[str, Any]:
    outcome = front.outcome_of(event)
    if outcome is None:
        raise Http404
    return {
        "outcome": outcome,
        "answers": sum(count for _verdict, count in outcome.verdicts),
    }


_PARTS: dict[str, Callable[[Event], dict[str, Any]]] = {
    "survey": _survey_part,
    "match": _match_part,
    "placed": _placed_part,
    "proof": _proof_part,
    "outcome": _outcome_part,
}
