"""The three deadlines of an event and their reminders."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from madang.site.directory.queries import person_of
from madang.site.events.actions.deadlines import save_deadline
from madang.site.events.forms.setup import DeadlineForm
from madang.site.events.models import Deadline
from madang.site.events.queries import event_organised_by
from madang.site.events.queries.reminders import reminder_at
from madang.site.events.views.steps import Frame, ask_removal, edit, setup_page

STEP = "events:deadlines"


@login_required
@require_GET
def deadlines(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the deadlines, set or not, and when each reminds."""
    event = event_organised_by(request.user, slug)
    there = {each.kind: each for each in event.deadlines.all()}
    rows = [
        (
            kind,
            label,
            there.get(kind),
            reminder_at(there[kind]) if kind in there else None,
        )
        for kind, label in Deadline.Kind.choices
    ]
    return setup_page(request, event, "deadlines", step=STEP, rows=rows)


@login_required
@require_http_methods(["GET", "POST"])
def deadline(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Set or move one deadline."""
    event = event_organised_by(request.user, slug)
    if kind not in Deadline.Kind.values:
        raise Http404
    row = Deadline.objects.select_related("event").filter(
        event=event, kind=kind
    ).first() or Deadline(event=event, kind=kind)
    form = DeadlineForm(request.POST or None, instance=row)
    frame = Frame(
        step=STEP,
        title=row.get_kind_display(),
        back=reverse(STEP, args=[slug]),
        intro=_("The time is in the zone of the event, %(zone)s.")
        % {"zone": event.zone},
    )
    return edit(
        request,
        event,
        form,
        frame=frame,
        save=lambda: save_deadline(
            deadline=form.save(commit=False), by=person_of(request.user)
        ),
    )


@login_required
@require_http_methods(["GET", "POST"])
def remove_deadline(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Remove a deadline."""
    event = event_organised_by(request.user, slug)
    row = get_object_or_404(Deadline, event=event, kind=kind)
    frame = Frame(
        step=STEP,
        title=_("Remove the deadline “%(kind)s”?") % {"kind": row.get_kind_display()},
        back=reverse(STEP, args=[slug]),
        name=row.get_kind_display(),
    )
    return ask_removal(request, event, row, frame=frame)
