"""Who may ask for meetings and answer requests, and what a request allows in its state."""

from django.contrib.auth.models import AnonymousUser

from madang.site.directory.models import Person, User
from madang.site.events.models import Delegate, Event, Registration
from madang.site.events.rules import standing
from madang.site.meetings.models import Meeting


class RequestError(Exception):
    """A request that cannot be made or changed so; the text is for the reader."""


def speaks_for(person: Person, registration: Registration) -> bool:
    """Whether this person may ask and answer for an organisation: its lead and its delegates."""
    if person.organisation_id != registration.organisation_id:
        return False
    if person.is_lead:
        return True
    return Delegate.objects.filter(registration=registration, person=person).exists()


def may_answer(user: User | AnonymousUser, event: Event) -> bool:
    """Whether this user may ask and answer for the organisation that they belong to."""
    here = standing(user, event)
    return here.registration is not None and (here.is_lead or here.delegate is not None)


def other_side(meeting: Meeting, registration: Registration) -> Registration:
    """Return the side of a meeting that is not this one."""
    return meeting.guest if meeting.host_id == registration.pk else meeting.host


def said_by(meeting: Meeting, registration: Registration) -> str:
    """Return what a side said: yes, no, or nothing."""
    if meeting.host_id == registration.pk:
        return meeting.host_said
    return meeting.guest_said


def waits_for(meeting: Meeting, registration: Registration) -> bool:
    """Whether the meeting waits for this side's answer."""
    return meeting.state == "asked" and said_by(meeting, registration) == ""


def may_withdraw(meeting: Meeting, registration: Registration) -> bool:
    """Whether this side asked, and nobody answered yet."""
    return (
        meeting.state == "asked"
        and meeting.origin == "request"
        and meeting.host_id == registration.pk
    )
