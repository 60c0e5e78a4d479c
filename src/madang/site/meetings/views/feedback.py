"""After a meeting: what came of it. Before it: that a side cannot come."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from madang.site.core.ui import page_of
from madang.site.events.models import Event
from madang.site.events.queries import event_joined_by, event_organised_by
from madang.site.events.rules import standing
from madang.site.meetings.actions.answers import cancel_meeting
from madang.site.meetings.actions.feedback import give_feedback, set_feedback_rule
from madang.site.meetings.forms.feedback import CannotComeForm, FeedbackForm
from madang.site.meetings.queries import feedback as queries
from madang.site.meetings.queries.steps import steps_after
from madang.site.meetings.rules.feedback import FeedbackError, is_over
from madang.site.meetings.rules.requests import RequestError, other_side
from madang.site.meetings.views.outcomes import side_of


@require_http_methods(["GET", "POST"])
def feedback(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask one side what came of a meeting that is over."""
    event = event_joined_by(request.user, slug)
    registration = side_of(request, event)
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
            return redirect("meetings:outcomes", slug)
    context = {
        "event": event,
        "form": form,
        "meeting": meeting,
        "row": row,
        "other": other_side(meeting, registration),
        "words": queries.words_of(meeting, registration),
        "steps": steps_after(meeting, registration),
        "is_told": queries.is_each_told(event),
        "tab": "meetings:agenda",
    }
    return render(request, "meetings/feedback/one.html", context)


@require_http_methods(["GET", "POST"])
def feedback_summary(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the organisers what was said: counts by verdict, and each answer of a side that was told that they read it."""
    event = event_organised_by(request.user, slug)
    if request.method == "POST":
        return _set_rule(request, event)
    rows = queries.told_feedback(event)
    verdict = request.GET.get("verdict", "")
    if verdict:
        rows = rows.filter(verdict=verdict)
    tallies = queries.tallies(event)
    context = {
        "event": event,
        "tallies": tallies,
        "total": sum(each.count for each in tallies),
        "verdict": verdict,
        "is_told": queries.is_each_told(event),
        "page": page_of(request, rows),
    }
    return render(request, "meetings/feedback/summary.html", context)


def _set_rule(request: HttpRequest, event: Event) -> HttpResponse:
    is_told = request.POST.get("is_told") == "yes"
    set_feedback_rule(
        event=event, is_told=is_told, by=standing(request.user, event).person
    )
    messages.info(
        request,
        _("From now on you read what each side says. Earlier answers stay counts.")
        if is_told
        else _("From now on you read counts alone."),
    )
    return redirect("meetings:feedback-summary", event.slug)


@require_http_methods(["GET", "POST"])
def cannot_come(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask whether a side really cancels an agreed meeting, and cancel it."""
    event = event_joined_by(request.user, slug)
    registration = side_of(request, event)
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
