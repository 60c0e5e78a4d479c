"""The basics of an event, its state, and its next edition."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from madang.site.directory.queries import person_of
from madang.site.events.actions.copying import copy_event
from madang.site.events.actions.events import change_event, set_event_state
from madang.site.events.forms.copying import CopyForm
from madang.site.events.forms.setup import BasicsForm
from madang.site.events.models import Event
from madang.site.events.queries import event_organised_by
from madang.site.events.queries.setup import gaps_of
from madang.site.events.rules import SetUpError
from madang.site.events.views.steps import setup_page


@login_required
@require_http_methods(["GET", "POST"])
def basics(request: HttpRequest, slug: str) -> HttpResponse:
    """Show and change the basics of an event."""
    event = event_organised_by(request.user, slug)
    form = BasicsForm(request.POST or None, instance=Event.objects.get(pk=event.pk))
    if request.method == "POST" and form.is_valid():
        try:
            change_event(event=form.save(commit=False), by=person_of(request.user))
        except SetUpError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Saved."))
            return redirect("events:setup", slug)
    return setup_page(
        request, event, "basics", step="events:setup", form=form, gaps=gaps_of(event)
    )


@login_required
@require_POST
def set_state(request: HttpRequest, slug: str) -> HttpResponse:
    """Open an event, close it, or take it back into preparation."""
    event = event_organised_by(request.user, slug)
    try:
        set_event_state(
            event=event, state=request.POST.get("state", ""), by=person_of(request.user)
        )
    except SetUpError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, _("State: %(state)s.") % {"state": event.get_state_display()}
        )
    return redirect("events:setup", slug)


@login_required
@require_http_methods(["GET", "POST"])
def copy(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the next edition of an event."""
    event = event_organised_by(request.user, slug)
    form = CopyForm(request.POST or None, source=event)
    if request.method == "POST" and form.is_valid():
        try:
            made = copy_event(
                source=event, edition=form.edition(), by=person_of(request.user)
            )
        except SetUpError as error:
            form.refuse(error)
        else:
            messages.success(
                request,
                _("%(event)s is made. Look through its steps, then open it.")
                % {"event": made.name},
            )
            return redirect("events:setup", made.slug)
    return setup_page(
        request,
        event,
        "copy",
        step="events:copy",
        form=form,
        back=reverse("events:setup", args=[slug]),
    )
