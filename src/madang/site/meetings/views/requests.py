"""An organisation's requests: those that wait for it, those it made, and what was agreed."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from madang.site.core.ui import page_of
from madang.site.events.models import Event, Registration
from madang.site.events.rules import standing
from madang.site.matching.queries.reasons import sides_for
from madang.site.matching.queries.suggestions import suggestion_between
from madang.site.meetings.actions import requests as actions
from madang.site.meetings.forms.requests import CancelForm, DeclineForm, DelegatesForm
from madang.site.meetings.models import Meeting
from madang.site.meetings.queries import requests as queries
from madang.site.meetings.rules.requests import (
    RequestError,
    may_answer,
    may_withdraw,
    other_side,
    waits_for,
)
from madang.site.meetings.views.suggestions import own_part, own_zone, speaking_part

SHOWN = {
    "all": ("asked", "accepted", "declined", "expired", "withdrawn", "cancelled"),
    "asked": ("asked",),
    "agreed": ("accepted",),
    "over": ("declined", "expired", "withdrawn", "cancelled"),
}
PAGE_SIZE = 25


@login_required
@require_GET
def own_requests(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what waits for this organisation's answer, and below it everything else."""
    event, me = own_part(request, slug)
    show = request.GET.get("show", "all")
    show = show if show in SHOWN else "all"
    rows = queries.meetings_of(me)
    waiting = list(queries.waiting_for(me)[:PAGE_SIZE])
    rest = rows.exclude(pk__in=queries.waiting_for(me).values("pk"))
    return render(
        request,
        "meetings/requests/own.html",
        {
            "event": event,
            "me": me,
            "waiting": waiting,
            "waiting_count": queries.waiting_for(me).count(),
            "page": page_of(
                request, rest.filter(state__in=SHOWN[show]), size=PAGE_SIZE
            ),
            "show": show,
            "filters": list(SHOWN),
            "zone": own_zone(request),
            "may_answer": may_answer(request.user, event),
        },
    )


@login_required
@require_GET
def own_request(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show one request with its reasons and everything that its reader may do about it."""
    event, me = own_part(request, slug)
    return _page(request, event, me, queries.meeting_seen_by(me, pk))


def _page(
    request: HttpRequest,
    event: Event,
    me: Registration,
    meeting: Meeting,
    *,
    form: DeclineForm | CancelForm | DelegatesForm | None = None,
) -> HttpResponse:
    other = other_side(meeting, me)
    suggestion = (
        suggestion_between(event, me, other) if queries.is_shown(other) else None
    )
    named = queries.named_for(meeting, me)
    forms = {
        "decline_form": DeclineForm(),
        "cancel_form": CancelForm(),
        "delegates_form": DelegatesForm(registration=me, initial={"delegates": named}),
    }
    if form is not None:
        forms[_form_name(form)] = form
    return render(
        request,
        "meetings/requests/own_one.html",
        {
            "event": event,
            "me": me,
            "other": other,
            "meeting": meeting,
            "sides": sides_for([suggestion], me)[suggestion.pk] if suggestion else None,
            "named": named,
            "named_there": queries.named_for(meeting, other),
            "waits": waits_for(meeting, me),
            "may_withdraw": may_withdraw(meeting, me),
            "may_answer": may_answer(request.user, event),
            "bound": form,
            "tab": "meetings:my-requests",
            **forms,
        },
        status=422 if form is not None else 200,
    )


def _form_name(form: DeclineForm | CancelForm | DelegatesForm) -> str:
    if isinstance(form, DeclineForm):
        return "decline_form"
    return "cancel_form" if isinstance(form, CancelForm) else "delegates_form"


def _done(
    request: HttpRequest, meeting: Meeting, verb: Callable[[], object], text: str
) -> HttpResponse:
    """Run one verb and go back to the list, with what was done or why it was refused."""
    try:
        verb()
    except RequestError as error:
        messages.error(request, str(error))
        return redirect("meetings:my-request", slug=meeting.event.slug, pk=meeting.pk)
    messages.success(request, text)
    return redirect("meetings:my-requests", slug=meeting.event.slug)


@login_required
@require_POST
def accept(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say yes to a request."""
    event, me = speaking_part(request, slug)
    meeting = queries.meeting_seen_by(me, pk)
    form = DelegatesForm(request.POST, registration=me)
    if not form.is_valid():
        return _page(request, event, me, meeting, form=form)
    return _done(
        request,
        meeting,
        lambda: actions.accept_meeting(
            by=standing(request.user, event).person,
            meeting=meeting,
            registration=me,
            delegates=list(form.cleaned_data["delegates"]),
        ),
        _("You said yes to %(other)s.")
        % {"other": other_side(meeting, me).organisation.name},
    )


@login_required
@require_POST
def decline(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say no to a request, with a reason."""
    event, me = speaking_part(request, slug)
    meeting = queries.meeting_seen_by(me, pk)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _page(request, event, me, meeting, form=form)
    return _done(
        request,
        meeting,
        lambda: actions.decline_meeting(
            by=standing(request.user, event).person,
            meeting=meeting,
            registration=me,
            reason=form.cleaned_data["reason"],
            note=form.cleaned_data["note"],
        ),
        _("You declined the meeting with %(other)s.")
        % {"other": other_side(meeting, me).organisation.name},
    )


@login_required
@require_POST
def withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take back a request that nobody answered."""
    event, me = speaking_part(request, slug)
    meeting = queries.meeting_seen_by(me, pk)
    return _done(
        request,
        meeting,
        lambda: actions.withdraw_meeting(
            by=standing(request.user, event).person, meeting=meeting, registration=me
        ),
        _("The request to %(other)s is withdrawn.")
        % {"other": other_side(meeting, me).organisation.name},
    )


@login_required
@require_POST
def cancel(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Cancel an agreed meeting; the other side gets mail."""
    event, me = speaking_part(request, slug)
    meeting = queries.meeting_seen_by(me, pk)
    form = CancelForm(request.POST)
    if not form.is_valid():
        return _page(request, event, me, meeting, form=form)
    return _done(
        request,
        meeting,
        lambda: actions.cancel_meeting(
            by=standing(request.user, event).person,
            meeting=meeting,
            registration=me,
            note=form.cleaned_data["note"],
        ),
        _("The meeting with %(other)s is cancelled.")
        % {"other": other_side(meeting, me).organisation.name},
    )


@login_required
@require_POST
def name_delegates(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say who comes for this side."""
    event, me = speaking_part(request, slug)
    meeting = queries.meeting_seen_by(me, pk)
    form = DelegatesForm(request.POST, registration=me)
    if not form.is_valid():
        return _page(request, event, me, meeting, form=form)
    return _done(
        request,
        meeting,
        lambda: actions.change_delegates(
            by=standing(request.user, event).person,
            meeting=meeting,
            registration=me,
            delegates=list(form.cleaned_data["delegates"]),
        ),
        _("Who comes to the meeting with %(other)s is saved.")
        % {"other": other_side(meeting, me).organisation.name},
    )
