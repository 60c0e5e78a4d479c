"""Profiles from what is older, queries from what is newer: windows over records in the order of time, and recall in them."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from benchmarks.matching.trial_records import Records, is_federal
from madang.engine.match import partners, works_text
from madang.engine.match.partners import Index
from madang.engine.match.partners_learned import Lesson
from madang.engine.match.works import (
    Floats,
    Ints,
    Work,
    candidates_of,
    known_partners,
    past_of,
)

DEPTHS = (10, 20)
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Window:
    """Queries against the profiles before them.

    `values` is queries × candidates × features; `truth` who joined, `known` whom the sponsor had worked with before, `allowed` all
    but the sponsor itself, each queries × candidates.
    """

    values: npt.NDArray[np.float32]
    truth: Bools
    known: Bools
    allowed: Bools

    def lesson(self) -> Lesson:
        """The same for a ranker to learn from."""
        return Lesson(self.values, self.truth, self.allowed)


@dataclass(frozen=True)
class Cut:
    """Records cut in two: profiles that were read, and the queries with a partner among the candidates."""

    index: Index
    queries: list[Work]


def cut(
    records: Records, until: int, first: int, last: int, *, placeless: bool = False
) -> Cut:
    """Profiles from works[:until], queries from works[first:last]; `placeless`: the queries do not tell their countries."""
    works = records.works
    now = max(work.when for work in works[:until])
    past = past_of(records.parties, works[:until], now)
    names = [party.name for party in records.parties]
    found = [one for one in candidates_of(past) if not is_federal(names[one])]
    rank = set(found)
    queries = [
        work for work in works[first:last] if rank & set(work.partners) - {work.leader}
    ]
    if placeless:
        queries = [replace(query, countries=frozenset()) for query in queries]
    return Cut(partners.index_of(past, np.array(found)), queries)


def window(half: Cut) -> Window:
    """The values of all candidates for all queries, and the truth."""
    index, queries = half.index, half.queries
    leaders = np.array([query.leader for query in queries], dtype=np.int64)
    allowed = partners.may_be_suggested(index, queries)
    joined = [np.isin(index.candidates, query.partners) for query in queries]
    known = known_partners(index.past, leaders)[:, index.candidates].toarray() > 0
    truth = np.array(joined).reshape(allowed.shape) & allowed
    return Window(partners.values_of(index, queries), truth, known, allowed)


def embedded(half: Cut) -> Floats:
    """Scores of an embedding: the closest of a candidate's works in 256 latent dimensions (Deerwester and others 1990).

    The embedding is learnt from the profiles' own words, so it needs nothing that would have to be fetched.
    """
    from sklearn.decomposition import TruncatedSVD
    from sklearn.preprocessing import normalize

    past, words = half.index.past, half.index.words
    rows = words.rows["whole"]
    few = min(256, min(rows.shape) - 1)
    latent = TruncatedSVD(few, random_state=0).fit(rows)
    asked = works_text.read_as(words, half.queries, "whole")
    near = normalize(latent.transform(asked)) @ normalize(latent.transform(rows)).T
    found: Floats = works_text.best_of(near, past.takes[:, half.index.candidates])
    return found


def hits(scores: Floats, place: Window, *, new: bool) -> Floats:
    """Recall of each query at DEPTHS, queries with a partner to find × depths.

    With `new`, whom the sponsor had worked with before is taken out of the ranking and out of what is to be found. Equal scores are
    ordered by lot, the same for every method.
    """
    allowed = place.allowed & ~place.known if new else place.allowed
    truth = place.truth & allowed
    rows = np.flatnonzero(truth.any(axis=1))
    lists = ranked(scores[rows], allowed[rows], max(DEPTHS))
    found = np.take_along_axis(truth[rows], lists, axis=1)
    total = truth[rows].sum(axis=1)
    return np.stack([found[:, :depth].sum(axis=1) / total for depth in DEPTHS], axis=1)


def ranked(scores: Floats, allowed: Bools, length: int) -> Ints:
    """The columns of the highest scores, best first: rows × length."""
    lots = np.random.default_rng(0).permutation(scores.shape[1])
    turned = np.where(allowed, scores, -np.inf)[:, lots]
    found: Ints = lots[np.argsort(-turned, axis=1, kind="stable")[:, :length]]
    return found


def error_of(recalls: Floats) -> Floats:
    """Standard error of the mean over the queries, one a depth."""
    spread: Floats = recalls.std(axis=0, ddof=1) / np.sqrt(len(recalls))
    return spread


def above(recalls: Floats, others: Floats, *, draws: int = 2000) -> Floats:
    """Paired bootstrap: the share of resamples of the queries in which the first method has the higher mean, one a depth."""
    draw = np.random.default_rng(0)
    gain = recalls - others
    means = [
        gain[draw.integers(0, len(gain), len(gain))].mean(axis=0) for _ in range(draws)
    ]
    share: Floats = (np.array(means) > 0).mean(axis=0)
    return share
