"""Profiles of two people as columns of a row: what the one says, what the other says, and how the two go together."""

from dataclasses import dataclass

import numpy as np

from benchmarks.matching.decision_records import (
    HABITS,
    INTERESTS,
    OWN,
    PROFILE,
    QUALITIES,
    SOUGHT,
    Evenings,
    filled,
)
from madang.engine.match.works import Floats

GIVERS_SHARE = 0.7
"""How much more than the others the weights of what the giver says of themselves are held back."""
KERNEL, KERNEL_PARTS, KERNEL_SCALE = 1.0, 80, 12.0
"""Nearness of profiles: exp(-squared distance / (2 · KERNEL · its median)), as so many columns, by so much."""
WORD_PARTS, WORD_SCALE = 60, 8.0
"""Field and career as so many columns whose products are nearly the likeness of the words, by so much."""
Columns = dict[str, Floats]


@dataclass(frozen=True)
class Table:
    """Columns of decisions (`single`: rows × columns, the giver's held back) and of pairs (`double`: the same for both orders)."""

    single: Floats
    double: Floats


def table(evenings: Evenings) -> Table:
    """All columns. What is standard or near is so among all profiles, which are known before any decision."""
    own, other, shared = sides(evenings)
    rows, both = evenings.giver, evenings.receiver
    held = [GIVERS_SHARE * part[rows] for part in own.values()]
    told = [part[both] for part in other.values()]
    single = np.hstack([*held, *told, *shared.values()])
    alone = [part[rows] + part[both] for part in own.values()]
    mutual = [part + part[evenings.reverse] for part in shared.values()]
    return Table(single, np.hstack([*alone, *mutual]))


def sides(evenings: Evenings) -> tuple[Columns, Columns, Columns]:
    """Columns of the giver, of the receiver (people × columns each) and of the pair (rows × columns)."""
    people = single_columns(evenings)
    return people, people, pair_columns(evenings)


def single_columns(evenings: Evenings) -> Columns:
    """What one person says, in groups."""
    places = {name: number for number, name in enumerate(PROFILE)}
    groups = {"interests": INTERESTS, "sought": SOUGHT, "own": (*OWN, *HABITS)}
    found = {
        name: evenings.profile[:, [places[one] for one in group]]
        for name, group in groups.items()
    }
    for code, values in evenings.codes.items():
        found[code] = filled(marks(values))
    parts = words(evenings.words)[1]
    found["words"] = WORD_SCALE * (parts - parts.mean(axis=0))
    found["near"] = KERNEL_SCALE * near(evenings.profile)
    return found


def pair_columns(evenings: Evenings) -> Columns:
    """How two go together; the same profiles in the other order give the other's row."""
    u, v = evenings.profile[evenings.giver], evenings.profile[evenings.receiver]
    places = {name: number for number, name in enumerate(PROFILE)}
    sought = [places[f"{quality}1_1"] for quality in QUALITIES[:5]]
    own = [places[f"{quality}3_1"] for quality in QUALITIES[:5]]
    liked = [places[name] for name in INTERESTS]
    apart = -np.abs(u - v)
    alike = [apart[:, liked].mean(axis=1), (u * v)[:, liked].mean(axis=1)]
    alike += [apart[:, sought].mean(axis=1), apart[:, own].mean(axis=1)]
    alike += [apart[:, places[name]] for name in ("go_out", "date")]
    grams = words(evenings.words)[0]
    near_words = (grams[evenings.giver] * grams[evenings.receiver]).sum(axis=1)
    made = {
        "wanted": u[:, sought] * v[:, own],
        "wanting": u[:, own] * v[:, sought],
        "like to like": u[:, own] * v[:, own],
        "interests apart": apart[:, liked],
        "interests together": (u * v)[:, liked],
        "alike": np.column_stack([*alike, evenings.alike, near_words]),
        "same": np.column_stack([same(evenings, code) for code in evenings.codes]),
    }
    return {name: filled(values) for name, values in made.items()}


def same(evenings: Evenings, code: str) -> Floats:
    """Whether both have the same code."""
    values = np.array(evenings.codes[code])
    return (values[evenings.giver] == values[evenings.receiver]).astype(float)


def marks(values: list[str]) -> Floats:
    """A column of 0 and 1 a value, without one for what was not said."""
    kinds = sorted(set(values) - {""})
    return np.array([[float(one == kind) for kind in kinds] for one in values])


def words(texts: list[str]) -> tuple[Floats, Floats]:
    """Letter groups of field and career: weighed and of length 1, and their first parts. Where no group is common, one column of 0."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer

    maker = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(3, 4), min_df=4, sublinear_tf=True
    )
    try:
        grams = maker.fit_transform(texts)
    except ValueError:
        nothing = np.zeros((len(texts), 1))
        return nothing, nothing
    parts = min(WORD_PARTS, grams.shape[1] - 1)
    if parts < 1:
        return grams.toarray(), grams.toarray()
    return grams.toarray(), TruncatedSVD(parts, random_state=0).fit_transform(grams)


def near(profile: Floats) -> Floats:
    """Nearness of profiles as columns whose products are the centred kernel."""
    squares = ((profile[:, None] - profile[None]) ** 2).sum(axis=2)
    kernel = np.exp(-squares / (2 * KERNEL * np.median(squares)))
    level = kernel.mean(axis=0)
    values, parts = np.linalg.eigh(kernel - level - level[:, None] + level.mean())
    kept = slice(-KERNEL_PARTS, None)
    found: Floats = parts[:, kept] * np.sqrt(np.maximum(values[kept], 0))
    return found
