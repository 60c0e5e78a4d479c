"""Mail about requests: to the people of a side, in each one's language, with a link that answers once.

A letter says nothing that its reader may not see on the page: reasons come from the same place.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from madang.site.core import outbox
from madang.site.core.templatetags.ui import city, country, event_dates
from madang.site.core.templatetags.ui import moment as moment_text
from madang.site.directory.actions import make_link
from madang.site.directory.models import Person
from madang.site.events.models import Registration
from madang.site.matching.queries.reasons import sides_for
from madang.site.matching.queries.suggestions import suggestion_between
from madang.site.matching.wording.sides import Sentence
from madang.site.meetings.models import Meeting
from madang.site.meetings.queries.requests import is_shown
from madang.site.meetings.rules.requests import other_side, said_by

PURPOSE = "answer-meeting"
_kept_back: ContextVar[bool] = ContextVar("letters_kept_back", default=False)
Build = Callable[[Person], tuple[str, str]]


@contextmanager
def kept_back() -> Iterator[None]:
    """Write no letters inside this block: for rehearsals with a thousand requests that nobody made."""
    token = _kept_back.set(True)
    try:
        yield
    finally:
        _kept_back.reset(token)


def readers_of(meeting: Meeting, side: Registration) -> list[Person]:
    """Return who of a side gets mail about a meeting: its leads and the delegates named for it."""
    leads = Person.objects.filter(organisation=side.organisation_id, is_lead=True)
    named = Person.objects.filter(
        delegations__registration=side, delegations__named_in__meeting=meeting
    )
    people = {each.pk: each for each in [*leads, *named] if each.email}
    return [people[pk] for pk in sorted(people)]


def _send(meeting: Meeting, side: Registration, name: str, build: Build) -> None:
    if _kept_back.get():
        return
    for person in readers_of(meeting, side):
        with override(person.language):
            subject, body = build(person)
            outbox.put(
                to=person.email,
                subject=subject,
                body=body,
                key=f"meeting-{meeting.pk}-{name}-{person.pk}",
                event_id=meeting.event_id,
            )


def tell_of_request(meeting: Meeting, side: Registration) -> None:
    """Write to the side that is to answer: who, why, the message, and a link that answers without signing in."""
    other = other_side(meeting, side)

    def build(person: Person) -> tuple[str, str]:
        facts = {
            "other": other.organisation.name,
            "side": side.organisation.name,
            "event": meeting.event.name,
        }
        if meeting.origin == Meeting.Origin.PROPOSAL:
            subject = _("%(event)s proposes a meeting with %(other)s") % facts
            first = _(
                "The organisers of %(event)s propose a meeting of %(side)s with %(other)s."
            )
        else:
            subject = _("%(other)s asks for a meeting at %(event)s") % facts
            first = _("%(other)s asks %(side)s for a meeting at %(event)s.")
        parts = [
            first % facts,
            _where(meeting, other),
            _message(meeting, other),
            *_reasons(meeting, side, other),
            _how_to_answer(meeting, person),
        ]
        return subject, "\n\n".join(filter(None, parts)) + "\n"

    _send(meeting, side, "asked", build)


def _where(meeting: Meeting, other: Registration) -> str:
    event = meeting.event
    kind = other.organisation.get_kind_display()
    place = country(other.organisation.country)
    about = f"{other.organisation.name}: {kind}, {place}" if place else ""
    when = f"{event.name}: {event.city}, {event_dates(event)}"
    return "\n".join(filter(None, [about, when]))


def _message(meeting: Meeting, other: Registration) -> str:
    if not meeting.message or meeting.host_id != other.pk:
        return ""
    return _("Their message:") + f"\n{meeting.message}"


def _reasons(
    meeting: Meeting, side: Registration, other: Registration
) -> Iterator[str]:
    suggestion = suggestion_between(meeting.event, side, other)
    if suggestion is None or not is_shown(other):
        return
    sides = sides_for([suggestion], side)[suggestion.pk]
    if sides.mine:
        yield _("What you would gain:") + "\n" + _lines(sides.mine)
    if sides.theirs:
        yield _("What they would gain:") + "\n" + _lines(sides.theirs)
    if sides.language:
        yield sides.language


def _lines(sentences: list[Sentence]) -> str:
    return "\n".join(
        f"- {each.text} ({each.source})" if each.source else f"- {each.text}"
        for each in sentences
    )


def _how_to_answer(meeting: Meeting, person: Person) -> str:
    due = meeting.expires_at or timezone.now()
    token = make_link(
        person=person,
        purpose=PURPOSE,
        target_id=meeting.pk,
        days=max(1, (due - timezone.now()).days + 1),
    )
    address = settings.SITE_URL + reverse("meetings:answer-link", args=[token])
    return "\n".join(
        [
            _("Yes or no, without signing in, until %(due)s:")
            % {"due": _both_zones(due, meeting, person)},
            address,
            "",
            _("Nothing is scheduled before both sides have said yes."),
            _("All your requests: %(address)s") % {"address": _list_address(meeting)},
        ]
    )


def _both_zones(when: datetime, meeting: Meeting, person: Person) -> str:
    zone = meeting.event.zone
    text = f"{moment_text(when, zone)} ({city(zone)})"
    if person.zone and person.zone != zone:
        text += f", {moment_text(when, person.zone)} ({city(person.zone)})"
    return text


def _list_address(meeting: Meeting) -> str:
    return settings.SITE_URL + reverse(
        "meetings:my-requests", args=[meeting.event.slug]
    )


def _facts(meeting: Meeting, other: Registration) -> dict[str, str]:
    return {
        "other": other.organisation.name,
        "event": meeting.event.name,
        "address": _list_address(meeting),
    }


def tell_of_agreement(meeting: Meeting, *, answered_by: Registration) -> None:
    """Write to the side that waited, or after a proposal to both: the meeting is agreed."""
    _tell_agreed(meeting, other_side(meeting, answered_by))
    if meeting.origin == Meeting.Origin.PROPOSAL:
        _tell_agreed(meeting, answered_by)


def _tell_agreed(meeting: Meeting, side: Registration) -> None:
    def build(_person: Person) -> tuple[str, str]:
        facts = _facts(meeting, other_side(meeting, side))
        body = _(
            "You and %(other)s have agreed on a meeting at %(event)s.\n\n"
            "Time and place follow with the plan.\n\n"
            "All your requests: %(address)s\n"
        )
        return _("Agreed: a meeting with %(other)s") % facts, body % facts

    _send(meeting, side, "agreed", build)


def tell_of_refusal(meeting: Meeting, *, answered_by: Registration) -> None:
    """Write to the other side, if it had said yes, that there will be no meeting, with reason and note."""
    side = other_side(meeting, answered_by)
    if said_by(meeting, side) != Meeting.Said.YES:
        return

    def build(_person: Person) -> tuple[str, str]:
        facts = _facts(meeting, answered_by)
        facts["reason"] = meeting.get_decline_reason_display()
        body = _(
            "%(other)s declined the meeting at %(event)s.\n\nTheir reason: %(reason)s."
        )
        parts = [body % facts]
        if meeting.decline_note:
            parts.append(_("Their note:") + f"\n{meeting.decline_note}")
        parts.append(_("All your requests: %(address)s") % facts)
        return _("%(other)s declined the meeting") % facts, "\n\n".join(parts) + "\n"

    _send(meeting, side, "declined", build)


def tell_of_cancellation(
    meeting: Meeting, *, cancelled_by: Registration | None
) -> None:
    """Write to the other side, or to both if the organiser cancelled."""
    for side in (meeting.host, meeting.guest):
        if cancelled_by is None or side.pk != cancelled_by.pk:
            _tell_cancelled(meeting, side, by_organiser=cancelled_by is None)


def _tell_cancelled(
    meeting: Meeting, side: Registration, *, by_organiser: bool
) -> None:
    def build(_person: Person) -> tuple[str, str]:
        facts = _facts(meeting, other_side(meeting, side))
        if by_organiser:
            body = _(
                "The organisers of %(event)s cancelled your meeting with %(other)s."
            )
        else:
            body = _("%(other)s cancelled the meeting with you at %(event)s.")
        parts = [body % facts]
        if meeting.decline_note:
            parts.append(_("Their note:") + f"\n{meeting.decline_note}")
        parts.append(_("All your requests: %(address)s") % facts)
        return (
            _("Cancelled: the meeting with %(other)s") % facts,
            "\n\n".join(parts) + "\n",
        )

    _send(meeting, side, "cancelled", build)


def tell_of_leaving(meeting: Meeting, *, left: Registration) -> None:
    """Write to the other side, if it had said yes, that there will be no meeting because this one is out."""
    side = other_side(meeting, left)
    if said_by(meeting, side) != Meeting.Said.YES:
        return

    def build(_person: Person) -> tuple[str, str]:
        facts = _facts(meeting, left)
        body = _(
            "%(other)s does not come to %(event)s. Your request for a meeting is closed."
        )
        end = _("All your requests: %(address)s")
        return (
            _("%(other)s does not come") % facts,
            f"{body % facts}\n\n{end % facts}\n",
        )

    _send(meeting, side, "left", build)


def tell_of_expiry(meeting: Meeting) -> None:
    """Write to each side that had said yes that the other did not answer in time."""
    for side, said in (
        (meeting.host, meeting.host_said),
        (meeting.guest, meeting.guest_said),
    ):
        if said == Meeting.Said.YES:
            _tell_expired(meeting, side)


def _tell_expired(meeting: Meeting, side: Registration) -> None:
    def build(_person: Person) -> tuple[str, str]:
        facts = _facts(meeting, other_side(meeting, side))
        if meeting.origin == Meeting.Origin.PROPOSAL:
            body = _(
                "%(other)s did not answer the proposal of a meeting at %(event)s in time."
            )
        else:
            body = _(
                "%(other)s did not answer your request for a meeting at %(event)s in time."
            )
        end = _("All your requests: %(address)s")
        return (
            _("No answer from %(other)s") % facts,
            f"{body % facts}\n\n{end % facts}\n",
        )

    _send(meeting, side, "expired", build)
