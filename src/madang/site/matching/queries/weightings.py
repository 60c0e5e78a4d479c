"""How much each thing counts in an event: its versions, and the newest preview of other levels."""

from django.db.models import QuerySet

from madang.site.core.models import Job
from madang.site.events.models import Event
from madang.site.matching.models import Levels, Weighting, WeightingPreview

AS_SHIPPED = dict.fromkeys(Levels.NAMES, 0)


def weightings_of(event: Event) -> QuerySet[Weighting]:
    """Return an event's versions, the newest first."""
    return Weighting.objects.filter(event=event)


def current_weighting(event: Event) -> Weighting | None:
    """Return the version that counts now; None while everything is as shipped."""
    return weightings_of(event).filter(is_current=True).first()


def current_levels(event: Event) -> dict[str, int]:
    """Return the levels that count now."""
    weighting = current_weighting(event)
    return weighting.levels() if weighting is not None else dict(AS_SHIPPED)


def newest_preview(event: Event) -> WeightingPreview | None:
    """Return the newest preview of an event, computed or not."""
    return WeightingPreview.objects.filter(event=event).first()


def job_of(preview: WeightingPreview | None) -> Job | None:
    """Return the job that computes a preview."""
    if preview is None or preview.job_id is None:
        return None
    return Job.objects.filter(pk=preview.job_id).first()
