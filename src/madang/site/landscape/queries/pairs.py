"""Country pairs: their order and what is known of each. The timeline of one is in `timeline`."""

from collections import Counter
from dataclasses import dataclass

from babel import Locale
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.http import Http404

from madang.site.landscape.queries.figures import Reader, observations_seen_by
from madang.site.landscape.queries.places import Place, country_codes, place_of
from madang.site.ledger.models import Occasion, TieCountry
from madang.site.ledger.queries.occasions import occasions_seen_by
from madang.site.ledger.queries.relations import credited_with
from madang.site.ledger.queries.ties import ties_of_pair, ties_seen_by


@dataclass(frozen=True)
class PairRow:
    """Two countries in their order and how much there is between them."""

    first: str
    second: str
    ties: int
    occasions: int
    figures: int

    @property
    def slug(self) -> str:
        """Return the part of the address that names the pair."""
        return f"{self.first}-{self.second}".lower()


def in_order(one: str, other: str) -> tuple[str, str]:
    """Return two country codes in the order of the countries' English names: Latvia before South Korea."""
    names = Locale("en").territories
    first, second = sorted((one, other), key=lambda code: (names.get(code, code), code))
    return first, second


def slug_of(one: str, other: str) -> str:
    """Return the part of the address that names a pair, whichever country comes first: "lv-kr"."""
    return "-".join(in_order(one, other)).lower()


def pair_of(slug: str) -> tuple[Place, Place]:
    """Return the two countries of an address, in the order in which it has them; 404 for what is no pair."""
    codes = slug.upper().split("-")
    if len(codes) != 2 or len(set(codes)) != 2 or not set(codes) <= country_codes():
        raise Http404
    return place_of(codes[0]), place_of(codes[1])


def pairs_seen_by(user: Reader) -> list[PairRow]:
    """Return the pairs between which this reader finds anything, the most ties first; three questions."""
    counts: dict[str, Counter[tuple[str, str]]] = {
        "ties": Counter(),
        "occasions": Counter(),
        "figures": Counter(),
    }
    both = (
        TieCountry.objects.filter(tie__in=ties_seen_by(user))
        .filter(country__lt=F("tie__countries__country"))
        .values_list("country", "tie__countries__country")
        .annotate(Count("tie", distinct=True))
    )
    for one, other, number in both:
        counts["ties"][in_order(one, other)] += number
    visits = (
        occasions_seen_by(user)
        .order_by()
        .exclude(
            Q(from_country="") | Q(to_country="") | Q(from_country=F("to_country"))
        )
        .values_list("from_country", "to_country")
    )
    for one, other in visits:
        counts["occasions"][in_order(one, other)] += 1
    stated = observations_seen_by(user).exclude(Q(counterpart="") | Q(geography=""))
    for one, other in stated.values_list("geography", "counterpart"):
        counts["figures"][in_order(one[:2], other[:2])] += 1
    known = country_codes()
    rows = [
        PairRow(
            *pair,
            ties=counts["ties"][pair],
            occasions=counts["occasions"][pair],
            figures=counts["figures"][pair],
        )
        for pair in {pair for found in counts.values() for pair in found}
        if set(pair) <= known and pair[0] != pair[1]
    ]
    return sorted(rows, key=lambda row: (-row.ties, -row.occasions, -row.figures, row.slug))  # fmt: skip


def occasions_of_pair(user: Reader, one: str, other: str) -> QuerySet[Occasion]:
    """Return the visits from one country to the other, and the occasions at which a tie of the two came to be."""
    between = Q(from_country=one, to_country=other) | Q(
        from_country=other, to_country=one
    )
    ties = ties_of_pair(user, one, other).order_by()
    return occasions_seen_by(user).filter(
        between
        | Exists(ties.filter(occasion=OuterRef("pk")))
        | credited_with(user, tie=ties.values("pk"))
    )


def ties_by_counterpart(user: Reader, country: str) -> list[tuple[str, int]]:
    """Return the countries with which a country has ties and how many, the most first; one question."""
    with_country = ties_seen_by(user).filter(countries__country=country)
    rows = (
        TieCountry.objects.filter(tie__in=with_country)
        .exclude(country=country)
        .values_list("country")
        .annotate(number=Count("tie", distinct=True))
        .order_by("-number", "country")
    )
    return list(rows)
