"""Which two languages an interpreter carries in a placed meeting."""

from collections.abc import Sequence

from django.db.models import prefetch_related_objects

from madang.site.meetings.models import Placement
from madang.site.meetings.rules.languages import base, pair_spoken


def spoken(placements: Sequence[Placement]) -> dict[int, tuple[str, str]]:
    """Return the pair of each placement with an interpreter, by its key: three queries, whatever their number."""
    rows = [row for row in placements if row.interpreter_id and row.meeting_id]
    prefetch_related_objects(
        rows,
        "meeting__host__languages",
        "meeting__guest__languages",
        "interpreter__pairs",
    )
    found = {row.pk: _pair(row) for row in rows}
    return {pk: pair for pk, pair in found.items() if pair is not None}


def _pair(row: Placement) -> tuple[str, str] | None:
    if row.meeting is None or row.interpreter is None:
        return None
    return pair_spoken(
        [each.code for each in row.meeting.host.languages.all()],
        [each.code for each in row.meeting.guest.languages.all()],
        [(base(each.first), base(each.second)) for each in row.interpreter.pairs.all()],
    )
