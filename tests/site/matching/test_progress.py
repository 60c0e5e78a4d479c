"""A run in the background says how far it is, and stops when it is asked to, without a trace."""

import pytest

from madang.site.core.jobs import run_job
from madang.site.core.models import Job, JobPoint
from madang.site.events.models import Event, Registration
from madang.site.matching import tasks
from madang.site.matching.actions.runs import start_matching
from madang.site.matching.models import Run
from tests.site.matching.answered import matched, well_matched


def test_a_run_says_how_many_lists_are_ranked(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    job = start_matching(event=event, by=None)
    run_job.call(job.pk)
    points = JobPoint.objects.filter(job=job).values_list("value", "bound", "stage")
    assert points[len(points) - 1] == (2, 2, "lists")
    assert Job.objects.get(pk=job.pk).state == "done"


def test_a_run_that_is_stopped_leaves_the_lists_as_they_were(
    event: Event,
    alder: Registration,
    birch: Registration,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    well_matched(alder, birch)
    matched(event)
    before = Run.objects.get().pk
    job = start_matching(event=event, by=None)
    Job.objects.filter(pk=job.pk).update(is_cancel_requested=True)
    monkeypatch.setattr(tasks, "SECONDS_BETWEEN_READINGS", 0.0)
    run_job.call(job.pk)
    assert Job.objects.get(pk=job.pk).state == "cancelled"
    assert Run.objects.get().pk == before
