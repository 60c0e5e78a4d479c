"""Verbs on an event's background work: stop it, take it up again."""

from django.db import transaction

from madang.site.core import jobs
from madang.site.core.log import record
from madang.site.core.models import Job
from madang.site.directory.models import Person


@transaction.atomic
def stop_job(*, job: Job, by: Person | None) -> None:
    """Ask a job to stop and keep its best; one that has ended stays as it is."""
    if job.state in (Job.State.QUEUED, Job.State.RUNNING):
        jobs.cancel(job)
        record("stop job", job, by=by, event_id=job.event_id)


@transaction.atomic
def resume_job(*, job: Job, by: Person | None) -> None:
    """Queue a failed or cancelled job again; any other stays as it is."""
    if job.state in (Job.State.FAILED, Job.State.CANCELLED):
        jobs.resume(job)
        record("resume job", job, by=by, event_id=job.event_id)
