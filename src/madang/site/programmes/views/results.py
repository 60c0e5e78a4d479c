"""What came of a mission: reported by delegates, taken into the ledger by whoever runs it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from madang.site.core.ui import page_of
from madang.site.directory.queries import person_of
from madang.site.ledger.rules.access import LedgerError
from madang.site.programmes.actions import results as actions
from madang.site.programmes.actions.partners import organisation_called
from madang.site.programmes.forms.pitches import ResultForm
from madang.site.programmes.queries import missions as missions_queries
from madang.site.programmes.queries import results as queries
from madang.site.programmes.rules.missions import MissionError, may_act_for
from madang.site.programmes.views.mission_pages import mission_page
from madang.site.programmes.views.mission_people import managed


@login_required
@require_GET
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """List the reports with where each stands in the ledger."""
    mission = missions_queries.mission_seen_by(request.user, slug)
    rows = queries.results_seen_by(request.user, mission)
    own = missions_queries.own_application(request.user, mission)
    return mission_page(
        request,
        mission,
        "results",
        here="results",
        page=page_of(request, rows),
        silent=list(queries.silent_delegates(mission)),
        may_report=may_act_for(request.user, own)
        and own is not None
        and own.state == "selected"
        and mission.state == "under_way",
    )


@login_required
@require_http_methods(["GET", "POST"])
def new_result(request: HttpRequest, slug: str) -> HttpResponse:
    """Report what came of the mission for one's own organisation."""
    mission = missions_queries.mission_seen_by(request.user, slug)
    own = missions_queries.own_application(request.user, mission)
    person = person_of(request.user)
    if own is None or person is None or not may_act_for(request.user, own):
        raise PermissionDenied(_("Delegates report: their lead, or the delegate."))
    form = ResultForm(request.POST or None, partners=queries.partners_near(own))
    if request.method == "POST" and form.is_valid():
        try:
            name = form.cleaned_data["other"].strip()
            other = (
                organisation_called(name, by=person, country=mission.to_country)
                if name and form.cleaned_data["partner"] is None
                else None
            )
            actions.report_result(own, by=person, outcome=form.outcome(other))
        except MissionError as error:
            if error.field == "name":
                error.field = "other"
            form.refuse(error)
        else:
            messages.success(
                request,
                _("Your report is saved. The organiser takes it into the ledger."),
            )
            return redirect("programmes:mission-results", slug)
    return mission_page(
        request,
        mission,
        "new_result",
        here="results",
        form=form,
        status=422 if form.is_bound else 200,
    )


@login_required
@require_http_methods(["GET", "POST"])
def remove_result(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask, then take a report back that is not in the ledger yet."""
    mission = missions_queries.mission_seen_by(request.user, slug)
    row = queries.result_seen_by(request.user, mission, pk)
    person = person_of(request.user)
    if person is None or not may_act_for(request.user, row.application):
        raise PermissionDenied(_("Whoever reported takes it back."))
    if request.method == "POST":
        try:
            actions.remove_result(row, by=person)
        except MissionError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The report is taken back."))
        return redirect("programmes:mission-results", slug)
    return mission_page(request, mission, "remove_result", here="results", result=row)


@login_required
@require_POST
def take_into_ledger(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Enter a report into the ledger as its party's claim."""
    mission, person = managed(request, slug)
    row = queries.result_seen_by(request.user, mission, pk)
    try:
        actions.take_into_ledger(row, by=person)
    except (MissionError, LedgerError) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The report is in the ledger."))
    return redirect("programmes:mission-results", slug)
