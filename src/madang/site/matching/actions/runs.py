"""Running the matching: in the background, or at once for commands and the demonstration."""

import time
from collections.abc import Callable
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from madang.site.core import jobs, log
from madang.site.core.models import Job
from madang.site.directory.models import Person
from madang.site.events.models import Event
from madang.site.matching.bridge import index
from madang.site.matching.bridge.field import field_of, many_objects
from madang.site.matching.bridge.learning import learned_in_use
from madang.site.matching.bridge.pairs import PairRow, match
from madang.site.matching.bridge.profiles import Inputs, read_inputs
from madang.site.matching.bridge.rows import write
from madang.site.matching.models import Run
from madang.site.matching.queries.suggestions import next_number
from madang.site.matching.queries.weightings import current_weighting
from madang.site.survey.actions.names import link_names

JOB = "match"


class TooFewAnswersError(Exception):
    """There is nobody to match yet; the text is for the reader."""


def _check(inputs: Inputs) -> None:
    if len(inputs.profiles) < 2:
        raise TooFewAnswersError(
            _(
                "Matching needs two organisations that sent their answers; there are %(count)d."
            )
            % {"count": len(inputs.profiles)}
        )


@transaction.atomic
def start_matching(*, event: Event, by: Person | None) -> Job:
    """Queue a run in the background; return its job, or the one that waits or works already.

    Raises TooFewAnswersError if fewer than two organisations have answered.
    """
    Event.objects.select_for_update().get(pk=event.pk)
    running = Job.objects.filter(
        kind=JOB, event_id=event.pk, state__in=["queued", "running"]
    ).first()
    if running is not None:
        return running
    _check(read_inputs(event))
    job = jobs.start(
        JOB,
        by=str(by) if by is not None else "system",
        event_id=event.pk,
        version=event.version,
    )
    log.record("start matching", event, by=by, event_id=event.pk)
    return job


def run_matching(
    *,
    event: Event,
    by: Person | None,
    job_id: int | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Run:
    """Match everybody who answered and make the result the current one; return the run.

    `on_progress` is told how many lists are ranked, of how many; if it raises, nothing is stored.
    Raises TooFewAnswersError if fewer than two have answered, and core's OutdatedError if answers
    changed while it worked: then nothing is stored.
    """
    with many_objects():
        return _run(event, by, job_id, on_progress)


def _run(
    event: Event,
    by: Person | None,
    job_id: int | None,
    on_progress: Callable[[int, int], None] | None,
) -> Run:
    started = time.monotonic()
    index.forget(
        Run.objects.filter(event=event, is_current=True)
        .values_list("pk", flat=True)
        .first()
    )
    # Somebody named in a wish may have registered since it was written.
    link_names(event)
    inputs = read_inputs(event)
    _check(inputs)
    version, number = event.version, next_number(event)
    field = replace(
        field_of(inputs, seed=number, learned=learned_in_use(event)),
        on_progress=on_progress,
    )
    pairs = match(field)
    run = _apply(
        event=event,
        by=by,
        inputs=inputs,
        pairs=pairs,
        run=Run(
            event=event,
            job_id=job_id,
            version=version,
            number=number,
            is_current=True,
            weighting=current_weighting(event),
            seconds=time.monotonic() - started,
        ),
    )
    index.remember(run.pk, replace(field, on_progress=None))
    return run


@transaction.atomic
def _apply(
    *,
    event: Event,
    by: Person | None,
    inputs: Inputs,
    pairs: list[PairRow],
    run: Run,
) -> Run:
    # Many changes of an event do not touch the matching: what counts is whether the same
    # answers stand under the lock as were read at the beginning.
    locked = Event.objects.select_for_update().get(pk=event.pk)
    if read_inputs(locked).answers() != inputs.answers():
        raise jobs.OutdatedError(
            _("Answers changed while the matching worked. Match again.")
        )
    # Suggestions of older runs lead nowhere; what people decided is kept apart from them.
    Run.objects.filter(event=event).delete()
    run.save()
    write(run, pairs)
    log.record(
        "match",
        run,
        by=by,
        event_id=event.pk,
        detail=f"{len(inputs.profiles)} answers, {len(pairs)} pairs",
    )
    return run
