"""Learning an event: at once for the job and for tests, or in the background when enough was said."""

from django.db import transaction

from madang.site.core import jobs, log
from madang.site.core.models import Job
from madang.site.directory.models import Person
from madang.site.events.models import Event
from madang.site.matching.bridge.learning import learn_event, read_features
from madang.site.matching.models import Learning
from madang.site.matching.queries.learning import (
    counts_of,
    is_due,
    is_outdated,
    learned_events,
    newest,
    waiting_events,
)

JOB = "learn"


def learn(*, event: Event, by: Person | None = None) -> Learning | None:
    """Read what is new, and learn the event where it is due; return the new version, or None where nothing was learned.

    Where so much is gone that an event could not be learned any more, what was learned of it is dropped.
    """
    read_features(event)
    if not is_due(event):
        return None
    version = learn_event(event) if counts_of(event).is_enough else None
    if version is None:
        Learning.objects.filter(event=event).delete()
        return None
    return _keep(event, version, by)


@transaction.atomic
def _keep(event: Event, version: Learning, by: Person | None) -> Learning | None:
    Event.objects.select_for_update().get(pk=event.pk)
    if Learning.objects.filter(event=event, number=version.number).exists():
        return None  # another worker was faster
    if is_outdated(version):
        return None  # somebody left while it learned; the clock comes again
    version.save()
    log.record(
        "learn",
        version,
        by=by,
        event_id=event.pk,
        detail=f"{version.answers} answers, used: {version.used}",
    )
    return version


@transaction.atomic
def start_learning(*, event: Event, by: Person | None = None) -> Job:
    """Queue the learning of an event; return its job, or the one that waits or works already."""
    Event.objects.select_for_update().get(pk=event.pk)
    working = Job.objects.filter(
        kind=JOB, event_id=event.pk, state__in=["queued", "running"]
    ).first()
    if working is not None:
        return working
    return jobs.start(
        JOB, by=str(by) if by is not None else "system", event_id=event.pk
    )


def learn_what_waits() -> int:
    """Queue the learning of each event where replies wait or are gone; return how many. Run by the clock, safe to run twice."""
    events = {event.pk: event for event in waiting_events()}
    for event in learned_events():
        version = newest(event)
        if version is not None and is_outdated(version):
            events[event.pk] = event
    for event in events.values():
        start_learning(event=event)
    return len(events)
