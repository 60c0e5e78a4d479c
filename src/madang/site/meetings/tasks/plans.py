"""The background job that makes a version of the timetable."""

from django.utils.translation import gettext as _

from madang.site.core.jobs import OutdatedError, RefusedError, RunningJob, handler
from madang.site.core.models import Job
from madang.site.meetings.actions import making, repairs
from madang.site.meetings.actions.making import close_unfinished
from madang.site.meetings.bridge.solving import Reading
from madang.site.meetings.models import Plan
from madang.site.meetings.rules.plans import PlanError

SECONDS_BETWEEN_READINGS = 0.5


@handler("plan")
def make(running: RunningJob) -> None:
    """Make the version that a job is for. A job that runs again finds the version made and leaves."""
    job = running.job
    plan = Plan.objects.filter(job_id=job.pk).first()
    if plan is None or plan.state == Plan.State.DISCARDED:
        raise RefusedError(_("This version was given up. Make a new one."))
    if plan.state != Plan.State.WORKING:
        return
    listener = _Listener(running)
    carry_out = repairs.carry_out if plan.repair else making.carry_out
    try:
        carry_out(
            plan=plan, by=None, seconds=job.seconds_allowed, on_progress=listener.hear
        )
    except OutdatedError:
        close_unfinished(plan)
        raise
    except PlanError as error:
        close_unfinished(plan)
        raise RefusedError("\n".join([str(error), *error.reasons])) from error
    if listener.is_stopped:
        message = _("Stopped: version %(number)d keeps the best that was found.")
        Job.objects.filter(pk=job.pk).update(message=message % {"number": plan.number})


class _Listener:
    """Writes a reading into the job now and then, and remembers that somebody asked to stop."""

    def __init__(self, running: RunningJob) -> None:
        self.running = running
        self.written = -SECONDS_BETWEEN_READINGS
        self.is_stopped = False

    def hear(self, reading: Reading) -> bool:
        """Take one reading of the engine; return True to stop and keep the best."""
        if reading.seconds - self.written < SECONDS_BETWEEN_READINGS:
            return self.is_stopped
        self.written = reading.seconds
        self.is_stopped = self.running.progress(
            seconds=reading.seconds,
            value=reading.weight,
            bound=reading.bound,
            count=reading.placed,
            stage=reading.stage,
        )
        return self.is_stopped
