"""Whom the leader of a demand has worked with, and whom those have worked with.

Common partners count by rarity (Adamic and Adar 2003), longer ways by a walk that returns to the leader (random walk with restart:
Tong, Faloutsos and Pan 2006). Parties whose names share rare words are taken as kin: sites, branches and other spellings.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from madang.engine.match.works import Ints, Party, Past, Singles
from madang.engine.match.works_text import FADING, best_of

RETURN, STEPS = 0.3, 12
KIN = 0.6
"""Names at least so alike (cosine of their words, weighted by rarity) are kin."""
NEVER = -12.0
"""Years since the last joint work where there was none; nothing older counts either."""
PLAIN_NAME_WORDS = [
    "university", "hospital", "center", "centre", "medical", "institute", "national", "research", "health", "the", "and",
    "for", "of", "cancer", "college", "school", "pharmaceuticals", "pharma", "group", "clinical",
]  # fmt: skip
NAME_WORD = r"(?u)\b\w{3,}\b"


def faded_together(past: Past, leaders: Ints, candidates: Ints) -> Singles:
    """ln(1 + the leader's works that the other joined, each e^(-age/4)): leaders × candidates."""
    fading = past.leads.multiply(np.exp(-past.ages / FADING)[:, None]).tocsr()
    led = (fading.T @ past.joins).tocsr()
    return _logarithm(led[leaders][:, candidates])


def led_by_other(past: Past, leaders: Ints, candidates: Ints) -> Singles:
    """ln(1 + works together that the leader did not lead): leaders × candidates."""
    led = (past.leads.T @ past.joins).tocsr()
    rest = past.ties[leaders][:, candidates] - led[leaders][:, candidates]
    return _logarithm(rest.maximum(0))


def last_together(past: Past, leaders: Ints, candidates: Ints) -> Singles:
    """Minus the years since the last joint work, from -12 (never, or longer ago) to 0: leaders × candidates."""
    own = past.takes[:, leaders].T.toarray()
    since = np.maximum(NEVER - 1.0, -past.ages)[None, :] - NEVER
    last = best_of(np.where(own > 0, since, 0.0).astype(np.float32), past.takes)
    years: Singles = np.maximum(last[:, candidates], 0.0) + np.float32(NEVER)
    return years


def together_alike(
    likeness: Singles, past: Past, leaders: Ints, candidates: Ints
) -> Singles:
    """ln(1 + Σ likeness of the works that both took part in): leaders × candidates."""
    own = past.takes[:, leaders].T.multiply(likeness).tocsr()
    return _logarithm(own @ past.takes[:, candidates])


def common_partners(past: Past, leaders: Ints, candidates: Ints) -> Singles:
    """ln(1 + Σ over common partners of 1 / ln(their number of partners + ½)): leaders × candidates."""
    from scipy.sparse import diags

    near = (past.ties > 0).astype(np.float32)
    degree = np.asarray(near.sum(axis=1)).ravel()
    rarity = diags(1.0 / np.log(np.maximum(degree, 2.0) + 0.5))
    return _logarithm(near[leaders] @ rarity @ near[:, candidates])


def walked(past: Past, leaders: Ints, candidates: Ints) -> Singles:
    """Where a walk along ties ends that returns to its leader with probability 0.3: leaders × candidates.

    Square root of the share, relative to the mean of the leader's five largest; from 0 to about 2.
    """
    from scipy.sparse import diags

    degree = np.asarray(past.ties.sum(axis=1)).ravel()
    step = (diags(1.0 / np.maximum(degree, 1.0)) @ past.ties).T.tocsr()
    start = np.zeros((len(past.parties), len(leaders)), dtype=np.float32)
    start[leaders, np.arange(len(leaders))] = 1.0
    at = start
    for _ in range(STEPS):
        at = RETURN * start + (1.0 - RETURN) * (step @ at)
    at[leaders, np.arange(len(leaders))] = 0.0
    found = at[candidates].T
    top = np.sort(found, axis=1)[:, -5:].mean(axis=1, keepdims=True)
    share: Singles = np.sqrt(np.minimum(found / np.maximum(top, 1e-9), 4.0))
    return share


def name_rows(parties: Sequence[Party]) -> Any:
    """Names as unit rows over their words of three letters or more, rare words weighing more: parties × words."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    reader = TfidfVectorizer(token_pattern=NAME_WORD, stop_words=PLAIN_NAME_WORDS)
    names = [party.name for party in parties]
    # a word for nothing, so that names of plain words alone can be read too
    return reader.fit([*names, "nobody"]).transform(names)


def kin(names: Any, leaders: Ints, candidates: Ints) -> Singles:
    """How alike two names are, 0 to 1: leaders × candidates."""
    alike: Singles = (names[leaders] @ names[candidates].T).toarray()
    return alike.astype(np.float32)


def ties_of_kin(names: Any, past: Past, leaders: Ints, candidates: Ints) -> Singles:
    """ln(1 + Σ over parties with names like the leader's of likeness² · works with the candidate): leaders × candidates."""
    near = (names[leaders] @ names.T).tocsr()
    near.data[near.data < KIN] = 0.0
    near.data **= 2
    near.eliminate_zeros()
    return _logarithm(near @ past.ties[:, candidates])


def _logarithm(table: Any) -> Singles:
    found: Singles = np.log1p(table.toarray()).astype(np.float32)
    return found
