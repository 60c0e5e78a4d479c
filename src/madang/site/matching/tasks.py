"""The background jobs of the matching: a run, one list anew, a preview, and learning from what was said to requests."""

import time

from madang.site.core import jobs
from madang.site.events.models import Event, Registration
from madang.site.matching.actions import own, weightings
from madang.site.matching.actions.learning import JOB as LEARN
from madang.site.matching.actions.learning import learn
from madang.site.matching.actions.runs import JOB, TooFewAnswersError, run_matching
from madang.site.matching.models import WeightingPreview

SECONDS_BETWEEN_READINGS = 1.0


@jobs.handler(JOB)
def match_event(running: jobs.RunningJob) -> None:
    """Run the matching of the job's event; the job says why if it cannot."""
    event = Event.objects.filter(pk=running.job.event_id or 0).first()
    if event is None:
        message = "The event is gone"
        raise jobs.RefusedError(message)
    listener = _Listener(running)
    try:
        run_matching(
            event=event, by=None, job_id=running.job.pk, on_progress=listener.hear
        )
    except TooFewAnswersError as error:
        raise jobs.RefusedError(str(error)) from error
    except _StoppedError:
        return  # the lists stay as they were


class _StoppedError(Exception):
    """Somebody asked to stop."""


class _Listener:
    """Writes into the job now and then how many lists are ranked; raises _StoppedError once somebody asked to stop."""

    def __init__(self, running: jobs.RunningJob) -> None:
        self.running = running
        self.began = time.monotonic()
        self.written = self.began - SECONDS_BETWEEN_READINGS

    def hear(self, done: int, count: int) -> None:
        """Take the number of lists, of how many."""
        now = time.monotonic()
        if now - self.written < SECONDS_BETWEEN_READINGS and done < count:
            return
        self.written = now
        if self.running.progress(
            seconds=now - self.began, value=done, bound=count, stage="lists"
        ):
            raise _StoppedError


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
