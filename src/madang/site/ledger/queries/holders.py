"""Who can be named as saying something: organisations and people in roles."""

from django.db.models import Q

from madang.site.directory.models import Organisation
from madang.site.ledger.models import Position
from madang.site.ledger.queries.merged import by_key
from madang.site.ledger.queries.organisations import organisations_named

MOST = 200


def positions_offered(*, also: int | None = None) -> list[Position]:
    """Return the roles entered last, at most 200, by the organisation's name, with the one of this number; for curators."""
    rows = Position.objects.select_related("person", "organisation")
    newest = rows.order_by("-id").values_list("id", flat=True)[:MOST]
    found = rows.filter(Q(pk__in=list(newest)) | Q(pk=also))
    return list(found.order_by("organisation__name", "person__name", "id"))


def holder_called(name: str) -> list[Organisation]:
    """Return the organisation of a key of the ledger, or those of a name, two at most."""
    found = by_key(name)
    return [found] if found else list(organisations_named(name)[:2])
