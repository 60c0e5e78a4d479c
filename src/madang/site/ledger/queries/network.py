"""The network of organisations: who has ties with whom, of which kind and when; and, apart from it, who was at the same occasion.

As many questions whatever there is. At most 300 organisations are drawn, those with the most ties; how many are left out is said.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from django.db.models import Count, Exists, OuterRef, QuerySet

from madang.site.directory.models import Organisation
from madang.site.ledger.models import OccasionParty, Tie, TieParty
from madang.site.ledger.queries.occasions import (
    OccasionSearch,
    occasions_like,
    occasions_seen_by,
)
from madang.site.ledger.queries.ties import (
    TieSearch,
    parties_named_to,
    ties_like,
    ties_seen_by,
)
from madang.site.ledger.rules.access import Reader, named_to

MOST_NODES = 300
MOST_EDGES = 1500
MOST_PARTS = 6000
# Everybody met everybody at a fair of hundreds: it says nothing of two of them.
MOST_AT_ONE_OCCASION = 20


@dataclass(frozen=True)
class NetworkSearch:
    """What narrows the network. `as_of` keeps what had begun by that day; `around` is an organisation and who is two ties from it."""

    kind: str = ""
    stage: str = ""
    country: str = ""
    year: int | None = None
    as_of: date | None = None
    around: Organisation | None = None
    with_occasions: bool = False


@dataclass
class Edge:
    """Two organisations: their ties by kind, the years, the stages; or how often they were at one occasion."""

    one: Organisation
    other: Organisation
    kinds: Counter[str] = field(default_factory=Counter)
    stages: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    is_occasion: bool = False

    @property
    def number(self) -> int:
        """Return how many ties, or occasions, there are."""
        return self.kinds.total()


@dataclass(frozen=True)
class Network:
    """Who is drawn, with the number of their ties, and what connects them; and how much there is in all."""

    nodes: list[Organisation]
    ties_of: dict[int, int]
    edges: list[Edge]
    steps: dict[int, int]
    organisations: int
    ties: int
    drawn_ties: int

    @property
    def is_cut(self) -> bool:
        """Whether organisations are left out."""
        return self.organisations > len(self.nodes)


def network(user: Reader, search: NetworkSearch) -> Network:
    """Return the network that this reader may see, narrowed; four questions, with occasions five."""
    ties = _ties(user, search)
    parts = parties_named_to(user).filter(tie__in=ties.order_by().values("pk"))
    counted = (
        parts.order_by()
        .values_list("organisation")
        .annotate(number=Count("tie", distinct=True))
        .order_by("-number", "organisation")
    )
    whole = parts.aggregate(
        organisations=Count("organisation", distinct=True),
        ties=Count("tie", distinct=True),
    )
    most = dict(counted[:MOST_NODES])
    if search.around is not None and most:
        # The middle is drawn, however many have more ties.
        most = {search.around.pk: most.get(search.around.pk, 0)} | most
        most = dict(list(most.items())[:MOST_NODES])
    rows = Organisation.objects.select_related("record").in_bulk(list(most))
    edges, drawn = _edges(parts, rows)
    if search.with_occasions:
        edges += _occasions(user, search, rows)
    edges.sort(key=lambda each: (each.is_occasion, -each.number, each.one.name, each.other.name))  # fmt: skip
    nodes = sorted(rows.values(), key=lambda each: (each.country, each.name, each.pk))
    return Network(
        nodes=nodes,
        ties_of=most,
        edges=edges[:MOST_EDGES],
        steps=_steps(search.around, edges),
        organisations=whole["organisations"],
        ties=whole["ties"],
        drawn_ties=drawn,
    )


def _ties(user: Reader, search: NetworkSearch) -> QuerySet[Tie]:
    narrowed = TieSearch(
        kind=search.kind,
        stage=search.stage,
        country=search.country,
        year=search.year,
    )
    rows = ties_like(user, ties_seen_by(user), narrowed)
    if search.as_of is not None:
        rows = rows.filter(first_day__lte=search.as_of)
    if search.around is None:
        return rows
    parts = parties_named_to(user).filter(tie=OuterRef("pk"))
    near = rows.filter(Exists(parts.filter(organisation=search.around)))
    known = parties_named_to(user).filter(tie__in=near.order_by().values("pk"))
    return rows.filter(Exists(parts.filter(organisation__in=known.values("organisation"))))  # fmt: skip


def _edges(
    parts: QuerySet[TieParty], rows: dict[int, Organisation]
) -> tuple[list[Edge], int]:
    """Return who is connected by ties, and how many ties have two of those who are drawn."""
    told = (
        parts.filter(organisation__in=list(rows))
        .order_by("tie", "organisation")
        .values_list("tie", "organisation", "tie__kind", "tie__stage", "tie__first_day")
        .distinct()
    )
    sides: dict[int, list[int]] = defaultdict(list)
    facts: dict[int, tuple[str, str, date | None]] = {}
    for tie, organisation, kind, stage, day in told[:MOST_PARTS]:
        sides[tie].append(organisation)
        facts[tie] = (kind, stage, day)
    found: dict[tuple[int, int], Edge] = {}
    for tie, known in sides.items():
        kind, stage, day = facts[tie]
        for one, other in combinations(known, 2):
            edge = found.setdefault((one, other), Edge(rows[one], rows[other]))
            edge.kinds[kind] += 1
            edge.stages.add(stage)
            edge.years |= {day.year} if day else set()
    return list(found.values()), sum(len(known) > 1 for known in sides.values())


def _occasions(
    user: Reader, search: NetworkSearch, rows: dict[int, Organisation]
) -> list[Edge]:
    """Return who of those drawn was at the same occasion. That is no tie."""
    narrowed = OccasionSearch(country=search.country, year=search.year)
    occasions = occasions_like(user, occasions_seen_by(user), narrowed)
    if search.as_of is not None:
        occasions = occasions.filter(first_day__lte=search.as_of)
    told = (
        OccasionParty.objects.filter(
            named_to(user, "organisation"),
            organisation__in=list(rows),
            occasion__in=occasions.order_by().values("pk"),
        )
        .order_by("occasion", "organisation")
        .values_list("occasion", "organisation", "occasion__first_day")
        .distinct()
    )
    there: dict[int, list[tuple[int, date | None]]] = defaultdict(list)
    for occasion, organisation, day in told[:MOST_PARTS]:
        there[occasion].append((organisation, day))
    found: dict[tuple[int, int], Edge] = {}
    for known in there.values():
        if len(known) > MOST_AT_ONE_OCCASION:
            continue
        for (one, day), (other, _same) in combinations(known, 2):
            edge = found.setdefault((one, other), Edge(rows[one], rows[other], is_occasion=True))  # fmt: skip
            edge.kinds["visit"] += 1
            edge.years |= {day.year} if day else set()
    return list(found.values())


def _steps(around: Organisation | None, edges: Iterable[Edge]) -> dict[int, int]:
    """Return how many ties each organisation is from the middle, 2 for more; {} where there is none."""
    if around is None:
        return {}
    pairs = [(each.one.pk, each.other.pk) for each in edges if not each.is_occasion]
    near = {other for pair in pairs if around.pk in pair for other in pair}
    return dict.fromkeys(near, 1) | {around.pk: 0}
