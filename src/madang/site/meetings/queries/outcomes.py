"""One side's meetings that are over, each with what this side said of it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from madang.site.events.models import Event, Registration
from madang.site.meetings.models import (
    Feedback,
    FeedbackWord,
    Meeting,
    NextStep,
    Placement,
)
from madang.site.meetings.rules.feedback import may_change
from madang.site.meetings.rules.requests import other_side


@dataclass(frozen=True)
class Row:
    """A meeting that is over, as the line of one side shows it. `verdict` is blank where nothing was said."""

    meeting: Meeting
    placement: Placement
    other: Registration
    verdict: str
    has_note: bool
    steps: int
    is_changeable: bool

    @property
    def name(self) -> str:
        """The name of its group of buttons in the form."""
        return f"meeting-{self.meeting.pk}"


def over_placements(
    event: Event, registration: Registration, now: datetime
) -> QuerySet[Placement]:
    """Return where a side's agreed meetings were whose slots have ended, those without a word first, then the latest."""
    said = Feedback.objects.filter(meeting=OuterRef("meeting"), by=registration)
    rows = Placement.objects.filter(
        Q(meeting__host=registration) | Q(meeting__guest=registration),
        plan__event=event,
        plan__state="published",
        meeting__state="accepted",
        slot__ends_at__lte=now,
    )
    return (
        rows.annotate(is_said=Exists(said))
        .select_related(
            "slot",
            "place",
            "meeting__host__organisation",
            "meeting__guest__organisation",
        )
        .order_by("is_said", "-slot__starts_at", "-id")
    )


def rows_of(
    registration: Registration, placements: list[Placement], now: datetime
) -> list[Row]:
    """Return the lines of some meetings: three queries, whatever their number."""
    pks = [each.meeting_id for each in placements]
    said = {
        each.meeting_id: each
        for each in Feedback.objects.filter(by=registration, meeting__in=pks)
    }
    first: dict[int, datetime] = {}
    words = FeedbackWord.objects.filter(by=registration, meeting__in=pks)
    for meeting, at in words.values_list("meeting_id", "said_at"):
        first[meeting] = min(at, first.get(meeting, at))
    steps = dict(
        NextStep.objects.filter(by=registration, meeting__in=pks)
        .order_by()
        .values_list("meeting_id")
        .annotate(count=Count("pk"))
    )
    found = []
    for each in placements:
        pk = each.meeting_id or 0
        is_changeable = may_change(said.get(pk), first.get(pk), now)
        row = _row(each, registration, said, steps, is_changeable=is_changeable)
        found.append(row)
    return found


def _row(
    placement: Placement,
    registration: Registration,
    said: dict[int, Feedback],
    steps: dict[int, int],
    *,
    is_changeable: bool,
) -> Row:
    meeting = placement.meeting
    assert meeting is not None  # noqa: S101 - the placements are of meetings alone
    given = said.get(meeting.pk)
    return Row(
        meeting=meeting,
        placement=placement,
        other=other_side(meeting, registration),
        verdict=given.verdict if given else "",
        has_note=bool(given and given.note),
        steps=steps.get(meeting.pk, 0),
        is_changeable=is_changeable,
    )


def unsaid_count(event: Event, registration: Registration, now: datetime) -> int:
    """Return of how many meetings that are over a side has said nothing."""
    said = Feedback.objects.filter(by=registration).values("meeting")
    return over_placements(event, registration, now).exclude(meeting__in=said).count()
