"""The page of the matching's figures, docs/explanation/matching-figures.md, from results.json and runs.jsonl."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.matching.page_speed import Facts, reading, rebuild, rows, speed

LOG = Path(__file__).with_name("runs.jsonl")
HEAD = """# The matching in figures

Written by `python -m benchmarks.matching` (a part of `make bench`); what each method is and where its limits lie stands in
[Who should meet whom](matching.md) and [What an event's answers teach](learning.md). Nothing here was measured on requests
accepted at a real partnering event, and nothing against a commercial system: there are no public data for either.
"""
Section = tuple[str, str, Callable[[Facts], list[str]]]


def market(facts: Facts) -> list[str]:
    """Expected matches in the nine settings."""
    found = facts["result"]
    return [
        "Expected matches of 150 candidates and 100 employers who read each other's lists (Su, Bayoumi and Joachims, WWW 2022); the",
        "goal is the published figure of social welfare in each setting, in less than a second.",
        "",
        *rows(
            "setting | published: naive, reciprocal, welfare | Madang, mean of ten draws | over published | most seconds of processor",
            [
                (
                    each["setting"],
                    ", ".join(f"{n:g}" for n in each["published"].values()),
                    f"{each['mean']['madang']:.1f} ± {each['deviation']:.1f}",
                    f"{each['over_published']:+.1%}",
                    f"{each['most_processor_seconds']:.2f}",
                )
                for each in found
            ],
        ),
    ]


def trials(facts: Facts) -> list[str]:
    """Recall of partners in windows of public trial records, the test window's one run last."""
    lines = [
        "Public records of clinical trials, oldest first: profiles from the first part, then who worked together on the next. Weights",
        "and rankers were chosen on the windows of validation alone; the test window was run once a version, each run logged in",
        "`benchmarks/matching/runs.jsonl`.",
    ]
    tests = [json.loads(line) for line in LOG.read_text().splitlines()]
    for each in [*facts, tests[-1]]:
        until, first, last = each["window"]
        is_test = last == 1.0
        title = (
            f"test, run of {each['date']}, version {each['version']}"
            if is_test
            else "validation"
        )
        lines += [
            "",
            f"Profiles to {until:.0%}, queries {first:.0%} to {last:.0%} ({title}): {each['queries']} queries, {each['candidates']} candidates.",
            "",
            *rows(
                "method | all @10 / @20 | error | new @10 / @20 | error",
                [
                    (
                        name,
                        *(
                            _pair(row[key])
                            for key in ("all", "all_error", "new", "new_error")
                        ),
                    )
                    for name, row in each["methods"].items()
                ],
            ),
        ]
    return lines


def _pair(values: Facts) -> str:
    return " / ".join(f"{one:.3f}" for one in values)


def exposure(facts: Facts) -> list[str]:
    """Recall under caps on how often anybody is shown."""
    return [
        "The same records split at random: lists of ten for all queries together, nobody in more of them than a cap.",
        "",
        *rows(
            "cap | bonus for whoever is shown nowhere | recall@10 | relative loss | peak ÷ mean | shown at all | Gini",
            [
                (
                    each["cap"] or "none",
                    f"{each['bonus']:g}",
                    f"{each['recall']:.3f}",
                    f"{each['loss']:.1%}",
                    f"{each['peak_to_mean']:.1f}",
                    f"{each['coverage']:.0%}",
                    f"{each['gini']:.2f}",
                )
                for each in facts
            ],
        ),
    ]


def decisions(facts: Facts) -> list[str]:
    """Two-sided decisions: AUC of a match, and meetings that both wanted."""
    cold, warm = facts["cold"], facts["warm"]
    drawn = cold["draws"]
    meetings = [
        (
            name,
            *(
                f"{facts['meetings'][many][name][0]:.0f} ± {facts['meetings'][many][name][2]:.0f}"
                for many in ("3", "5")
            ),
        )
        for name in facts["meetings"]["3"]
    ]
    return [
        f"{facts['pairs']:,} pairs who each said yes or no, {facts['matches']} of them both yes (speed dating, Fisman and others 2006), without",
        "gender, age, origin, religion, income or anything written down at the meeting. Evenings are never split.",
        "",
        *rows(
            "AUC of “both said yes” | five folds | each evening alone | 20 draws of folds",
            [
                (
                    "before any decision",
                    *(
                        f"{cold[key]['match']:.3f} ± {cold[key]['match_error']:.3f}"
                        for key in ("five folds", "each evening alone")
                    ),
                    f"{drawn['match'][0]:.3f} (deviation {drawn['match'][1]:.3f})",
                ),
                (
                    "the same, product of two chances alone",
                    *(
                        f"{cold[key]['product']:.3f}"
                        for key in ("five folds", "each evening alone")
                    ),
                    f"{drawn['product'][0]:.3f}",
                ),
                (
                    "after four decisions of each, other pairs",
                    f"{warm['five folds']['match']:.3f} ± {warm['five folds']['match_error']:.3f}",
                    "",
                    f"{warm['draws']['match'][0]:.3f} (deviation {warm['draws']['match'][1]:.3f})"
                    if "draws" in warm
                    else "",
                ),
                (
                    "the same, plain rates of yes",
                    f"{warm['five folds']['rates']:.3f}",
                    "",
                    "",
                ),
            ],
        ),
        "",
        f"Error of calibration (ten bins): {cold['five folds']['error']:.3f} before any decision, {warm['five folds']['error']:.3f} after four.",
        "",
        *rows("meetings that both wanted | three each | five each", meetings),
        "",
        "“In rounds” knows both decisions of a meeting before the next round, which is another task than all meetings at once.",
    ]


def lounge(facts: Facts) -> list[str]:
    """Recall of real pairs in a survey workbook."""
    return [
        f"A survey workbook of {facts['organisations']} organisations laid out from public trial records, of which {facts['pairs']} pairs really ran a trial together;",
        "recall of these among the first ten suggestions.",
        "",
        *rows(
            "method | recall@10 | standard error | mean of an organisation",
            [
                (
                    name,
                    f"{row['recall']:.3f}",
                    f"{row['standard_error']:.3f}",
                    f"{row['mean_recall_of_an_organisation']:.3f}",
                )
                for name, row in facts["methods"].items()
            ],
        ),
        "",
        f"Without what the first reason cites the score fell in {facts['first_reason_lowers']} of {facts['first_reason_checked']} pairs.",
    ]


SECTIONS: tuple[Section, ...] = (
    ("market", "A market where everybody wants the same", market),
    ("trials", "Who really worked with whom", trials),
    ("exposure", "Nobody shown too often", exposure),
    ("decisions", "Two sides that decide", decisions),
    ("lounge", "The pairs of a survey workbook", lounge),
    ("speed", "Ten thousand organisations", speed),
    ("rebuild", "A whole matching on the site", rebuild),
    ("reading", "Reading a list", reading),
)


def page(results: dict[str, Any]) -> str:
    """The whole page; a part that was never measured is missing."""
    lines = [HEAD.rstrip()]
    for name, title, told in SECTIONS:
        if name in results:
            part = results[name]
            lines += ["", f"## {title}", ""]
            lines += told(part["facts"])
            lines += ["", f"`{part['command']}`, {part['date']}, {part['machine']}."]
    return "\n".join(lines) + "\n"
