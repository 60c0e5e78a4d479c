"""The link of a mail that answers a request once, without signing in. Looking at it changes nothing."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from madang.site.directory.actions import LinkError, peek_link, use_link
from madang.site.directory.models import OneUseLink
from madang.site.events.models import Registration
from madang.site.matching.queries.reasons import sides_for
from madang.site.matching.queries.suggestions import suggestion_between
from madang.site.meetings.actions import requests as actions
from madang.site.meetings.actions.letters import PURPOSE
from madang.site.meetings.forms.requests import DeclineForm
from madang.site.meetings.models import Meeting
from madang.site.meetings.queries import requests as queries
from madang.site.meetings.rules.requests import (
    RequestError,
    other_side,
    speaks_for,
    waits_for,
)


def _subject(link: OneUseLink) -> tuple[Meeting, Registration]:
    """Return the meeting of a link and the side for which its person answers. Raises LinkError for neither."""
    side = (
        Registration.objects.filter(
            organisation=link.person.organisation, event__meetings=link.target_id
        )
        .exclude(state__in=["declined", "withdrawn"])
        .first()
    )
    user = link.person.user
    is_closed = user is not None and not user.is_active
    if side is None or is_closed or not speaks_for(link.person, side):
        raise LinkError("unknown")
    meeting = queries.meetings_of(side).filter(pk=link.target_id).first()
    if meeting is None:
        raise LinkError("unknown")
    side.event = meeting.event
    return meeting, side


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show the request, and take the answer when it is posted."""
    try:
        link = peek_link(token, PURPOSE)
        meeting, side = _subject(link)
    except LinkError as error:
        return _ended(request, str(error))
    with override(link.person.language):
        if not waits_for(meeting, side):
            return _answered(request, meeting, side)
        form = DeclineForm()
        if request.method == "POST" and request.POST.get("says") in ("yes", "no"):
            says = request.POST["says"]
            form = DeclineForm(request.POST)
            if says == "yes" or form.is_valid():
                return _answer(request, token, form if says == "no" else None)
        return _question(request, meeting, side, form)


def _answer(request: HttpRequest, token: str, form: DeclineForm | None) -> HttpResponse:
    try:
        with transaction.atomic():
            link = use_link(token=token, purpose=PURPOSE)
            meeting, side = _subject(link)
            if form is None:
                actions.accept_meeting(
                    by=link.person, meeting=meeting, registration=side
                )
            else:
                actions.decline_meeting(
                    by=link.person,
                    meeting=meeting,
                    registration=side,
                    reason=form.cleaned_data["reason"],
                    note=form.cleaned_data["note"],
                )
    except (LinkError, RequestError) as error:
        return _ended(request, str(error))
    meeting.refresh_from_db()
    return _answered(request, meeting, side)


def _question(
    request: HttpRequest, meeting: Meeting, side: Registration, form: DeclineForm
) -> HttpResponse:
    other = other_side(meeting, side)
    suggestion = (
        suggestion_between(meeting.event, side, other)
        if queries.is_shown(other)
        else None
    )
    return render(
        request,
        "meetings/requests/by_link.html",
        {
            "meeting": meeting,
            "event": meeting.event,
            "other": other,
            "me": side,
            "form": form,
            "sides": sides_for([suggestion], side)[suggestion.pk]
            if suggestion
            else None,
        },
        status=422 if form.is_bound else 200,
    )


def _answered(
    request: HttpRequest, meeting: Meeting, side: Registration
) -> HttpResponse:
    return render(
        request,
        "meetings/requests/by_link_done.html",
        {
            "meeting": meeting,
            "event": meeting.event,
            "other": other_side(meeting, side),
            "me": side,
        },
    )


def _ended(request: HttpRequest, reason: str) -> HttpResponse:
    return render(
        request,
        "meetings/requests/by_link_ended.html",
        {"reason": reason, "title": _("This link answers nothing")},
        status=410,
    )
