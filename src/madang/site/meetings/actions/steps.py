"""What a side does next after a meeting: entered, done, dropped, opened again, and brought to mind the day before."""

from datetime import date, datetime, timedelta
from typing import Required, TypedDict, Unpack

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from madang.site.core import log, outbox
from madang.site.core.templatetags.ui import day as day_text
from madang.site.core.time import zone
from madang.site.directory.models import Person
from madang.site.events.models import Registration
from madang.site.meetings.models import Meeting, NextStep
from madang.site.meetings.queries.feedback import end_of
from madang.site.meetings.queries.steps import due_between
from madang.site.meetings.rules.feedback import is_over
from madang.site.meetings.rules.requests import other_side, speaks_for


class StepError(Exception):
    """A next step that cannot be entered so; `field` names the field it is about."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class StepFacts(TypedDict, total=False):
    """What is done, by when, by which side, and who of one's own sees to it."""

    text: Required[str]
    due: Required[date]
    doer: str
    person: Person | None


@transaction.atomic
def add_step(
    *,
    by: Person | None,
    meeting: Meeting,
    registration: Registration,
    **facts: Unpack[StepFacts],
) -> NextStep:
    """Enter what this side does next; `person` of its own sees to it, or whoever enters it.

    Raises StepError before the meeting is over, for a side that was not in it, and for a person who does not speak for it.
    """
    if registration.pk not in (meeting.host_id, meeting.guest_id):
        raise StepError(_("Only the two sides note what is done next."))
    if not is_over(end_of(meeting), timezone.now()):
        raise StepError(_("This meeting is not over yet."))
    person = facts.pop("person", None)
    if person is not None and not speaks_for(person, registration):
        raise StepError(_("Choose somebody of your own organisation."), field="person")
    step = NextStep.objects.create(
        meeting=meeting, by=registration, person=person or by, **facts
    )
    # Organisers read the log of their event; what the step is stays with the side.
    log.record("add next step", meeting, by=by, event_id=meeting.event_id)
    return step


@transaction.atomic
def set_step_state(*, step: NextStep, state: str, by: Person | None) -> NextStep:
    """Mark a step done, dropped or open again. Raises StepError for another state."""
    if state not in NextStep.State.values:
        raise StepError(_("A step is open, done or dropped."))
    row = NextStep.objects.select_for_update(of=("self",)).get(pk=step.pk)
    if row.state != state:
        row.state = state
        row.save(update_fields=["state", "changed_at"])
        log.record(
            f"next step {state}", row.meeting, by=by, event_id=row.meeting.event_id
        )
    return row


def remind_of_steps(*, now: datetime | None = None) -> int:
    """Write the day before to whoever sees to an open step; return how many mails that are. Each step is told once a date."""
    moment = now or timezone.now()
    count = 0
    # Days begin up to fourteen hours apart around the world.
    today = moment.date()
    for step in due_between(today, today + timedelta(days=2)):
        here = moment.astimezone(zone(step.meeting.event.zone)).date()
        if step.due == here + timedelta(days=1):
            count += _remind(step)
    return count


def _remind(step: NextStep) -> bool:
    person = step.person
    if person is None or not person.email or not speaks_for(person, step.by):
        return False
    event = step.meeting.event
    with translation.override(person.language):
        words = {
            "step": step.text,
            "name": other_side(step.meeting, step.by),
            "day": day_text(step.due),
            "doer": step.get_doer_display(),
            "address": settings.SITE_URL + reverse("meetings:steps", args=[event.slug]),
        }
        body = _(
            "Due on %(day)s, after your meeting with %(name)s:\n\n%(step)s\n%(doer)s.\n\n"
            "Mark it done, or see the others: %(address)s\n"
        )
        mail = outbox.put(
            to=person.email,
            subject=_("Tomorrow: %(step)s") % words,
            body=body % words,
            key=f"step-{step.pk}-{step.due.isoformat()}",
            event_id=event.pk,
        )
    return mail is not None
