"""What was believed at the end of a day: the claims recorded by then, as they stood then. Pure but for the claims themselves.

A claim is superseded when the claim in its place is recorded, in one transaction: that is the time that counts.
"""

from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from madang.site.ledger.models import Claim, MergeDecision
from madang.site.ledger.rules.merging import root_of


def end_of(day: date) -> datetime:
    """Return the moment at which a day ends, in the time zone of the reader."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


def as_believed(claims: Iterable[Claim], until: datetime) -> list[Claim]:
    """Return the claims recorded before a moment, as they were then: one that was superseded later still stands.

    Copies: fetch `superseded_by` before.
    """
    found = []
    for claim in claims:
        if claim.recorded_at >= until:
            continue
        then = copy(claim)
        # A copy shares what was fetched with the claim itself.
        then._state = copy(claim._state)  # noqa: SLF001 - what Django keeps of a row
        then._state.fields_cache = dict(claim._state.fields_cache)  # noqa: SLF001 - as above
        later = claim.superseded_by
        if later is not None and later.recorded_at >= until:
            then.superseded_by = None
        found.append(then)
    return found


def pointers_at(decisions: Iterable[MergeDecision], until: datetime) -> dict[int, int]:
    """Return which organisation was merged into which at a moment."""
    return {
        each.away_id: each.kept_id
        for each in decisions
        if each.decided_at < until
        and (each.undone_at is None or each.undone_at >= until)
    }


def shown_under(pointers: Mapping[int, int], organisation: int) -> int:
    """Return the organisation under which one showed."""
    return root_of(pointers, organisation)
