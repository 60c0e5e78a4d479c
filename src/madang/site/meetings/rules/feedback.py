"""When a side may say what came of a meeting, and for how long it may say otherwise."""

from datetime import datetime, timedelta

from madang.site.meetings.models import Feedback

CHANGEABLE = timedelta(days=30)
"""For how long after its first word a side may change it: later figures of the event stand."""


class FeedbackError(Exception):
    """Feedback that cannot be given now; the text is for the reader."""


def is_over(ends_at: datetime | None, now: datetime) -> bool:
    """Tell whether a meeting was placed and its slot has ended."""
    return ends_at is not None and ends_at <= now


def may_change(
    given: Feedback | None, first_at: datetime | None, now: datetime
) -> bool:
    """Tell whether a side may still say what came of a meeting: nothing said yet, or not long ago."""
    return given is None or now < (first_at or given.given_at) + CHANGEABLE
