"""How many real partners does matching find? Recall of known pairs among the first ten suggestions of a survey workbook.

    python benchmarks/lounge_recall.py SURVEY.xlsx COLLABORATED.json [--json]

SURVEY.xlsx holds one organisation a row (header row with "Organisation", "Fields of interest", "What we bring …",
"What we look for", …); COLLABORATED.json says under "collaborated" which of them really worked together, as
[name, name, …] rows. Neither file is part of this project. Madang, the cosine of plain word TF-IDF over the three
cells of text (tfidf) and over every cell (tfidf_all), and a random order are measured in one run on the same pairs,
each pair counted from both ends. The spread of a figure
is a bootstrap over organisations; methods are resampled together.
"""

import argparse
import json
import re
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import openpyxl
from sklearn.feature_extraction.text import TfidfVectorizer

from madang.engine.match.kinds import Reason
from madang.engine.match.market import prepare
from madang.engine.match.profile import Item, Profile
from madang.engine.match.ranking import look_at
from madang.engine.match.reader import reader_of
from madang.engine.match.run import suggest
from madang.engine.match.score import combined
from madang.engine.match.vocabulary import find_terms
from madang.engine.match.weights import Weights

FIRST = 10
COLUMNS = {
    "name": "organisation",
    "type": "organisation type",
    "country": "country",
    "fields": "fields of interest",
    "bring": "what we bring",
    "seek": "what we look for",
    "stage": "stage",
    "partners": "preferred partner type",
    "countries": "countries of interest",
    "languages": "working languages",
}


def read_rows(path: Path) -> list[dict[str, str]]:
    """The workbook's first sheet as one dictionary an organisation, cells as text."""
    sheet = list(
        openpyxl.load_workbook(path, read_only=True)
        .worksheets[0]
        .iter_rows(values_only=True)
    )
    header = next(
        n
        for n, row in enumerate(sheet)
        if "organisation" in [str(cell).strip().lower() for cell in row]
    )
    titles = [str(cell or "").strip().lower() for cell in sheet[header]]
    places = {
        key: next(n for n, title in enumerate(titles) if title.startswith(start))
        for key, start in COLUMNS.items()
    }
    places["name"] = titles.index("organisation")
    places["country"] = titles.index("country")
    rows = [
        {key: str(row[n] or "").strip() for key, n in places.items()}
        for row in sheet[header + 1 :]
    ]
    return [row for row in rows if row["name"]]


def to_profile(row: dict[str, str]) -> Profile:
    """One row as a profile: each line of what it brings is an offer, what it looks for is one seek item."""
    fields = frozenset(find_terms(row["fields"], "field")) | frozenset(
        pieces(row["fields"])
    )
    stages = frozenset(find_terms(row["stage"], "stage"))
    offers = [
        Item(
            "offer",
            line,
            {"field": fields | frozenset(find_terms(line, "field")), "stage": stages},
        )
        for line in (line.strip("- ").strip() for line in row["bring"].splitlines())
        if line
    ]
    wishes = {
        "deal": frozenset(find_terms(row["seek"], "deal")),
        "field": frozenset(find_terms(row["seek"], "field")),
        "partner_type": frozenset(pieces(row["partners"])),
        "country": frozenset(find_terms(row["countries"], "country")),
    }
    seeks = [Item("seek", row["seek"], wishes)] if row["seek"] else []
    countries = find_terms(row["country"], "country")
    return Profile(
        id=row["name"],
        type=row["type"],
        country=countries[0] if countries else "",
        languages=frozenset(
            part.strip() for part in row["languages"].split(",") if part.strip()
        ),
        items=tuple(offers + seeks),
    )


def pieces(cell: str) -> list[str]:
    """The parts of a cell that holds several."""
    return [part.strip() for part in re.split(r"[;\n]", cell) if part.strip()]


def madang_lists(profiles: list[Profile]) -> dict[str, list[str]]:
    """Names in Madang's order, the first ten of each."""
    return {
        str(reader): [str(line.id) for line in lines]
        for reader, lines in suggest(profiles, top=FIRST).items()
    }


def word_lists(
    rows: list[dict[str, str]], keys: tuple[str, ...]
) -> dict[str, list[str]]:
    """Names in the order of the cosine of word TF-IDF over these cells."""
    vectors = TfidfVectorizer().fit_transform(
        " ".join(row[key] for key in keys) for row in rows
    )
    similarity = (vectors @ vectors.T).toarray()
    np.fill_diagonal(similarity, -1.0)
    order = np.argsort(-similarity, axis=1, kind="stable")[:, :FIRST]
    return {
        row["name"]: [rows[n]["name"] for n in order[i]] for i, row in enumerate(rows)
    }


def random_lists(names: list[str], seed: int) -> dict[str, list[str]]:
    """Ten others of each, at random."""
    chance = np.random.default_rng(seed)
    return {
        name: chance.permutation([other for other in names if other != name])[
            :FIRST
        ].tolist()
        for name in names
    }


def hits(
    lists: dict[str, list[str]], partners: dict[str, set[str]]
) -> npt.NDArray[np.float64]:
    """For each organisation with partners: how many of them are in its list, and how many there are."""
    return np.array(
        [
            (len(known & set(lists[name])), len(known))
            for name, known in partners.items()
        ],
        dtype=float,
    )


def measure(
    found: dict[str, npt.NDArray[np.float64]], seed: int = 0
) -> dict[str, dict[str, float]]:
    """Recall of each method, its standard error, and how often it is at least as good as Madang when resampled."""
    chance = np.random.default_rng(seed)
    count = len(found["tfidf"])
    samples = chance.integers(0, count, size=(2000, count))
    drawn = {name: table[samples].sum(axis=1) for name, table in found.items()}
    recalls = {name: sums[:, 0] / sums[:, 1] for name, sums in drawn.items()}
    return {
        name: {
            "recall": round(float(table[:, 0].sum() / table[:, 1].sum()), 4),
            "standard_error": round(float(recalls[name].std()), 4),
            "mean_recall_of_an_organisation": round(
                float((table[:, 0] / table[:, 1]).mean()), 4
            ),
            "share_not_below_madang": round(
                float((recalls[name] >= recalls["madang"]).mean()), 4
            ),
        }
        for name, table in found.items()
    }


def faithfulness(profiles: list[Profile]) -> tuple[int, int]:
    """How many first suggestions score lower without what their first reason cites, and of how many."""
    place = {profile.id: n for n, profile in enumerate(profiles)}
    lowered = checked = 0
    for reader, lines in suggest(profiles, top=1).items():
        if not lines:
            continue
        pair = place[reader], place[lines[0].id]
        changed = without(profiles, pair, lines[0].reasons[0])
        checked += 1
        lowered += bool(pair_score(changed, pair) < pair_score(profiles, pair))
    return lowered, checked


def without(
    profiles: list[Profile], pair: tuple[int, int], reason: Reason
) -> list[Profile]:
    """The profiles without the items that a reason cites, of the reader if it cites some, else of the other."""
    at, cited = (pair[0], reason.mine) if reason.mine else (pair[1], reason.theirs)
    changed = [*profiles]
    if cited:
        kept = tuple(i for n, i in enumerate(profiles[at].items) if n not in cited)
        changed[at] = replace(profiles[at], items=kept)
    else:
        changed[pair[0]] = replace(profiles[pair[0]], languages=frozenset())
    return changed


def pair_score(profiles: list[Profile], pair: tuple[int, int]) -> float:
    """The combined interest of one pair, not rounded for display."""
    market = prepare(profiles, Weights())
    reader = reader_of(market, profiles[pair[0]])
    looked = look_at(market, reader, np.array([pair[1]]))
    return float(combined(looked.mine, looked.theirs)[0])


def main(argv: list[str] | None = None) -> int:
    """Measure and report; 0 when Madang finds more than TF-IDF, 1 otherwise."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("survey", type=Path)
    parser.add_argument("collaborated", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--faithfulness",
        action="store_true",
        help="also drop what each first reason cites (minutes)",
    )
    options = parser.parse_args(argv)
    rows = read_rows(options.survey)
    partners: dict[str, set[str]] = {}
    for one, other, *_ in json.loads(options.collaborated.read_text(encoding="utf-8"))[
        "collaborated"
    ]:
        partners.setdefault(one, set()).add(other)
        partners.setdefault(other, set()).add(one)
    profiles = [to_profile(row) for row in rows]
    start = time.perf_counter()
    lists = madang_lists(profiles)
    seconds = time.perf_counter() - start
    methods = {
        "madang": lists,
        "tfidf": word_lists(rows, ("fields", "bring", "seek")),
        "tfidf_all": word_lists(rows, tuple(COLUMNS)),
        "random": random_lists([row["name"] for row in rows], 0),
    }
    report = {
        "organisations": len(rows),
        "pairs": sum(len(known) for known in partners.values()) // 2,
        "first": FIRST,
        "seconds": round(seconds, 2),
        "methods": measure(
            {name: hits(method, partners) for name, method in methods.items()}
        ),
    }
    if options.faithfulness:
        report["first_reason_lowers"], report["first_reason_checked"] = faithfulness(
            profiles
        )
    write(report, as_json=options.json)
    return (
        0
        if report["methods"]["madang"]["recall"] > report["methods"]["tfidf"]["recall"]
        else 1
    )


def write(report: dict, *, as_json: bool) -> None:
    """The report on the standard output."""
    if as_json:
        sys.stdout.write(json.dumps(report, indent=1) + "\n")
        return
    sys.stdout.write(
        f"{report['organisations']} organisations, {report['pairs']} known pairs, first {report['first']} suggestions, "
        f"matched in {report['seconds']} s\n"
    )
    for name, figures in report["methods"].items():
        sys.stdout.write(
            f"{name:9} recall {figures['recall']:.3f} ± {figures['standard_error']:.3f}  "
            f"mean of an organisation {figures['mean_recall_of_an_organisation']:.3f}  "
            f"not below madang in {figures['share_not_below_madang']:.1%} of resamples\n"
        )
    if "first_reason_checked" in report:
        sys.stdout.write(
            f"first reason: {report['first_reason_lowers']} of {report['first_reason_checked']} lower\n"
        )


if __name__ == "__main__":
    raise SystemExit(main())
