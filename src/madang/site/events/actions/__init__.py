"""Verbs that change an event."""

from django.db.models import F

from madang.site.events.models import Event


def bump_version(event: Event) -> int:
    """Say that something changed which a plan depends on; return the new version. Call it in the change's transaction."""
    Event.objects.filter(pk=event.pk).update(version=F("version") + 1)
    event.refresh_from_db(fields=["version"])
    return event.version
