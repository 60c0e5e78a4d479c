"""Ties as this reader may see them, with their parties; never one on which no claim stands."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from madang.site.directory.models import Organisation, OrganisationName, User, name_key
from madang.site.ledger.models import (
    Audience,
    Citation,
    Tie,
    TieAttribution,
    TieCountry,
    TieParty,
)
from madang.site.ledger.rules.access import may_read_internal
from madang.site.ledger.rules.stages import WITH_STAGE

Reader = User | AnonymousUser | None


def ties_seen_by(user: Reader) -> QuerySet[Tie]:
    """Return the ties that somebody may read, in the order in which they were entered; None is a visitor.

    For everybody but curators: public, and with a standing public claim on a public source that the tie exists.
    """
    rows = Tie.objects.filter(is_withdrawn=False).order_by("id")
    if user is not None and may_read_internal(user):
        return rows
    return rows.filter(_has_public_claim(), audience=Audience.PUBLIC)


def _has_public_claim() -> Exists:
    public = Citation.objects.filter(
        claim__tie=OuterRef("pk"),
        claim__aspect__in=WITH_STAGE,
        claim__audience=Audience.PUBLIC,
        claim__superseded_by__isnull=True,
        claim__is_withdrawal=False,
        passage__source__audience=Audience.PUBLIC,
    )
    return Exists(public)


def with_sides(rows: QuerySet[Tie]) -> QuerySet[Tie]:
    """Return ties with everything that their line in a list shows: parties with records, countries, occasions."""
    parties = TieParty.objects.select_related("organisation__record").order_by(
        "order", "id"
    )
    return rows.select_related("occasion", "acting_occasion").prefetch_related(
        Prefetch("parties", queryset=parties), "countries"
    )


def ties_of_pair(user: Reader, a: str, b: str) -> QuerySet[Tie]:
    """Return the ties that belong to both of two countries (ISO 3166-1 codes)."""
    rows = ties_seen_by(user)
    return rows.filter(countries__country=a.upper()).filter(
        countries__country=b.upper()
    )


def ties_of(user: Reader, organisation: Organisation) -> QuerySet[Tie]:
    """Return the ties in which an organisation has a part."""
    return ties_seen_by(user).filter(
        Exists(TieParty.objects.filter(tie=OuterRef("pk"), organisation=organisation))
    )


@dataclass(frozen=True)
class TieSearch:
    """What narrows a list of ties; empty for everything. `occasion` and `organisation` are keys of the ledger."""

    text: str = ""
    kind: str = ""
    stage: str = ""
    country: str = ""
    other_country: str = ""
    year: int | None = None
    occasion: str = ""
    attributed: str = ""
    organisation: str = ""


def ties_like(rows: QuerySet[Tie], search: TieSearch) -> QuerySet[Tie]:
    """Return those of `rows` that fit, the newest first, those without a date last."""
    if search.text:
        rows = rows.filter(_about(search.text))
    plain = {"kind": search.kind, "stage": search.stage}
    rows = rows.filter(**{column: value for column, value in plain.items() if value})
    for code in filter(None, (search.country, search.other_country)):
        belongs = TieCountry.objects.filter(tie=OuterRef("pk"), country=code.upper())
        rows = rows.filter(Exists(belongs))
    if search.year:
        rows = rows.filter(in_year(search.year))
    return newest_first(_linked(rows, search))


def _linked(rows: QuerySet[Tie], search: TieSearch) -> QuerySet[Tie]:
    if search.occasion:
        key = search.occasion
        rows = rows.filter(Q(occasion__key=key) | Q(acting_occasion__key=key))
    if search.attributed:
        came = TieAttribution.objects.filter(
            tie=OuterRef("pk"), occasion__key=search.attributed
        )
        rows = rows.filter(Exists(came))
    if search.organisation:
        part = TieParty.objects.filter(
            tie=OuterRef("pk"), organisation__record__key=search.organisation
        )
        rows = rows.filter(Exists(part))
    return rows


def newest_first(rows: QuerySet[Tie]) -> QuerySet[Tie]:
    """Return ties by the last day on which they may have begun, the newest first, those without a date last."""
    return rows.order_by(F("last_day").desc(nulls_last=True), "-id")


def in_year(year: int) -> Q:
    """Return the condition that a date may lie in a year; of a span that is open on one side its other end counts."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return (
        Q(first_day__lte=last, last_day__gte=first)
        | Q(first_day__isnull=True, last_day__range=(first, last))
        | Q(last_day__isnull=True, first_day__range=(first, last))
    )


def _about(text: str) -> Q:
    named = Q(organisation__name__icontains=text)
    named |= Q(organisation__name_local__icontains=text)
    key = name_key(text)
    if key:
        named |= Q(organisation__name_key__contains=key)
        others = OrganisationName.objects.filter(
            organisation=OuterRef("organisation"), text_key__contains=key
        )
        named |= Q(Exists(others))
    parties = TieParty.objects.filter(named, tie=OuterRef("pk"))
    return Q(Exists(parties)) | Q(subject__icontains=text) | Q(what__icontains=text)


def countries_with_ties(user: Reader) -> list[str]:
    """Return the codes of the countries to which ties belong that this reader sees."""
    ties = ties_seen_by(user).order_by()
    codes = TieCountry.objects.filter(tie__in=ties).order_by("country")
    return list(codes.values_list("country", flat=True).distinct())


def tie_seen_by(user: Reader, key: str) -> Tie:
    """Return one tie with everything that its line shows; 404 for one that this reader may not see.

    Curators also see a withdrawn one.
    """
    rows = ties_seen_by(user)
    if user is not None and may_read_internal(user):
        rows = Tie.objects.all()
    tie = with_sides(rows).filter(key=key).first()
    if tie is None:
        raise Http404
    return tie
