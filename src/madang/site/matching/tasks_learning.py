"""The background job of the learning."""

from madang.site.core import jobs
from madang.site.events.models import Event
from madang.site.matching.actions.learning import JOB, learn


@jobs.handler(JOB)
def learn_event(running: jobs.RunningJob) -> None:
    """Learn from what was said at the job's event; the job says why if it cannot."""
    event = Event.objects.filter(pk=running.job.event_id or 0).first()
    if event is None:
        message = "The event is gone"
        raise jobs.RefusedError(message)
    running.beat()
    learn(event=event)
