"""When a side may say what came of a meeting."""

from datetime import datetime


class FeedbackError(Exception):
    """Feedback that cannot be given now; the text is for the reader."""


def is_over(ends_at: datetime | None, now: datetime) -> bool:
    """Tell whether a meeting was placed and its slot has ended."""
    return ends_at is not None and ends_at <= now
