"""How much each thing counts: looked at beforehand, saved as a version, and taken up again."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from madang.site.core import jobs, log
from madang.site.core.models import Job
from madang.site.directory.models import Person
from madang.site.events.models import Event
from madang.site.matching.bridge.learning import learned_in_use
from madang.site.matching.bridge.previews import preview
from madang.site.matching.bridge.profiles import read_inputs
from madang.site.matching.models import Weighting, WeightingPreview
from madang.site.matching.queries.suggestions import next_number
from madang.site.matching.queries.weightings import (
    AS_SHIPPED,
    current_weighting,
    weightings_of,
)

JOB = "preview weights"


class WeightingRefusal(Exception):  # noqa: N818 - a refusal is no fault of the program
    """A change of the weights that is not made; the message says why, in the reader's language."""


@transaction.atomic
def start_preview(
    *, by: Person | None, event: Event, levels: Mapping[str, int]
) -> WeightingPreview:
    """Begin to compute what levels would change; return the preview, or the one that computes the same already.

    Raises WeightingRefusal if fewer than two organisations have sent answers.
    """
    Event.objects.select_for_update().get(pk=event.pk)
    if len(read_inputs(event).profiles) < 2:
        raise WeightingRefusal(
            _("A preview needs two organisations that sent their answers.")
        )
    wanted = AS_SHIPPED | dict(levels)
    known = WeightingPreview.objects.filter(event=event).first()
    if known is not None:
        job = Job.objects.filter(pk=known.job_id or 0).first()
        is_working = job is not None and job.state in ("queued", "running")
        if is_working and known.levels() == wanted:
            return known
        if is_working and job is not None:
            jobs.cancel(job)
        WeightingPreview.objects.filter(event=event).delete()
    weighting = current_weighting(event)
    made = WeightingPreview.objects.create(
        event=event, compared_with=weighting.number if weighting else 0, **wanted
    )
    job = jobs.start(
        JOB,
        by=str(by) if by is not None else "system",
        event_id=event.pk,
        target_id=made.pk,
    )
    made.job_id = job.pk
    made.save(update_fields=["job_id"])
    return made


def compute_preview(row: WeightingPreview) -> None:
    """Compute a preview and keep what it found, unless a newer one has taken its place."""
    result = preview(
        read_inputs(row.event),
        row.levels(),
        seed=next_number(row.event),
        learned=learned_in_use(row.event),
    )
    WeightingPreview.objects.filter(pk=row.pk).update(result=result)


@transaction.atomic
def save_weighting(
    *, by: Person | None, event: Event, preview: WeightingPreview
) -> Weighting:
    """Make the levels of a preview the event's next version. The next matching reads them.

    Raises WeightingRefusal while the preview is not computed, and if another version was saved since it was.
    """
    Event.objects.select_for_update().get(pk=event.pk)
    weighting = current_weighting(event)
    if preview.result is None:
        raise WeightingRefusal(
            _("Look at what would change before it is saved: the preview is not ready.")
        )
    if (weighting.number if weighting else 0) != preview.compared_with:
        raise WeightingRefusal(
            _("Somebody saved other weights since. Look at what would change again.")
        )
    made = _next(event, by, preview.levels())
    WeightingPreview.objects.filter(event=event).delete()
    return made


@transaction.atomic
def take_up_weighting(*, by: Person | None, weighting: Weighting) -> Weighting:
    """Let an earlier version count again, as a new version that names it."""
    event = Event.objects.select_for_update().get(pk=weighting.event_id)
    return _next(event, by, weighting.levels(), repeats=weighting.number)


@transaction.atomic
def take_up_shipped(*, by: Person | None, event: Event) -> Weighting:
    """Let everything count as shipped again, as a new version."""
    Event.objects.select_for_update().get(pk=event.pk)
    return _next(event, by, AS_SHIPPED, repeats=0)


def _next(
    event: Event,
    by: Person | None,
    levels: Mapping[str, int],
    *,
    repeats: int | None = None,
) -> Weighting:
    newest = weightings_of(event).first()
    weightings_of(event).filter(is_current=True).update(is_current=False)
    made = Weighting.objects.create(
        event=event,
        number=newest.number + 1 if newest else 1,
        is_current=True,
        repeats=repeats,
        set_by=str(by) if by is not None else "system",
        **levels,
    )
    moved = ", ".join(f"{name} {level:+d}" for name, level in levels.items() if level)
    log.record(
        "set weights", made, by=by, event_id=event.pk, detail=moved or "as shipped"
    )
    return made
