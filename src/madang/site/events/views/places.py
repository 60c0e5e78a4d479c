"""Halls, zones, places, and the slots in which a place is closed."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from madang.site.core.ui import page_of
from madang.site.directory.queries import person_of
from madang.site.events.actions.places import (
    add_places,
    add_suite,
    save_hall,
    save_place,
    save_zone,
    set_closures,
)
from madang.site.events.forms.places import (
    ClosuresForm,
    HallForm,
    PlaceForm,
    SuiteForm,
    TablesForm,
    ZoneForm,
)
from madang.site.events.models import Event, Hall, Place, Zone
from madang.site.events.queries import event_organised_by
from madang.site.events.queries.setup import places_of
from madang.site.events.views.steps import Frame, ask_removal, edit, setup_page

GET_POST = ["GET", "POST"]


def _hall_frame(event: Event, title: str) -> Frame:
    return Frame(
        step="events:halls",
        title=title,
        back=reverse("events:halls", args=[event.slug]),
    )


def _place_frame(event: Event, title: str, intro: str = "") -> Frame:
    return Frame(
        step="events:places",
        title=title,
        back=reverse("events:places", args=[event.slug]),
        intro=intro,
    )


@login_required
@require_GET
def halls(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the halls with their zones."""
    event = event_organised_by(request.user, slug)
    page = page_of(request, event.halls.prefetch_related("zones__places"))
    return setup_page(request, event, "halls", step="events:halls", page=page)


def _hall_at(event: Event, pk: int) -> Hall:
    return get_object_or_404(Hall.objects.select_related("event"), event=event, pk=pk)


def _edit_hall(
    request: HttpRequest, event: Event, row: Hall, title: str
) -> HttpResponse:
    form = HallForm(request.POST or None, instance=row)

    def save() -> None:
        save_hall(hall=form.save(commit=False), by=person_of(request.user))

    return edit(request, event, form, frame=_hall_frame(event, title), save=save)


def _edit_zone(
    request: HttpRequest, event: Event, row: Zone, title: str
) -> HttpResponse:
    form = ZoneForm(request.POST or None, instance=row)

    def save() -> None:
        save_zone(zone=form.save(commit=False), by=person_of(request.user))

    return edit(request, event, form, frame=_hall_frame(event, title), save=save)


def _ask_to_remove(
    request: HttpRequest, event: Event, row: Hall | Zone | Place
) -> HttpResponse:
    frame_of = _place_frame if isinstance(row, Place) else _hall_frame
    name = row.code if isinstance(row, Place) else row.name
    frame = frame_of(event, _("Remove %(name)s?") % {"name": name})
    return ask_removal(request, event, row, frame=frame)


@login_required
@require_http_methods(GET_POST)
def new_hall(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a hall."""
    event = event_organised_by(request.user, slug)
    return _edit_hall(request, event, Hall(event=event), _("A new hall"))


@login_required
@require_http_methods(GET_POST)
def hall(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Rename a hall."""
    event = event_organised_by(request.user, slug)
    row = _hall_at(event, pk)
    return _edit_hall(request, event, row, row.name)


@login_required
@require_http_methods(GET_POST)
def remove_hall(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Remove a hall without places."""
    event = event_organised_by(request.user, slug)
    return _ask_to_remove(request, event, _hall_at(event, pk))


@login_required
@require_http_methods(GET_POST)
def new_zone(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Add a zone to a hall."""
    event = event_organised_by(request.user, slug)
    row = _hall_at(event, pk)
    title = _("A zone of %(hall)s") % {"hall": row.name}
    return _edit_zone(request, event, Zone(hall=row), title)


@login_required
@require_http_methods(GET_POST)
def zone(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change a zone."""
    event = event_organised_by(request.user, slug)
    row = get_object_or_404(
        Zone.objects.select_related("hall__event"), hall__event=event, pk=pk
    )
    return _edit_zone(request, event, row, f"{row.hall.name}, {row.name}")


@login_required
@require_http_methods(GET_POST)
def remove_zone(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Remove a zone without places."""
    event = event_organised_by(request.user, slug)
    row = get_object_or_404(Zone, hall__event=event, pk=pk)
    return _ask_to_remove(request, event, row)


@login_required
@require_GET
def places(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the places, by zone and kind if asked."""
    event = event_organised_by(request.user, slug)
    chosen_zone, chosen_kind = request.GET.get("zone", ""), request.GET.get("kind", "")
    page = page_of(request, places_of(event, zone=chosen_zone, kind=chosen_kind))
    zones = (
        Zone.objects.filter(hall__event=event)
        .select_related("hall")
        .order_by("hall__name", "id")
    )
    return setup_page(
        request,
        event,
        "places",
        step="events:places",
        page=page,
        zones=zones,
        kinds=Place.Kind.choices,
        chosen_zone=chosen_zone,
        chosen_kind=chosen_kind,
    )


@login_required
@require_http_methods(GET_POST)
def new_tables(request: HttpRequest, slug: str) -> HttpResponse:
    """Add many shared tables at once."""
    event = event_organised_by(request.user, slug)
    form = TablesForm(request.POST or None, event=event)
    frame = _place_frame(
        event,
        _("New tables"),
        _("Tables that serve everybody. A round table seats the members of a session."),
    )
    return edit(
        request,
        event,
        form,
        frame=frame,
        save=lambda: add_places(**form.cleaned_data, by=person_of(request.user)),
    )


@login_required
@require_http_methods(GET_POST)
def new_suite(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a suite with its owner."""
    event = event_organised_by(request.user, slug)
    form = SuiteForm(
        request.POST or None, instance=Place(event=event, kind=Place.Kind.SUITE)
    )

    def save() -> None:
        add_suite(
            suite=form.save(commit=False),
            meetings=form.cleaned_data["meetings"],
            by=person_of(request.user),
        )

    return edit(
        request, event, form, frame=_place_frame(event, _("A new suite")), save=save
    )


@login_required
@require_http_methods(GET_POST)
def place(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change a place."""
    event = event_organised_by(request.user, slug)
    row = get_object_or_404(Place.objects.select_related("event"), event=event, pk=pk)
    form = PlaceForm(request.POST or None, instance=row)
    frame = _place_frame(event, f"{row.code}, {row.name}")
    return edit(
        request,
        event,
        form,
        frame=frame,
        save=lambda: save_place(
            place=form.save(commit=False), by=person_of(request.user)
        ),
    )


@login_required
@require_http_methods(GET_POST)
def closures(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Close a place in some slots."""
    event = event_organised_by(request.user, slug)
    row = get_object_or_404(Place.objects.select_related("event"), event=event, pk=pk)
    form = ClosuresForm(request.POST if request.method == "POST" else None, place=row)
    frame = _place_frame(
        event,
        _("When %(place)s is closed") % {"place": row.code},
        _("Tick the slots in which no meeting can be placed there."),
    )
    return edit(
        request,
        event,
        form,
        frame=frame,
        save=lambda: set_closures(
            place=row, closed=form.closed(), by=person_of(request.user)
        ),
    )


@login_required
@require_http_methods(GET_POST)
def remove_place(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Remove a place that no meeting uses."""
    event = event_organised_by(request.user, slug)
    row = get_object_or_404(Place, event=event, pk=pk)
    return _ask_to_remove(request, event, row)
