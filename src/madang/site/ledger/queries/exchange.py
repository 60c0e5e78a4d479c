"""Rows that leave the site in other formats: what this reader may see, with everything that a line needs."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from madang.site.directory.models import Membership, Organisation
from madang.site.ledger.models import Occasion, OccasionParty, Position, Tie
from madang.site.ledger.queries.names import (
    organisations_named_to,
    positions_seen_by,
    with_named,
)
from madang.site.ledger.queries.occasions import occasions_seen_by
from madang.site.ledger.queries.organisations import organisations_seen_by
from madang.site.ledger.queries.relations import memberships_seen_by
from madang.site.ledger.queries.ties import (
    parties_named_to,
    ties_seen_by,
    with_sides,
)
from madang.site.ledger.rules.access import Reader, named_to


def organisations(user: Reader) -> QuerySet[Organisation]:
    """Return the organisations that have a page, or a part in a tie that this reader sees; never who only comes to an event."""
    seen = parties_named_to(user).filter(
        organisation=OuterRef("pk"), tie__in=ties_seen_by(user).order_by()
    )
    rows = organisations_named_to(user).filter(
        Q(record__isnull=False) | Q(Exists(seen))
    )
    return rows.prefetch_related("names", "identifiers").order_by("pk")


def positions(user: Reader) -> QuerySet[Position]:
    """Return the roles of named people at organisations that have a page."""
    rows = positions_seen_by(user).filter(
        person__isnull=False, organisation__record__isnull=False
    )
    return rows.select_related("person", "organisation__record").order_by("pk")


def memberships(user: Reader) -> QuerySet[Membership]:
    """Return the memberships whose both sides have a page."""
    pages = organisations_seen_by(user).order_by()
    rows = memberships_seen_by(user).filter(member__in=pages, cluster__in=pages)
    return rows.select_related("member__record", "cluster__record").order_by("pk")


def occasions(user: Reader) -> QuerySet[Occasion]:
    """Return the occasions with organiser and parties, as far as they may be named."""
    parties = OccasionParty.objects.filter(
        named_to(user, "organisation")
    ).select_related("organisation__record")
    rows = with_named(occasions_seen_by(user), user, "organiser")
    return rows.prefetch_related(Prefetch("parties", queryset=parties)).order_by("pk")


def ties(user: Reader) -> QuerySet[Tie]:
    """Return the ties with their parties, countries and occasions."""
    return with_sides(ties_seen_by(user), user).order_by("pk")
