"""Occasions as this reader may see them, and what became of each date."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from madang.site.core.edtf import span
from madang.site.core.folding import folded
from madang.site.ledger.models import (
    Audience,
    Claim,
    Modality,
    Occasion,
    OccasionParty,
)
from madang.site.ledger.queries.built import built_once
from madang.site.ledger.queries.claims import claims_seen_by, standing_claims
from madang.site.ledger.queries.names import with_named, with_roles
from madang.site.ledger.queries.ties import in_year
from madang.site.ledger.rules.access import Reader, named_to, reads_everything

Status = Literal["planned", "held", "date_passed", "cancelled", "undated"]
AHEAD = {Modality.PLANNED, Modality.FORECAST}
NAMES = ("organiser", "lead", "headed_by_organisation", "venue_organisation")


@built_once
def occasions_seen_by(user: Reader) -> QuerySet[Occasion]:
    """Return the occasions that somebody may read, each with `is_confirmed`; None is a visitor."""
    held = claims_seen_by(user).filter(
        occasion=OuterRef("pk"), aspect=Claim.Aspect.HELD
    )
    rows = (
        Occasion.objects.filter(is_withdrawn=False)
        .annotate(is_confirmed=Exists(standing_claims(held)))
        .order_by("id")
    )
    if reads_everything(user):
        return rows
    return rows.filter(audience=Audience.PUBLIC)


def parties_of(user: Reader, occasion: Occasion) -> QuerySet[OccasionParty]:
    """Return who took part in an occasion, hosted it or was met, as far as they may be named to this reader."""
    return (
        occasion.parties.filter(named_to(user, "organisation"))
        .select_related("organisation__record")
        .order_by("role", "order", "id")
    )


def status_of(occasion: Occasion, today: date) -> Status:
    """Return what became of an occasion: its date decides, never the tense in which a source told of it.

    Planned and past without a source that says that it took place is "date_passed". A row from `occasions_seen_by` costs no query.
    """
    if occasion.is_cancelled:
        return "cancelled"
    if _is_confirmed(occasion):
        return "held"
    days = span(occasion.end or occasion.start)
    is_told_before = (
        occasion.modality in AHEAD
        or occasion.status_expected == Occasion.Expected.UNCONFIRMED
    )
    if days.last is None:
        return "undated" if is_told_before or not occasion.modality else "held"
    if days.last >= today:
        return "planned"
    return "date_passed" if is_told_before or not occasion.modality else "held"


def _is_confirmed(occasion: Occasion) -> bool:
    known: bool | None = getattr(occasion, "is_confirmed", None)
    if known is not None:
        return known
    held = Claim.objects.filter(occasion=occasion, aspect=Claim.Aspect.HELD)
    return standing_claims(held).exists()


@dataclass(frozen=True)
class OccasionSearch:
    """What narrows a list of occasions; empty for everything. `organisation` is a key of the ledger."""

    text: str = ""
    kind: str = ""
    country: str = ""
    year: int | None = None
    organisation: str = ""


def occasions_like(
    user: Reader, rows: QuerySet[Occasion], search: OccasionSearch
) -> QuerySet[Occasion]:
    """Return those of `rows` that fit, the newest first, those without a date last; what this reader may not know finds nothing."""
    if search.text:
        text = search.text
        words = Q(search_key__contains=folded(text)) if folded(text) else Q()
        rows = rows.filter(
            words
            | Q(name__icontains=text)
            | Q(city__icontains=text)
            | Q(topic__icontains=text)
            | Q(named_to(user, "organiser"), organiser__name__icontains=text)
        )
    if search.kind:
        rows = rows.filter(kind=search.kind)
    if search.country:
        code = search.country.upper()
        rows = rows.filter(Q(country=code) | Q(from_country=code) | Q(to_country=code))
    if search.year:
        rows = rows.filter(in_year(search.year))
    if search.organisation:
        rows = rows.filter(with_part_of(user, search.organisation))
    return rows.order_by(F("last_day").desc(nulls_last=True), "-id")


def with_part_of(user: Reader, key: str) -> Q:
    """Return the condition that the organisation of a record organises, leads, heads, hosts an occasion or takes part in it."""
    parties = OccasionParty.objects.filter(
        named_to(user, "organisation"),
        occasion=OuterRef("pk"),
        organisation__record__key=key,
    )
    found = Q(Exists(parties))
    for name in NAMES:
        found |= Q(named_to(user, name), **{f"{name}__record__key": key})
    return found


def countries_with_occasions(user: Reader) -> list[str]:
    """Return the codes of the countries in which occasions are, or from and to which they lead."""
    rows = occasions_seen_by(user).order_by()
    found: set[str] = set()
    for column in ("country", "from_country", "to_country"):
        found |= set(rows.values_list(column, flat=True).distinct())
    return sorted(found - {""})


def occasion_seen_by(user: Reader, key: str) -> Occasion:
    """Return one occasion with organiser, lead, head and what it belongs to; 404 for one that this reader may not see.

    Curators also see a withdrawn one. What may not be named to this reader is None.
    """
    rows = seen = occasions_seen_by(user)
    if reads_everything(user):
        held = Claim.objects.filter(occasion=OuterRef("pk"), aspect=Claim.Aspect.HELD)
        rows = Occasion.objects.annotate(is_confirmed=Exists(standing_claims(held)))
    whole = with_roles(with_named(rows, user, *NAMES), user, "headed_by")
    found = (
        whole.prefetch_related(
            *(Prefetch(name, queryset=seen) for name in ("parent", "series", "within"))
        )
        .select_related("event")
        .filter(key=key)
        .first()
    )
    if found is None:
        raise Http404
    return found
