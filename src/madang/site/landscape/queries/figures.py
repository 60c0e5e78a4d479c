"""Indicators and observations that a reader may see."""

from collections.abc import Sequence

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from madang.site.directory.models import User
from madang.site.landscape.models import Indicator, Observation
from madang.site.ledger.models import Audience, Claim, Passage
from madang.site.ledger.queries.claims import claims_seen_by, standing_claims
from madang.site.ledger.queries.names import with_named
from madang.site.ledger.rules.access import may_read_internal

Reader = User | AnonymousUser
MOST_PLACES = 20


def observations_seen_by(user: Reader) -> QuerySet[Observation]:
    """Return the observations that this reader may see, nothing fetched beside them.

    Withdrawn ones nobody sees; internal ones, and those that rest on internal sources alone, only curators.
    """
    rows = Observation.objects.exclude(status=Observation.Status.WITHDRAWN).filter(
        claim__in=standing_claims(claims_seen_by(user))
    )
    return rows if may_read_internal(user) else rows.filter(audience=Audience.PUBLIC)


def with_evidence(rows: QuerySet[Observation], user: Reader) -> QuerySet[Observation]:
    """Return observations with indicator, whoever is cited, and the passages that this reader may see; each with `is_corrected`."""
    passages = Passage.objects.select_related("source").order_by("citations__order")
    if not may_read_internal(user):
        passages = passages.filter(source__audience=Audience.PUBLIC)
    before = Claim.objects.filter(superseded_by=OuterRef("claim"))
    rows = rows.annotate(is_corrected=Exists(before))
    rows = rows.select_related("indicator", "claim").prefetch_related(
        Prefetch("claim__passages", queryset=passages)
    )
    return with_named(rows, user, "cited_source", "claim__holder_organisation")


def observations_of(
    user: Reader, geography: str, counterpart: str = ""
) -> QuerySet[Observation]:
    """Return the observations of a country or region, with their evidence; with a counterpart those of the pair, in either direction."""
    rows = with_evidence(observations_seen_by(user), user)
    if not counterpart:
        return rows.filter(geography=geography)
    return rows.filter(
        Q(geography=geography, counterpart=counterpart)
        | Q(geography=counterpart, counterpart=geography)
    )


def indicators_seen_by(user: Reader, *, by_number: bool = False) -> QuerySet[Indicator]:
    """Return the indicators that have a figure which this reader may see, by name or by `figures`, their number."""
    seen = observations_seen_by(user)
    return (
        Indicator.objects.filter(pk__in=seen.values("indicator"))
        .annotate(figures=Count("observations", filter=Q(observations__in=seen)))
        .order_by(*(["-figures"] if by_number else []), "name", "sector", "id")
    )


def indicator_seen_by(user: Reader, pk: int) -> Indicator:
    """Return an indicator that has a figure which this reader may see; 404 for any other."""
    found = indicators_seen_by(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def observation_seen_by(user: Reader, pk: int) -> Observation:
    """Return an observation with its evidence; 404 for one that this reader may not see."""
    found = with_evidence(observations_seen_by(user), user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def beside(user: Reader, rows: Sequence[Observation]) -> QuerySet[Observation]:
    """Return all figures of the places that some figures are for, of twenty places at most: what they can be computed with."""
    places = sorted({row.geography for row in rows})[:MOST_PLACES]
    found = observations_seen_by(user).filter(geography__in=places)
    return with_evidence(found, user).order_by("id")
