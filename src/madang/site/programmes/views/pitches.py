"""Pitch events for whoever runs the mission: door for guests, audience, check-in at the desk."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from madang.site.core.ui import page_of
from madang.site.directory.models import Person
from madang.site.programmes.actions import pitches as actions
from madang.site.programmes.actions.links import erase_guest
from madang.site.programmes.forms.pitches import (
    PitchChangeForm,
    PitchForm,
    WalkInForm,
)
from madang.site.programmes.models import Mission, Pitch, PitchGuest
from madang.site.programmes.queries import pitches as queries
from madang.site.programmes.queries.stops import stop_of, stops_of
from madang.site.programmes.rules.missions import MissionError
from madang.site.programmes.views.mission_pages import mission_page
from madang.site.programmes.views.mission_people import managed


@login_required
@require_http_methods(["GET"])
def pitches(request: HttpRequest, slug: str) -> HttpResponse:
    """List the pitch events with their audience, and the stops that could have one."""
    mission, _person = managed(request, slug)
    return mission_page(
        request,
        mission,
        "pitches",
        here="pitches",
        pitches=list(queries.pitches_of(mission)),
        without=list(stops_of(mission).filter(kind="pitch", pitch=None)),
    )


@login_required
@require_http_methods(["GET", "POST"])
def new_pitch(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Open a stop to guests."""
    mission, person = managed(request, slug)
    stop = stop_of(mission, pk)
    form = PitchForm(request.POST or None, initial={"topic": stop.title})
    if request.method == "POST" and form.is_valid():
        try:
            pitch = actions.open_pitch(stop, by=person, **form.cleaned_data)
        except MissionError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Guests can register at the address below."))
            return redirect("programmes:mission-pitch", slug, pitch.pk)
    return mission_page(
        request,
        mission,
        "new_pitch",
        here="pitches",
        form=form,
        stop=stop,
        status=422 if form.is_bound else 200,
    )


@login_required
@require_http_methods(["GET", "POST"])
def pitch(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show the address for guests; save topic and seats."""
    mission, person = managed(request, slug)
    row = queries.pitch_of(mission, pk)
    initial = {"topic": row.topic, "capacity": row.capacity, "is_open": row.is_open}
    form = PitchChangeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_pitch(row, by=person, **form.cleaned_data)
        except MissionError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Saved."))
            return redirect("programmes:mission-pitch", slug, pk)
    address = reverse("programmes:pitch", args=[row.token])
    return mission_page(
        request,
        mission,
        "pitch",
        here="pitches",
        form=form,
        pitch=row,
        address=settings.SITE_URL + address,
        path=address,
        status=422 if form.is_bound else 200,
    )


@login_required
@require_POST
def renew_address(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give the registration page another address."""
    mission, person = managed(request, slug)
    actions.renew_address(queries.pitch_of(mission, pk), by=person)
    messages.success(
        request, _("The page has a new address; the old one leads nowhere.")
    )
    return redirect("programmes:mission-pitch", slug, pk)


@login_required
@require_http_methods(["GET", "POST"])
def door(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show who is expected and who is here, look for a name; register somebody at the door."""
    mission, person = managed(request, slug)
    row = queries.pitch_of(mission, pk)
    form = WalkInForm(request.POST or None, initial={"language": "en"})
    if request.method == "POST" and form.is_valid():
        try:
            guest = actions.add_walk_in(row, by=person, visitor=form.visitor())
        except MissionError as error:
            form.refuse(error)
        else:
            messages.success(request, _("%(name)s is here.") % {"name": guest.name})
            return redirect("programmes:mission-door", slug, pk)
    return _door_page(request, mission, row, form)


def _door_page(
    request: HttpRequest, mission: Mission, row: Pitch, form: WalkInForm
) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:100]
    return mission_page(
        request,
        mission,
        "door",
        here="pitches",
        pitch=row,
        form=form,
        text=text,
        page=page_of(request, queries.guests_of(row, text=text)),
        status=422 if form.is_bound else 200,
    )


def _guest(
    request: HttpRequest, slug: str, pk: int, guest_pk: int
) -> tuple[Mission, Person, PitchGuest]:
    mission, person = managed(request, slug)
    return mission, person, queries.guest_of(queries.pitch_of(mission, pk), guest_pk)


@login_required
@require_POST
def check_in(request: HttpRequest, slug: str, pk: int, guest: int) -> HttpResponse:
    """Check a guest in."""
    return _checked(request, slug, pk, guest, actions.check_in)


@login_required
@require_POST
def undo_check_in(request: HttpRequest, slug: str, pk: int, guest: int) -> HttpResponse:
    """Take a check-in back."""
    return _checked(request, slug, pk, guest, actions.undo_check_in)


def _checked(
    request: HttpRequest,
    slug: str,
    pk: int,
    guest_pk: int,
    change: Callable[..., None],
) -> HttpResponse:
    _mission, person, guest = _guest(request, slug, pk, guest_pk)
    try:
        change(guest, by=person)
    except MissionError as error:
        messages.error(request, str(error))
    text = request.POST.get("q", "")[:100]
    address = reverse("programmes:mission-door", args=[slug, pk])
    query = f"?{urlencode({'q': text})}" if text else ""
    return redirect(f"{address}{query}#guest-{guest.pk}")


@login_required
@require_http_methods(["GET", "POST"])
def remove_guest(request: HttpRequest, slug: str, pk: int, guest: int) -> HttpResponse:
    """Ask, then delete a guest with everything they wrote."""
    mission, person, row = _guest(request, slug, pk, guest)
    if request.method == "POST":
        erase_guest(row, by=person)
        messages.success(request, _("The guest is deleted."))
        return redirect("programmes:mission-door", slug, pk)
    return mission_page(
        request, mission, "remove_guest", here="pitches", guest=row, pitch=row.pitch
    )
