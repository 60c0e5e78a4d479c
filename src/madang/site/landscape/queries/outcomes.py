"""What came of occasions."""

from collections import Counter

from django.db.models import Count, QuerySet

from madang.site.landscape.queries.figures import Reader
from madang.site.ledger.models import Occasion
from madang.site.ledger.queries.ties import ties_seen_by


def ties_by_occasion(
    user: Reader, occasions: QuerySet[Occasion]
) -> dict[int, Counter[str]]:
    """Return the kinds of the ties that came to be at each occasion, and how many of each; one question."""
    found: dict[int, Counter[str]] = {}
    rows = ties_seen_by(user).filter(occasion__in=occasions.order_by().values("pk"))
    counted = rows.order_by().values_list("occasion", "kind").annotate(Count("pk"))
    for occasion, kind, number in counted:
        found.setdefault(occasion, Counter())[kind] = number
    return found
