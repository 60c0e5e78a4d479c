"""What the organiser reads of the learning: counts and weights of the whole event, never of one participant."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from madang.site.events.models import Event
from madang.site.matching.models import Learning, LearningSwitch, Reply

FEWEST_ANSWERS = 50
"""Answers that say something of the fit, from which on an event is learned."""
FEWEST_OF_A_KIND = 10
FEWEST_PARTICIPANTS = 5
"""Organisations that must have answered: of fewer, weights would tell about single ones."""
FRESH = 20
"""New answers after which an event is learned again."""
LONGEST_WAIT = timedelta(minutes=10)
"""How long answers wait until their features are read, where fewer than FRESH wait."""
TEACHING = ("yes", "no_fit", "expired")


@dataclass(frozen=True)
class Counts:
    """Replies of an event: by word, how many teach (yes and "does not fit"), from how many organisations."""

    said: dict[str, int]
    participants: int

    @property
    def teaching(self) -> int:
        """Answers of yes and of "does not fit"."""
        return self.said.get("yes", 0) + self.said.get("no_fit", 0)

    @property
    def missing(self) -> int:
        """How many answers are still needed; 0 where there are enough."""
        least = [self.said.get(word, 0) for word in ("yes", "no_fit")]
        return max(
            0,
            FEWEST_ANSWERS - self.teaching,
            *(FEWEST_OF_A_KIND - count for count in least),
        )

    @property
    def is_enough(self) -> bool:
        """Whether the event can be learned."""
        return not self.missing and self.participants >= FEWEST_PARTICIPANTS


def replies_of(event: Event | int) -> QuerySet[Reply]:
    """Return the replies between organisations that take part, in the order in which they were said."""
    here = ["invited", "registered"]
    return Reply.objects.filter(
        event=event, by__state__in=here, to__state__in=here
    ).order_by("said_at", "pk")


def counts_of(event: Event) -> Counts:
    """Return how often what was said at the event, and by how many organisations."""
    rows = replies_of(event).values_list("said", "by")
    said: Counter[str] = Counter()
    people = set()
    for word, by in rows:
        said[word] += 1
        if word in TEACHING:
            people.add(by)
    return Counts(dict(said), len(people))


def newest(event: Event) -> Learning | None:
    """Return the newest version that was learned for an event."""
    return Learning.objects.filter(event=event).first()


def is_on(event: Event) -> bool:
    """Return whether the matching of the event may use what was learned."""
    return not LearningSwitch.objects.filter(event=event, is_on=False).exists()


def is_outdated(learning: Learning) -> bool:
    """Return whether replies that it was learned from are gone or were replaced: then it is not used any more."""
    kept = replies_of(learning.event_id).filter(said_at__lte=learning.until)
    return kept.count() != learning.replies


def in_use(event: Event) -> Learning | None:
    """Return the version that the matching uses; None for the shipped weights."""
    learning = newest(event)
    if learning is None or learning.used == "shipped":
        return None
    return learning if is_on(event) and not is_outdated(learning) else None


def is_due(event: Event) -> bool:
    """Return whether the event should be learned (again): for the first time, after FRESH new replies, or when some are gone."""
    learning = newest(event)
    if learning is None:
        return counts_of(event).is_enough
    if is_outdated(learning):
        return True
    fresh = replies_of(event).filter(said_at__gt=learning.until)
    return fresh.filter(said__in=TEACHING).count() >= FRESH


def waiting_events() -> QuerySet[Event]:
    """Return the events with replies whose features wait to be read: many of them, or for long."""
    unread = Q(matching_replies__features_version__isnull=True)
    return (
        Event.objects.annotate(
            unread=Count("matching_replies", filter=unread),
            since=Min("matching_replies__said_at", filter=unread),
        )
        .filter(unread__gt=0)
        .filter(Q(unread__gte=FRESH) | Q(since__lte=timezone.now() - LONGEST_WAIT))
    )


def learned_events() -> QuerySet[Event]:
    """Return the events with something learned, whose replies may have gone since."""
    return Event.objects.filter(learnings__isnull=False).distinct()
