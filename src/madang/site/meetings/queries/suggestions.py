"""The suggestions of an organisation together with what became of each."""

from dataclasses import dataclass

from madang.site.events.models import Registration
from madang.site.matching.models import Suggestion
from madang.site.matching.queries.reasons import sides_for
from madang.site.matching.queries.suggestions import MOST_SHOWN, suggestions_for
from madang.site.matching.wording import TwoSides, fairness
from madang.site.meetings.models import Meeting
from madang.site.meetings.queries.requests import meetings_of
from madang.site.meetings.rules.requests import said_by, waits_for


@dataclass(frozen=True)
class Card:
    """One suggestion as its reader sees it.

    `fairness` is both, you or them. `stage` is free (nobody asked, or it is over), asked (by the
    reader), waiting (for the reader) or agreed; `meeting` is the pair's latest one, if any.
    """

    suggestion: Suggestion
    other: Registration
    fairness: str
    meeting: Meeting | None
    stage: str
    sides: TwoSides


def cards_of(registration: Registration) -> list[Card]:
    """Return the best suggestions of an organisation, at most twenty, with their reasons; a fixed number of queries."""
    rows = list(
        suggestions_for(registration).prefetch_related(
            "left__languages", "right__languages"
        )[:MOST_SHOWN]
    )
    latest: dict[int, Meeting] = {}
    for meeting in meetings_of(registration):
        latest.setdefault(_other_id(meeting, registration), meeting)
    sides = sides_for(rows, registration)
    return [_card(row, registration, latest, sides) for row in rows]


def _card(
    row: Suggestion,
    me: Registration,
    latest: dict[int, Meeting],
    sides: dict[int, TwoSides],
) -> Card:
    is_left = row.left_id == me.pk
    other = row.right if is_left else row.left
    meeting = latest.get(other.pk)
    gains = (row.left_gain, row.right_gain)
    return Card(
        suggestion=row,
        other=other,
        fairness=fairness(*(gains if is_left else gains[::-1])),
        meeting=meeting,
        stage=stage_of(meeting, me),
        sides=sides[row.pk],
    )


def stage_of(meeting: Meeting | None, me: Registration) -> str:
    """Return how far a pair has come for one side: free, asked, waiting or agreed."""
    if meeting is None or meeting.state not in ("asked", "accepted"):
        return "free"
    if meeting.state == "accepted":
        return "agreed"
    if waits_for(meeting, me):
        return "waiting"
    return "asked" if said_by(meeting, me) == "yes" else "free"


def _other_id(meeting: Meeting, me: Registration) -> int:
    return meeting.guest_id if meeting.host_id == me.pk else meeting.host_id
