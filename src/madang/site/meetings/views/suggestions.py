"""The suggestions of an organisation: read, ask, or put aside."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from madang.site.core.ui import page_of, whole_number
from madang.site.directory.queries import person_of
from madang.site.events.models import Event, Registration
from madang.site.events.queries import event_joined_by
from madang.site.events.rules import standing
from madang.site.matching.actions.decisions import record_decision, withdraw_decision
from madang.site.matching.models import Decision
from madang.site.matching.queries.pairs import pair, reachable_from
from madang.site.matching.queries.reasons import sides_for
from madang.site.matching.queries.suggestions import (
    current_run,
    suggestion_between,
    suggestions_for,
)
from madang.site.matching.queries.updates import updates_of
from madang.site.meetings.actions.requests import ask_meeting
from madang.site.meetings.forms.requests import AskForm
from madang.site.meetings.queries.requests import due
from madang.site.meetings.queries.suggestions import Card, board_of
from madang.site.meetings.rules.requests import RequestError, may_answer
from madang.site.survey.models import NeverMatch

FILTERS = ("all", "both", "waiting", "asked")
PAGE_SIZE = 20
ASIDE_SIZE = 8


def own_part(request: HttpRequest, slug: str) -> tuple[Event, Registration]:
    """Return an event and this user's organisation's part in it; 404 without one."""
    event = event_joined_by(request.user, slug)
    registration = standing(request.user, event).registration
    if registration is None:
        raise Http404
    registration.event = event
    return event, registration


def speaking_part(request: HttpRequest, slug: str) -> tuple[Event, Registration]:
    """Return the same for somebody who may ask and answer; 403 with the reason for a colleague."""
    event, registration = own_part(request, slug)
    if not may_answer(request.user, event):
        raise PermissionDenied(
            _(
                "Whoever leads your organisation’s entry, and its delegates, ask for meetings and answer requests."
            )
        )
    return event, registration


def own_zone(request: HttpRequest) -> str:
    """Return the reader's own time zone; empty if they named none."""
    person = person_of(request.user)
    return person.zone if person is not None else ""


def _fits(card: Card, show: str) -> bool:
    return (
        show == "all"
        or (show == "both" and card.fairness == "both")
        or card.stage == show
    )


@login_required
@require_GET
def suggestion_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Show whom an organisation should meet, and why, for both sides."""
    event, registration = own_part(request, slug)
    board = board_of(registration)
    cards = board.cards
    show = request.GET.get("show", "all")
    show = show if show in FILTERS else "all"
    asking = request.GET.get("ask", "")
    return render(
        request,
        "meetings/suggestions/list.html",
        {
            "event": event,
            "me": registration,
            "count": len(cards),
            "page": page_of(
                request, [each for each in cards if _fits(each, show)], size=PAGE_SIZE
            ),
            "show": show,
            "filters": [
                (each, sum(1 for card in cards if _fits(card, each)))
                for each in FILTERS
            ],
            "asking": whole_number(asking) or 0,
            "form": AskForm(registration=registration) if asking else None,
            "may_answer": may_answer(request.user, event),
            "is_matched": bool(cards) or current_run(event) is not None,
            "due_at": due(event, "requests"),
            "zone": own_zone(request),
            "meetings": board.meetings[:ASIDE_SIZE],
            "refused": board.refused,
            "updates": updates_of(registration),
            "never_count": NeverMatch.objects.filter(
                answer__registration=registration
            ).count(),
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str, registration: int) -> HttpResponse:
    """Ask an organisation for a meeting; whoever cannot be asked is not found, whatever the cause."""
    event, me = speaking_part(request, slug)
    other = get_object_or_404(reachable_from(me), pk=registration)
    form = AskForm(request.POST or None, registration=me)
    if request.method == "POST" and form.is_valid():
        try:
            meeting = ask_meeting(
                by=standing(request.user, event).person,
                event=event,
                host=me,
                guest=other,
                message=form.cleaned_data["message"],
                delegates=list(form.cleaned_data["delegates"]),
            )
        except RequestError as error:
            form.add_error(None, str(error))
        else:
            if meeting.state == "accepted":
                text = _("You and %(other)s have agreed: they had asked you.")
            else:
                text = _("The request is on its way to %(other)s.")
            messages.success(request, text % {"other": other.organisation.name})
            return redirect("meetings:my-requests", slug=event.slug)
    suggestion = suggestion_between(event, me, other)
    return render(
        request,
        "meetings/suggestions/ask.html",
        {
            "event": event,
            "other": other,
            "form": form,
            "sides": sides_for([suggestion], me)[suggestion.pk] if suggestion else None,
            "due_at": due(event, "requests"),
            "tab": "meetings:suggestions",
        },
        status=422 if form.is_bound else 200,
    )


@login_required
@require_POST
def refuse(request: HttpRequest, slug: str, registration: int) -> HttpResponse:
    """Put a suggestion aside as "not for us"; nobody else learns of it."""
    event, me = speaking_part(request, slug)
    row = get_object_or_404(suggestions_for(me), other_id=registration)
    other = row.right if row.left_id == me.pk else row.left
    record_decision(
        event=event,
        by_registration=me,
        left=me,
        right=other,
        verdict="not_for_us",
        by=standing(request.user, event).person,
    )
    messages.success(
        request,
        _("%(other)s is no longer suggested to you.")
        % {"other": other.organisation.name},
    )
    return redirect("meetings:suggestions", slug=event.slug)


@login_required
@require_POST
def suggest_again(request: HttpRequest, slug: str, registration: int) -> HttpResponse:
    """Take a "not for us" back."""
    event, me = speaking_part(request, slug)
    left, right = pair(me.pk, registration)
    decision = get_object_or_404(
        Decision, event=event, by=me, left=left, right=right, verdict="not_for_us"
    )
    withdraw_decision(decision=decision, by=standing(request.user, event).person)
    return redirect("meetings:suggestions", slug=event.slug)
