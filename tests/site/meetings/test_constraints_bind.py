"""What the database itself refuses, on SQLite and on PostgreSQL alike."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from madang.site.events.models import Event, Registration
from madang.site.matching.models import Decision
from madang.site.meetings.models import CalendarEntry


def test_a_calendar_holds_an_entry_once(event: Event, alder: Registration) -> None:
    delegate = alder.delegates.get()
    moment = datetime(2027, 3, 2, tzinfo=UTC)
    facts = {
        "uid": "1@madang",
        "delegate": delegate,
        "starts_at": moment,
        "ends_at": moment,
        "title": "Birch",
        "location": "E1",
    }
    CalendarEntry.objects.create(**facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarEntry.objects.create(**facts)
    CalendarEntry.objects.create(**{**facts, "uid": "2@madang"})
    assert CalendarEntry.objects.count() == 2


def test_the_organiser_decides_once_on_a_pair(
    event: Event, alder: Registration, birch: Registration
) -> None:
    facts = {"event": event, "by": None, "left": alder, "right": birch}
    Decision.objects.create(**facts, verdict="never")
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(**facts, verdict="wanted")
    Decision.objects.create(**{**facts, "by": alder}, verdict="wanted")
    assert Decision.objects.count() == 2
