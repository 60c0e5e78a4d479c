"""Indicators and observations that a reader may see."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet

from madang.site.directory.models import User
from madang.site.directory.rules import may_curate
from madang.site.landscape.models import Indicator, Observation
from madang.site.ledger.models import Audience

Reader = User | AnonymousUser


def seen_by(user: Reader) -> Q:
    """Return what narrows observations to those that this reader may see: withdrawn ones nobody, internal ones curators."""
    standing = ~Q(status=Observation.Status.WITHDRAWN) & Q(
        claim__superseded_by__isnull=True, claim__is_withdrawal=False
    )
    if may_curate(user):
        return standing
    return standing & Q(audience=Audience.PUBLIC, claim__audience=Audience.PUBLIC)


def observations_seen_by(user: Reader) -> QuerySet[Observation]:
    """Return the observations with indicator, claim and whoever is cited; three questions whatever their number."""
    return (
        Observation.objects.filter(seen_by(user))
        .select_related("indicator", "cited_source", "claim")
        .prefetch_related("claim__passages__source")
    )


def observations_of(
    user: Reader, geography: str, *, counterpart: str = ""
) -> QuerySet[Observation]:
    """Return the observations of a country or region; with a counterpart those of the pair, in either direction."""
    rows = observations_seen_by(user)
    if not counterpart:
        return rows.filter(geography=geography)
    return rows.filter(
        Q(geography=geography, counterpart=counterpart)
        | Q(geography=counterpart, counterpart=geography)
    )


def indicators_seen_by(user: Reader) -> QuerySet[Indicator]:
    """Return the indicators that have an observation which this reader may see, each with `figures`, their number."""
    return (
        Indicator.objects.filter(
            pk__in=Observation.objects.filter(seen_by(user)).values("indicator")
        )
        .annotate(
            figures=Count(
                "observations",
                filter=Q(
                    observations__in=Observation.objects.filter(seen_by(user)),
                ),
            )
        )
        .order_by("name", "sector", "id")
    )
