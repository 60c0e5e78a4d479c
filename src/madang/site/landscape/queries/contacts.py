"""People in roles who take enquiries."""

from django.db.models import QuerySet

from madang.site.ledger.models import Audience, Position


def contacts_of_country(country: str) -> QuerySet[Position]:
    """Return the published contacts of organisations in a country whose record everybody may read, by organisation."""
    return (
        Position.objects.filter(
            is_contact=True,
            organisation__country=country,
            organisation__record__audience=Audience.PUBLIC,
        )
        .select_related("person", "organisation__record")
        .order_by("organisation__name", "pk")
    )
