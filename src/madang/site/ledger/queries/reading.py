"""What lies on the reading desk, and which known ties a candidate may be."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet, Sum
from django.shortcuts import get_object_or_404

from madang.site.core.edtf import span
from madang.site.ledger.models import FactCandidate, Reading, Tie
from madang.site.ledger.queries.organisations import organisations_named
from madang.site.ledger.queries.sources import sources_seen_by
from madang.site.ledger.queries.ties import ties_seen_by
from madang.site.ledger.rules.access import Reader

OPEN, LATER = FactCandidate.State.OPEN, FactCandidate.State.LATER
MOST_ALIKE = 3


def readings_seen_by(user: Reader) -> QuerySet[Reading]:
    """Return the readings of sources that somebody may see, open desks first, with how many candidates wait and in all."""
    waits = Q(candidates__state__in=[OPEN, LATER])
    return (
        Reading.objects.filter(source__in=sources_seen_by(user))
        .select_related("source", "read_by")
        .annotate(waiting=Count("candidates", filter=waits), found=Count("candidates"))
        .order_by(F("cleared_at").desc(nulls_first=True), "-id")
    )


def reading_seen_by(user: Reader, pk: int) -> Reading:
    """Return one of them; Http404 without."""
    return get_object_or_404(readings_seen_by(user), pk=pk)


def candidate_seen_by(user: Reader, pk: int) -> FactCandidate:
    """Return a candidate of a reading that somebody may see; Http404 without."""
    rows = FactCandidate.objects.filter(reading__source__in=sources_seen_by(user))
    return get_object_or_404(rows.select_related("reading__source"), pk=pk)


def share_kept() -> tuple[int, int]:
    """Return of all ties entered from the desk how many values stood as proposed, and how many there are."""
    found = FactCandidate.objects.aggregate(
        kept=Sum("values_kept"), entered=Sum("values_entered")
    )
    return found["kept"] or 0, found["entered"] or 0


@dataclass(frozen=True)
class Proposed:
    """A party as the text names it: its name, its country or "", and whether nobody is called so here."""

    name: str
    country: str
    is_new: bool


def parties_of(candidate: FactCandidate) -> list[Proposed]:
    """Return the parties of a candidate; a name that one organisation here has is written as that one is."""
    found = []
    for name, country in candidate.parties:
        known = list(organisations_named(name)[:2])
        if len(known) == 1:
            found.append(Proposed(known[0].name, "", is_new=False))
        else:
            found.append(Proposed(name, country, is_new=not known))
    return found


def ties_alike(user: Reader, candidate: FactCandidate) -> list[Tie]:
    """Return the known ties that a candidate may be: those of most of its parties, of its kind and nearest to its date first."""
    names = [name for name, _country in candidate.parties]
    parties = [each.pk for name in names for each in organisations_named(name)[:3]]
    if not parties:
        return []
    rows = (
        ties_seen_by(user)
        .filter(parties__organisation__in=parties, is_withdrawn=False)
        .annotate(shared=Count("parties__organisation", distinct=True))
        .order_by("-shared", "-id")[: 10 * MOST_ALIKE]
    )
    least = min(2, len(set(parties)))
    found: list[Tie] = [each for each in rows if each.shared >= least]
    return sorted(found, key=lambda each: _distance(candidate, each))[:MOST_ALIKE]


def _distance(candidate: FactCandidate, tie: Tie) -> tuple[bool, int]:
    day, other = span(candidate.date).first, tie.first_day
    days = abs((day - other).days) if day and other else 10_000
    return tie.kind != candidate.kind, days
