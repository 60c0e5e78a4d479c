"""Long work in the background: how far it is, stop it, take it up again."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from madang.site.directory.queries import person_of
from madang.site.events.actions.jobs import resume_job, stop_job
from madang.site.events.queries import event_organised_by
from madang.site.events.queries.records import jobs_of


@login_required
@require_GET
def job(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show one job with its chart; the part that changes refreshes itself while it works."""
    event = event_organised_by(request.user, slug)
    row = get_object_or_404(jobs_of(event), pk=pk)
    return render(request, "events/job.html", {"event": event, "job": row})


@login_required
@require_GET
def progress(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show only the part of a job that changes."""
    event = event_organised_by(request.user, slug)
    row = get_object_or_404(jobs_of(event), pk=pk)
    return render(request, "events/job_progress.html", {"event": event, "job": row})


@login_required
@require_POST
def stop(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask a job to stop and keep its best."""
    event = event_organised_by(request.user, slug)
    stop_job(job=get_object_or_404(jobs_of(event), pk=pk), by=person_of(request.user))
    return redirect("events:job", slug, pk)


@login_required
@require_POST
def resume(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take up again a job that failed or was cancelled."""
    event = event_organised_by(request.user, slug)
    resume_job(job=get_object_or_404(jobs_of(event), pk=pk), by=person_of(request.user))
    return redirect("events:job", slug, pk)
