"""Who could join a demand: what speaks for each candidate, added up with weights that anybody can read.

A score is Σ weight · value over `WEIGHTS`. Every weight is above 0 and every value rises with what speaks for a candidate, so more of
anything never lowers a score, and the summands are the reasons. Scores order the candidates of one demand; those of different
demands are not to be compared.

Values are made from works of the past alone (`works.py`); nothing personal is among them. Docs: docs/explanation/matching.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from madang.engine.match import works_facets as facets
from madang.engine.match import works_text as text
from madang.engine.match import works_ties as ties
from madang.engine.match.works import Ints, Past, Singles, Work

VERSION = 1
WEIGHTS: dict[str, float] = {
    "whole_best": 1.5,
    "title_best": 1.5,
    "subject_best": 2.5,
    "field_best": 0.5,
    "whole_all": 1.5,
    "joined_alike": 0.2,
    "faded_together": 1.0,
    "last_together": 0.03,
    "together_alike": 2.0,
    "common_partners": 0.6,
    "walked": 0.5,
    "kin": 4.0,
    "ties_of_kin": 0.1,
    "sought_now": 0.5,
    "last_active": 0.07,
    "joined_kind": 0.15,
    "pair_of_kinds": 0.1,
    "home_ground": 1.0,
    "wanted_ground": 0.1,
    "usual_kinds": 1.0,
    "stage_near": 0.3,
}
"""Set by hand, version 1. What each value is, its unit and range: the function of the same or a like name in `works_*.py`."""
FEATURES = tuple(WEIGHTS)
DEMANDS_AT_ONCE = 128
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Index:
    """A past that has been read once for many demands: its words, its parties' names, who may be suggested."""

    past: Past
    words: text.Words
    names: Any
    candidates: Ints


def index_of(past: Past, candidates: Ints) -> Index:
    """Read a past; `candidates` are the positions of the parties to rank. Raises ValueError for none."""
    if not len(candidates):
        message = "nobody could be suggested"
        raise ValueError(message)
    names = ties.name_rows(past.parties)
    return Index(past, text.words_of(past), names, np.asarray(candidates))


def values_of(index: Index, demands: Sequence[Work]) -> Singles:
    """What speaks for each candidate: demands × candidates × FEATURES."""
    parts = [_values(index, portion) for portion in _portions(demands)]
    return np.concatenate(parts) if parts else np.zeros(_shape(index), np.float32)


def added(values: Singles) -> Singles:
    """The shipped score of `values_of`, by the WEIGHTS: demands × candidates."""
    return values @ np.array([WEIGHTS[name] for name in FEATURES], dtype=np.float32)


def may_be_suggested(index: Index, demands: Sequence[Work]) -> Bools:
    """False for the leader itself: demands × candidates."""
    leaders = np.array([demand.leader for demand in demands], dtype=np.int64)
    allowed: Bools = index.candidates[None, :] != leaders[:, None]
    return allowed


def _shape(index: Index) -> tuple[int, int, int]:
    return 0, len(index.candidates), len(FEATURES)


def _portions(demands: Sequence[Work]) -> Iterator[Sequence[Work]]:
    for first in range(0, len(demands), DEMANDS_AT_ONCE):
        yield demands[first : first + DEMANDS_AT_ONCE]


def _values(index: Index, demands: Sequence[Work]) -> Singles:
    past, candidates = index.past, index.candidates
    leaders = np.array([demand.leader for demand in demands], dtype=np.int64)
    found = _from_words(index, demands, leaders)
    found |= {
        "faded_together": ties.faded_together(past, leaders, candidates),
        "last_together": ties.last_together(past, leaders, candidates),
        "common_partners": ties.common_partners(past, leaders, candidates),
        "walked": ties.walked(past, leaders, candidates),
        "kin": ties.kin(index.names, leaders, candidates),
        "ties_of_kin": ties.ties_of_kin(index.names, past, leaders, candidates),
        "sought_now": facets.sought_now(past, candidates)[None, :],
        "last_active": facets.last_active(past, candidates)[None, :],
        "joined_kind": facets.joined_kind(past, demands, candidates),
        "pair_of_kinds": facets.pair_of_kinds(past, demands, candidates),
        "home_ground": facets.home_ground(past, demands, candidates),
        "wanted_ground": facets.wanted_ground(past, demands, candidates),
        "usual_kinds": facets.usual_kinds(past, demands, candidates),
        "stage_near": facets.stage_near(past, demands, candidates),
    }
    table = np.empty((len(demands), len(candidates), len(FEATURES)), dtype=np.float32)
    for place, name in enumerate(FEATURES):
        table[:, :, place] = found[name]
    return table


def _from_words(
    index: Index, demands: Sequence[Work], leaders: Ints
) -> dict[str, Singles]:
    past, words, candidates = index.past, index.words, index.candidates
    takes, joins = past.takes[:, candidates], past.joins[:, candidates]
    found = {}
    for name in text.FIELDS:
        like = text.likeness(words, demands, name)
        found[f"{name}_best"] = text.best_of(like, takes)
        if name == "whole":
            found["joined_alike"] = text.joined_alike(like, joins)
            found["together_alike"] = ties.together_alike(
                like, past, leaders, candidates
            )
    found["whole_all"] = text.whole_alike(words, demands, past, candidates)
    return found
