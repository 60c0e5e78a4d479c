"""`python -m benchmarks.matching.speed --organisations 10000`: how long everybody's lists take, and one list alone.

Made-up organisations with six needs and offers each; nothing is read from or written to a database. Measured are
everybody prepared and ranked, the lists shared out by hours, and the reasons of every pair that stands in a list; then,
against what is prepared, one organisation's list after it changed a need, 200 times. Beside it, where it fits into
memory, the plain way: cosines of character TF-IDF of everybody with everybody, ranked, without terms and reasons.
Prints JSON; each part says its seconds on the clock, those of the processor, and the peak of memory so far.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.matching.crowd import organisations
from madang.engine.match import candidates
from madang.engine.match.market import Market, prepare
from madang.engine.match.profile import Item, Profile
from madang.engine.match.ranking import Ranking, best_of, ranking
from madang.engine.match.run import suggest, suggest_for
from madang.engine.match.shares import Shares, share_out
from madang.engine.match.text import words_of
from madang.engine.match.weights import Weights

LISTED = 30
CONSIDERED = 90
HOURS = 16
VIABLE = 250
OWN_LISTS = 200
COMPARED = 200
"""Readers whose candidates are held against everybody."""
MOST_PLAIN = 3000
"""More profiles than this and the plain way needs more memory than a small server has."""


def peak() -> int:
    """The most memory that this process has held, in megabytes."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) // 1024
    return 0


class Clock:
    """Seconds since it was made, by part."""

    def __init__(self) -> None:
        self.parts: dict[str, dict[str, float]] = {}

    def measure(self, name: str, work: Callable[[], Any]) -> Any:
        """Do some work and write down what it took."""
        began, before = time.perf_counter(), time.process_time()
        found = work()
        self.parts[name] = {
            "seconds": round(time.perf_counter() - began, 2),
            "processor": round(time.process_time() - before, 2),
            "megabytes": peak(),
        }
        return found


def rebuilt(profiles: list[Profile], clock: Clock) -> tuple[Market, Ranking]:
    """Everybody's lists with the reasons of all pairs in them, as the site makes them."""
    open_ones = [
        replace(each, items=tuple(i for i in each.items if not i.confidential))
        for each in profiles
    ]
    market = clock.measure("prepared", lambda: prepare(open_ones, Weights()))
    best = clock.measure("ranked", lambda: ranking(market, top=CONSIDERED))
    free: dict[int | str, int] = dict.fromkeys(best.kept, HOURS)
    shares = clock.measure(
        "shared out", lambda: share_out(best, free, length=LISTED, viable=VIABLE)
    )
    clock.measure("reasons", lambda: reasoned(best, shares))
    return market, best


def reasoned(best: Ranking, shares: Shares) -> int:
    """Make the reasons of every pair of the lists once; how many pairs there are."""
    done: set[tuple[object, object]] = set()
    for reader, others in shares.lists.items():
        new = [each for each in others if (each, reader) not in done]
        done.update((reader, each) for each in new)
        best.suggestions(reader, new)
    return len(done)


def own_lists(market: Market, profiles: list[Profile]) -> list[float]:
    """Milliseconds of one list each, after the organisation wrote another need."""
    need = Item("seek", "a partner for cold chains", {"deal": frozenset({"supply"})})
    spent = []
    for profile in profiles[:OWN_LISTS]:
        changed = replace(profile, items=(*profile.items, need))
        began = time.perf_counter()
        suggest_for(market, changed, top=LISTED)
        spent.append(1000 * (time.perf_counter() - began))
    return sorted(spent)


def plain_way(profiles: list[Profile]) -> Any:
    """Everybody's order by the cosine of character TF-IDF, a table of everybody with everybody."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [" ".join(words_of(i) for i in each.items) for each in profiles]
    rows = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4)).fit_transform(texts)
    return np.argsort(-(rows @ rows.T).toarray(), axis=1)[:, :CONSIDERED]


def overlap(market: Market) -> float:
    """The share of the first twenty of some readers that stands among their candidates, were only these compared."""
    some = market.profiles[:: max(1, len(market.profiles) // COMPARED)]
    everybody = candidates.EVERYBODY
    try:
        candidates.EVERYBODY = len(market.profiles)
        whole = [best_of(market, each, top=20).columns for each in some]
        candidates.EVERYBODY = 0
        chosen = [best_of(market, each, top=20).columns for each in some]
    finally:
        candidates.EVERYBODY = everybody
    found = [
        len(np.intersect1d(best, kept)) / max(1, len(best))
        for best, kept in zip(whole, chosen, strict=True)
    ]
    return float(np.mean(found))


def measured(count: int, items: int) -> dict[str, Any]:
    """All figures of one size."""
    suggest(organisations(30, items, seed=1))  # machine code is loaded before
    profiles, clock = organisations(count, items), Clock()
    market, _best = rebuilt(profiles, clock)
    whole = {
        key: round(sum(part[key] for part in clock.parts.values()), 1)
        for key in ("seconds", "processor")
    }
    spent = own_lists(market, profiles)
    facts: dict[str, Any] = {
        "organisations": count,
        "items": items,
        "parts": clock.parts,
        "whole": whole | {"megabytes": peak()},
        "own_list_ms": {
            "p50": round(spent[len(spent) // 2], 1),
            "p95": round(spent[int(0.95 * len(spent))], 1),
        },
    }
    facts["candidates_hold"] = round(overlap(market), 4)
    if count <= MOST_PLAIN:
        clock.measure("plain", lambda: plain_way(profiles))
        facts["plain"] = clock.parts.pop("plain")
    return facts


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--organisations", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--items", type=int, default=6)
    asked = parser.parse_args()
    facts = [measured(count, asked.items) for count in asked.organisations]
    sys.stdout.write(json.dumps(facts, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
