"""What came of one's own meetings, a row each, and what is done next."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from madang.site.core.time import zone
from madang.site.core.ui import page_of, way_back
from madang.site.events.models import Event, Registration
from madang.site.events.queries import event_joined_by
from madang.site.events.rules import standing
from madang.site.meetings.actions.feedback import give_all
from madang.site.meetings.actions.steps import StepError, add_step, set_step_state
from madang.site.meetings.forms.feedback import StepForm
from madang.site.meetings.models import Feedback, Meeting, NextStep
from madang.site.meetings.queries import feedback as feedback_queries
from madang.site.meetings.queries import outcomes as queries
from madang.site.meetings.queries import steps as step_queries
from madang.site.meetings.rules.feedback import FeedbackError, is_over
from madang.site.meetings.rules.requests import may_answer, other_side


def side_of(request: HttpRequest, event: Event) -> Registration:
    """Return the organisation for which this person speaks at the event; 404 without one, 403 for who may not speak."""
    registration = standing(request.user, event).registration
    if registration is None:
        raise Http404
    if not may_answer(request.user, event):
        raise PermissionDenied(
            _("Only the lead and the delegates of an organisation speak for it.")
        )
    return registration


@require_http_methods(["GET", "POST"])
def own_outcomes(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a side's meetings that are over with four buttons each; store what it says of them."""
    event = event_joined_by(request.user, slug)
    registration = side_of(request, event)
    now = timezone.now()
    rows = queries.over_placements(event, registration, now)
    if request.method == "POST":
        return _store(request, event, registration)
    page = page_of(request, rows)
    context = {
        "event": event,
        "page": page,
        "rows": queries.rows_of(registration, list(page), now),
        "verdicts": Feedback.Verdict.choices,
        "unsaid": queries.unsaid_count(event, registration, now),
        "is_told": feedback_queries.is_each_told(event),
        "tab": "meetings:agenda",
    }
    return render(request, "meetings/outcomes/mine.html", context)


def _store(
    request: HttpRequest, event: Event, registration: Registration
) -> HttpResponse:
    """Store every row that was sent; a script sends one at a time and wants no page back."""
    is_script = request.headers.get("X-Requested-With") == "fetch"
    try:
        count = give_all(
            by=standing(request.user, event).person,
            registration=registration,
            said=_said(request, event, registration),
        )
    except FeedbackError as error:
        if is_script:
            return HttpResponse(str(error), status=409, content_type="text/plain")
        messages.error(request, str(error))
        return redirect("meetings:outcomes", event.slug)
    if is_script:
        return HttpResponse(_("Saved."), content_type="text/plain")
    words = ngettext("%(count)d answer saved.", "%(count)d answers saved.", count)
    messages.info(request, words % {"count": count})
    return redirect("meetings:outcomes", event.slug)


def _said(
    request: HttpRequest, event: Event, registration: Registration
) -> dict[Meeting, str]:
    """Return the verdicts that were sent for meetings of this side that are over. Raises FeedbackError for an unknown one."""
    sent = {
        name.removeprefix("meeting-"): str(word)
        for name, word in request.POST.items()
        if name.startswith("meeting-")
    }
    if not set(sent.values()) <= set(Feedback.Verdict.values):
        raise FeedbackError(_("Choose one of the four answers."))
    pks = [int(pk) for pk in sent if pk.isdecimal() and len(pk) < 19]
    found = queries.over_placements(event, registration, timezone.now())
    rows = found.filter(meeting__in=pks)
    return {
        each.meeting: sent[str(each.meeting_id)]
        for each in rows
        if each.meeting is not None
    }


@require_http_methods(["GET", "POST"])
def new_step(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Enter what this side does next after a meeting."""
    event = event_joined_by(request.user, slug)
    registration = side_of(request, event)
    meeting = feedback_queries.meeting_of_side(event, registration, pk)
    row = feedback_queries.published_placement(meeting)
    if not is_over(row.slot.ends_at if row else None, timezone.now()):
        raise PermissionDenied(_("This meeting is not over yet."))
    form = StepForm(
        request.POST if request.method == "POST" else None,
        people=feedback_queries.speakers_of(registration),
    )
    if request.method == "POST" and form.is_valid():
        try:
            add_step(
                by=standing(request.user, event).person,
                meeting=meeting,
                registration=registration,
                **form.facts(),
            )
        except StepError as error:
            form.add_error(error.field or None, str(error))
        else:
            messages.info(request, _("The next step is noted."))
            return redirect("meetings:steps", slug)
    context = {
        "event": event,
        "form": form,
        "meeting": meeting,
        "other": other_side(meeting, registration),
        "tab": "meetings:agenda",
    }
    return render(request, "meetings/outcomes/step.html", context)


@require_GET
def own_steps(request: HttpRequest, slug: str) -> HttpResponse:
    """List what this side does next: late, ahead, done, dropped."""
    event = event_joined_by(request.user, slug)
    registration = side_of(request, event)
    today = timezone.now().astimezone(zone(event.zone)).date()
    rows = step_queries.steps_of(registration)
    which = request.GET.get("which", "")
    page = page_of(request, step_queries.steps_in(rows, which, today))
    context = {
        "event": event,
        "page": page,
        "rows": [(each, other_side(each.meeting, registration)) for each in page],
        "counts": step_queries.counts_of(rows, today),
        "which": which,
        "today": today,
        "tab": "meetings:agenda",
    }
    return render(request, "meetings/outcomes/steps.html", context)


@require_POST
def change_step(request: HttpRequest, slug: str, pk: int, state: str) -> HttpResponse:
    """Mark a step done, dropped or open again; the message offers the way back."""
    event = event_joined_by(request.user, slug)
    registration = side_of(request, event)
    step = step_queries.step_of_side(registration, pk)
    if state not in NextStep.State.values:
        raise Http404
    before = step.state
    set_step_state(step=step, state=state, by=standing(request.user, event).person)
    if before != state:
        words = {
            "done": _("Done: %(step)s."),
            "dropped": _("Dropped: %(step)s. It can be opened again in the list."),
            "open": _("Open again: %(step)s."),
        }[state]
        messages.info(request, words % {"step": step.text})
    return redirect(way_back(request, reverse("meetings:steps", args=[slug])))
