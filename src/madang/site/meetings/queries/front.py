"""What the front page shows without sign-in: figures of the demonstration, and one meeting followed from answer to proof."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q

from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration
from madang.site.matching.models import Suggestion
from madang.site.matching.queries.reasons import told_to_everybody
from madang.site.matching.wording.sides import Numbers, Sentence, two_sides
from madang.site.meetings.models import Feedback, Meeting, Placement, Plan
from madang.site.survey.models import Answer

# Role → address of the made-up person whom a one-click door signs in; the demonstration makes them.
DOORS = {
    "organiser": "organiser@demonstration.example.org",
    "ministry": "ministry@demonstration.example.org",
    "company": "company@demonstration.example.org",
    "interpreter": "interpreter@demonstration.example.org",
}


@dataclass(frozen=True)
class Figures:
    """The chain's figures: organisations, then pairs, then meetings."""

    invited: int
    answered: int
    suggested: int
    asked: int
    agreed: int
    placed: int
    most: int | None


@dataclass(frozen=True)
class Followed:
    """What came of an edition as the ledger knows it: (title, state's code, state's word, address) of each tie, and where they stand."""

    link: str
    ties: list[tuple[str, str, str, str]]


# The ledger comes later in the story and says itself what came of an event.
_followed: list[Callable[[Event], Followed | None]] = []


def register_followed(look_up: Callable[[Event], Followed | None]) -> None:
    """Let a later part of the story say what came of an event; called once from an app's `ready`."""
    _followed.append(look_up)


@dataclass(frozen=True)
class Outcome:
    """What the sides of an earlier edition said of its meetings, and what followed from them."""

    event: Event
    held: int
    verdicts: list[tuple[str, int]]
    followed: Followed | None = None

    @property
    def cooperation(self) -> int:
        """How many answers see a cooperation."""
        return dict(self.verdicts).get("cooperation", 0)


def shown_event() -> Event | None:
    """Return the event whose figures the front page shows: the demonstration's latest with a published plan."""
    if not settings.DEMONSTRATION:
        return None
    events = Event.objects.filter(is_listed=True, plans__state="published").exclude(
        state="closed"
    )
    return events.prefetch_related("days").order_by("-pk").first()


def published_plan(event: Event) -> Plan | None:
    """Return the plan that participants see, without its files."""
    return (
        Plan.objects.filter(event=event, state="published")
        .defer("problem_file", "schedule_file")
        .first()
    )


def figures_of(event: Event) -> Figures:
    """Count the chain of an event."""
    registrations = Registration.objects.filter(event=event).exclude(
        state__in=["declined", "withdrawn"]
    )
    meetings = Meeting.objects.filter(event=event).aggregate(
        asked=Count("pk"), agreed=Count("pk", filter=Q(state="accepted"))
    )
    plan = published_plan(event)
    return Figures(
        invited=registrations.count(),
        answered=Answer.objects.filter(
            registration__in=registrations, state="submitted"
        ).count(),
        suggested=Suggestion.objects.filter(
            run__event=event, run__is_current=True
        ).count(),
        asked=meetings["asked"],
        agreed=meetings["agreed"],
        placed=plan.placed if plan else 0,
        most=plan.placed_bound if plan else None,
    )


def outcome_of(event: Event) -> Outcome | None:
    """Return what became of the edition before, or None if nobody said."""
    if event.previous is None:
        return None
    rows = (
        Feedback.objects.filter(meeting__event=event.previous)
        .values_list("verdict")
        .annotate(Count("pk"))
    )
    verdicts = dict(rows)
    if not verdicts:
        return None
    held = Meeting.objects.filter(event=event.previous, feedback__isnull=False).exclude(
        feedback__verdict="not_held"
    )
    order = ["cooperation", "informative", "no_interest", "not_held"]
    return Outcome(
        event.previous,
        held.distinct().count(),
        [(each, verdicts[each]) for each in order if each in verdicts],
        next((found for each in _followed if (found := each(event.previous))), None),
    )


def sample_placement(event: Event) -> Placement | None:
    """Return the meeting that the walk follows: placed, well reasoned, of a company and a government, all to be seen.

    Only pairs that both let every participant see their profile are walked through in public.
    """
    seen = Registration.objects.filter(event=event, answer__consents__audience="public")
    placements = (
        Placement.objects.filter(
            plan__event=event,
            plan__state="published",
            meeting__host__in=seen,
            meeting__guest__in=seen,
        )
        .select_related(
            "slot",
            "place__zone",
            "interpreter",
            "meeting__host__organisation",
            "meeting__guest__organisation",
        )
        .order_by("-meeting__weight", "pk")
    )
    government = Q(meeting__host__organisation__kind="ministry") | Q(
        meeting__guest__organisation__kind="ministry"
    )
    return placements.filter(government).first() or placements.first()


def suggestion_of(meeting: Meeting) -> Suggestion | None:
    """Return the current suggestion of a meeting's pair, with its reasons."""
    left, right = sorted([meeting.host_id, meeting.guest_id])
    return Suggestion.objects.filter(
        run__event=meeting.event_id, run__is_current=True, left=left, right=right
    ).first()


def sentences_for(suggestion: Suggestion | None, side: Registration) -> list[Sentence]:
    """Return what one side reads of its own gain, without anything that is not for every eye."""
    if suggestion is None:
        return []
    shown = told_to_everybody(suggestion)
    return two_sides(shown, me=side.pk, numbers=Numbers({})).mine


def person_behind(door: str) -> Person | None:
    """Return the made-up person whom a door of the demonstration signs in."""
    return (
        Person.objects.select_related("user", "organisation")
        .filter(email=DOORS.get(door, ""), user__isnull=False)
        .first()
    )
