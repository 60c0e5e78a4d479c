"""The records of an event: its log, its mail, its jobs."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from madang.site.core.models import Job, LogEntry, OutboxMail
from madang.site.core.time import zone as zone_of
from madang.site.events.models import Event

# The end of an address that opens something for whoever holds it.
SECRET = re.compile(r"(https?://\S*?/)[\w-]{20,}(?=[/?#.\s]|$)")


@dataclass(frozen=True)
class LogFilter:
    """What somebody looks for in the log; empty fields look for everything."""

    verb: str = ""
    words: str = ""
    day: date | None = None


def log_of(event: Event, wanted: LogFilter) -> QuerySet[LogEntry]:
    """Return an event's log, the latest line first. `words` looks in who, what and detail; the day is the event's."""
    lines = LogEntry.objects.filter(event_id=event.pk)
    if wanted.verb:
        lines = lines.filter(verb=wanted.verb)
    for word in wanted.words.split():
        lines = (
            lines.filter(actor_label__icontains=word)
            | lines.filter(target_label__icontains=word)
            | lines.filter(detail__icontains=word)
        )
    if wanted.day is not None:
        begins = datetime.combine(wanted.day, time(), tzinfo=zone_of(event.zone))
        lines = lines.filter(at__gte=begins, at__lt=begins + timedelta(days=1))
    return lines.order_by("-id")


def verbs_of(event: Event) -> list[str]:
    """Return the verbs that an event's log knows, in alphabetical order."""
    return list(
        LogEntry.objects.filter(event_id=event.pk)
        .order_by("verb")
        .values_list("verb", flat=True)
        .distinct()
    )


def mail_of(event: Event, *, state: str = "", words: str = "") -> QuerySet[OutboxMail]:
    """Return an event's mail, the latest first. Sign-in codes belong to no event and are never here."""
    mails = OutboxMail.objects.filter(event_id=event.pk).defer("attachment", "body")
    if state in OutboxMail.State.values:
        mails = mails.filter(state=state)
    for word in words.split():
        mails = mails.filter(recipient__icontains=word) | mails.filter(
            subject__icontains=word
        )
    return mails.order_by("-id")


def without_secrets(body: str) -> str:
    """Return a mail's text with the secret ends of its links left out: they act for whoever holds them."""
    return SECRET.sub(r"\1…", body)


def jobs_of(event: Event) -> QuerySet[Job]:
    """Return an event's jobs with their readings."""
    return Job.objects.filter(event_id=event.pk).prefetch_related("points")
