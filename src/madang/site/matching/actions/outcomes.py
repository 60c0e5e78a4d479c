"""What a side said after a meeting, kept beside its answer to the request for the learning."""

from django.utils import timezone

from madang.site.events.models import Registration
from madang.site.matching.models import Reply

WORDS = ("", "no_interest", "informative", "cooperation")
"""The words of `madang.engine.match.aftermath.Word`."""


def record_aftermath(*, by: Registration, other: Registration, said: str) -> bool:
    """Keep what `by` said after meeting `other`, one of WORDS, in place of its last word; blank takes it back.

    Return whether anything changed: a side that never answered a request has no row to keep it in. The changed row counts as
    newly said, so that what was learned with the old word is learned again. Raises ValueError for another word.
    """
    if said not in WORDS:
        message = f"{said} is no word after a meeting"
        raise ValueError(message)
    rows = Reply.objects.filter(by=by, to=other).exclude(after=said)
    return bool(rows.update(after=said, said_at=timezone.now()))
