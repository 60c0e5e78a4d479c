"""What a reader must not conclude from the source of a tie, and what became of its attributions."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from madang.site.ledger.models import Tie, TieCaution
from madang.site.ledger.queries.claims import (
    claims_seen_by,
    standing_claims,
    with_evidence,
)
from madang.site.ledger.queries.evidence import Change
from madang.site.ledger.queries.relations import ATTRIBUTED
from madang.site.ledger.rules.access import Reader


def cautions_seen_by(user: Reader) -> QuerySet[TieCaution]:
    """Return the cautions that somebody may read: those without a claim, and those whose claim stands and is for this reader."""
    standing = standing_claims(claims_seen_by(user))
    return TieCaution.objects.filter(
        Q(claim=None) | Q(claim__in=standing), tie__is_withdrawn=False
    )


def cautions_of(user: Reader, ties: Iterable[Tie]) -> list[tuple[Tie, list[str]]]:
    """Return those of some ties of which somebody warns this reader, each with the warnings; one question."""
    rows = list(ties)
    words: dict[int, list[str]] = {}
    for each in cautions_seen_by(user).filter(tie__in=[tie.pk for tie in rows]):
        words.setdefault(each.tie_id, []).append(each.text)
    # A tie that stands in two lists is named once.
    known = {tie.pk: tie for tie in rows}
    return [(tie, words[pk]) for pk, tie in known.items() if pk in words]


def attribution_changes(user: Reader, tie: Tie) -> list[Change]:
    """Return the attributions of a tie that were corrected or withdrawn, each with what took its place."""
    about = {
        "relation__subject_tie": tie,
        "relation__predicate": ATTRIBUTED,
    }
    # A withdrawn relation is in nobody's list: its claims are judged by what they are about.
    rows = claims_seen_by(user).filter(**about)
    claims = {each.pk: each for each in with_evidence(rows, user)}
    return [
        Change(old=each, new=claims[each.superseded_by_id])
        for each in claims.values()
        if each.superseded_by_id in claims
    ]
