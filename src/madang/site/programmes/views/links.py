"""Direct links as delegates and whoever runs the mission read them, and the delegate's answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from madang.site.core.ui import page_of
from madang.site.directory.models import Person
from madang.site.directory.queries import person_of
from madang.site.programmes.actions import links as actions
from madang.site.programmes.forms.seats import ReasonForm
from madang.site.programmes.models import DirectLink, Mission
from madang.site.programmes.queries.missions import mission_seen_by
from madang.site.programmes.queries.pitches import link_seen_by, links_seen_by
from madang.site.programmes.rules.missions import OVER, MissionError, may_act_for
from madang.site.programmes.views.mission_pages import mission_page


@login_required
@require_GET
def links(request: HttpRequest, slug: str) -> HttpResponse:
    """List the guests' questions: one's own for a delegate, all for whoever runs the mission."""
    mission = mission_seen_by(request.user, slug)
    return _page(request, mission)


def _page(
    request: HttpRequest,
    mission: Mission,
    *,
    form: ReasonForm | None = None,
    about: int | None = None,
) -> HttpResponse:
    state = request.GET.get("state", "")
    rows = links_seen_by(request.user, mission)
    if state in DirectLink.State.values:
        rows = rows.filter(state=state)
    page = page_of(request, rows)
    lines = [
        (
            each,
            each.state == "asked" and mission.state not in OVER and may_act_for(request.user, each.application),
            form if form and each.pk == about else ReasonForm(auto_id=f"id_{each.pk}_%s"),
        )
        for each in page
    ]  # fmt: skip
    return mission_page(
        request,
        mission,
        "links",
        here="links",
        page=page,
        lines=lines,
        refused=form,
        is_narrowed=bool(state),
        states=DirectLink.State.choices,
        state=state,
        status=422 if form else 200,
    )


def _own(
    request: HttpRequest, slug: str, pk: int
) -> tuple[Mission, DirectLink, Person]:
    mission = mission_seen_by(request.user, slug)
    link = link_seen_by(request.user, mission, pk)
    person = person_of(request.user)
    if person is None or not may_act_for(request.user, link.application):
        raise PermissionDenied(
            _("%(name)s answers this question: its lead, or its delegate.")
            % {"name": link.application.organisation}
        )
    return mission, link, person


@login_required
@require_POST
def accept(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say yes to a guest."""
    _mission, link, person = _own(request, slug, pk)
    try:
        actions.accept(link, by=person)
    except MissionError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request,
            _("You meet %(name)s. Time and table come with the timetable.")
            % {"name": link.guest.name},
        )
    return redirect("programmes:mission-links", slug)


@login_required
@require_POST
def decline(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say no to a guest, with a reason."""
    mission, link, person = _own(request, slug, pk)
    form = ReasonForm(request.POST, auto_id=f"id_{link.pk}_%s")
    if form.is_valid():
        try:
            actions.decline(link, by=person, reason=form.cleaned_data["reason"])
        except MissionError as error:
            form.refuse(error)
        else:
            messages.success(
                request, _("%(name)s has your answer.") % {"name": link.guest.name}
            )
            return redirect("programmes:mission-links", slug)
    return _page(request, mission, form=form, about=link.pk)
