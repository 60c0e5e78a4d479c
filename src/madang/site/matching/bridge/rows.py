"""Pairs as they are stored: `PairRow` → suggestions with their reasons."""

from collections.abc import Sequence

from madang.site.matching.bridge.pairs import PairRow
from madang.site.matching.models import OwnReasons, Run, Suggestion

AT_ONCE = 500


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
                reasons=each.reasons,
            )
            for each in pairs
        ],
        batch_size=AT_ONCE,
    )
    OwnReasons.objects.bulk_create(
        [
            OwnReasons(suggestion_id=suggestion.pk, reader_id=reader, reasons=reasons)
            for suggestion, row in zip(made, pairs, strict=True)
            for reader, reasons in row.own.items()
            if reasons
        ],
        batch_size=AT_ONCE,
    )
