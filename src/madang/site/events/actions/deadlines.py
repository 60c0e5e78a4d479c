"""Verbs for deadlines, and the reminders that go out before them."""

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from madang.site.core.log import record
from madang.site.core.outbox import put
from madang.site.core.templatetags.ui import moment
from madang.site.directory.models import Person
from madang.site.events.actions.rows import keep
from madang.site.events.models import Deadline, Event
from madang.site.events.queries.reminders import (
    due_reminders,
    event_address,
    unanswered_leads,
)


def save_deadline(*, deadline: Deadline, by: Person | None) -> None:
    """Set or move a deadline. One that moves reminds again, as it is another day to keep in mind."""
    if (
        deadline.pk
        and Deadline.objects.filter(pk=deadline.pk)
        .exclude(due_at=deadline.due_at)
        .exists()
    ):
        deadline.reminded_at = None
    keep(
        deadline,
        event=deadline.event,
        by=by,
        detail=f"{deadline.due_at:%Y-%m-%d %H:%M} UTC",
        taken=_("This deadline is set already."),
    )


def send_reminders() -> int:
    """Write a mail to every lead who has not done what a deadline asks, once for each deadline; return how many."""
    return sum(_remind(deadline) for deadline in due_reminders(timezone.now()))


@transaction.atomic
def _remind(deadline: Deadline) -> int:
    # The first to set the time sends; a clock that runs twice finds it set.
    if not Deadline.objects.filter(pk=deadline.pk, reminded_at=None).update(
        reminded_at=timezone.now()
    ):
        return 0
    leads = unanswered_leads(deadline)
    for person in leads:
        with translation.override(person.language):
            subject, body = _letter(deadline, person)
        key = f"deadline-{deadline.pk}-{deadline.due_at:%Y%m%d%H%M}-person-{person.pk}"
        put(
            to=person.email,
            subject=subject,
            body=body,
            key=key,
            event_id=deadline.event_id,
        )
    record(
        "send reminders",
        deadline,
        by=None,
        event_id=deadline.event_id,
        detail=f"to {len(leads)} by mail",
    )
    return len(leads)


def _letter(deadline: Deadline, person: Person) -> tuple[str, str]:
    event: Event = deadline.event
    facts = {
        "event": event.name,
        "name": person.name,
        "due": moment(deadline.due_at, event.zone),
        "zone": event.zone,
    }
    facts["address"] = event_address(event)
    if deadline.kind == Deadline.Kind.SURVEY:
        subject = _("%(event)s: the survey is due on %(due)s")
        ask = _(
            "Your organisation has not yet sent its answers to the survey of %(event)s. They are due on %(due)s (%(zone)s)."
        )
    elif deadline.kind == Deadline.Kind.REQUESTS:
        subject = _("%(event)s: ask for meetings until %(due)s")
        ask = _(
            "Your organisation has not yet asked for a meeting at %(event)s. Requests are due on %(due)s (%(zone)s)."
        )
    else:
        subject = _("%(event)s: requests wait for your answer until %(due)s")
        ask = _(
            "Requests for a meeting at %(event)s wait for the answer of your organisation. Answers are due on %(due)s (%(zone)s)."
        )
    body = (
        _("Dear %(name)s,") % facts
        + "\n\n"
        + ask % facts
        + "\n\n"
        + facts["address"]
        + "\n"
    )
    return subject % facts, body
