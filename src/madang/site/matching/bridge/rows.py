"""Pairs as they are stored: `PairRow` → suggestions with their reasons."""

from collections.abc import Sequence

from madang.site.matching.bridge.pairs import PairRow
from madang.site.matching.models import Reason, Run, Suggestion


def write(run: Run, pairs: Sequence[PairRow]) -> None:
    """Store the pairs and their reasons under a run."""
    made = Suggestion.objects.bulk_create(
        [
            Suggestion(
                run=run,
                left_id=each.left,
                right_id=each.right,
                score=each.score,
                left_gain=each.left_gain,
                right_gain=each.right_gain,
                rank_for_left=each.ranks.get(each.left),
                rank_for_right=each.ranks.get(each.right),
            )
            for each in pairs
        ],
        batch_size=500,
    )
    Reason.objects.bulk_create(
        [
            Reason(
                suggestion_id=suggestion.pk,
                gain_of_id=each.gain_of,
                reader_id=each.reader,
                kind=each.kind,
                strength=each.strength,
                seek_id=each.seek,
                offer_id=each.offer,
                terms=each.terms,
                position=position,
            )
            for suggestion, row in zip(made, pairs, strict=True)
            for position, each in enumerate(row.reasons)
        ],
        batch_size=500,
    )
