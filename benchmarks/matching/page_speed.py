"""The sections of the page of figures on seconds and memory."""

from typing import Any

Facts = Any


def rows(head: str, lines: list[tuple[object, ...]]) -> list[str]:
    """A table from its head ("a | b") and its cells."""
    ruler = "|".join("---" for _ in head.split("|"))
    cells = (" | ".join(map(str, line)) for line in lines)
    return [f"| {head} |", f"|{ruler}|", *(f"| {line} |" for line in cells)]


def speed(facts: Facts) -> list[str]:
    """How long everybody's lists take, and one alone."""
    parts = ("prepared", "ranked", "shared out", "reasons")
    return [
        "Made-up organisations with six needs and offers each, without a database: everybody prepared and ranked, lists of thirty",
        "shared out by hours, the reasons of every pair in them; then one list alone after its organisation wrote another need.",
        "Seconds on the clock, of the processor in brackets; beside, the plain way: cosines of TF-IDF of everybody with",
        "everybody, without terms, reasons or hours.",
        "",
        *rows(
            "organisations | "
            + " | ".join(parts)
            + " | whole | peak, MB | own list, median / p95, ms | first twenty among the candidates | plain way",
            [
                (
                    f"{each['organisations']:,}",
                    *(_seconds(each["parts"][part]) for part in parts),
                    _seconds(each["whole"]),
                    f"{each['whole']['megabytes']:,}",
                    f"{each['own_list_ms']['p50']:g} / {each['own_list_ms']['p95']:g}",
                    f"{each['candidates_hold']:.1%}"
                    if "candidates_hold" in each
                    else "",
                    f"{_seconds(each['plain'])}, {each['plain']['megabytes']:,} MB"
                    if "plain" in each
                    else "needs too much memory",
                )
                for each in facts
            ],
        ),
    ]


def _seconds(part: Facts) -> str:
    return f"{part['seconds']:.1f} ({part['processor']:.1f})"


def rebuild(facts: Facts) -> list[str]:
    """How long the site takes for a whole matching, from stored answers to stored lists."""
    lines = [
        "The same organisations as answers in a database, and the verbs that a worker runs: answers read, everybody compared,",
        "lists of thirty shared out, pairs with their reasons stored in one transaction; a first run, and a second one that",
        "takes the place of the first. Then one list made anew after a change, with all that it reads and writes. Seconds on the",
        "clock, of the processor in brackets.",
        "",
    ]
    for each in facts:
        lines += [
            f"{each['organisations']:,} organisations, {each['database']}, {each['pairs']:,} pairs:",
            "",
            *rows(
                "run | whole | peak, MB | " + " | ".join(each["runs"][0]["parts"]),
                [
                    (
                        name,
                        f"{run['seconds']:.1f} ({run['processor']:.1f})",
                        f"{run['megabytes']:,}",
                        *(
                            f"{wall:.1f} ({cpu:.1f})"
                            for wall, cpu in run["parts"].values()
                        ),
                    )
                    for name, run in zip(("first", "second"), each["runs"], strict=True)
                ],
            ),
            f"One list anew: {each['own_list_ms']['p50']:g} ms in the median, {each['own_list_ms']['p95']:g} at the 95th percentile.",
            "",
        ]
    return lines[:-1]


def reading(facts: Facts) -> list[str]:
    """How long an organisation waits for its list."""
    names = {
        "list": "the query that lists the suggestions",
        "board": "all that the page reads of them, reasons in words",
        "page": "the whole page",
    }
    return [
        f"A made-up event of {facts['organisations']:,} organisations with lists of {facts['suggestions']}, {facts['database']}, one",
        "reader at a time.",
        "",
        *rows(
            "milliseconds | median | 95th percentile | 95th of the processor's",
            [
                (name, row["p50"], row["p95"], row["processor_p95"])
                for key, name in names.items()
                for row in [facts["milliseconds"][key]]
            ],
        ),
    ]
