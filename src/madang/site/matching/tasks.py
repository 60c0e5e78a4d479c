"""The background jobs of the matching: a run, one list anew, a preview, and learning from what was said to requests."""

from madang.site.core import jobs
from madang.site.events.models import Event, Registration
from madang.site.matching.actions import own, weightings
from madang.site.matching.actions.learning import JOB as LEARN
from madang.site.matching.actions.learning import learn
from madang.site.matching.actions.runs import JOB, TooFewAnswersError, run_matching
from madang.site.matching.models import WeightingPreview


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


@jobs.handler(own.JOB)
def match_one(running: jobs.RunningJob) -> None:
    """Make the list of the job's organisation anew; nothing for one that is gone."""
    found = Registration.objects.select_related("event")
    registration = found.filter(pk=running.job.target_id or 0).first()
    running.beat()
    if registration is not None:
        own.make_own_list(registration=registration)


@jobs.handler(weightings.JOB)
def preview_weights(running: jobs.RunningJob) -> None:
    """Compute the job's preview; nothing for one that a newer one replaced."""
    found = WeightingPreview.objects.select_related("event")
    row = found.filter(pk=running.job.target_id or 0).first()
    running.beat()
    if row is not None:
        weightings.compute_preview(row)


@jobs.handler(LEARN)
def learn_event(running: jobs.RunningJob) -> None:
    """Learn from what was said at the job's event; the job says why if it cannot."""
    event = Event.objects.filter(pk=running.job.event_id or 0).first()
    if event is None:
        message = "The event is gone"
        raise jobs.RefusedError(message)
    running.beat()
    learn(event=event)
