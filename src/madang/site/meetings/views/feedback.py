"""After a meeting: what came of it. Before it: that a side cannot come."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from madang.site.core.ui import page_of
from madang.site.events.models import Event, Registration
from madang.site.events.queries import event_joined_by, event_organised_by
from madang.site.events.rules import standing
from madang.site.meetings.actions.answers import cancel_meeting
from madang.site.meetings.actions.feedback import give_feedback
from madang.site.meetings.forms.feedback import CannotComeForm, FeedbackForm
from madang.site.meetings.queries import feedback as queries
from madang.site.meetings.rules.feedback import FeedbackError, is_over
from madang.site.meetings.rules.requests import RequestError, may_answer, other_side


def _side(request: HttpRequest, event: Event) -> Registration:
    registration = standing(request.user, event).registration
    if registration is None:
        raise Http404
    if not may_answer(request.user, event):
        raise PermissionDenied(
            _("Only the lead and the delegates of an organisation speak for it.")
        )
    return registration


@require_http_methods(["GET", "POST"])
def feedback(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask one side what came of a meeting that is over."""
    event = event_joined_by(request.user, slug)
    registration = _side(request, event)
    meeting = queries.meeting_of_side(event, registration, pk)
    row = queries.published_placement(meeting)
    if not is_over(row.slot.ends_at if row else None, timezone.now()):
        raise PermissionDenied(_("This meeting is not over yet."))
    said = queries.feedback_of(meeting, registration)
    form = FeedbackForm(
        request.POST if request.method == "POST" else None,
        initial={"verdict": said.verdict, "note": said.note} if said else None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            give_feedback(
                by=standing(request.user, event).person,
                meeting=meeting,
                registration=registration,
                **form.cleaned_data,
            )
        except FeedbackError as error:
            form.add_error(None, str(error))
        else:
            messages.info(
                request,
                _("Saved: what came of your meeting with %(name)s.")
                % {"name": other_side(meeting, registration)},
            )
            return redirect("meetings:agenda", slug)
    context = {
        "event": event,
        "form": form,
        "meeting": meeting,
        "row": row,
        "other": other_side(meeting, registration),
        "tab": "meetings:agenda",
    }
    return render(request, "meetings/feedback/one.html", context)


@require_GET
def feedback_summary(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the organisers what was said: counts by verdict, and each answer."""
    event = event_organised_by(request.user, slug)
    rows = queries.all_feedback(event)
    verdict = request.GET.get("verdict", "")
    if verdict:
        rows = rows.filter(verdict=verdict)
    tallies = queries.tallies(event)
    context = {
        "event": event,
        "tallies": tallies,
        "total": sum(each.count for each in tallies),
        "verdict": verdict,
        "page": page_of(request, rows),
    }
    return render(request, "meetings/feedback/summary.html", context)


@require_http_methods(["GET", "POST"])
def cannot_come(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask whether a side really cancels an agreed meeting, and cancel it."""
    event = event_joined_by(request.user, slug)
    registration = _side(request, event)
    meeting = queries.meeting_of_side(event, registration, pk)
    row = queries.published_placement(meeting)
    if row is not None and row.slot.ends_at <= timezone.now():
        raise PermissionDenied(
            _("This meeting is over: it can no longer be cancelled.")
        )
    form = CannotComeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_meeting(
                by=standing(request.user, event).person,
                meeting=meeting,
                registration=registration,
                note=form.cleaned_data["note"],
            )
        except RequestError as error:
            form.add_error(None, str(error))
        else:
            messages.info(
                request,
                _("Your meeting with %(name)s is cancelled.")
                % {"name": other_side(meeting, registration)},
            )
            return redirect("meetings:agenda", slug)
    context = {
        "event": event,
        "form": form,
        "row": row,
        "other": other_side(meeting, registration),
        "tab": "meetings:agenda",
    }
    return render(request, "meetings/feedback/cannot_come.html", context)
