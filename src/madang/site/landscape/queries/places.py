"""Countries and regions of which the landscape speaks, and what it knows of each."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from babel import Locale
from django.db.models import Count
from django.http import Http404
from django.utils.translation import get_language

from madang.site.core import choices
from madang.site.landscape.models import ClusterProfile
from madang.site.landscape.queries.figures import Reader, observations_seen_by
from madang.site.ledger.models import Region, TieCountry
from madang.site.ledger.queries.ties import ties_seen_by
from madang.site.ledger.rules.access import named_to


@dataclass(frozen=True)
class Place:
    """A country, or a region that has a code; `country` is the ISO 3166-1 code of the country it lies in."""

    code: str
    name: str
    country: str

    @property
    def is_country(self) -> bool:
        """Whether the place is a whole country."""
        return self.code == self.country


@dataclass(frozen=True)
class CountryRow:
    """A country and how much there is of it."""

    code: str
    name: str
    ties: int
    figures: int
    clusters: int


def country_name(code: str) -> str:
    """Return a country's name in the reader's language; the code of a part of it as "Ruhr (Germany)"; an unknown one as it is."""
    known = Locale.parse(get_language() or "en", sep="-").territories
    country, _dash, part = code.partition("-")
    if part and country in known:
        return f"{part} ({known[country]})"
    return str(known.get(code, code))


def country_codes() -> set[str]:
    """Return the ISO 3166-1 codes of every country."""
    return {code for code, _name in choices.countries() if code}


def place_of(code: str) -> Place:
    """Return the country or region of a code, in any case of letters; 404 for none."""
    upper = code.upper()
    if upper in country_codes():
        return Place(upper, country_name(upper), upper)
    region = Region.objects.filter(code__iexact=code).exclude(code="").first()
    if region is None:
        raise Http404
    return Place(region.code, region.name, region.country)


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """Return the names of countries and regions by their codes; one question for all regions."""
    wanted = {code for code in codes if code}
    regions = dict(Region.objects.filter(code__in=wanted).values_list("code", "name"))
    return {code: regions.get(code) or country_name(code) for code in wanted}


def regions_of(user: Reader, country: str) -> list[Place]:
    """Return the regions of a country of which this reader finds a figure, by name."""
    rows = Region.objects.filter(
        country=country,
        kind=Region.Kind.REGION,
        code__in=observations_seen_by(user).values("geography"),
    )
    return [
        Place(row.code, row.name, row.country)
        for row in rows.exclude(code="").order_by("name")
    ]


def countries_seen_by(user: Reader) -> list[CountryRow]:
    """Return the countries of which this reader finds a tie, figure or cluster, in the order of their names; three questions."""
    ties = Counter(
        dict(
            TieCountry.objects.filter(tie__in=ties_seen_by(user))
            .values_list("country")
            .annotate(Count("tie", distinct=True))
        )
    )
    figures: Counter[str] = Counter()
    for code, number in (
        observations_seen_by(user)
        .exclude(geography="")
        .values_list("geography")
        .annotate(Count("pk"))
    ):
        figures[code[:2]] += number
    clusters = Counter(
        dict(
            ClusterProfile.objects.filter(
                named_to(user, "organisation"), is_withdrawn=False
            )
            .exclude(organisation__country="")
            .values_list("organisation__country")
            .annotate(Count("pk"))
        )
    )
    known = country_codes()
    rows = [
        CountryRow(code, country_name(code), ties[code], figures[code], clusters[code])
        for code in {*ties, *figures, *clusters}
        if code in known
    ]
    return sorted(rows, key=lambda row: row.name)
