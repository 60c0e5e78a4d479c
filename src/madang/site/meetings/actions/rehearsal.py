"""A believable round of requests and answers, for the demonstration and for trying out an event."""

import random

from django.db import transaction

from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration
from madang.site.matching.models import Suggestion
from madang.site.matching.queries.pairs import kept_apart, shown_registrations
from madang.site.meetings.actions import letters
from madang.site.meetings.actions.requests import (
    accept_meeting,
    decline_meeting,
    open_request,
)
from madang.site.meetings.models import Meeting, OpenPair

# Of so many requests one stays without an answer, as in life.
SILENT_EVERY = 30
REASONS = ("no_fit", "no_fit", "no_time", "known", "later", "later", "other")


@transaction.atomic
def agree_until(
    event: Event, *, wanted: int, acceptance: float, seed: int
) -> list[Meeting]:
    """Let organisations ask those suggested to them, best first, until `wanted` meetings are agreed.

    Each asked side says yes with the probability `acceptance` (0 to 1), else no with a reason; a few
    never answer. The same verbs as in life leave the same lines in the log, but no mail is written.
    Returns the agreed meetings; fewer than wanted when the suggestions run out. The same seed gives
    the same round.
    """
    dice = random.Random(seed)  # noqa: S311 - a rehearsal, not a secret
    leads = _leads(event)
    agreed: list[Meeting] = []
    with letters.kept_back():
        for number, row in enumerate(_in_turn(event), 1):
            if len(agreed) >= wanted:
                break
            host, guest = _sides(row, event, dice)
            meeting = open_request(by=leads.get(host.pk), host=host, guest=guest)
            if number % SILENT_EVERY == 0:
                continue
            if dice.random() < acceptance:
                agreed.append(
                    accept_meeting(
                        by=leads.get(guest.pk), meeting=meeting, registration=guest
                    )
                )
            else:
                decline_meeting(
                    by=leads.get(guest.pk),
                    meeting=meeting,
                    registration=guest,
                    reason=dice.choice(REASONS),
                )
    return agreed


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
