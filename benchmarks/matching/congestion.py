"""`python -m benchmarks.matching.congestion`: lists in a crowded market, beside lists by own and by mutual interest.

The synthetic market of Su, Bayoumi and Joachims, "Optimizing Rankings for Recommendation in Matching Markets" (WWW 2022),
drawn anew: 150 candidates read lists of 100 employers and apply; an employer looks at applicants in the order of its own
interest. Interests are uniform (`random`), alike on both sides (`similar`, noise of .2) or opposed (`reverse`); a share λ of
them is common to all, from 1 down to 0. Attention falls with the place as 1/x, 1/log(1 + x) or exp(1 - x). Counted is the exact
expected number of meetings: how many applicants stand before one has a Poisson-binomial distribution.
"""

import argparse
import json
import sys
import time
from statistics import mean
from typing import Any

import numpy as np
from numpy.typing import NDArray

from madang.engine.match.allocation import Candidates, allocate, room_by_rank
from madang.engine.match.exposure import exposure_of, times_shown

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
CANDIDATES, EMPLOYERS, NOISE = 150, 100, 0.2
SETTINGS: tuple[tuple[str, str, float, tuple[float, float, float]], ...] = (
    ("random", "1/x", 0.0, (156.3, 199.9, 198.5)),
    ("random", "1/x", 0.25, (128.7, 166.6, 173.5)),
    ("random", "1/x", 0.5, (106.9, 131.0, 152.7)),
    ("random", "1/x", 0.75, (95.0, 105.0, 134.2)),
    ("random", "1/x", 1.0, (92.1, 92.1, 118.2)),
    ("similar", "1/x", 0.5, (126.2, 143.8, 167.4)),
    ("reverse", "1/x", 0.5, (65.1, 104.5, 128.4)),
    ("random", "exp", 0.5, (25.9, 47.8, 84.4)),
    ("random", "1/log", 0.5, (639.2, 669.7, 673.7)),
)
"""Relevance, attention, λ, and the published figures of lists by own interest, by mutual interest, and of their method."""


def attention_of(kind: str, places: int) -> Floats:
    """How likely each place is looked at; 1/log is above 1 in the first place, as published, and cut there."""
    places_from_one = np.arange(1, places + 1, dtype=float)
    if kind == "1/x":
        return 1 / places_from_one
    if kind == "exp":
        return np.exp(1 - places_from_one)
    return 1 / np.log(1 + places_from_one)


def draw(relevance: str, crowding: float, seed: int) -> tuple[Floats, Floats]:
    """Interest of candidates in employers, and of employers in candidates, both candidates × employers."""
    chance = np.random.default_rng(seed)
    size = (CANDIDATES, EMPLOYERS)
    mine = chance.random(size)
    theirs = chance.random(size)
    if relevance == "similar":
        theirs = np.clip(mine + chance.normal(0, NOISE, size), 0, 1)
    elif relevance == "reverse":
        theirs = np.clip(1 - mine + chance.normal(0, NOISE, size), 0, 1)
    mine = (1 - crowding) * mine + crowding * np.linspace(1, 0, EMPLOYERS)[None, :]
    theirs = (1 - crowding) * theirs + crowding * np.linspace(1, 0, CANDIDATES)[:, None]
    return mine, theirs


def expected(lists: Ints, mine: Floats, theirs: Floats, kind: str) -> float:
    """The exact expected number of meetings of lists (candidates × employers, best first)."""
    seen = np.zeros_like(mine)
    places = attention_of(kind, EMPLOYERS)
    np.put_along_axis(seen, lists, np.broadcast_to(places, lists.shape), axis=1)
    chance = np.clip(seen * mine, 0, 1)
    look = attention_of(kind, CANDIDATES)
    total = 0.0
    for employer in range(EMPLOYERS):
        before = np.zeros(CANDIDATES + 1)
        before[0] = 1.0
        for one in np.argsort(-theirs[:, employer], kind="stable"):
            wanted = np.clip(theirs[one, employer] * look, 0, 1)
            total += chance[one, employer] * float(before[:-1] @ wanted)
            p = chance[one, employer]
            before[1:] = before[1:] * (1 - p) + before[:-1] * p
            before[0] *= 1 - p
    return total


def welfare_lists(mine: Floats, theirs: Floats, kind: str) -> Ints:
    """Lists by `allocate`: candidates read, employers are read; nobody is capped."""
    people = CANDIDATES + EMPLOYERS
    start = np.minimum(np.arange(people + 1), CANDIDATES) * EMPLOYERS
    candidates = Candidates(
        start=start,
        other=np.tile(np.arange(CANDIDATES, people), CANDIDATES),
        mine=mine.ravel(),
        theirs=theirs.ravel(),
    )
    found = allocate(
        candidates,
        attention=np.minimum(attention_of(kind, EMPLOYERS), 1),
        room=room_by_rank(np.minimum(attention_of(kind, CANDIDATES), 1), people),
        shown_most=np.full(people, people),
    )
    return found.lists[:CANDIDATES] - CANDIDATES


def measure(
    setting: tuple[str, str, float, tuple[float, float, float]], draws: int
) -> dict[str, Any]:
    """Means over the draws: expected meetings of the three kinds of lists, seconds and Gini of ours."""
    relevance, kind, crowding, published = setting
    rows = []
    for seed in range(1, draws + 1):
        mine, theirs = draw(relevance, crowding, seed)
        started = time.process_time()
        ours = welfare_lists(mine, theirs, kind)
        seconds = time.process_time() - started
        own = np.argsort(-mine, axis=1, kind="stable")
        mutual = np.argsort(-mine * theirs, axis=1, kind="stable")
        rows.append(
            [
                *(expected(each, mine, theirs, kind) for each in (own, mutual, ours)),
                seconds,
                exposure_of(times_shown(ours[:, :10], EMPLOYERS)).gini,
            ]
        )
    names = ("own", "mutual", "welfare", "seconds", "gini")
    middle = {name: mean(row[at] for row in rows) for at, name in enumerate(names)}
    return {
        "relevance": relevance,
        "attention": kind,
        "crowding": crowding,
        "published": published,
        "draws": draws,
        **middle,
        "share_of_published": middle["welfare"] / published[2],
    }


def main() -> int:
    """Measure every setting; one JSON line each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--draws", type=int, default=10)
    chosen = parser.parse_args()
    measure(SETTINGS[0], 1)  # loads the machine code
    for setting in SETTINGS:
        sys.stdout.write(json.dumps(measure(setting, chosen.draws)) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
