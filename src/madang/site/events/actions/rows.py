"""The two ends of every change of an event's set-up: keep a row, remove a row. Both are logged and change the version."""

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from madang.site.core.log import record
from madang.site.directory.models import Person
from madang.site.events.actions import bump_version
from madang.site.events.models import Event
from madang.site.events.queries.uses import uses_of
from madang.site.events.rules import SetUpError


def _word(row: models.Model) -> str:
    return str(row._meta.verbose_name)  # noqa: SLF001 - Django's public way to name a model


@transaction.atomic
def keep(
    row: models.Model,
    *,
    event: Event,
    by: Person | None,
    detail: str = "",
    taken: str = "",
) -> None:
    """Save a row of the event's set-up. `taken` is the refusal if the database says that such a row is there already."""
    verb = "add" if row.pk is None else "change"
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise SetUpError(
            taken
            or _("This cannot be saved: something of the same name is there already.")
        ) from error
    record(f"{verb} {_word(row)}", row, by=by, event_id=event.pk, detail=detail)
    bump_version(event)


@transaction.atomic
def remove(row: models.Model, *, event: Event, by: Person | None) -> None:
    """Delete a row of the event's set-up and what hangs on it. Raises SetUpError if something in use keeps it."""
    uses = uses_of(type(row)._default_manager.filter(pk=row.pk))  # noqa: SLF001
    if uses.blocking:
        raise SetUpError(uses.refusal())
    record(
        f"remove {_word(row)}",
        row,
        by=by,
        event_id=event.pk,
        detail=", ".join(uses.lost),
    )
    row.delete()
    bump_version(event)
