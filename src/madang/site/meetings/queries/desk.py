"""What the organiser's desk shows: the funnel, the use of places, and what waits for somebody."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Min, Q
from django.utils import timezone

from madang.site.core.models import OutboxMail
from madang.site.events.models import Delegate, Event, Place, Registration, Slot
from madang.site.matching.models import Suggestion
from madang.site.meetings.models import Meeting, Plan, Unplaced
from madang.site.meetings.queries.plans import meetings_placed
from madang.site.survey.models import Answer


@dataclass(frozen=True)
class Funnel:
    """From invited organisations to placed meetings."""

    invited: int
    answered: int
    suggested: int
    asked: int
    accepted: int
    placed: int


@dataclass(frozen=True)
class ZoneUse:
    """How many of the meetings that a zone has room for it holds."""

    name: str
    side: str
    places: int
    meetings: int
    room: int


def funnel_of(event: Event, plan: Plan | None) -> Funnel:
    """Count the way from invitation to placement."""
    registrations = Registration.objects.filter(event=event).exclude(
        state__in=["declined", "withdrawn"]
    )
    counts = Meeting.objects.filter(event=event).aggregate(
        asked=Count("pk"), accepted=Count("pk", filter=Q(state="accepted"))
    )
    return Funnel(
        invited=registrations.count(),
        answered=Answer.objects.filter(
            registration__in=registrations, state="submitted"
        ).count(),
        suggested=Suggestion.objects.filter(
            run__event=event, run__is_current=True
        ).count(),
        asked=counts["asked"],
        accepted=counts["accepted"],
        placed=meetings_placed(plan).count() if plan else 0,
    )


def use_of_zones(event: Event, plan: Plan | None) -> list[ZoneUse]:
    """Return how full each zone with tables or suites is in a version of the plan, zones in the order of the hall."""
    slots = Slot.objects.filter(event=event).count()
    places = Place.objects.filter(event=event, is_open=True).exclude(kind="round")
    counted = places.values("zone_id", "zone__name", "zone__side").annotate(
        places=Count("pk", distinct=True),
        closed=Count("closures", distinct=True),
        held=Count(
            "placements",
            filter=Q(placements__plan=plan, placements__meeting__state="accepted"),
            distinct=True,
        ),
    )
    return [
        ZoneUse(
            row["zone__name"],
            row["zone__side"],
            row["places"],
            row["held"],
            row["places"] * slots - row["closed"],
        )
        for row in counted.order_by("zone_id")
    ]


def unnamed_delegates(event: Event) -> int:
    """Count the chairs of organisations that take part for which nobody is named."""
    return Delegate.objects.filter(
        registration__event=event, registration__state="registered", person__isnull=True
    ).count()


@dataclass(frozen=True)
class Waiting:
    """Counts of what waits for the organiser or for others."""

    expiring: int
    cancelled: int
    unsent: int
    unnamed: int
    drafts: int

    @property
    def total(self) -> int:
        """How many kinds of things wait."""
        return sum(
            1
            for each in (
                self.expiring,
                self.cancelled,
                self.unsent,
                self.unnamed,
                self.drafts,
            )
            if each
        )


def waiting_at(event: Event, plan: Plan | None) -> Waiting:
    """Return what waits: requests about to expire, placed meetings that a side gave up, mail that failed, open chairs, drafts."""
    soon = timezone.now() + timedelta(days=1)
    given_up = (
        Meeting.objects.filter(event=event, state="cancelled", placements__plan=plan)
        if plan
        else Meeting.objects.none()
    )
    return Waiting(
        expiring=Meeting.objects.filter(
            event=event, state="asked", expires_at__lt=soon
        ).count(),
        cancelled=given_up.count(),
        unsent=OutboxMail.objects.filter(event_id=event.pk, state="failed").count(),
        unnamed=unnamed_delegates(event),
        drafts=Answer.objects.filter(registration__event=event, state="draft").count(),
    )


@dataclass(frozen=True)
class UnplacedGroup:
    """The unplaced meetings of one reason, with the row whose remedy stands for all of them."""

    reason: str
    count: int
    sample: Unplaced


def unplaced_groups(plan: Plan) -> list[UnplacedGroup]:
    """Return the reasons of a version's unplaced meetings, the commonest first, each with a remedy that was found."""
    counted = (
        Unplaced.objects.filter(plan=plan, meeting__state="accepted")
        .values("reason")
        .annotate(
            count=Count("pk"), remedied=Min("pk", filter=~Q(remedy="")), any=Min("pk")
        )
    )
    rows = list(counted.order_by("-count", "reason"))
    related = (
        "remedy_slot",
        "remedy_delegate__person",
        "remedy_delegate__registration__organisation",
    )
    more = (
        "remedy_registration__organisation",
        "remedy_place",
        "remedy_meeting__host__organisation",
        "remedy_meeting__guest__organisation",
        "meeting__host__organisation",
        "meeting__guest__organisation",
    )
    samples = Unplaced.objects.select_related(*related, *more).in_bulk(
        [row["remedied"] or row["any"] for row in rows]
    )
    return [
        UnplacedGroup(
            row["reason"], row["count"], samples[row["remedied"] or row["any"]]
        )
        for row in rows
    ]
