"""`python -m benchmarks.matching.decisions FILE`: who says yes to whom, and to whom both say yes.

FILE is the gzipped CSV of the speed-dating record of Fisman, Iyengar and others (2002 to 2004), or `speed_dating.csv.gz` in the
folder MADANG_MATCHING_DATA. It stands in for two-sided choice under scarce time, not for people's worth: sex, age and origin are never read.

The protocol, written down before the figures were made:

- Ordered pairs with both sides known; a match is a yes of both. Evenings ("waves") are never split between learning and test.
- Three cuts: five folds by scikit-learn's GroupKFold; each evening alone; and DRAWS random cuts of the evenings into five, of which mean
  and standard deviation are told and none is picked.
- Cold: what people said before the evening alone. AUC of the match over unordered pairs of all test evenings together, standard
  error by drawing evenings again. All that is fitted (weights, spreads, curves) is fitted on the learning evenings.
- After four decisions: the first four of each person by their order are known; tested are pairs of which neither decision is. Spreads and
  stretch are chosen on the learning evenings.
- Meetings: at most three (five) a person; counted are those to which both had said yes. At once: all meetings of an evening from the product of
  the cold chances. In rounds: one meeting each at a time, and both decisions of those who met are learned before the next round.
- Calibration: error over ten bins of equally many pairs, the curve fitted on the learning evenings.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from benchmarks.matching.data import chosen_file
from benchmarks.matching.decision_features import table as columns_of
from benchmarks.matching.decision_meetings import Told, meetings_of
from benchmarks.matching.decision_models import (
    Cold,
    Warm,
    calibrated_on,
    chance,
    known,
)
from benchmarks.matching.decision_records import Evenings, evenings_of, rows_of
from madang.engine.match.calibration import calibration_error
from madang.engine.match.works import Floats, Ints

NAME = "speed_dating.csv.gz"
DRAWS, WARM_DRAWS, FOLDS = 20, 5, 5
FIRST_DRAW = 100
"""The cuts by which the columns were tried had the numbers 0 to 9."""
KNOWN = 4
RESAMPLES = 400
Parts = list[list[int]]


class Bench:
    """The record with its columns."""

    def __init__(self, evenings: Evenings) -> None:
        self.evenings = evenings
        self.cold = Cold(evenings, columns_of(evenings))
        self.waves = [int(wave) for wave in np.unique(evenings.wave)]

    def parts(self, seed: int) -> Parts:
        """The evenings in five parts at random."""
        order = np.random.default_rng(seed).permutation(self.waves)
        return [part.tolist() for part in np.array_split(order, FOLDS)]

    def grouped(self) -> Parts:
        """The five parts of GroupKFold."""
        wave = self.evenings.wave
        cuts = GroupKFold(FOLDS).split(wave, groups=wave)
        return [np.unique(wave[test]).tolist() for _, test in cuts]

    def told(self, parts: Parts) -> Told:
        """Cold scores of every evening from those of the other parts."""
        once, wave, both = self.evenings.once, self.evenings.wave, self.evenings.both
        found = np.zeros((3, len(wave)))
        for part in parts:
            rest = self.rest(part)
            new, own = self.cold.scores(rest)
            there, then = np.isin(wave, part), once[np.isin(wave[once], rest)]
            found[0, there] = new.single[there]
            found[1, there] = new.both[there]
            found[2, there] = calibrated_on(own.both[then], both[then], new.both[there])
        return Told(*found)

    def rest(self, part: list[int]) -> list[int]:
        """The evenings that are not in a part."""
        return [wave for wave in self.waves if wave not in part]

    def cold_row(self, told: Told) -> dict[str, float]:
        """Cold figures of one cut."""
        once, both = self.evenings.once, self.evenings.both
        mine = chance(told.single)
        product = mine * mine[self.evenings.reverse]
        return {
            "decision": auc(self.evenings.yes, told.single),
            "one side": auc(both, told.single),
            "product": auc(both[once], product[once]),
            "match": auc(both[once], told.both[once]),
            "error": calibration_error(told.match[once], both[once]),
        }

    def error_of(self, rows: Ints, score: Floats) -> float:
        """Standard error of the AUC of some rows, by drawing evenings again."""
        wave = self.evenings.wave[rows]
        of_wave = {one: rows[wave == one] for one in self.waves}
        draw, found = np.random.default_rng(0), []
        for _ in range(RESAMPLES):
            some = draw.choice(self.waves, len(self.waves))
            picked = np.concatenate([of_wave[one] for one in some])
            found.append(auc(self.evenings.both[picked], score[picked]))
        return float(np.std(found))

    def warm_row(self, parts: Parts, many: int) -> dict[str, Any]:
        """Figures after so many decisions of everybody."""
        warm = Warm(self.evenings, known(self.evenings, many))
        product, match = np.zeros((2, len(self.evenings.yes)))
        for part in parts:
            rest = self.rest(part)
            new, own = self.cold.scores(rest)
            prior = warm.chosen(own.single, rest)
            there, then = np.isin(self.evenings.wave, part), warm.hidden_of(rest)
            before = _logit(warm.chances(prior, own.single, rest)[then])
            product[there] = warm.chances(prior, new.single, part)[there]
            match[there] = calibrated_on(
                before, self.evenings.both[then], _logit(product[there])
            )
        rows = warm.hidden_of(self.waves)
        both = self.evenings.both[rows]
        return {
            "pairs": len(rows),
            "matches": int(both.sum()),
            "match": auc(both, product[rows]),
            "match_error": self.error_of(rows, product),
            "rates": auc(both, self.rates(warm)[rows]),
            "error": calibration_error(match[rows], both),
        }

    def rates(self, warm: Warm) -> Floats:
        """The plain yardstick: how often each said yes and was said yes to so far, drawn towards the middle by two answers."""
        told, count = warm.told.rows, self.evenings.giver.max() + 1
        parts = []
        for side in (self.evenings.giver, self.evenings.receiver):
            said = np.bincount(side[told], self.evenings.yes[told], count)
            parts.append((said + 2 * chance(0.0)) / (np.bincount(side[told], minlength=count) + 2))  # fmt: skip
        mine = parts[0][self.evenings.giver] * parts[1][self.evenings.receiver]
        found: Floats = mine * mine[self.evenings.reverse]
        return found


def _logit(chances: Floats) -> Floats:
    inside = np.clip(chances, 1e-9, 1 - 1e-9)
    found: Floats = np.log(inside / (1 - inside))
    return found


def auc(outcomes: Floats, scores: Floats) -> float:
    """The share of pairs of a yes and a no in which the yes has the higher score."""
    return float(roc_auc_score(outcomes, scores))


def measured(bench: Bench, draws: int, warm_draws: int) -> dict[str, Any]:
    """All figures."""
    cuts = {"five folds": bench.grouped(), "each evening alone": [[one] for one in bench.waves]}  # fmt: skip
    drawn = [bench.parts(FIRST_DRAW + seed) for seed in range(draws)]
    once = bench.evenings.once
    facts: dict[str, Any] = {"pairs": len(once), "matches": int(bench.evenings.both[once].sum())}  # fmt: skip
    cold: dict[str, Any] = {}
    for name, parts in cuts.items():
        say(name)
        told = bench.told(parts)
        cold[name] = bench.cold_row(told) | {"match_error": bench.error_of(once, told.both)}  # fmt: skip
    say("draws")
    tolds = [bench.told(parts) for parts in drawn]
    rows = [bench.cold_row(told) for told in tolds]
    cold["draws"] = {key: [float(f([row[key] for row in rows])) for f in (np.mean, np.std)] for key in rows[0]}  # fmt: skip
    facts["cold"] = cold
    say("meetings")
    facts["meetings"] = meetings_of(bench.evenings, tolds, DRAWS)
    say("after four decisions")
    facts["warm"] = {"five folds": bench.warm_row(cuts["five folds"], KNOWN)}
    again = [bench.warm_row(parts, KNOWN) for parts in drawn[:warm_draws]]
    if again:
        facts["warm"]["draws"] = {key: [float(f([row[key] for row in again])) for f in (np.mean, np.std)] for key in ("match", "error")}  # fmt: skip
    return facts


def say(text: str) -> None:
    """Progress, for a person who watches."""
    if sys.stderr.isatty():
        sys.stderr.write(f"{text}\n")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--draws", type=int, default=DRAWS)
    parser.add_argument("--warm-draws", type=int, default=WARM_DRAWS)
    given = parser.parse_args()
    bench = Bench(evenings_of(rows_of(chosen_file(given.file, NAME, "decisions"))))
    facts = measured(bench, given.draws, given.warm_draws)
    sys.stdout.write(json.dumps(facts, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
