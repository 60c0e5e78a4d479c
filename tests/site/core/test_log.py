import pytest
from django.db import DatabaseError, transaction

from madang.site.core.log import record
from madang.site.core.models import LogEntry
from madang.site.directory.models import Person
from madang.site.events.models import Event


def test_a_line_names_actor_verb_and_target(event: Event, organiser: Person) -> None:
    entry = record("open event", event, by=organiser, event_id=event.pk)
    assert (entry.actor_label, entry.verb, entry.target_type, entry.target_label) == (
        "Jisoo Han",
        "open event",
        "events.event",
        "Spring Lounge",
    )


def test_the_database_refuses_to_change_or_delete_a_line(event: Event) -> None:
    record("open event", event, by=None)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        LogEntry.objects.update(verb="close event")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        LogEntry.objects.all().delete()
    assert LogEntry.objects.get().verb == "open event"
