"""A believable round of requests and answers, for the demonstration and for trying out an event."""

import random
from collections.abc import Iterator

from django.db import transaction

from madang.site.core import log
from madang.site.core.models import LogEntry
from madang.site.directory.models import Person
from madang.site.events.actions import bump_version
from madang.site.events.models import Event, Registration
from madang.site.matching.actions.answers import record_answers
from madang.site.matching.actions.decisions import record_wishes
from madang.site.matching.models import Suggestion
from madang.site.matching.queries.pairs import kept_apart, shown_registrations
from madang.site.meetings.actions.answers import ACCEPTED, DECLINED, said_for
from madang.site.meetings.actions.requests import ASKED, new_request, pair_of
from madang.site.meetings.models import Meeting, OpenPair
from madang.site.meetings.queries import requests as queries

# Of so many requests one stays without an answer, as in life.
SILENT_EVERY = 30
ANSWERED = {"accepted": ACCEPTED, "declined": DECLINED}
REASONS = ("no_fit", "no_fit", "no_time", "known", "later", "later", "other")


@transaction.atomic
def agree_until(
    event: Event, *, wanted: int, acceptance: float, seed: int
) -> list[Meeting]:
    """Let organisations ask those suggested to them, best first, until `wanted` meetings are agreed.

    Each asked side says yes with the probability `acceptance` (0 to 1) in the mean, more often the more it would gain, else no
    with a reason; a few never answer. The rows and the lines in the log are those that the verbs of life leave, written
    all at once; no mail is written. Returns the agreed meetings; fewer than wanted when the
    suggestions run out. The same seed gives the same round.
    """
    dice = random.Random(seed)  # noqa: S311 - a rehearsal, not a secret
    until = queries.expiry(event)
    asked: list[Meeting] = []
    agreed: list[Meeting] = []
    rows = _in_turn(event)
    usual = sum(each.left_gain + each.right_gain for each in rows) / max(
        2 * len(rows), 1
    )
    for number, row in enumerate(rows, 1):
        if len(agreed) >= wanted:
            break
        host, guest = _sides(row, event, dice)
        meeting = new_request(host, guest, weight=queries.weight_from(row.score))
        meeting.expires_at = until
        asked.append(meeting)
        if number % SILENT_EVERY == 0:
            continue
        gain = row.left_gain if guest.pk == row.left_id else row.right_gain
        if dice.random() < acceptance * gain / max(usual, 1):
            meeting.say(guest, "yes")
            agreed.append(meeting)
        else:
            meeting.say(guest, "no")
            meeting.decline_reason = dice.choice(REASONS)
    _write(event, asked)
    if agreed:
        bump_version(event)
    return agreed


def _write(event: Event, meetings: list[Meeting]) -> None:
    Meeting.objects.bulk_create(meetings, batch_size=500)
    OpenPair.objects.bulk_create(
        (pair_of(each) for each in meetings if each.state in queries.OPEN_STATES),
        batch_size=500,
    )
    record_wishes(event=event, wishes=[(each.host, each.guest) for each in meetings])
    record_answers(
        event=event,
        answers=[
            (each.guest, each.host, each.decline_reason or "yes")
            for each in meetings
            if each.state in ANSWERED
        ],
    )
    leads = _leads(event)
    log.record_all(line for each in meetings for line in _lines(each, leads))


def _lines(meeting: Meeting, leads: dict[int, Person]) -> Iterator[LogEntry]:
    """Return what the log says of a request and of its answer."""
    yield log.line(
        ASKED, meeting, by=leads.get(meeting.host_id), event_id=meeting.event_id
    )
    if meeting.state in ANSWERED:
        yield log.line(
            ANSWERED[meeting.state],
            meeting,
            by=leads.get(meeting.guest_id),
            event_id=meeting.event_id,
            detail=said_for(meeting.guest),
        )


def _leads(event: Event) -> dict[int, Person]:
    people = Person.objects.filter(
        is_lead=True, organisation__registrations__event=event
    ).order_by("-pk")
    by_organisation = {each.organisation_id: each for each in people}
    rows = Registration.objects.filter(event=event).values_list("pk", "organisation_id")
    return {
        pk: by_organisation[owner] for pk, owner in rows if owner in by_organisation
    }


def _in_turn(event: Event) -> list[Suggestion]:
    """Return the pairs that may be asked: everybody's first choices, then everybody's second ones, and so on."""
    closed = kept_apart(event) | set(
        OpenPair.objects.filter(left__event=event).values_list("left_id", "right_id")
    )
    shown = set(shown_registrations(event).values_list("pk", flat=True))
    rows = Suggestion.objects.filter(run__event=event, run__is_current=True)
    free = [
        each
        for each in rows.select_related("left__organisation", "right__organisation")
        if (each.left_id, each.right_id) not in closed
        and {each.left_id, each.right_id} <= shown
    ]
    last = len(free) + 1
    return sorted(
        free,
        key=lambda each: (
            min(each.rank_for_left or last, each.rank_for_right or last),
            -each.score,
            each.pk,
        ),
    )


def _sides(
    row: Suggestion, event: Event, dice: random.Random
) -> tuple[Registration, Registration]:
    row.left.event = row.right.event = event
    if row.rank_for_right is None:
        return row.left, row.right
    if row.rank_for_left is None:
        return row.right, row.left
    return (row.left, row.right) if dice.random() < 0.5 else (row.right, row.left)
