"""Ties as this reader may see them, with their parties; never one on which no claim stands."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from madang.site.directory.models import Organisation, User
from madang.site.ledger.models import Audience, Citation, Tie, TieParty
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
