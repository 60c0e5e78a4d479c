"""Publish what came of an event, and take it off again."""

from django.db import transaction

from madang.site.core import log
from madang.site.directory.models import Person
from madang.site.events.models import Event
from madang.site.ledger.models import OutcomesPage


@transaction.atomic
def publish_outcomes(*, event: Event, by: Person | None) -> OutcomesPage:
    """Let everybody who may see the event read its outcomes, without small counts; a second time changes nothing."""
    page, is_new = OutcomesPage.objects.get_or_create(
        event=event, defaults={"published_by": by}
    )
    if is_new:
        log.record("publish outcomes", event, by=by, event_id=event.pk)
    return page


@transaction.atomic
def hide_outcomes(*, event: Event, by: Person | None) -> None:
    """Take an event's outcomes off the public pages."""
    count, _rows = OutcomesPage.objects.filter(event=event).delete()
    if count:
        log.record("hide outcomes", event, by=by, event_id=event.pk)
