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


def _act(
    request: HttpRequest,
    slug: str,
    pk: int,
    *,
    verb: Callable[..., object],
    done: str,
    form: Callable[[Registration], DeclineForm | CancelForm | DelegatesForm]
    | None = None,
) -> HttpResponse:
    """Run one verb for this side with what its form says, and go back to the list with what was done.

    A form with an error is shown again on the request's page; a refusal is said there. `done` names the `other` side.
    """
    event, me = speaking_part(request, slug)
    meeting = queries.meeting_seen_by(me, pk)
    bound = form(me) if form is not None else None
    if bound is not None and not bound.is_valid():
        return _page(request, event, me, meeting, form=bound)
    try:
        verb(
            by=standing(request.user, event).person,
            meeting=meeting,
            registration=me,
            **(bound.cleaned_data if bound is not None else {}),
        )
    except RequestError as error:
        messages.error(request, str(error))
        return redirect("meetings:my-request", slug=slug, pk=pk)
    messages.success(request, done % {"other": other_side(meeting, me).organisation})
    return redirect("meetings:my-requests", slug=slug)


@login_required
@require_POST
def accept(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say yes to a request."""
    return _act(
        request,
        slug,
        pk,
        verb=actions.accept_meeting,
        done=_("You said yes to %(other)s."),
        form=lambda me: DelegatesForm(request.POST, registration=me),
    )


@login_required
@require_POST
def decline(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say no to a request, with a reason."""
    return _act(
        request,
        slug,
        pk,
        verb=actions.decline_meeting,
        done=_("You declined the meeting with %(other)s."),
        form=lambda _me: DeclineForm(request.POST),
    )


@login_required
@require_POST
def withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take back a request that nobody answered."""
    return _act(
        request,
        slug,
        pk,
        verb=actions.withdraw_meeting,
        done=_("The request to %(other)s is withdrawn."),
    )


@login_required
@require_POST
def cancel(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Cancel an agreed meeting; the other side gets mail."""
    return _act(
        request,
        slug,
        pk,
        verb=actions.cancel_meeting,
        done=_("The meeting with %(other)s is cancelled."),
        form=lambda _me: CancelForm(request.POST),
    )


@login_required
@require_POST
def name_delegates(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say who comes for this side."""
    return _act(
        request,
        slug,
        pk,
        verb=actions.change_delegates,
        done=_("Who comes to the meeting with %(other)s is saved."),
        form=lambda me: DelegatesForm(request.POST, registration=me),
    )
