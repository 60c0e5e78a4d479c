"""Which pairs must stay apart, and whom an organisation may see by name."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from madang.site.events.models import Event, Registration
from madang.site.matching.models import Decision, Suggestion
from madang.site.matching.queries.apart import apart_by_rules, apart_by_rules_from
from madang.site.survey.models import Consent
from madang.site.survey.queries import profiles

Pair = tuple[int, int]


def pair(first: int, second: int) -> Pair:
    """Return two registrations' ids, the smaller first: how every pair is kept."""
    return (first, second) if first < second else (second, first)


def kept_apart(event: Event) -> set[Pair]:
    """Return every pair of registrations that must never be brought together.

    A pair is kept apart if one side named the other on its never-match list, or if the
    organiser decided so, of the pair itself or by a rule.
    """
    ruled = {
        pair(one, other)
        for one, others in apart_by_rules(event).items()
        for other in others
        if one != other
    }
    return kept_apart_singly(event) | ruled


def kept_apart_singly(event: Event) -> set[Pair]:
    """Return the pairs that somebody named as such: all of `kept_apart` but what follows from rules."""
    decided = Decision.objects.filter(event=event, verdict="never")
    return profiles.never_pairs(event) | set(decided.values_list("left_id", "right_id"))


def put_aside(event: Event) -> frozenset[Pair]:
    """Return (who said it, of whom) for every "not for us" of an event's participants."""
    said = Decision.objects.filter(
        event=event, verdict="not_for_us", by__isnull=False
    ).values_list("by", "left", "right")
    return frozenset(
        (by, right if by == left else left)
        for by, left, right in said
        if by is not None
    )


def kept_apart_from(registration: Registration) -> set[int]:
    """Return the ids of the registrations that must stay apart from this one, whoever decided so."""
    return profiles.kept_apart_from(registration)


def decided_apart_from(registration: Registration) -> set[int]:
    """Return the ids of the registrations that the organiser keeps apart from this one, singly or by a rule."""
    return _decided_singly(registration) | apart_by_rules_from(registration)


def kept_apart_singly_from(registration: Registration) -> set[int]:
    """Return the ids of those whom somebody named as apart from this one; what follows from rules is not in it."""
    return profiles.named_apart_from(registration) | _decided_singly(registration)


def _decided_singly(registration: Registration) -> set[int]:
    decided = Decision.objects.filter(event=registration.event_id, verdict="never")
    decided = decided.filter(Q(left=registration) | Q(right=registration))
    ids = {pk for two in decided.values_list("left_id", "right_id") for pk in two}
    return ids - {registration.pk}


def _consents(audiences: list[str], registration: str) -> Exists:
    return Exists(
        Consent.objects.filter(
            answer__registration=OuterRef(registration),
            answer__state="submitted",
            audience__in=audiences,
        )
    )


def shows_itself(registration: Registration) -> bool:
    """Return whether an organisation lets others see its name among suggestions."""
    return Consent.objects.filter(
        answer__registration=registration,
        answer__state="submitted",
        audience__in=["matched", "participants", "public"],
    ).exists()


def shown_registrations(event: Event) -> QuerySet[Registration]:
    """Return the registrations whose name may be suggested to others."""
    return (
        Registration.objects.filter(event=event, state__in=["invited", "registered"])
        .filter(_consents(["matched", "participants", "public"], "pk"))
        .select_related("organisation")
    )


def reachable_from(registration: Registration) -> QuerySet[Registration]:
    """Return whom this organisation may ask for a meeting.

    Those that show themselves to all participants, and those that show themselves to
    matched organisations and stand in its own list. Whoever avoids it, is avoided by it,
    or does not show itself is missing in the same way. A pair that stands in the other's list
    alone does not count: it may be there for a wish or a confidential item that nobody else knows.
    """
    me = registration.pk
    suggested = Suggestion.objects.filter(
        Q(left=me, right=OuterRef("pk"), rank_for_left__isnull=False)
        | Q(right=me, left=OuterRef("pk"), rank_for_right__isnull=False),
        run__event=registration.event_id,
        run__is_current=True,
    )
    return (
        shown_registrations(registration.event)
        .filter(_consents(["participants", "public"], "pk") | Exists(suggested))
        .exclude(pk=me)
        .exclude(pk__in=kept_apart_from(registration))
    )


def ranks_shown(event: Event) -> dict[Pair, int]:
    """Return the place of every other (second) in each reader's (first) current list."""
    rows = Suggestion.objects.filter(run__event=event, run__is_current=True)
    found: dict[Pair, int] = {}
    for left, right, mine, theirs in rows.values_list(
        "left_id", "right_id", "rank_for_left", "rank_for_right"
    ):
        if mine is not None:
            found[left, right] = mine
        if theirs is not None:
            found[right, left] = theirs
    return found


def rank_shown(reader: Registration, other: Registration) -> int | None:
    """Return the place of another in the reader's current list; None where it does not stand there."""
    first, second = pair(reader.pk, other.pk)
    mine = "rank_for_left" if reader.pk == first else "rank_for_right"
    return (
        Suggestion.objects.filter(
            run__event=reader.event_id, run__is_current=True, left=first, right=second
        )
        .values_list(mine, flat=True)
        .first()
    )
