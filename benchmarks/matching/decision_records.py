"""The public record of two-sided decisions: 21 evenings, everybody of one side meets everybody of the other, each says yes or no to each.

Read are what people said of themselves before the evening, who met whom, and the decisions. Never read are sex, age, race and all that stands for
origin, faith or income (FORBIDDEN), and whatever was written during or after the evening: scorecards, likings, guesses.
"""

import csv
import gzip
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from madang.engine.match.works import Floats, Ints

INTERESTS = [
    "sports",
    "tvsports",
    "exercise",
    "dining",
    "museums",
    "art",
    "hiking",
    "gaming",
    "clubbing",
    "reading",
    "tv",
    "theater",
    "movies",
    "concerts",
    "music",
    "shopping",
    "yoga",
]
QUALITIES = ("attr", "sinc", "intel", "fun", "amb", "shar")
SOUGHT = tuple(
    f"{quality}{block}" for block in ("1_1", "2_1", "4_1") for quality in QUALITIES
)
"""What one looks for, what one thinks the other side looks for, what one's own side looks for: each a share of 100."""
OWN = tuple(f"{quality}{block}" for block in ("3_1", "5_1") for quality in QUALITIES[:5])  # fmt: skip
"""How one sees oneself, and believes to be seen."""
HABITS = ("exphappy", "go_out", "date", "expnum")
PROFILE = (*INTERESTS, *SOUGHT, *OWN, *HABITS)
CODES = ("goal", "career_c", "field_cd")
WORDS = ("field", "career")
PAIRS = ("int_corr",)
READ = (*PROFILE, *CODES, *WORDS, *PAIRS)
FORBIDDEN = (
    "gender", "age", "age_o", "race", "race_o", "samerace", "imprace", "imprelig",
    "from", "zipcode", "income", "tuition", "mn_sat", "undergra",
    "like", "like_o", "prob", "prob_o", "met", "met_o", "match_es", "satis_2", "length", "numdat_2",
)  # fmt: skip
"""Personal attributes, and what was said during the evening or later; so is every column ending in _s, _o, _2 or _3."""


@dataclass(frozen=True)
class Evenings:
    """Decisions and those who made them.

    A row is one decision of `giver` on `receiver` (positions among the people); `reverse` is the row of the other's. `wave`
    is the evening of each row, `order` its place in the evening. `profile` (people × PROFILE) has no gaps: blocks of shares
    sum to 100, then every column has mean 0 and deviation 1, and what was not said is 0. `alike` is the correlation of interests.
    """

    giver: Ints
    receiver: Ints
    wave: Ints
    order: Floats
    yes: Floats
    both: Floats
    reverse: Ints
    profile: Floats
    codes: dict[str, list[str]]
    words: list[str]
    alike: Floats

    @property
    def once(self) -> Ints:
        """One row of each pair."""
        return np.flatnonzero(self.giver < self.receiver)


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a gzipped CSV with both sides of each meeting known. Raises SystemExit with a sentence where it cannot be read."""
    try:
        with io.TextIOWrapper(gzip.open(path), encoding="latin-1") as file:
            rows = [row for row in csv.DictReader(file) if row["pid"]]
    except (OSError, EOFError, KeyError) as error:
        message = f"{path}: no readable table of decisions"
        raise SystemExit(message) from error
    return rows


def evenings_of(rows: Sequence[dict[str, str]]) -> Evenings:
    """The rows as arrays. A row whose other side is missing would leave a pair half known: KeyError."""
    names = sorted({row["iid"] for row in rows}, key=int)
    place = {name: number for number, name in enumerate(names)}
    first = {row["iid"]: row for row in reversed(rows)}
    giver = np.array([place[row["iid"]] for row in rows])
    receiver = np.array([place[row["pid"]] for row in rows])
    of_pair = {
        pair: number for number, pair in enumerate(zip(giver, receiver, strict=True))
    }
    reverse = [of_pair[v, u] for u, v in zip(giver, receiver, strict=True)]
    return Evenings(
        giver=giver,
        receiver=receiver,
        wave=column(rows, "wave").astype(int),
        order=column(rows, "order"),
        yes=column(rows, "dec"),
        both=column(rows, "match"),
        reverse=np.array(reverse),
        profile=filled(profile_of([first[name] for name in names])),
        codes={code: [first[name][code] for name in names] for code in CODES},
        words=[" ".join(first[name][word].lower() for word in WORDS) for name in names],
        alike=filled(column(rows, "int_corr")[:, None])[:, 0],
    )


def column(rows: Sequence[dict[str, str]], name: str) -> Floats:
    """One column as numbers; what was not said is not a number."""
    return np.array([float(row[name]) if row[name] else np.nan for row in rows])


def profile_of(rows: Sequence[dict[str, str]]) -> Floats:
    """What people said before the evening, blocks of shares brought to 100."""
    values = np.column_stack([column(rows, name) for name in PROFILE])
    for block in ("1_1", "2_1", "4_1"):
        places = [PROFILE.index(f"{quality}{block}") for quality in QUALITIES]
        total = np.nansum(values[:, places], axis=1, keepdims=True)
        total[total <= 0] = np.nan
        values[:, places] = 100 * values[:, places] / total
    return values


def filled(values: Floats) -> Floats:
    """Columns with mean 0 and deviation 1, gaps at 0; a column that never changes is 0."""
    spread = np.nanstd(values, axis=0)
    centred = (values - np.nanmean(values, axis=0)) / np.where(spread > 0, spread, 1)
    found: Floats = np.where(np.isnan(centred), 0.0, centred)
    return found
