"""The log and the mail of an event, for its organisers."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET

from madang.site.core.models import OutboxMail
from madang.site.core.ui import page_of
from madang.site.events.queries import event_organised_by
from madang.site.events.queries.records import (
    LogFilter,
    log_of,
    mail_of,
    verbs_of,
    without_secrets,
)
from madang.site.events.views.steps import setup_page


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


@login_required
@require_GET
def log(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who changed what, filtered by verb, words and day."""
    event = event_organised_by(request.user, slug)
    wanted = LogFilter(
        verb=request.GET.get("verb", ""),
        words=request.GET.get("words", "").strip(),
        day=_day(request.GET.get("day", "")),
    )
    page = page_of(request, log_of(event, wanted))
    return setup_page(
        request,
        event,
        "log",
        step="events:log",
        page=page,
        wanted=wanted,
        verbs=verbs_of(event),
    )


@login_required
@require_GET
def mail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the mail of an event."""
    event = event_organised_by(request.user, slug)
    state, words = request.GET.get("state", ""), request.GET.get("words", "").strip()
    page = page_of(request, mail_of(event, state=state, words=words))
    return setup_page(
        request,
        event,
        "mail",
        step="events:mail",
        page=page,
        state=state,
        words=words,
        states=OutboxMail.State.choices,
    )


@login_required
@require_GET
def mail_item(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show one mail, without the secret ends of its links."""
    event = event_organised_by(request.user, slug)
    row = get_object_or_404(
        OutboxMail.objects.defer("attachment"), event_id=event.pk, pk=pk
    )
    return setup_page(
        request,
        event,
        "mail_item",
        step="events:mail",
        mail=row,
        body=without_secrets(row.body),
    )
