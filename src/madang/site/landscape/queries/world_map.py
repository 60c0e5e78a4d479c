"""How many ties there are between each two countries, by stage: what the map draws and its table lists."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, F

from madang.site.landscape.queries.figures import Reader
from madang.site.landscape.queries.pairs import in_order
from madang.site.landscape.queries.places import country_codes
from madang.site.ledger.models import Stage, TieCountry
from madang.site.ledger.queries.ties import TieSearch, ties_like, ties_seen_by

# As far as ink goes: a full arc is signed or further.
FIRM = {
    Stage.SIGNED,
    Stage.ONGOING,
    Stage.ESTABLISHED,
    Stage.IN_FORCE,
    Stage.COMPLETED,
    Stage.ENDED,
}


@dataclass
class Between:
    """Two countries in their order, and the ties between them by stage ("" where none is stated)."""

    first: str
    second: str
    stages: Counter[str] = field(default_factory=Counter)

    @property
    def ties(self) -> int:
        """Return how many ties there are."""
        return self.stages.total()

    @property
    def firm(self) -> int:
        """Return how many of them are signed or further."""
        return sum(self.stages[each] for each in FIRM)

    @property
    def open(self) -> int:
        """Return how many of them are talks, plans, or of no stated stage."""
        return self.ties - self.firm

    @property
    def slug(self) -> str:
        """Return the part of the address that names the pair."""
        return f"{self.first}-{self.second}".lower()


def between_countries(user: Reader, search: TieSearch) -> list[Between]:
    """Return each two countries with ties that this reader sees, narrowed, the most ties first; one question."""
    ties = ties_like(user, ties_seen_by(user), search).order_by()
    counted = (
        TieCountry.objects.filter(tie__in=ties.values("pk"))
        .filter(country__lt=F("tie__countries__country"))
        .order_by()
        .values_list("country", "tie__countries__country", "tie__stage")
        .annotate(number=Count("tie", distinct=True))
    )
    known = country_codes()
    found: dict[tuple[str, str], Between] = {}
    for one, other, stage, number in counted:
        if {one, other} <= known:
            pair = in_order(one, other)
            found.setdefault(pair, Between(*pair)).stages[stage] += number
    return sorted(found.values(), key=lambda each: (-each.ties, each.slug))
