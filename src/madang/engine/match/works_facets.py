"""What needs no words: countries, sorts of subject, stage, and how a party stands among all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from madang.engine.match.works import Floats, Ints, Past, Singles, Work, rows_of

QUICK = 1.0
"""Years of the fading that tells who is sought now."""
OLDEST = -12.0


def _table(sets: Sequence[frozenset[str]], known: dict[str, int]) -> Any:
    return rows_of(
        [sorted(known[one] for one in each if one in known) for each in sets],
        len(known),
    )


def _numbered(sets: Sequence[frozenset[str]]) -> dict[str, int]:
    return {one: place for place, one in enumerate(sorted(frozenset().union(*sets)))}


def home_ground(past: Past, demands: Sequence[Work], candidates: Ints) -> Singles:
    """ln of how much more often than usual a candidate works in the demand's countries and its leader's: demands × candidates.

    A demand's countries count double beside those of the works its leader led. Rates are smoothed towards the usual; 0 where
    no country is known.
    """
    lists = [work.countries for work in past.works]
    known = _numbered(lists)
    if not known:
        return np.zeros((len(demands), len(candidates)), dtype=np.float32)
    works = _table(lists, known)
    usual, rate = _rates(works, past.takes[:, candidates])
    led = (past.leads.T @ works).tocsr()
    wanted = _table([one.countries for one in demands], known)
    ground = led[[one.leader for one in demands]].toarray() + 2.0 * wanted.toarray()
    total = ground.sum(axis=1)
    ground /= np.maximum(total, 1.0)[:, None]
    lift = np.log(ground @ (rate / usual).T + 1e-3)
    lift[total == 0] = 0.0
    found: Singles = lift.astype(np.float32)
    return found


def wanted_ground(past: Past, demands: Sequence[Work], candidates: Ints) -> Singles:
    """Mean over the demand's own countries of ln(candidate's rate / usual rate): demands × candidates; 0 where it names none."""
    lists = [work.countries for work in past.works]
    known = _numbered(lists)
    if not known:
        return np.zeros((len(demands), len(candidates)), dtype=np.float32)
    usual, rate = _rates(_table(lists, known), past.takes[:, candidates])
    wanted = _table([one.countries for one in demands], known).toarray()
    share = wanted / np.maximum(wanted.sum(axis=1), 1.0)[:, None]
    found: Singles = (share @ np.log(rate / usual).T).astype(np.float32)
    return found


def _rates(works: Any, takes: Any) -> tuple[Floats, Floats]:
    usual = np.asarray(works.sum(axis=0)).ravel() + 5.0
    usual = usual / usual.sum()
    counts = (takes.T @ works).toarray()
    rate = (counts + 3.0 * usual) / (counts.sum(axis=1, keepdims=True) + 3.0)
    return usual, rate


def usual_kinds(past: Past, demands: Sequence[Work], candidates: Ints) -> Singles:
    """Sum over the demand's sorts of subject of their share in the candidate's works: demands × candidates."""
    lists = [work.kinds for work in past.works]
    known = _numbered(lists)
    if not known:
        return np.zeros((len(demands), len(candidates)), dtype=np.float32)
    counts = (past.takes[:, candidates].T @ _table(lists, known)).toarray()
    share = (counts + 0.2) / (counts.sum(axis=1, keepdims=True) + 1.0)
    wanted = _table([one.kinds for one in demands], known)
    found: Singles = (wanted @ share.T).astype(np.float32)
    return found


def stage_near(past: Past, demands: Sequence[Work], candidates: Ints) -> Singles:
    """Minus the distance of the demand's stage from the candidate's mean one; -1 where either is unknown."""
    stages = np.array([np.nan if w.stage is None else w.stage for w in past.works])
    told = np.isfinite(stages)
    takes = past.takes[:, candidates].T
    number = takes @ told.astype(float)
    mean = (takes @ np.where(told, stages, 0.0)) / np.maximum(number, 1.0)
    wanted = np.array([np.nan if w.stage is None else w.stage for w in demands])
    gap = -np.abs(wanted[:, None] - np.where(number > 0, mean, np.nan)[None, :])
    found: Singles = np.where(np.isfinite(gap), gap, -1.0).astype(np.float32)
    return found


def sought_now(past: Past, candidates: Ints) -> Singles:
    """ln(1 + works joined, each e^-age): one number a candidate."""
    found: Singles = np.log1p(past.joins[:, candidates].T @ np.exp(-past.ages / QUICK))
    return found.astype(np.float32)


def last_active(past: Past, candidates: Ints) -> Singles:
    """Minus the years since a candidate's last work, from -12 to 0."""
    columns = past.takes[:, candidates].tocsc()
    parts = np.split(past.ages[columns.indices], columns.indptr[1:-1])
    youngest = [part.min() if len(part) else -OLDEST for part in parts]
    found: Singles = np.maximum(OLDEST, -np.array(youngest)).astype(np.float32)
    return found


def joined_kind(past: Past, demands: Sequence[Work], candidates: Ints) -> Singles:
    """ln(1 + works of leaders of this kind that the candidate joined): demands × candidates."""
    kinds, members = _kinds(past)
    joined = (past.joins[:, candidates].T @ (past.leads @ members)).toarray()
    rows = [kinds[past.parties[one.leader].kind] for one in demands]
    found: Singles = np.log1p(joined.T[rows]).astype(np.float32)
    return found


def pair_of_kinds(past: Past, demands: Sequence[Work], candidates: Ints) -> Singles:
    """ln of the smoothed share of the candidate's kind among partners of leaders of this kind: demands × candidates."""
    kinds, members = _kinds(past)
    count = ((past.leads @ members).T @ (past.joins @ members)).toarray()
    share = np.log((count + 1.0) / (count.sum(axis=1, keepdims=True) + len(kinds)))
    rows = [kinds[past.parties[one.leader].kind] for one in demands]
    columns = [kinds[past.parties[one].kind] for one in candidates]
    found: Singles = share[np.ix_(rows, columns)].astype(np.float32)
    return found


def _kinds(past: Past) -> tuple[dict[str, int], Any]:
    names = sorted({party.kind for party in past.parties})
    kinds = {name: place for place, name in enumerate(names)}
    return kinds, rows_of([[kinds[party.kind]] for party in past.parties], len(kinds))
