"""The list of events, the page of one event, and making a new one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from madang.site.core.ui import doors_of, page_of
from madang.site.directory.models import User
from madang.site.directory.queries import person_of
from madang.site.events.actions.events import create_event
from madang.site.events.forms.setup import NewEventForm
from madang.site.events.models import Event
from madang.site.events.queries import event_seen_by
from madang.site.events.queries.listing import (
    coming_events,
    figures_of,
    parts_in,
    past_events,
    roles_of,
)
from madang.site.events.rules import SetUpError, standing

FEW = 5


@require_GET
def list_events(request: HttpRequest) -> HttpResponse:
    """Show the events somebody may see: what comes, or with ?when=past what has been."""
    today = timezone.localdate()
    is_past = request.GET.get("when") == "past"
    page = page_of(
        request,
        past_events(request.user, today=today)
        if is_past
        else coming_events(request.user, today=today),
        size=20,
    )
    earlier = [] if is_past else list(past_events(request.user, today=today)[: FEW + 1])
    parts = parts_in(request.user, [*page.object_list, *earlier])
    context = {
        "page": page,
        "is_past": is_past,
        "events": [(event, parts.get(event.pk, [])) for event in page.object_list],
        "earlier": [(event, parts.get(event.pk, [])) for event in earlier[:FEW]],
        "has_more_earlier": len(earlier) > FEW,
        "may_create": _may_create(request),
    }
    return render(request, "events/list.html", context)


@require_GET
def show_event(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an event to whoever may see it, with the doors of its roles."""
    event = event_seen_by(request.user, slug)
    mine = standing(request.user, event)
    context = {
        "event": event,
        "days": event.days.prefetch_related("breaks"),
        "deadlines": event.deadlines.all(),
        "figures": figures_of(event),
        "roles": roles_of(mine),
        "doors": doors_of(request, event),
        "standing": mine,
        "editions": event_editions(request, event),
        "now": timezone.now(),
    }
    return render(request, "events/detail.html", context)


def event_editions(request: HttpRequest, event: Event) -> list[Event]:
    """Return the earlier edition of an event, if there is one that this reader may see."""
    if event.previous is None:
        return []
    return [
        each
        for each in [event.previous]
        if each.is_listed or standing(request.user, each).takes_part
    ]


@login_required
@require_http_methods(["GET", "POST"])
def new_event(request: HttpRequest) -> HttpResponse:
    """Let the site's staff make an event."""
    if not _may_create(request):
        raise PermissionDenied(
            _(
                "Only the staff of this site can make an event. Ask them to make one for you."
            )
        )
    form = NewEventForm(request.POST or None, instance=Event(is_listed=False))
    if request.method == "POST" and form.is_valid():
        try:
            event = create_event(
                event=form.save(commit=False), by=person_of(request.user)
            )
        except SetUpError as error:
            form.refuse(error)
        else:
            messages.success(
                request,
                _("%(event)s is made. Its days come next.") % {"event": event.name},
            )
            return redirect("events:days", event.slug)
    return render(request, "events/new.html", {"form": form})


def _may_create(request: HttpRequest) -> bool:
    return (
        isinstance(request.user, User)
        and request.user.is_staff
        and person_of(request.user) is not None
    )
