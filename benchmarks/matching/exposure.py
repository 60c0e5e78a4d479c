"""What it costs that nobody is shown too often: recall of ten-line lists under caps, on a random split of the records.

A fifth of the records, drawn by lot, are queries, the rest are profiles; so older works are sometimes suggested from newer ones, which
is why this split serves for exposure alone.
"""

from typing import Any

import numpy as np

from benchmarks.matching.trial_records import Records
from benchmarks.matching.windows import Window, cut, ranked, window
from madang.engine.match.even_lists import even_lists
from madang.engine.match.exposure import exposure_of, times_shown
from madang.engine.match.partners import added
from madang.engine.match.works import Floats, Ints

LENGTH = 10
SEED = 0
CAPS = (60, 30, 20, 12)
BONUSES = (0.0, 0.001, 0.005)


def random_split(records: Records) -> Window:
    """Profiles from four fifths of the records, queries from the others, by lot."""
    count = len(records.works)
    lot = np.random.default_rng(SEED).permutation(count)
    old, held = sorted(lot[: count * 4 // 5]), sorted(lot[count * 4 // 5 :])
    works = tuple(records.works[place] for place in (*old, *held))
    mixed = Records(records.parties, works)
    return window(cut(mixed, len(old), len(old), count))


def shares(scores: Floats, place: Window) -> Floats:
    """Scores as shares of each query's candidates, -inf where a pair may not be shown."""
    allowed = np.where(place.allowed, scores, -np.inf).astype(float)
    raised = np.exp(allowed - allowed.max(axis=1, keepdims=True))
    shared = raised / raised.sum(axis=1, keepdims=True)
    found: Floats = np.where(place.allowed, shared, -np.inf)
    return found


def curve(place: Window) -> list[dict[str, Any]]:
    """One row without a cap, then one a cap and bonus."""
    worth = shares(added(place.values), place)
    free = ranked(worth, place.allowed, LENGTH)
    rows = [figures(free, place, cap=0, bonus=0.0)]
    for cap in CAPS:
        for bonus in BONUSES:
            lists = even_lists(worth, length=LENGTH, most=cap, bonus=bonus)
            rows.append(figures(lists, place, cap=cap, bonus=bonus))
    for row in rows:
        row["loss"] = round(1 - row["recall"] / rows[0]["recall"], 4)
    return rows


def figures(lists: Ints, place: Window, *, cap: int, bonus: float) -> dict[str, Any]:
    """Recall and evenness of these lists."""
    found = np.take_along_axis(place.truth, np.maximum(lists, 0), axis=1)
    recall = ((found & (lists >= 0)).sum(axis=1) / place.truth.sum(axis=1)).mean()
    shown = exposure_of(times_shown(lists, place.truth.shape[1]))
    return {
        "cap": cap,
        "bonus": bonus,
        "recall": round(float(recall), 4),
        "peak": shown.peak,
        "peak_to_mean": round(shown.peak_to_mean, 2),
        "coverage": round(shown.coverage, 4),
        "gini": round(shown.gini, 3),
    }
