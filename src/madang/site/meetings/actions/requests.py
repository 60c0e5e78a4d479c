"""How a request begins: an organisation asks another, or the organiser proposes a pair.

What becomes of it is in `answers`; both are reached from here. Nothing is done by half: each verb
is one transaction and leaves one line in the log.
"""

from collections.abc import Iterable, Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from madang.site.core import log
from madang.site.core.templatetags.ui import moment as moment_text
from madang.site.directory.models import Person
from madang.site.events.models import Delegate, Event, Registration
from madang.site.matching.actions.decisions import record_decision
from madang.site.matching.models import Suggestion
from madang.site.matching.queries.pairs import (
    kept_apart,
    pair,
    reachable_from,
    shown_registrations,
)
from madang.site.meetings.actions import letters
from madang.site.meetings.actions.answers import (
    accept_meeting,
    after_cancelling,
    cancel_meeting,
    change_delegates,
    check_text,
    decline_meeting,
    expire_unanswered,
    mark_must,
    name_delegates,
    withdraw_meeting,
)
from madang.site.meetings.models import Meeting, OpenPair
from madang.site.meetings.queries import requests as queries
from madang.site.meetings.rules.requests import RequestError, said_by

__all__ = [
    "RequestError",
    "accept_meeting",
    "after_cancelling",
    "ask_meeting",
    "cancel_meeting",
    "change_delegates",
    "decline_meeting",
    "expire_unanswered",
    "mark_must",
    "open_request",
    "propose_meetings",
    "withdraw_meeting",
]

MOST_OPEN = 40
ASKED = "ask for meeting"  # as the log says it


def _check_open(event: Event) -> None:
    if event.state == "closed":
        raise RequestError(_("This event is closed."))
    for kind, text in (
        ("requests", _("Meetings could be asked for until %(due)s.")),
        ("answers", _("Requests could be answered until %(due)s.")),
    ):
        deadline = queries.due(event, kind)
        if deadline and deadline <= timezone.now():
            raise RequestError(text % {"due": moment_text(deadline, event.zone)})


def _check_free(host: Registration, guest: Registration) -> None:
    waiting = Meeting.objects.filter(host=host, state="asked", origin="request").count()
    if waiting >= MOST_OPEN:
        raise RequestError(
            ngettext(
                "%(count)d request of yours waits for an answer; an organisation may have no more at a time.",
                "%(count)d requests of yours wait for an answer; an organisation may have no more at a time.",
                waiting,
            )
            % {"count": waiting}
        )
    refused = Meeting.objects.filter(
        host=host, guest=guest, state="declined", origin="request"
    ).first()
    if refused is not None and refused.answered_at is not None:
        raise RequestError(
            _("They declined on %(when)s. They can still ask you.")
            % {"when": moment_text(refused.answered_at, host.event.zone)}
        )


@transaction.atomic
def ask_meeting(
    *,
    by: Person | None,
    event: Event,
    host: Registration,
    guest: Registration,
    message: str = "",
    delegates: Sequence[Delegate] = (),
) -> Meeting:
    """Ask `guest` for a meeting on behalf of `host`; return the meeting.

    If the other side asked first, or the organiser proposed the pair, this counts as a yes.
    Raises RequestError after the deadline, for a pair with an open meeting, and, in the same
    words whatever the cause, for an organisation that cannot be asked.
    """
    check_text(message)
    _check_open(event)
    known = _said_before(by=by, host=host, guest=guest, delegates=delegates)
    if known is not None:
        return known
    if not reachable_from(host).filter(pk=guest.pk).exists():
        raise RequestError(_("This organisation cannot be asked for a meeting here."))
    _check_free(host, guest)
    try:
        with transaction.atomic():
            meeting = open_request(
                by=by, host=host, guest=guest, message=message, delegates=delegates
            )
    except IntegrityError:  # the other side asked in the same moment
        known = _said_before(by=by, host=host, guest=guest, delegates=delegates)
        if known is None:
            raise
        return known
    letters.tell_of_request(meeting, guest)
    return meeting


def _said_before(
    *,
    by: Person | None,
    host: Registration,
    guest: Registration,
    delegates: Sequence[Delegate],
) -> Meeting | None:
    known = queries.open_meeting(host, guest)
    if known is None or not queries.meetings_of(host).filter(pk=known.pk).exists():
        return None
    if known.state == "accepted":
        raise RequestError(_("You and they have agreed on a meeting already."))
    if said_by(known, host) == "yes":
        raise RequestError(
            _("You asked them on %(when)s, and they have not answered yet.")
            % {"when": moment_text(known.asked_at, known.event.zone)}
        )
    return accept_meeting(by=by, meeting=known, registration=host, delegates=delegates)


def new_request(
    host: Registration, guest: Registration, *, weight: int, origin: str = "request"
) -> Meeting:
    """Return the row of a request, not saved yet; of a proposal of the organiser nobody has said yes."""
    return Meeting(
        event=host.event,
        host=host,
        guest=guest,
        origin=origin,
        host_said="yes" if origin == "request" else "",
        weight=weight,
    )


def pair_of(meeting: Meeting) -> OpenPair:
    """Return the row, not saved yet, that keeps a pair from a second open meeting."""
    left, right = pair(meeting.host_id, meeting.guest_id)
    return OpenPair(meeting=meeting, left_id=left, right_id=right)


def open_request(
    *,
    by: Person | None,
    host: Registration,
    guest: Registration,
    message: str = "",
    delegates: Sequence[Delegate] = (),
    origin: str = "request",
) -> Meeting:
    """Write a request down, without asking whether it may be made and without mail.

    Raises IntegrityError if the pair has an open meeting. Everybody but a rehearsal calls `ask_meeting`.
    """
    is_request = origin == "request"
    meeting = new_request(
        host, guest, weight=queries.weight_of(host, guest), origin=origin
    )
    meeting.message, meeting.expires_at = message, queries.expiry(host.event)
    meeting.save(force_insert=True)
    pair_of(meeting).save(force_insert=True)
    if delegates:
        name_delegates(meeting, host, delegates)
    record_decision(
        event=host.event,
        by_registration=host if is_request else None,
        left=host,
        right=guest,
        verdict="wanted",
        by=by,
    )
    verb = ASKED if is_request else "propose meeting"
    log.record(verb, meeting, by=by, event_id=host.event_id)
    return meeting


@transaction.atomic
def propose_meetings(
    *, by: Person | None, event: Event, suggestions: Iterable[Suggestion]
) -> tuple[list[Meeting], int]:
    """Propose pairs to both of their sides; return the proposals, and how many pairs were passed over.

    Passed over are pairs that are kept apart, that have an open meeting, or of which neither side
    shows itself to others. A side that shows itself to the organiser alone is asked first.
    """
    _check_open(event)
    apart = kept_apart(event)
    shown = set(shown_registrations(event).values_list("pk", flat=True))
    made: list[Meeting] = []
    passed_over = 0
    for each in suggestions:
        two = (each.left_id, each.right_id)
        is_open = queries.open_meeting(each.left, each.right) is not None
        if two in apart or is_open or not shown & set(two):
            passed_over += 1
            continue
        meeting = open_request(
            by=by, host=each.left, guest=each.right, origin="proposal"
        )
        if each.right_id in shown:
            letters.tell_of_request(meeting, each.left)
        if each.left_id in shown:
            letters.tell_of_request(meeting, each.right)
        made.append(meeting)
    return made, passed_over
