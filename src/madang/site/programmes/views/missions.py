"""The list of missions, one mission's page, its set-up, and the doors from state to state."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from madang.site.core.ui import page_of
from madang.site.directory.models import Person
from madang.site.directory.queries import person_of
from madang.site.ledger.queries.ties import ties_seen_by, with_sides
from madang.site.programmes.actions import missions as actions
from madang.site.programmes.forms.missions import (
    MissionFilterForm,
    MissionForm,
    values_of,
)
from madang.site.programmes.forms.seats import ReasonForm
from madang.site.programmes.models import Mission
from madang.site.programmes.queries import missions as queries
from madang.site.programmes.queries.stops import itinerary, stops_of
from madang.site.programmes.rules.missions import (
    MISSION_DOORS,
    SHOWS_DELEGATES,
    MissionError,
    doors_from,
    may_make,
)
from madang.site.programmes.views.mission_pages import mission_page

MOST_TIES = 20


@require_GET
def missions(request: HttpRequest) -> HttpResponse:
    """List the missions, the latest first."""
    seen = queries.missions_seen_by(request.user)
    form = MissionFilterForm(request.GET, countries=queries.countries_of(seen))
    values = form.values()
    rows = queries.listed(queries.missions_like(seen, **values))
    context = {
        "page": page_of(request, rows),
        "form": form,
        "is_narrowed": bool(values),
        "may_make": may_make(request.user),
        "now": timezone.now(),
    }
    return render(request, "programmes/missions/list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_mission(request: HttpRequest) -> HttpResponse:
    """Make a mission; 403 with a reason for whoever leads no body that sends missions."""
    person = person_of(request.user)
    if person is None or not may_make(request.user):
        raise PermissionDenied(
            _(
                "A mission is made by whoever leads the entry of a ministry, agency, association or international organisation, or by the site’s staff."
            )
        )
    form = MissionForm(request.POST or None, senders=queries.senders_for(request.user))
    if request.method == "POST" and form.is_valid():
        try:
            mission = actions.create_mission(
                by=person,
                organiser=form.cleaned_data["organiser"],
                facts=form.facts(),
            )
        except MissionError as error:
            form.refuse(error)
        else:
            messages.success(
                request,
                _(
                    "The mission is a draft that only you and your organisation see. Name its hosts and contact person, then open the call."
                ),
            )
            return redirect("programmes:mission-setup", mission.slug)
    return render(
        request,
        "programmes/missions/new.html",
        {"form": form},
        status=422 if form.is_bound else 200,
    )


@require_GET
def mission(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what everybody may read of a mission: aim, people, itinerary, and what came of it."""
    row = queries.mission_seen_by(request.user, slug)
    person = person_of(request.user)
    shows = row.state in SHOWS_DELEGATES
    ties = (
        list(
            with_sides(
                ties_seen_by(request.user).filter(occasion=row.occasion), request.user
            )[:MOST_TIES]
        )
        if row.occasion_id
        else []
    )
    return mission_page(
        request,
        row,
        "mission",
        here="mission",
        hosts=list(queries.hosts_of(row)),
        delegates=list(queries.delegates_of(row)) if shows else [],
        shows_delegates=shows,
        days=itinerary(list(stops_of(row))),
        ties=ties,
        why_not=queries.reason_not_to_apply(person, row, now=timezone.now()),
        doors=doors_from(MISSION_DOORS, row.state),
    )


@login_required
@require_http_methods(["GET", "POST"])
def setup(request: HttpRequest, slug: str) -> HttpResponse:
    """Show and change what a mission says of itself; hosts and roles stand beside it."""
    row = queries.mission_managed_by(request.user, slug)
    form = MissionForm(
        request.POST or None,
        senders=queries.organiser_of(row),
        initial=values_of(row),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_mission(
                row,
                by=_by(request),
                facts=form.facts(),
                version=_version(request, row),
            )
        except MissionError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Saved."))
            return redirect("programmes:mission-setup", slug)
    return setup_page(request, row, form=form)


def setup_page(request: HttpRequest, row: Mission, **context: Any) -> HttpResponse:
    """Render the set-up with whichever form was sent; the others show what is there."""
    context.setdefault(
        "form",
        MissionForm(senders=queries.organiser_of(row), initial=values_of(row)),
    )
    is_wrong = any(
        getattr(each, "is_bound", False) and each.errors for each in context.values()
    )
    return mission_page(
        request,
        row,
        "setup",
        here="setup",
        hosts=list(queries.hosts_of(row)),
        doors=doors_from(MISSION_DOORS, row.state),
        status=422 if is_wrong else 200,
        **context,
    )


def _version(request: HttpRequest, row: Mission) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else row.version


def _by(request: HttpRequest) -> Person:
    person = person_of(request.user)
    if person is None:
        raise Http404
    return person


Change = Callable[..., None]
CHANGES: dict[str, tuple[Change, Any]] = {
    "open": (actions.open_call, gettext_lazy("The call is open. Calendar and feed tell of it.")),
    "select": (actions.close_selection, gettext_lazy("The delegates are named to everybody.")),
    "start": (actions.start_mission, gettext_lazy("The mission is under way. Delegates can report results.")),
    "report": (actions.close_mission, gettext_lazy("The mission is reported.")),
    "cancel": (actions.cancel_mission, gettext_lazy("The mission is cancelled. Whoever applied gets mail.")),
}  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def change_state(request: HttpRequest, slug: str, verb: str) -> HttpResponse:
    """Say what a step means, then take it."""
    row = queries.mission_managed_by(request.user, slug)
    if verb not in CHANGES:
        raise Http404
    change, told = CHANGES[verb]
    form = ReasonForm(request.POST or None) if verb == "cancel" else None
    refusal = ""
    if request.method == "POST" and (form is None or form.is_valid()):
        more = {"reason": form.cleaned_data["reason"]} if form is not None else {}
        try:
            change(row, by=_by(request), **more)
        except MissionError as error:
            refusal = str(error)
        else:
            messages.success(request, str(told))
            return redirect("programmes:mission", slug)
    return mission_page(
        request,
        row,
        "step",
        here="setup",
        verb=verb,
        form=form,
        refusal=refusal,
        is_closed=verb not in doors_from(MISSION_DOORS, row.state),
        counts=queries.counts_of(row),
        status=409 if refusal else 200,
    )
