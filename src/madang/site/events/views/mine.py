"""An organisation's own part in an event: whether it comes, who sits where, and when each can meet."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from madang.site.events import queries
from madang.site.events.actions.availability import set_free_slots
from madang.site.events.actions.delegates import claim_seat, seat_person
from madang.site.events.actions.registrations import decline_invitation, take_invitation
from madang.site.events.forms.availability import free_slots_of
from madang.site.events.models import Delegate, Event
from madang.site.events.queries.availability import choices_of
from madang.site.events.queries.people import delegate_at, delegate_of, seats_of
from madang.site.events.rules import SetUpError, Standing, standing


def _joined(request: HttpRequest, slug: str) -> tuple[Event, Standing]:
    event = queries.event_joined_by(request.user, slug)
    return event, standing(request.user, event)


@login_required
@require_GET
def my_delegation(request: HttpRequest, slug: str) -> HttpResponse:
    """Show whether my organisation comes, and its chairs."""
    event, mine = _joined(request, slug)
    assert mine.registration is not None  # noqa: S101 - event_joined_by has looked
    context = {
        "event": event,
        "standing": mine,
        "registration": mine.registration,
        "seats": seats_of(mine.registration),
    }
    return render(request, "events/people/mine.html", context)


@login_required
@require_POST
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Say whether my organisation comes; its lead says it."""
    event, mine = _joined(request, slug)
    assert mine.registration is not None  # noqa: S101 - event_joined_by has looked
    assert mine.person is not None  # noqa: S101 - a registration is found by way of a person
    if not mine.is_lead:
        raise PermissionDenied(
            _("Only whoever leads the entry of %(name)s says whether it comes.")
            % {"name": mine.registration}
        )
    verb = take_invitation if request.POST.get("comes") == "1" else decline_invitation
    try:
        verb(by=mine.person, registration=mine.registration)
    except SetUpError as error:
        messages.error(request, str(error))
        return redirect("events:my-delegation", event.slug)
    if verb is decline_invitation:
        messages.success(
            request,
            _("%(name)s does not come. The organiser can invite it again.")
            % {"name": mine.registration},
        )
        return redirect("directory:me")
    messages.success(request, _("%(name)s comes.") % {"name": mine.registration})
    return redirect("events:my-delegation", event.slug)


@login_required
@require_POST
def claim(request: HttpRequest, slug: str, delegate_pk: int) -> HttpResponse:
    """Take an unnamed chair of my organisation, or free my own."""
    event, mine = _joined(request, slug)
    assert mine.registration is not None  # noqa: S101 - event_joined_by has looked
    assert mine.person is not None  # noqa: S101 - a registration is found by way of a person
    delegate = delegate_of(mine.registration, delegate_pk)
    try:
        if delegate.person_id == mine.person.pk:
            seat_person(by=mine.person, delegate=delegate, person=None)
        else:
            claim_seat(by=mine.person, delegate=delegate)
    except SetUpError as error:
        messages.error(request, str(error))
    return redirect("events:my-delegation", event.slug)


def _seat_to_set(
    request: HttpRequest, event: Event, pk: int | None
) -> tuple[Delegate | None, bool]:
    """Return whose hours are shown, and whether this reader may set them; 404 for a seat of elsewhere.

    Without `pk` one's own seat; with it any seat for organisers, and those of their organisation for everybody else.
    """
    if pk is None:
        return standing(
            request.user, queries.event_joined_by(request.user, event.slug)
        ).delegate, True
    mine = standing(request.user, event)
    delegate = delegate_at(event, pk)
    is_own = (
        mine.registration is not None
        and mine.registration.pk == delegate.registration_id
    )
    if not (is_own or mine.is_organiser):
        raise Http404
    is_me = mine.delegate is not None and mine.delegate.pk == delegate.pk
    return delegate, mine.is_organiser or mine.is_lead or is_me


@login_required
@require_http_methods(["GET", "POST"])
def my_availability(
    request: HttpRequest, slug: str, delegate_pk: int | None = None
) -> HttpResponse:
    """Show and save in which slots a delegate can meet: my own seat, or one that I look after."""
    event = queries.event_seen_by(request.user, slug)
    delegate, may = _seat_to_set(request, event, delegate_pk)
    mine = standing(request.user, event)
    if delegate is None:
        return render(
            request,
            "events/people/no_seat.html",
            {"event": event, "tab": "events:my-delegation"},
        )
    if request.method != "POST":
        return render(
            request,
            "events/people/availability.html",
            _hours_context(event, delegate, mine) | {"may": may},
        )
    if not may or mine.person is None:
        raise PermissionDenied(
            _(
                "Only %(delegate)s, whoever leads the entry, or an organiser sets these hours."
            )
            % {"delegate": delegate}
        )
    set_free_slots(
        by=mine.person, delegate=delegate, free=free_slots_of(request.POST, event)
    )
    messages.success(request, _("Saved."))
    return redirect(request.path)


def _hours_context(
    event: Event, delegate: Delegate, mine: Standing
) -> dict[str, object]:
    halves = choices_of(event, delegate)
    zone = mine.person.zone if mine.person is not None else ""
    return {
        "event": event,
        "delegate": delegate,
        "halves": halves,
        "free": sum(half.free for half in halves),
        "all": sum(len(half.choices) for half in halves),
        "my_zone": zone if zone and zone != event.zone else "",
        "is_mine": mine.delegate is not None and mine.delegate.pk == delegate.pk,
        "is_organised": mine.is_organiser,
        "tab": "events:people" if mine.is_organiser else "events:my-delegation",
    }
