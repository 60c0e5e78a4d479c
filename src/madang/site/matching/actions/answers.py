"""What was said to requests, kept for the learning. The meetings report it; a request that waits is not reported.

One verb a word that was said: calling it again for the same side and the same other replaces the last word.
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from madang.site.core import log
from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration
from madang.site.matching.models import Learning, LearningSwitch, Reply
from madang.site.matching.queries.learning import in_use, is_on
from madang.site.matching.queries.pairs import rank_shown, ranks_shown


@transaction.atomic
def record_answer(
    *, event: Event, by: Registration, other: Registration, said: str
) -> Reply:
    """Keep what `by` said to a meeting with `other`, one of `Reply.Said`, with the place at which it was shown to them.

    Raises ValueError for another word.
    """
    if said not in Reply.Said.values:
        message = f"{said} is no answer"
        raise ValueError(message)
    reply, _ = Reply.objects.update_or_create(
        by=by,
        to=other,
        defaults={
            "event": event,
            "said": said,
            "after": "",
            "rank_shown": rank_shown(by, other),
            "features": [],
            "features_version": None,
            "said_at": timezone.now(),
        },
    )
    return reply


@transaction.atomic
def record_answers(
    *, event: Event, answers: Iterable[tuple[Registration, Registration, str]]
) -> None:
    """Keep of many pairs at once what the first said to a meeting with the second: `record_answer` in few statements."""
    ranks = ranks_shown(event)
    Reply.objects.bulk_create(
        (
            Reply(
                event=event,
                by=by,
                to=other,
                said=Reply.Said(said),
                rank_shown=ranks.get((by.pk, other.pk)),
            )
            for by, other, said in answers
        ),
        batch_size=500,
        update_conflicts=True,
        unique_fields=["by", "to"],
        update_fields=[
            "event",
            "said",
            "after",
            "rank_shown",
            "features",
            "features_version",
            "said_at",
        ],
    )


@transaction.atomic
def forget_answers(*, registration: Registration, by: Person | None) -> int:
    """Take all that a participant said and that was said to them out of the learning, as if it had never been; return how many.

    What was learned from it is dropped at once; the clock lets the rest be learned again.
    """
    mine = Reply.objects.filter(by=registration) | Reply.objects.filter(to=registration)
    count, _ = mine.delete()
    if count:
        Learning.objects.filter(event=registration.event_id).delete()
        log.record(
            "forget answers", registration, by=by, event_id=registration.event_id
        )
    return count


@transaction.atomic
def switch_learning(*, event: Event, by: Person | None, on: bool) -> None:
    """Let the matching of an event use what was learned, or only the shipped weights. It counts from the next run on."""
    if is_on(event) == on:
        return
    LearningSwitch.objects.update_or_create(event=event, defaults={"is_on": on})
    version = in_use(event)
    detail = f"version {version.number}" if version is not None else ""
    verb = "use the learning" if on else "leave the learning"
    log.record(verb, event, by=by, event_id=event.pk, detail=detail)
