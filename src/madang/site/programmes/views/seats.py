"""Applications for a seat: the applicant's own page, and the manager's list and decision."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from madang.site.core.templatetags.ui import moment as moment_text
from madang.site.core.ui import page_of
from madang.site.directory.models import Person
from madang.site.directory.queries import person_of
from madang.site.programmes.actions import seats as actions
from madang.site.programmes.forms.seats import OptionalReasonForm, WishesForm
from madang.site.programmes.models import Mission, MissionApplication
from madang.site.programmes.queries import missions as queries
from madang.site.programmes.rules.missions import (
    MissionError,
    may_act_for,
    seat_is_open,
)
from madang.site.programmes.views.mission_pages import mission_page
from madang.site.programmes.views.mission_people import managed

WHY_NOT = {
    "call": gettext_lazy("The call is not open."),
    "over": gettext_lazy("Applications are closed."),
    "no_organisation": gettext_lazy(
        "You belong to no organisation here. An organisation applies, not a person."
    ),
    "no_lead": gettext_lazy(
        "Whoever leads the entry of your organisation applies for it."
    ),
}


def _applicant(
    request: HttpRequest, slug: str
) -> tuple[Mission, Person, MissionApplication | None]:
    """Return mission, person and their organisation's application; 403 with a reason for whoever has neither one nor the right to begin one."""
    mission = queries.mission_seen_by(request.user, slug)
    person = person_of(request.user)
    own = queries.own_application(request.user, mission)
    if person is None:
        raise PermissionDenied(_("Nobody has entered you as a person yet."))
    if own is None and (
        code := queries.reason_not_to_apply(person, mission, now=timezone.now())
    ):
        raise PermissionDenied(str(WHY_NOT[code]))
    if own is not None and not may_act_for(request.user, own):
        raise PermissionDenied(str(WHY_NOT["no_lead"]))
    return mission, person, own


def _form(
    request: HttpRequest, person: Person, own: MissionApplication | None
) -> WishesForm:
    initial = (
        {name: getattr(own, name) for name in ("delegate", "motive", "offer", "whom")}
        if own is not None
        else {"delegate": person}
    )
    return WishesForm(
        request.POST or None, people=queries.colleagues(person), initial=initial
    )


@login_required
@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one's own application; save the draft, or save it and hand it in."""
    mission, person, own = _applicant(request, slug)
    form = _form(request, person, own)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.save_draft(mission, by=person, wishes=form.wishes())
            if request.accepts("application/json") and not request.accepts("text/html"):
                return _autosaved(row, person)
            if request.POST.get("do") == "submit":
                actions.submit(row, by=person)
                messages.success(
                    request,
                    _("Your application is in. You get mail when it is decided."),
                )
            else:
                messages.success(request, _("The draft is saved. Nobody else sees it."))
        except MissionError as error:
            if not request.accepts("text/html"):
                return JsonResponse({"refused": str(error)}, status=409)
            form.refuse(error)
        else:
            return redirect("programmes:mission-apply", slug)
        own = queries.own_application(request.user, mission)
    return mission_page(
        request,
        mission,
        "apply",
        here="apply",
        form=form,
        own=own,
        person=person,
        my_zone=person.zone or "UTC",
        is_over=queries.applications_close(mission, timezone.now()),
        may_write=person.is_lead
        and not queries.reason_not_to_apply(person, mission, now=timezone.now())
        and (own is None or own.state in ("draft", "withdrawn")),
        may_withdraw=own is not None
        and person.is_lead
        and seat_is_open("withdraw", own),
        status=422 if form.is_bound else 200,
    )


def _autosaved(row: MissionApplication, person: Person) -> JsonResponse:
    """Tell the page when its draft was saved; a mission's draft has no version and no progress."""
    when = moment_text(row.saved_at, person.zone or "UTC")
    saved = _("Saved %(when)s") % {"when": when}
    return JsonResponse({"version": 0, "saved": saved, "progress": "", "percent": 0})


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask, then take the application or the seat back."""
    mission, person, own = _applicant(request, slug)
    if own is None:
        raise Http404
    if request.method == "POST":
        try:
            actions.withdraw(own, by=person)
        except MissionError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Your application is withdrawn."))
        return redirect("programmes:mission", slug)
    return mission_page(request, mission, "withdraw", here="apply", own=own)


@login_required
@require_GET
def applications(request: HttpRequest, slug: str) -> HttpResponse:
    """List the applications that were handed in, for whoever runs the mission."""
    mission, _person = managed(request, slug)
    state = request.GET.get("state", "")
    rows = queries.applications_of(mission)
    if state in MissionApplication.State.values:
        rows = rows.filter(state=state)
    return mission_page(
        request,
        mission,
        "applications",
        here="applications",
        page=page_of(request, rows),
        counts=queries.counts_of(mission),
        is_narrowed=bool(state),
    )


@login_required
@require_GET
def application(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show one application with what can be decided."""
    mission, _person = managed(request, slug)
    row = queries.application_of(mission, pk)
    return _application_page(request, mission, row, OptionalReasonForm())


def _application_page(
    request: HttpRequest,
    mission: Mission,
    row: MissionApplication,
    form: OptionalReasonForm,
) -> HttpResponse:
    counts = queries.counts_of(mission)
    verbs = [verb for verb in ("select", "wait", "decline") if seat_is_open(verb, row)]
    return mission_page(
        request,
        mission,
        "application",
        here="applications",
        application=row,
        form=form,
        verbs=verbs,
        counts=counts,
        free=max(0, mission.seats - counts.selected),
        status=422 if form.is_bound else 200,
    )


DECISIONS: dict[str, Callable[..., None]] = {
    "select": actions.select,
    "wait": actions.put_on_waiting_list,
    "decline": actions.decline,
}


@login_required
@require_POST
def decide(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Select an applicant, put them on the waiting list, or decline; they get mail."""
    mission, person = managed(request, slug)
    row = queries.application_of(mission, pk)
    verb = request.POST.get("do", "")
    if verb not in DECISIONS:
        raise Http404
    form = OptionalReasonForm(request.POST)
    if form.is_valid():
        try:
            DECISIONS[verb](row, by=person, reason=form.cleaned_data["reason"])
        except MissionError as error:
            form.refuse(error)
        else:
            messages.success(
                request,
                _("%(name)s: %(state)s. Mail is on its way.")
                % {"name": row.organisation, "state": row.get_state_display()},
            )
            return redirect("programmes:mission-applications", slug)
    return _application_page(request, mission, row, form)
