"""What came of an event, counted: meetings, words of both sides, next steps, and ties with how strongly they are linked to it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from madang.site.events.models import Event
from madang.site.ledger.models import (
    Audience,
    Claim,
    Occasion,
    OutcomesPage,
    Relation,
    Tie,
    TieParty,
)
from madang.site.ledger.queries.claims import claims_seen_by, standing_claims
from madang.site.ledger.queries.occasions import occasions_seen_by
from madang.site.ledger.queries.relations import credited_to
from madang.site.ledger.queries.ties import ties_seen_by
from madang.site.ledger.rules.access import Reader, reads_everything
from madang.site.ledger.rules.links import Credit, Strength, strength_of
from madang.site.meetings.models import Feedback, Meeting, Placement
from madang.site.meetings.queries.feedback import tallies
from madang.site.meetings.queries.steps import StepCounts, counts_of, steps_of_event

MOST_TIES = 5000
"""Ties of one event that a page weighs; what stands beyond is said to be left out."""


@dataclass(frozen=True)
class MeetingCounts:
    """Agreed meetings of the published plan: all, held by the word of a side, not held, and of which no side said anything.

    `sides` is how many answers there could be; `answers` how many sides said something.
    """

    planned: int
    held: int
    not_held: int
    unsaid: int
    verdicts: dict[str, int]

    @property
    def sides(self) -> int:
        """How many answers there could be: two a meeting."""
        return 2 * self.planned

    @property
    def answers(self) -> int:
        """How many sides said something."""
        return sum(self.verdicts.values())

    @property
    def silent(self) -> int:
        """How many sides said nothing."""
        return max(0, self.sides - self.answers)


@dataclass(frozen=True)
class TieLine:
    """A tie as it counts: its stage, how strongly its link is claimed, and months since the event (None without a date)."""

    pk: int
    kind: str
    stage: str
    strength: Strength
    month: int | None


def meetings_of(event: Event, which: str = "planned") -> QuerySet[Meeting]:
    """Return an event's agreed meetings of the published plan: planned, held, not_held or unsaid; 404 for another word."""
    placed = Placement.objects.filter(meeting=OuterRef("pk"), plan__state="published")
    rows = Meeting.objects.filter(Exists(placed), event=event, state="accepted")
    said = Feedback.objects.filter(meeting=OuterRef("pk"))
    held = Exists(said.exclude(verdict=Feedback.Verdict.NOT_HELD))
    condition = {
        "planned": Q(),
        "held": Q(held),
        "not_held": ~Q(held) & Q(Exists(said)),
        "unsaid": ~Q(Exists(said)),
    }.get(which)
    if condition is None:
        raise Http404
    return (
        rows.filter(condition)
        .select_related("host__organisation", "guest__organisation")
        .order_by("id")
    )


def meeting_counts(event: Event) -> MeetingCounts:
    """Count meetings and words of an event: five queries, whatever their number."""
    found = {
        each: meetings_of(event, each).count()
        for each in ("planned", "held", "not_held", "unsaid")
    }
    return MeetingCounts(
        **found, verdicts={each.verdict: each.count for each in tallies(event)}
    )


def step_counts(event: Event, today: date) -> StepCounts:
    """Count an event's next steps: of their text nothing is read."""
    return counts_of(steps_of_event(event), today)


def occasion_of_event(user: Reader, event: Event) -> Occasion | None:
    """Return the occasion of an event as this reader may see it, or None."""
    found: Occasion | None = occasions_seen_by(user).filter(event=event).first()
    return found


def ties_of_event(user: Reader, event: Event, *, knows_meetings: bool) -> QuerySet[Tie]:
    """Return the ties that this reader sees and that began at an event, are credited to it, or came of one of its meetings.

    Which tie came of which meeting is for those who know the event's meetings alone.
    """
    here = Q(meeting__event=event) if knows_meetings else Q(pk__in=())
    occasion = occasion_of_event(user, event)
    if occasion is not None:
        here |= Q(occasion=occasion) | credited_to(user, occasion.key)
    return ties_seen_by(user).filter(here)


def tie_lines(user: Reader, event: Event, rows: QuerySet[Tie]) -> list[TieLine]:
    """Return ties of `ties_of_event` as they count, at most MOST_TIES: four queries, whatever their number."""
    facts = list(
        rows.order_by("id").values_list("pk", "kind", "stage", "occasion__event", "first_day")[:MOST_TIES]
    )  # fmt: skip
    pks = [each[0] for each in facts]
    claimed = _credits(user, event, pks)
    parties: dict[int, set[int]] = defaultdict(set)
    for tie, party in TieParty.objects.filter(tie__in=pks).values_list("tie", "organisation"):  # fmt: skip
        parties[tie].add(party)
    end = _last_day(event)
    return [
        TieLine(
            pk,
            kind,
            stage,
            # Entered as begun there: whoever keeps the ledger says so.
            max(strength_of(claimed[pk], parties[pk]), Strength.ORGANISER if begun == event.pk else Strength.NOBODY),
            months_between(end, day),
        )
        for pk, kind, stage, begun, day in facts
    ]  # fmt: skip


def _credits(user: Reader, event: Event, ties: list[int]) -> dict[int, list[Credit]]:
    claims = standing_claims(claims_seen_by(user)).filter(
        relation__predicate=Relation.Predicate.ATTRIBUTED,
        relation__subject_tie__in=ties,
        relation__object_occasion__event=event,
    )
    sources = Q(pk__gt=0)
    if not reads_everything(user):
        sources = Q(passages__source__audience=Audience.PUBLIC)
    kinds: dict[tuple[int, int, str, int | None], set[str]] = defaultdict(set)
    for tie, claim, holder, held_by, kind in claims.filter(sources).values_list(
        "relation__subject_tie",
        "pk",
        "holder",
        "holder_organisation",
        "passages__source__kind",
    ):
        kinds[tie or 0, claim, holder, held_by].add(kind)
    found: dict[int, list[Credit]] = defaultdict(list)
    for (tie, _claim, holder, organisation), of in kinds.items():
        found[tie].append(Credit(Claim.Holder(holder), organisation, frozenset(of)))
    return found


def _last_day(event: Event) -> date | None:
    return max((each.date for each in event.days.all()), default=None)


def months_between(end: date | None, day: date | None) -> int | None:
    """Return the months from an event's last day to another one, by the calendar; negative before it, None where one is not known."""
    if end is None or day is None:
        return None
    return (day.year - end.year) * 12 + day.month - end.month


def by_kind(lines: Iterable[TieLine]) -> list[tuple[str, str, int, int]]:
    """Return kind, stage, strength and how many, the most first."""
    counts = Counter((each.kind, each.stage, int(each.strength)) for each in lines)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(*key, count) for key, count in ordered]


def by_month(lines: Iterable[TieLine]) -> list[tuple[int | None, int]]:
    """Return months since the event with how many ties, in order, those without a date last."""
    counts = Counter(each.month for each in lines)
    dated = sorted(each for each in counts if each is not None)
    found: list[tuple[int | None, int]] = [(each, counts[each]) for each in dated]
    return [*found, (None, counts[None])] if counts[None] else found


def published_page(event: Event) -> OutcomesPage | None:
    """Return that and since when an event's outcomes are published, or None."""
    return OutcomesPage.objects.filter(event=event).first()
