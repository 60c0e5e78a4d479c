"""Ties as this reader may see them, with their parties; never one on which no claim stands."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from madang.site.core.folding import folded
from madang.site.directory.models import Organisation, OrganisationName, name_key
from madang.site.ledger.models import (
    Audience,
    Occasion,
    Tie,
    TieCountry,
    TieParty,
)
from madang.site.ledger.queries.built import built_once
from madang.site.ledger.queries.names import public_claims, secret_organisations
from madang.site.ledger.queries.relations import credited_to
from madang.site.ledger.rules.access import Reader, reads_everything
from madang.site.ledger.rules.stages import WITH_STAGE


@built_once
def ties_seen_by(user: Reader) -> QuerySet[Tie]:
    """Return the ties that somebody may read, in the order in which they were entered; None is a visitor.

    For everybody but curators: public, with a standing public claim on a public source that the tie exists, and not with parties
    alone that may not be named.
    """
    rows = Tie.objects.filter(is_withdrawn=False).order_by("id")
    if reads_everything(user):
        return rows
    told = public_claims(tie=OuterRef("pk"), aspect__in=WITH_STAGE)
    every = TieParty.objects.filter(tie=OuterRef("pk"))
    named = parties_named_to(user).filter(tie=OuterRef("pk"))
    return rows.filter(
        Q(Exists(named)) | ~Q(Exists(every)), Exists(told), audience=Audience.PUBLIC
    )


def parties_named_to(user: Reader) -> QuerySet[TieParty]:
    """Return the parts in ties of organisations that may be named to somebody."""
    if reads_everything(user):
        return TieParty.objects.all()
    return TieParty.objects.exclude(organisation__in=secret_organisations(user))


def with_sides(rows: QuerySet[Tie], user: Reader) -> QuerySet[Tie]:
    """Return ties with everything that their line in a list shows this reader: parties with records, countries, occasions."""
    parties = parties_named_to(user).select_related("organisation__record")
    occasions = Occasion.objects.all()
    if not reads_everything(user):
        occasions = occasions.filter(is_withdrawn=False, audience=Audience.PUBLIC)
    return rows.prefetch_related(
        Prefetch("parties", queryset=parties.order_by("order", "id")),
        "countries",
        Prefetch("occasion", queryset=occasions),
        Prefetch("acting_occasion", queryset=occasions),
    )


def ties_of_pair(user: Reader, a: str, b: str) -> QuerySet[Tie]:
    """Return the ties that belong to both of two countries (ISO 3166-1 codes)."""
    rows = ties_seen_by(user)
    return rows.filter(countries__country=a.upper()).filter(
        countries__country=b.upper()
    )


def ties_of(user: Reader, organisation: Organisation) -> QuerySet[Tie]:
    """Return the ties in which an organisation has a part."""
    parts = parties_named_to(user).filter(organisation=organisation)
    return ties_seen_by(user).filter(Exists(parts.filter(tie=OuterRef("pk"))))


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


def ties_like(user: Reader, rows: QuerySet[Tie], search: TieSearch) -> QuerySet[Tie]:
    """Return those of `rows` that fit, the newest first, those without a date last; what this reader may not know finds nothing."""
    if search.text:
        rows = rows.filter(_about(user, search.text))
    plain = {"kind": search.kind, "stage": search.stage}
    rows = rows.filter(**{column: value for column, value in plain.items() if value})
    for code in filter(None, (search.country, search.other_country)):
        belongs = TieCountry.objects.filter(tie=OuterRef("pk"), country=code.upper())
        rows = rows.filter(Exists(belongs))
    if search.year:
        rows = rows.filter(in_year(search.year))
    return newest_first(_linked(user, rows, search))


def _linked(user: Reader, rows: QuerySet[Tie], search: TieSearch) -> QuerySet[Tie]:
    if search.occasion:
        here = Occasion.objects.filter(key=search.occasion)
        if not reads_everything(user):
            here = here.filter(audience=Audience.PUBLIC)
        rows = rows.filter(Q(occasion__in=here) | Q(acting_occasion__in=here))
    if search.attributed:
        rows = rows.filter(credited_to(user, search.attributed))
    if search.organisation:
        part = parties_named_to(user).filter(
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


def _about(user: Reader, text: str) -> Q:
    named = Q(organisation__name__icontains=text)
    named |= Q(organisation__name_local__icontains=text)
    key = name_key(text)
    if key:
        named |= Q(organisation__name_key__contains=key)
        others = OrganisationName.objects.filter(
            organisation=OuterRef("organisation"), text_key__contains=key
        )
        named |= Q(Exists(others))
    parties = parties_named_to(user).filter(named, tie=OuterRef("pk"))
    words = Q(search_key__contains=folded(text)) if folded(text) else Q()
    about = words | Q(subject__icontains=text) | Q(what__icontains=text)
    return Q(Exists(parties)) | about


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
    if reads_everything(user):
        rows = Tie.objects.all()
    tie = with_sides(rows, user).filter(key=key).first()
    if tie is None:
        raise Http404
    return tie
