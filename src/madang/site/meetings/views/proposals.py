"""All requests of an event for its organisers: read, propose, answer for somebody who telephoned."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from madang.site.core.models import LogEntry
from madang.site.core.ui import page_of, way_back, whole_number
from madang.site.directory.queries import person_of
from madang.site.events.models import Event, Registration
from madang.site.events.queries import event_organised_by
from madang.site.matching.queries.suggestions import (
    suggestion_between,
    suggestions_of,
)
from madang.site.meetings.actions import requests as actions
from madang.site.meetings.forms.requests import BehalfForm, CancelForm
from madang.site.meetings.models import Meeting
from madang.site.meetings.queries import requests as queries
from madang.site.meetings.rules.requests import RequestError, waits_for
from madang.site.meetings.wording.requests import history_word

STATES = Meeting.State.values
MOST_PROPOSED = 100


def filtered(
    rows: QuerySet[Meeting], *, state: str, text: str, origin: str
) -> QuerySet[Meeting]:
    """Narrow the list by state ("must" is one too), part of a name, and who began it."""
    if state in STATES:
        rows = rows.filter(state=state)
    elif state == "must":
        rows = rows.filter(is_must=True)
    if origin in Meeting.Origin.values:
        rows = rows.filter(origin=origin)
    if text:
        rows = rows.filter(
            Q(host__organisation__name__icontains=text)
            | Q(guest__organisation__name__icontains=text)
            | Q(host__organisation__name_local__icontains=text)
            | Q(guest__organisation__name_local__icontains=text)
        )
    return rows


@login_required
@require_GET
def request_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Show every request of the event, newest first."""
    event = event_organised_by(request.user, slug)
    state, text = request.GET.get("state", ""), request.GET.get("q", "").strip()
    origin = request.GET.get("origin", "")
    counts = queries.counts(Meeting.objects.filter(event=event))
    return render(
        request,
        "meetings/requests/all.html",
        {
            "event": event,
            "page": page_of(
                request,
                filtered(
                    queries.meetings_of_event(event),
                    state=state,
                    text=text,
                    origin=origin,
                ),
            ),
            "counts": counts,
            "states": [
                (code, label, getattr(counts, code))
                for code, label in Meeting.State.choices
            ],
            "origins": Meeting.Origin.choices,
            "state": state,
            "origin": origin,
            "text": text,
        },
    )


def _meeting(event: Event, pk: int) -> Meeting:
    return get_object_or_404(queries.meetings_of_event(event), pk=pk)


@login_required
@require_GET
def request_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show one request: what each side said, who comes, its weight, its history."""
    event = event_organised_by(request.user, slug)
    return _page(request, event, _meeting(event, pk))


def _page(
    request: HttpRequest,
    event: Event,
    meeting: Meeting,
    *,
    bound: BehalfForm | CancelForm | None = None,
    side: int = 0,
) -> HttpResponse:
    sides = [
        {
            "registration": each,
            "said": said,
            "named": queries.named_for(meeting, each),
            "waits": waits_for(meeting, each),
            "form": bound
            if isinstance(bound, BehalfForm) and side == each.pk
            else BehalfForm(prefix=f"side{each.pk}"),
        }
        for each, said in (
            (meeting.host, meeting.get_host_said_display()),
            (meeting.guest, meeting.get_guest_said_display()),
        )
    ]
    return render(
        request,
        "meetings/requests/one.html",
        {
            "event": event,
            "meeting": meeting,
            "sides": sides,
            "suggestion": suggestion_between(event, meeting.host, meeting.guest),
            "cancel_form": bound if isinstance(bound, CancelForm) else CancelForm(),
            "history": [
                (line, history_word(line.verb))
                for line in LogEntry.objects.filter(
                    target_type="meetings.meeting", target_id=meeting.pk
                ).order_by("id")[:50]
            ],
            "tab": "meetings:requests",
        },
        status=422 if bound is not None else 200,
    )


def _done(
    request: HttpRequest, meeting: Meeting, verb: Callable[[], object], text: str
) -> HttpResponse:
    try:
        verb()
    except RequestError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, text)
    return redirect("meetings:request", slug=meeting.event.slug, pk=meeting.pk)


@login_required
@require_POST
def mark(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Mark a meeting as one that must take place, or take that back."""
    event = event_organised_by(request.user, slug)
    meeting = _meeting(event, pk)
    is_must = request.POST.get("must") == "1"
    text = (
        _("This meeting must take place: a plan places it before all others.")
        if is_must
        else _("This meeting is one among the others again.")
    )
    return _done(
        request,
        meeting,
        lambda: actions.mark_must(
            by=person_of(request.user), meeting=meeting, is_must=is_must
        ),
        text,
    )


@login_required
@require_POST
def answer_for(
    request: HttpRequest, slug: str, pk: int, registration: int
) -> HttpResponse:
    """Write down what a side told the organiser; the log keeps who said so."""
    event = event_organised_by(request.user, slug)
    meeting = _meeting(event, pk)
    side = get_object_or_404(
        Registration.objects.select_related("organisation").filter(
            pk__in=[meeting.host_id, meeting.guest_id]
        ),
        pk=registration,
    )
    form = BehalfForm(request.POST, prefix=f"side{side.pk}")
    if not form.is_valid():
        return _page(request, event, meeting, bound=form, side=side.pk)
    values = form.cleaned_data
    by = person_of(request.user)
    return _done(
        request,
        meeting,
        lambda: (
            actions.accept_meeting(
                by=by, meeting=meeting, registration=side, remark=values["remark"]
            )
            if values["says"] == "yes"
            else actions.decline_meeting(
                by=by,
                meeting=meeting,
                registration=side,
                reason=values["reason"],
                remark=values["remark"],
            )
        ),
        _("The answer of %(side)s is written down.") % {"side": side.organisation.name},
    )


@login_required
@require_POST
def end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Cancel an agreed meeting, or take back a proposal that waits."""
    event = event_organised_by(request.user, slug)
    meeting = _meeting(event, pk)
    form = CancelForm(request.POST)
    if not form.is_valid():
        return _page(request, event, meeting, bound=form)
    by = person_of(request.user)
    if meeting.state == Meeting.State.ASKED:
        return _done(
            request,
            meeting,
            lambda: actions.withdraw_meeting(by=by, meeting=meeting),
            _("The proposal is withdrawn."),
        )
    return _done(
        request,
        meeting,
        lambda: actions.cancel_meeting(
            by=by, meeting=meeting, note=form.cleaned_data["note"]
        ),
        _("The meeting is cancelled; both sides get mail."),
    )


@login_required
@require_POST
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """Propose the chosen suggestions to both of their sides."""
    event = event_organised_by(request.user, slug)
    chosen = [
        number
        for text in request.POST.getlist("suggestion")
        if (number := whole_number(text)) is not None
    ]
    rows = suggestions_of(event).filter(pk__in=chosen[:MOST_PROPOSED])
    try:
        made, passed_over = actions.propose_meetings(
            by=person_of(request.user), event=event, suggestions=rows
        )
    except RequestError as error:
        messages.error(request, str(error))
    else:
        _say_proposed(request, len(made), passed_over)
    return redirect(way_back(request, reverse("matching:overview", args=[event.slug])))


def _say_proposed(request: HttpRequest, made: int, passed_over: int) -> None:
    if made:
        text = ngettext(
            "%(count)d meeting is proposed to both sides.",
            "%(count)d meetings are proposed to both sides.",
            made,
        )
        messages.success(request, text % {"count": made})
    if passed_over:
        text = ngettext(
            "%(count)d pair was passed over: it is kept apart, has an open meeting, or neither side shows itself to others.",
            "%(count)d pairs were passed over: they are kept apart, have an open meeting, or neither side shows itself to others.",
            passed_over,
        )
        messages.warning(request, text % {"count": passed_over})
    if not made and not passed_over:
        messages.warning(request, _("Nothing was chosen: mark the pairs to propose."))
