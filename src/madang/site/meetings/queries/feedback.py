"""What sides said of their meetings."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration
from madang.site.meetings.models import (
    Feedback,
    FeedbackRule,
    FeedbackWord,
    Meeting,
    Placement,
)


@dataclass(frozen=True)
class Tally:
    """One verdict, how often it was given, and its share as a width of 0 to 100."""

    verdict: str
    label: str
    count: int
    share: int


def meeting_of_side(event: Event, registration: Registration, pk: int) -> Meeting:
    """Return an agreed meeting of this organisation; 404 for any other."""
    meetings = Meeting.objects.filter(
        Q(host=registration) | Q(guest=registration), event=event, state="accepted"
    )
    meeting = (
        meetings.select_related("host__organisation", "guest__organisation")
        .filter(pk=pk)
        .first()
    )
    if meeting is None:
        raise Http404
    return meeting


def published_placement(meeting: Meeting) -> Placement | None:
    """Return where the published plan has a meeting, or None."""
    rows = Placement.objects.filter(meeting=meeting, plan__state="published")
    return rows.select_related("slot", "place__zone").first()


def end_of(meeting: Meeting) -> datetime | None:
    """Return when a meeting ends under the published plan, or None if it is not placed."""
    row = published_placement(meeting)
    return row.slot.ends_at if row is not None else None


def speakers_of(registration: Registration) -> list[Person]:
    """Return who speaks for an organisation: its leads and its named delegates, by name."""
    people = Person.objects.filter(
        Q(is_lead=True) | Q(delegations__registration=registration),
        organisation=registration.organisation_id,
    )
    return list(people.distinct().order_by("name", "pk"))


def feedback_of(meeting: Meeting, registration: Registration) -> Feedback | None:
    """Return what a side said of a meeting, or None."""
    return Feedback.objects.filter(meeting=meeting, by=registration).first()


def first_word_at(meeting: Meeting, registration: Registration) -> datetime | None:
    """Return when a side first said something of a meeting; None where no word of it was kept."""
    words = FeedbackWord.objects.filter(meeting=meeting, by=registration)
    return words.order_by("said_at").values_list("said_at", flat=True).first()


def words_of(meeting: Meeting, registration: Registration) -> list[FeedbackWord]:
    """Return what a side said of a meeting, newest first."""
    words = FeedbackWord.objects.filter(meeting=meeting, by=registration)
    return list(words.select_related("person"))


def is_each_told(event: Event) -> bool:
    """Tell whether organisers read what each side says from now on; counts alone unless they said otherwise."""
    return FeedbackRule.objects.filter(event=event, is_told=True).exists()


def told_feedback(event: Event) -> QuerySet[Feedback]:
    """Return what was said at an event, newest first, by sides that were told that organisers read it; without notes."""
    rows = Feedback.objects.filter(meeting__event=event, is_told=True).defer("note")
    rows = rows.order_by("-given_at", "-id")
    return rows.select_related(
        "meeting__host__organisation",
        "meeting__guest__organisation",
        "by__organisation",
    )


def tallies(event: Event) -> list[Tally]:
    """Return each verdict with its count, in the order of the choices."""
    rows = (
        Feedback.objects.filter(meeting__event=event).order_by().values_list("verdict")
    )
    counts: dict[str, int] = dict(rows.annotate(count=Count("pk")))
    total = sum(counts.values())
    return [
        Tally(
            value,
            str(label),
            counts.get(value, 0),
            round(100 * counts.get(value, 0) / total) if total else 0,
        )
        for value, label in Feedback.Verdict.choices
    ]


def has_feedback(event: Event) -> bool:
    """Tell whether anybody said anything yet."""
    return Feedback.objects.filter(meeting__event=event).exists()
