"""Charts for templates: `{% with chart=job|convergence_of %}`."""

from typing import Any

from django import template

from madang.site.core.charts import Convergence, Reading, convergence, thin
from madang.site.core.models import Job

register = template.Library()


@register.filter
def convergence_of(job: Job) -> dict[str, Any]:
    """Return a job's chart, wide (`far`) and narrow (`near`), its readings for the table, and the last of them.

    A job without a reading has charts that are None and no rows.
    """
    readings = [
        Reading(point.seconds, point.value, point.bound) for point in job.points.all()
    ]

    def drawn(width: int, right: int) -> Convergence | None:
        return convergence(
            readings, seconds_allowed=job.seconds_allowed, width=width, right=right
        )

    return {
        "charts": [("far", drawn(700, 590)), ("near", drawn(330, 226))]
        if readings
        else [],
        "rows": thin(readings, most=60),
        "first": readings[0] if readings else None,
        "last": readings[-1] if readings else None,
    }
