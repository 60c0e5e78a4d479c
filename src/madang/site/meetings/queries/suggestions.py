"""The suggestions of an organisation together with what became of each."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from madang.site.events.models import Registration
from madang.site.matching.models import Suggestion
from madang.site.matching.queries.reasons import sides_for
from madang.site.matching.queries.suggestions import (
    MOST_SHOWN,
    put_aside_by,
    suggestions_for,
)
from madang.site.matching.wording.sides import TwoSides, fairness
from madang.site.meetings.models import Meeting
from madang.site.meetings.queries.requests import meetings_of
from madang.site.meetings.rules.requests import said_by, waits_for

# Whose turn it is first: the reader's own, then what nobody began; what came to nothing stands last.
ORDER = ("waiting", "free", "asked", "agreed", "over")


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

    @property
    def place(self) -> int:
        """Where the card stands among the others, 0 first; a pair whose request came to nothing is last."""
        is_over = self.stage == "free" and self.meeting is not None
        return ORDER.index("over" if is_over else self.stage)

    @property
    def is_refused_by_them(self) -> bool:
        """Whether they declined the reader's request: asking again is theirs."""
        return (
            self.meeting is not None
            and self.meeting.state == "declined"
            and self.meeting.guest_id == self.other.pk
            and self.meeting.origin == "request"
        )


@dataclass(frozen=True)
class Board:
    """All that the page of suggestions shows: the cards, those put aside, and every request, newest first."""

    cards: list[Card]
    refused: list[Registration]
    meetings: list[Meeting]


def board_of(registration: Registration) -> Board:
    """Return the best suggestions of an organisation, at most twenty, with their reasons; a fixed number of queries.

    A hosted buyer reads as many as it must have meetings, if that is more.
    They stand in the order of `ORDER`, and within each stage the best first.
    """
    listed = list(suggestions_for(registration))
    most = max(MOST_SHOWN, registration.hosted_quota or 0)
    rows = [each for each in listed if not each.is_refused][:most]
    others = [_other(each, registration) for each in rows]
    prefetch_related_objects(others, "languages")
    meetings = list(meetings_of(registration).prefetch_related(None))
    latest: dict[int, Meeting] = {}
    for meeting in meetings:
        latest.setdefault(_other_id(meeting, registration), meeting)
    sides = sides_for(rows, registration)
    cards = [_card(row, registration, latest, sides) for row in rows]
    return Board(
        cards=sorted(cards, key=lambda card: card.place),
        refused=put_aside_by(registration),
        meetings=meetings,
    )


def _other(row: Suggestion, me: Registration) -> Registration:
    return row.right if row.left_id == me.pk else row.left


def _card(
    row: Suggestion,
    me: Registration,
    latest: dict[int, Meeting],
    sides: dict[int, TwoSides],
) -> Card:
    is_left = row.left_id == me.pk
    other = _other(row, me)
    meeting = latest.get(other.pk)
    gains = (row.left_gain, row.right_gain)
    gains = gains if is_left else gains[::-1]
    return Card(
        suggestion=row,
        other=other,
        fairness=fairness(sides[row.pk], mine=gains[0], theirs=gains[1]),
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
