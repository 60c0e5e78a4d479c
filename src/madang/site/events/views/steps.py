"""What all pages of the set-up share: the frame with its steps, the page of one form, the question before a removal."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from madang.site.directory.queries import person_of
from madang.site.events.actions.rows import remove
from madang.site.events.forms.setup import Refusable
from madang.site.events.models import Event
from madang.site.events.queries.setup import steps_of
from madang.site.events.queries.uses import uses_of
from madang.site.events.rules import SetUpError


@dataclass(frozen=True)
class Frame:
    """Where a page of the set-up stands: its step, its heading, the page before it, and what its row is called."""

    step: str
    title: str
    back: str
    intro: str = ""
    name: str = ""


def setup_page(
    request: HttpRequest, event: Event, template: str, *, step: str, **context: object
) -> HttpResponse:
    """Render a page of the set-up with the steps at its side."""
    shared = {
        "event": event,
        "tab": "events:setup",
        "step": step,
        "steps": steps_of(event),
    }
    return render(request, f"events/setup/{template}.html", {**shared, **context})


def edit(
    request: HttpRequest,
    event: Event,
    form: Refusable,
    *,
    frame: Frame,
    save: Callable[[], object],
    template: str = "edit",
) -> HttpResponse:
    """Show a form; a valid one is saved and leads back, a refusal is written onto it."""
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except SetUpError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Saved."))
            return redirect(frame.back)
    shown = Event.objects.get(pk=event.pk) if form.errors else event
    return setup_page(request, shown, template, step=frame.step, form=form, frame=frame)


def ask_removal(
    request: HttpRequest, event: Event, row: Model, *, frame: Frame
) -> HttpResponse:
    """Say what goes with a row; remove it when that is confirmed."""
    name = frame.name or str(row)
    if request.method == "POST":
        try:
            remove(row, event=event, by=person_of(request.user))
        except SetUpError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("%(what)s is removed.") % {"what": name})
        return redirect(frame.back)
    uses = uses_of(type(row)._default_manager.filter(pk=row.pk))  # noqa: SLF001 - any model's rows
    return setup_page(
        request, event, "remove", step=frame.step, name=name, uses=uses, frame=frame
    )
