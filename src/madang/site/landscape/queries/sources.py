"""The sources on which a page rests."""

from django.db.models import Q, QuerySet

from madang.site.landscape.queries.figures import Reader, observations_of
from madang.site.ledger.models import Audience, Claim, Source
from madang.site.ledger.queries.claims import claims_seen_by, standing_claims
from madang.site.ledger.queries.ties import ties_of_pair
from madang.site.ledger.rules.access import may_read_internal


def sources_of_pair(user: Reader, one: str, other: str) -> QuerySet[Source]:
    """Return the sources of the ties and figures between two countries that this reader may see, as they were entered."""
    figures = observations_of(user, one, other).prefetch_related(None)
    claims = standing_claims(claims_seen_by(user)).filter(
        Q(tie__in=ties_of_pair(user, one, other))
        | Q(pk__in=figures.order_by().values("claim"))
    )
    rows = Source.objects.filter(
        pk__in=Claim.objects.filter(pk__in=claims.order_by().values("pk")).values(
            "passages__source"
        )
    ).order_by("id")
    return rows if may_read_internal(user) else rows.filter(audience=Audience.PUBLIC)
