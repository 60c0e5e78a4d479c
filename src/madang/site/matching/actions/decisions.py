"""What people said of a pair, kept from run to run."""

from collections.abc import Iterable

from django.db import transaction

from madang.site.core import log
from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration
from madang.site.matching.models import Decision
from madang.site.matching.queries.pairs import pair


@transaction.atomic
def record_decision(
    *,
    event: Event,
    by_registration: Registration | None,
    left: Registration,
    right: Registration,
    verdict: str,
    by: Person | None,
) -> Decision:
    """Keep one verdict of a side (or of the organiser: `by_registration=None`) on a pair, in place of its last one.

    The two may come in any order. The organiser's "kept apart" is not overwritten by what follows
    from a proposal or a meeting; it ends only by `withdraw_decision`.
    """
    first, second = pair(left.pk, right.pk)
    known = Decision.objects.filter(
        event=event, by=by_registration, left=first, right=second
    ).first()
    if known is not None and (
        known.verdict == verdict
        or (known.verdict == "never" and verdict in ("wanted", "held"))
    ):
        return known
    decision = known or Decision(
        event=event, by=by_registration, left_id=first, right_id=second
    )
    decision.verdict = verdict
    # Both belong to a pair that the organiser keeps apart.
    decision.reason = decision.set_by = ""
    decision.save()
    if verdict in ("never", "not_for_us"):
        log.record(
            "keep apart" if verdict == "never" else "decide against",
            decision,
            by=by,
            event_id=event.pk,
        )
    return decision


@transaction.atomic
def keep_apart(
    *,
    event: Event,
    left: Registration,
    right: Registration,
    by: Person | None,
    reason: str,
) -> Decision:
    """Let the organiser keep a pair apart; reason and name are for organisers alone."""
    decision = record_decision(
        event=event,
        by_registration=None,
        left=left,
        right=right,
        verdict="never",
        by=by,
    )
    decision.reason, decision.set_by = reason[:300], str(by) if by else "system"
    decision.save(update_fields=["reason", "set_by"])
    return decision


@transaction.atomic
def record_wishes(
    *, event: Event, wishes: Iterable[tuple[Registration, Registration]]
) -> None:
    """Keep of many pairs at once that the first wants to meet the second: `record_decision` in few statements."""
    known = {
        (each.by_id, each.left_id, each.right_id): each
        for each in Decision.objects.filter(event=event, by__isnull=False)
    }
    made: dict[tuple[int, int, int], Decision] = {}
    for asks, asked in wishes:
        key = (asks.pk, *pair(asks.pk, asked.pk))
        if key not in known:
            made[key] = Decision(
                event=event, by=asks, left_id=key[1], right_id=key[2], verdict="wanted"
            )
        elif known[key].verdict not in ("wanted", "never"):
            known[key].verdict = "wanted"
            known[key].save()
    Decision.objects.bulk_create(made.values(), batch_size=500)


@transaction.atomic
def withdraw_decision(*, decision: Decision, by: Person | None) -> None:
    """Take a verdict back: the pair is as if nothing had been said."""
    log.record("withdraw decision", decision, by=by, event_id=decision.event_id)
    decision.delete()


def record_outcome(
    *,
    event: Event,
    left: Registration,
    right: Registration,
    by: Person | None,
) -> Decision:
    """Keep that a pair has met, whichever side the word comes from."""
    return record_decision(
        event=event,
        by_registration=None,
        left=left,
        right=right,
        verdict="held",
        by=by,
    )
