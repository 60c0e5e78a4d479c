"""The bilateral rounds of a mission: made, filled with the links that were accepted, planned by the engine."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from madang.site.events.rules import SetUpError
from madang.site.events.rules import is_organiser as organises
from madang.site.meetings.actions.making import start_plan
from madang.site.meetings.queries.plans import published_plan, working_plan
from madang.site.meetings.rules.plans import PlanError
from madang.site.meetings.rules.requests import RequestError
from madang.site.programmes.actions import rounds as actions
from madang.site.programmes.forms.pitches import RoundsForm
from madang.site.programmes.queries.pitches import links_of
from madang.site.programmes.queries.rounds import figures_of
from madang.site.programmes.queries.stops import stops_of
from madang.site.programmes.rules.missions import MissionError
from madang.site.programmes.views.mission_pages import mission_page
from madang.site.programmes.views.mission_people import managed

SECONDS = 10


@login_required
@require_http_methods(["GET", "POST"])
def rounds(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how far the rounds are; make their event from a stop."""
    mission, person = managed(request, slug)
    stops = stops_of(mission).filter(kind="meetings")
    form = RoundsForm(request.POST or None, stops=stops)
    if request.method == "POST" and form.is_valid():
        try:
            stop = form.cleaned_data["stop"]
            actions.make_rounds(stop, by=person, facts=form.facts())
        except (MissionError, SetUpError) as error:
            form.add_error(
                error.field if error.field in form.fields else None, str(error)
            )
        else:
            messages.success(
                request, _("The rounds are made: delegates and hosts are registered.")
            )
            return redirect("programmes:mission-rounds", slug)
    event = mission.event
    accepted = links_of(mission).filter(state="accepted", application__state="selected")
    return mission_page(
        request,
        mission,
        "rounds",
        here="rounds",
        form=form,
        has_stop=stops.exists(),
        event=event,
        organises=event is not None and organises(request.user, event),
        figures=figures_of(event) if event is not None else None,
        accepted=accepted.count(),
        waiting=accepted.filter(meeting=None).count(),
        plan=(published_plan(event) or working_plan(event)) if event else None,
        status=422 if form.is_bound else 200,
    )


@login_required
@require_POST
def bring_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Make meetings of the links that were accepted."""
    mission, person = managed(request, slug)
    try:
        made = actions.bring_in_links(mission, by=person)
    except (MissionError, RequestError) as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request,
            ngettext(
                "%(count)d link is a meeting now.",
                "%(count)d links are meetings now.",
                made,
            )
            % {"count": made},
        )
    return redirect("programmes:mission-rounds", slug)


@login_required
@require_POST
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Let the engine plan the rounds, in the background; the versions page shows how far it is."""
    mission, person = managed(request, slug)
    if mission.event is None:
        messages.error(request, _("Make the rounds first."))
        return redirect("programmes:mission-rounds", slug)
    try:
        start_plan(event=mission.event, by=person, seconds=SECONDS)
    except PlanError as error:
        messages.error(request, str(error))
        return redirect("programmes:mission-rounds", slug)
    messages.success(request, _("The timetable is being made."))
    if organises(request.user, mission.event):
        return redirect("meetings:plans", mission.event.slug)
    return redirect("programmes:mission-rounds", slug)
