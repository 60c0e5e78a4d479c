"""The background jobs of the matching: a run, and learning from what was said to requests."""

from madang.site.core import jobs
from madang.site.events.models import Event
from madang.site.matching.actions.learning import JOB as LEARN
from madang.site.matching.actions.learning import learn
from madang.site.matching.actions.runs import JOB, TooFewAnswersError, run_matching


@jobs.handler(JOB)
def match_event(running: jobs.RunningJob) -> None:
    """Run the matching of the job's event; the job says why if it cannot."""
    event = Event.objects.filter(pk=running.job.event_id or 0).first()
    if event is None:
        message = "The event is gone"
        raise jobs.RefusedError(message)
    running.beat()
    try:
        run_matching(event=event, by=None, job_id=running.job.pk)
    except TooFewAnswersError as error:
        raise jobs.RefusedError(str(error)) from error


@jobs.handler(LEARN)
def learn_event(running: jobs.RunningJob) -> None:
    """Learn from what was said at the job's event; the job says why if it cannot."""
    event = Event.objects.filter(pk=running.job.event_id or 0).first()
    if event is None:
        message = "The event is gone"
        raise jobs.RefusedError(message)
    running.beat()
    learn(event=event)
