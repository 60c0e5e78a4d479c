"""What becomes of a request: answered, withdrawn, cancelled, expired. One door for each change of state.

Each verb is one transaction, takes the row's lock first, and leaves one line in the log.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Person
from madang.site.events.actions import bump_version
from madang.site.events.models import Delegate, Registration
from madang.site.matching.actions.answers import record_answer
from madang.site.meetings.actions import letters
from madang.site.meetings.models import Meeting, MeetingDelegate, OpenPair
from madang.site.meetings.queries import requests as queries
from madang.site.meetings.rules.requests import (
    RequestError,
    may_withdraw,
    other_side,
    waits_for,
)

LONGEST_TEXT = 400
ACCEPTED, DECLINED = "accept meeting", "decline meeting"  # as the log says it
# What else has to happen when an agreed meeting is cancelled, in its transaction: the plan
# gives its place back. Filled by the app's `ready`.
after_cancelling: list[Callable[[Meeting, Person | None], object]] = []


def _locked(meeting: Meeting) -> Meeting:
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    # Event and sides of a meeting never change: what the caller has of them stays good.
    locked.event, locked.host, locked.guest = meeting.event, meeting.host, meeting.guest
    return locked


def _awaiting(meeting: Meeting, registration: Registration) -> Meeting:
    locked = _locked(meeting)
    if registration.pk not in (locked.host_id, locked.guest_id):
        raise RequestError(_("Only the two sides can answer a request."))
    if not waits_for(locked, registration):
        raise RequestError(
            _("This request waits for no answer of yours: it is %(state)s.")
            % {"state": locked.get_state_display().lower()}
        )
    if locked.expires_at is not None and locked.expires_at <= timezone.now():
        raise RequestError(_("The time to answer this request is over."))
    return locked


def _close(meeting: Meeting, state: str) -> None:
    meeting.state = state
    meeting.answered_at = timezone.now()
    meeting.save()
    OpenPair.objects.filter(meeting=meeting).delete()


def _record(
    verb: str,
    meeting: Meeting,
    *,
    by: Person | None,
    side: Registration | None = None,
    remark: str = "",
) -> None:
    detail = said_for(side) if side is not None else ""
    if remark:
        detail = f"{detail}: {remark}" if detail else remark
    log.record(verb, meeting, by=by, event_id=meeting.event_id, detail=detail)


def _teach(meeting: Meeting, side: Registration, said: str) -> None:
    # What a side asks for by itself is no answer.
    other = other_side(meeting, side)
    record_answer(event=meeting.event, by=side, other=other, said=said)


def said_for(side: Registration) -> str:
    """Return what the log adds to an answer: for whom it was given."""
    return f"for {side}"


def check_text(text: str) -> None:
    """Raise RequestError if a message or note is longer than 400 characters."""
    if len(text) > LONGEST_TEXT:
        raise RequestError(
            _("The text has %(length)d characters; at most 400 fit.")
            % {"length": len(text)}
        )


def name_delegates(
    meeting: Meeting, registration: Registration, delegates: Sequence[Delegate]
) -> None:
    """Keep who comes for one side in place of what was kept before; nobody named means anybody of them."""
    if any(each.registration_id != registration.pk for each in delegates):
        raise RequestError(_("Only delegates of your own organisation can be named."))
    MeetingDelegate.objects.filter(
        meeting=meeting, delegate__registration=registration
    ).delete()
    MeetingDelegate.objects.bulk_create(
        MeetingDelegate(meeting=meeting, delegate=each) for each in delegates
    )


@transaction.atomic
def accept_meeting(
    *,
    by: Person | None,
    meeting: Meeting,
    registration: Registration,
    delegates: Sequence[Delegate] = (),
    remark: str = "",
) -> Meeting:
    """Say yes for one side; the meeting is agreed once both have. `remark` goes into the log alone.

    With no `delegates`, those that were named before stay.

    Raises RequestError if the request does not wait for this side, or its time is over.
    """
    meeting = _awaiting(meeting, registration)
    meeting.say(registration, "yes")
    if delegates:
        name_delegates(meeting, registration, delegates)
    meeting.save()
    _record(ACCEPTED, meeting, by=by, side=registration, remark=remark)
    _teach(meeting, registration, "yes")
    if meeting.state == "accepted":
        bump_version(meeting.event)
        letters.tell_of_agreement(meeting, answered_by=registration)
    elif not queries.is_shown(registration):
        # The other side of the proposal learns of it only now.
        letters.tell_of_request(meeting, other_side(meeting, registration))
    return meeting


@transaction.atomic
def decline_meeting(
    *,
    by: Person | None,
    meeting: Meeting,
    registration: Registration,
    reason: str,
    note: str = "",
    remark: str = "",
) -> Meeting:
    """Say no for one side, with one of `Meeting.Decline` and a note that the other side reads.

    Raises RequestError if the request does not wait for this side, or without a reason.
    """
    check_text(note)
    if reason not in Meeting.Decline.values:
        raise RequestError(_("A no needs its reason: choose one."))
    meeting = _awaiting(meeting, registration)
    meeting.say(registration, "no")
    meeting.decline_reason, meeting.decline_note = reason, note
    _close(meeting, "declined")
    _record(DECLINED, meeting, by=by, side=registration, remark=remark)
    _teach(meeting, registration, reason)
    letters.tell_of_refusal(meeting, answered_by=registration)
    return meeting


@transaction.atomic
def withdraw_meeting(
    *, by: Person | None, meeting: Meeting, registration: Registration | None = None
) -> Meeting:
    """Take a request back before it is answered: the side that asked, or the organiser (`registration=None`) a proposal."""
    meeting = _locked(meeting)
    is_own = (
        may_withdraw(meeting, registration)
        if registration is not None
        else meeting.state == "asked" and meeting.origin == "proposal"
    )
    if not is_own:
        raise RequestError(
            _("This request cannot be withdrawn: it is %(state)s.")
            % {"state": meeting.get_state_display().lower()}
        )
    _close(meeting, "withdrawn")
    _record("withdraw meeting", meeting, by=by)
    return meeting


@transaction.atomic
def cancel_meeting(
    *,
    by: Person | None,
    meeting: Meeting,
    registration: Registration | None = None,
    note: str = "",
) -> Meeting:
    """Cancel an agreed meeting: one of its sides, or the organiser (`registration=None`). The others get mail.

    Raises RequestError if it is not agreed, or if the side is none of its two.
    """
    check_text(note)
    meeting = _locked(meeting)
    if registration is not None and registration.pk not in (
        meeting.host_id,
        meeting.guest_id,
    ):
        raise RequestError(_("Only the two sides and the organiser can cancel."))
    if meeting.state != "accepted":
        raise RequestError(
            _("Only an agreed meeting can be cancelled; this one is %(state)s.")
            % {"state": meeting.get_state_display().lower()}
        )
    meeting.decline_note = note
    _close(meeting, "cancelled")
    _record("cancel meeting", meeting, by=by, side=registration)
    bump_version(meeting.event)
    for function in after_cancelling:
        function(meeting, by)
    letters.tell_of_cancellation(meeting, cancelled_by=registration)
    return meeting


@transaction.atomic
def change_delegates(
    *,
    by: Person | None,
    meeting: Meeting,
    registration: Registration,
    delegates: Sequence[Delegate],
) -> None:
    """Change who comes for one side of an open request or an agreed meeting."""
    meeting = _locked(meeting)
    if meeting.state not in queries.OPEN_STATES:
        raise RequestError(_("This meeting is over: nobody can be named for it."))
    name_delegates(meeting, registration, delegates)
    names = ", ".join(str(each) for each in delegates) or "anybody"
    _record("name delegates", meeting, by=by, side=registration, remark=names)
    if meeting.state == "accepted":
        bump_version(meeting.event)


@transaction.atomic
def mark_must(*, by: Person | None, meeting: Meeting, is_must: bool) -> None:
    """Say, as the organiser, that a meeting must take place before all others, or take that back."""
    meeting = _locked(meeting)
    if meeting.is_must == is_must:
        return
    meeting.is_must = is_must
    meeting.save(update_fields=["is_must"])
    _record("mark as must" if is_must else "unmark as must", meeting, by=by)
    if meeting.state == "accepted":
        bump_version(meeting.event)


@transaction.atomic
def close_requests_of(registration: Registration, by: Person | None) -> int:
    """End every open request of an organisation that left the event, its own and those made to it; return how many.

    Whoever had said yes and waits gets mail.
    """
    side = Q(host=registration) | Q(guest=registration)
    rows = Meeting.objects.filter(side, state="asked").select_related(
        "event", "host__organisation", "guest__organisation"
    )
    return sum(_end(each, registration, by) for each in rows.order_by("id"))


def _end(meeting: Meeting, left: Registration, by: Person | None) -> int:
    meeting = _locked(meeting)
    if meeting.state != "asked":
        return 0
    _close(meeting, "withdrawn")
    _record("withdraw meeting", meeting, by=by, side=left, remark="out of the event")
    letters.tell_of_leaving(meeting, left=left)
    return 1


def expire_unanswered(*, now: datetime | None = None) -> int:
    """Let every request end whose time is over; return how many. Run by the clock, and safe to run twice."""
    moment = now or timezone.now()
    late = Meeting.objects.filter(state="asked", expires_at__lte=moment)
    return sum(_expire(meeting) for meeting in late.order_by("id")[:200])


@transaction.atomic
def _expire(meeting: Meeting) -> int:
    meeting = _locked(meeting)
    if meeting.state != "asked":
        return 0
    silent = [one for one in (meeting.host, meeting.guest) if waits_for(meeting, one)]
    _close(meeting, "expired")
    _record("expire meeting", meeting, by=None)
    for side in silent:
        _teach(meeting, side, "expired")
    letters.tell_of_expiry(meeting)
    return 1
