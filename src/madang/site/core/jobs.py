"""Long work in the background: progress, heartbeat, cancel, retries with back-off, recovery of what a killed worker left.

Jobs run at least once: a handler must be able to run again. It reads a version, and applies its result only if that
version still stands (raise `OutdatedError`).
"""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from madang.site.core.models import Job, JobPoint

MOST_ATTEMPTS = 3
STALLED_AFTER = timedelta(seconds=90)
Handler = Callable[["RunningJob"], None]
_handlers: dict[str, Handler] = {}


class OutdatedError(Exception):
    """The data changed while the job worked: its result does not apply."""


class RefusedError(Exception):
    """The job cannot be done, and trying again would not help; the message is for the reader."""


class RunningJob:
    """What a handler sees of its job."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def progress(
        self,
        *,
        seconds: float,
        value: int,
        bound: int | None,
        count: int = 0,
        stage: str = "",
    ) -> bool:
        """Write one reading; return True if somebody asked to stop."""
        JobPoint.objects.create(
            job=self.job,
            seconds=seconds,
            value=value,
            bound=bound,
            count=count,
            stage=stage,
        )
        return self.beat(seconds=seconds)

    def beat(self, *, seconds: float = 0.0) -> bool:
        """Say that the worker lives; return True if somebody asked to stop."""
        Job.objects.filter(pk=self.job.pk).update(
            heartbeat_at=timezone.now(), seconds_used=seconds
        )
        return Job.objects.filter(pk=self.job.pk, is_cancel_requested=True).exists()


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Register a function as what runs jobs of this kind."""

    def register(function: Handler) -> Handler:
        _handlers[kind] = function
        return function

    return register


def start(
    kind: str,
    *,
    by: str,
    event_id: int | None = None,
    target_id: int | None = None,
    version: int | None = None,
    seconds: int = 60,
) -> Job:
    """Create a job and queue it, both in the caller's transaction. `by` is the label of whoever asked."""
    job = Job.objects.create(
        kind=kind,
        requested_by=by,
        event_id=event_id,
        target_id=target_id,
        version=version,
        seconds_allowed=seconds,
    )
    run_job.enqueue(job.pk)
    return job


def cancel(job: Job) -> None:
    """Ask a job to stop. A queued one ends at once; a running one keeps what it has and ends at its next reading."""
    if not Job.objects.filter(pk=job.pk, state="queued").update(
        state="cancelled", finished_at=timezone.now()
    ):
        Job.objects.filter(pk=job.pk, state="running").update(is_cancel_requested=True)


def resume(job: Job) -> None:
    """Queue a job again that failed or was cancelled."""
    if Job.objects.filter(pk=job.pk, state__in=["failed", "cancelled"]).update(
        state="queued",
        is_cancel_requested=False,
        attempts=0,
        message="",
        finished_at=None,
    ):
        run_job.enqueue(job.pk)


def recover() -> int:
    """Queue again each running job whose worker has given no sign of life; return how many."""
    stalled = Job.objects.filter(
        state="running", heartbeat_at__lt=timezone.now() - STALLED_AFTER
    )
    count = 0
    for job in stalled:
        with transaction.atomic():
            state = "failed" if job.attempts >= MOST_ATTEMPTS else "queued"
            changed = Job.objects.filter(
                pk=job.pk, state="running", heartbeat_at=job.heartbeat_at
            ).update(state=state)
            if changed and state == "queued":
                run_job.enqueue(job.pk)
            count += changed
    return count


def _finish(job: Job, state: str, message: str = "") -> None:
    Job.objects.filter(pk=job.pk).update(
        state=state, message=message, finished_at=timezone.now()
    )


@task()
def run_job(job_id: int) -> None:
    """Run one queued job; a worker that comes second finds it taken and leaves."""
    now = timezone.now()
    if not Job.objects.filter(pk=job_id, state="queued").update(
        state="running", started_at=now, heartbeat_at=now
    ):
        return
    job = Job.objects.get(pk=job_id)
    job.attempts += 1
    job.save(update_fields=["attempts"])
    try:
        _handlers[job.kind](RunningJob(job))
    except OutdatedError as error:
        _finish(job, "outdated", str(error))
    except RefusedError as error:
        _finish(job, "failed", str(error))
    except Exception as error:
        if job.attempts < MOST_ATTEMPTS:
            Job.objects.filter(pk=job.pk).update(
                state="queued", message=str(error)[:500]
            )
            run_job.using(
                run_after=now + timedelta(seconds=5 * 4**job.attempts)
            ).enqueue(job.pk)
        else:
            _finish(job, "failed", str(error)[:500])
        raise
    else:
        job.refresh_from_db()
        if job.state == "running":
            _finish(
                job,
                "cancelled" if job.is_cancel_requested and not job.message else "done",
                job.message,
            )
