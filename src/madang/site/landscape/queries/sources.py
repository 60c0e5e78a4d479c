"""The sources on which a page rests."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from madang.site.landscape.models import Observation
from madang.site.landscape.queries.figures import Reader
from madang.site.ledger.models import Audience, Citation, Source
from madang.site.ledger.queries.claims import claims_seen_by, standing_claims
from madang.site.ledger.rules.access import may_read_internal


def sources_of(
    user: Reader, ties: Sequence[int], figures: Sequence[Observation]
) -> QuerySet[Source]:
    """Return the sources of ties (by key) and of figures that this reader may see, as they were entered."""
    claims = standing_claims(claims_seen_by(user)).filter(
        Q(tie__in=ties) | Q(pk__in=[row.claim_id for row in figures])
    )
    rows = Source.objects.filter(
        pk__in=Citation.objects.filter(claim__in=claims.order_by()).values(
            "passage__source"
        )
    ).order_by("id")
    return rows if may_read_internal(user) else rows.filter(audience=Audience.PUBLIC)
