"""Read an organisation together with those that were merged into it."""

from typing import TypeVar

from django.db.models import Q

from madang.site.directory.models import Organisation


def about(organisation: Organisation | int, column: str = "organisation") -> Q:
    """Return the condition that a column names an organisation or one that was merged into it. Claims stay where they were made."""
    return Q(**{column: organisation}) | Q(**{f"{column}__merged_into": organisation})


Found = TypeVar("Found", Organisation, Organisation | None)


def surviving(row: Found) -> Found:
    """Return the organisation under which one shows: itself, or the one that it was merged into."""
    return row if row is None or row.merged_into is None else row.merged_into


def by_key(key: str) -> Organisation | None:
    """Return the organisation of a key of the ledger; an old key leads to the organisation that was kept."""
    rows = Organisation.objects.select_related("merged_into")
    return surviving(rows.filter(record__key=key).first())
