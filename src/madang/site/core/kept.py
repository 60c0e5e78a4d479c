"""Answers kept for programs that repeat a write are forgotten after a week."""

from datetime import timedelta

from django.utils import timezone

from madang.site.core.models import KeptAnswer

FORGOTTEN_AFTER = timedelta(days=7)
AT_ONCE = 500


def forget_answers(*, most: int = 10_000) -> int:
    """Delete answers older than seven days, 500 at a time and at most `most` in one go; return how many."""
    old = KeptAnswer.objects.filter(
        created_at__lt=timezone.now() - FORGOTTEN_AFTER
    ).order_by("created_at")
    gone = 0
    while gone < most:
        batch = list(old.values_list("pk", flat=True)[: min(AT_ONCE, most - gone)])
        if not batch:
            break
        gone += KeptAnswer.objects.filter(pk__in=batch).delete()[0]
    return gone
