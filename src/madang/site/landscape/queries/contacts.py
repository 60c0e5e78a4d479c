"""People in roles who take enquiries."""

from django.db.models import QuerySet

from madang.site.ledger.models import Audience, Position
from madang.site.ledger.queries.names import positions_seen_by
from madang.site.ledger.rules.access import Reader


def contacts_of_country(user: Reader, country: str) -> QuerySet[Position]:
    """Return the contacts that this reader may see of organisations in a country whose record everybody may read, by organisation."""
    return (
        positions_seen_by(user)
        .filter(
            is_contact=True,
            organisation__country=country,
            organisation__record__audience=Audience.PUBLIC,
        )
        .select_related("person", "organisation__record")
        .order_by("organisation__name", "pk")
    )
