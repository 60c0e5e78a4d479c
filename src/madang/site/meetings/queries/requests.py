"""Requests and agreed meetings as their two sides and the organiser may read them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from madang.site.events.models import Deadline, Delegate, Event, Registration
from madang.site.matching.queries.suggestions import score_between
from madang.site.meetings.models import Meeting, MeetingDelegate, OpenPair, Placement
from madang.site.survey.models import Consent

DAYS_TO_ANSWER = 7
OPEN_STATES = ("asked", "accepted")
LEAST_WEIGHT, MOST_WEIGHT = 10, 60


def _shown(side: str) -> Exists:
    return Exists(
        Consent.objects.filter(
            answer__registration=OuterRef(side), answer__state="submitted"
        )
    )


def _full(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    named = MeetingDelegate.objects.select_related("delegate__person")
    published = Placement.objects.filter(meeting=OuterRef("pk"), is_published=True)
    return (
        rows.select_related("event", "host__organisation", "guest__organisation")
        .prefetch_related(Prefetch("named_delegates", queryset=named))
        .annotate(is_placed=Exists(published))
        .order_by("-id")
    )


def is_shown(registration: Registration) -> bool:
    """Return whether an organisation shows itself to anybody but the organiser."""
    return Consent.objects.filter(
        answer__registration=registration, answer__state="submitted"
    ).exists()


def meetings_of_event(event: Event) -> QuerySet[Meeting]:
    """Return every request of an event, newest first, for the organiser; `is_placed` says if it has a published place."""
    return _full(Meeting.objects.filter(event=event))


def meetings_of(registration: Registration) -> QuerySet[Meeting]:
    """Return the requests that one organisation may see, newest first.

    A proposal of the organiser stays hidden while its other side is one that shows
    itself to the organiser alone and has not said yes.
    """
    me = registration.pk
    rows = Meeting.objects.filter(Q(host=me) | Q(guest=me)).annotate(
        is_host_shown=_shown("host"), is_guest_shown=_shown("guest")
    )
    proposals = Q(origin="proposal")
    hidden = proposals & (
        Q(guest=me, is_host_shown=False) & ~Q(host_said="yes")
        | Q(host=me, is_guest_shown=False) & ~Q(guest_said="yes")
    )
    return _full(rows.exclude(hidden))


def meeting_seen_by(registration: Registration, pk: int) -> Meeting:
    """Return one request of an organisation; 404 if it is none of theirs, or not theirs to see yet."""
    meeting = meetings_of(registration).filter(pk=pk).first()
    if meeting is None:
        raise Http404
    return meeting


def waiting_for(registration: Registration) -> QuerySet[Meeting]:
    """Return the requests that wait for this organisation's answer, the first to expire first."""
    return (
        meetings_of(registration)
        .filter(state="asked")
        .filter(
            Q(host=registration, host_said="") | Q(guest=registration, guest_said="")
        )
        .order_by("expires_at", "id")
    )


def open_meeting(first: Registration, second: Registration) -> Meeting | None:
    """Return the pair's open meeting, asked or accepted, or None."""
    left, right = sorted((first.pk, second.pk))
    row = (
        OpenPair.objects.filter(left=left, right=right)
        .select_related("meeting__event", "meeting__host__organisation")
        .select_related("meeting__guest__organisation")
        .first()
    )
    return row.meeting if row else None


def named_for(meeting: Meeting, registration: Registration) -> list[Delegate]:
    """Return the delegates that a side named for a meeting; empty means any of them."""
    return [
        row.delegate
        for row in meeting.named_delegates.all()
        if row.delegate.registration_id == registration.pk
    ]


def delegates_of(registration: Registration) -> QuerySet[Delegate]:
    """Return the chairs of an organisation, with the people in them."""
    return registration.delegates.select_related("person", "registration__organisation")


def due(event: Event, kind: str) -> datetime | None:
    """Return when something must be done at an event, or None if nobody set a day."""
    row = Deadline.objects.filter(event=event, kind=kind).first()
    return row.due_at if row else None


def expiry(event: Event, *, now: datetime | None = None) -> datetime:
    """Return until when a request made now can be answered: seven days, at most until the deadline of answers."""
    latest = (now or timezone.now()) + timedelta(days=DAYS_TO_ANSWER)
    deadline = due(event, "answers")
    return min(latest, deadline) if deadline else latest


def weight_of(host: Registration, guest: Registration) -> int:
    """Return what a plan gains from a meeting: 10 for a pair that nobody suggested, up to 60 for the best score."""
    return weight_from(score_between(host.event, host, guest))


def weight_from(score: int) -> int:
    """Return the weight, 10 to 60, of a score of 0 to 1000."""
    return LEAST_WEIGHT + round((MOST_WEIGHT - LEAST_WEIGHT) * score / 1000)


@dataclass(frozen=True)
class Counts:
    """How many requests an event has in each state."""

    asked: int = 0
    accepted: int = 0
    declined: int = 0
    expired: int = 0
    withdrawn: int = 0
    cancelled: int = 0

    @property
    def all(self) -> int:
        """Every request there ever was."""
        return sum(vars(self).values())


def counts(rows: QuerySet[Meeting]) -> Counts:
    """Return how many of these requests are in each state; one query."""
    found: dict[str, int] = {}
    for state in rows.order_by().values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return Counts(**found)
