"""The page of figures and its pictures, from the rows that `python -m benchmarks` measured."""

from collections import defaultdict
from statistics import median
from typing import Any

Row = dict[str, Any]
METHODS = ("in-order", "heaviest-first", "cp-sat", "madang")
HEAD = (
    "| event | meetings | in order | heaviest first | CP-SAT | Madang | placed, of at most | first plan within 1 % | seconds | MB |",
    "|---|---|---|---|---|---|---|---|---|---|",
)


def page(facts: dict[str, Any]) -> str:
    """Return the page as Markdown."""
    events = by_event(facts["rows"])
    parts = [
        "# Figures",
        "",
        f"`{facts['command']}` on {facts['date']}: {facts['processor']}, {facts['cores']} cores, Python {facts['python']}.",
        f"{seeds_text(facts['seeds'])} Each method runs in a process of its own, one after the other.",
        *([facts["remark"]] if facts.get("remark") else []),
        "",
        "A gap is the distance of the weighted number from the bound that Madang certified for the same event, as a share of the",
        "bound: how much better any plan that holds as many must-haves could be. *In order* places meetings in the order of their request, first come,",
        "first served; *heaviest first* by weight, each into the first slot that fits. *CP-SAT* is one plain model, with the",
        "seconds for building it and the same again for solving; a dash means that it had no plan by then. All of them keep every",
        "hard rule; Madang's plans are accepted by `madang verify`. Seconds and memory are Madang's, reasons and certificate included.",
        "",
        *HEAD,
        *(line(name, rows) for name, rows in events.items()),
        "",
        "The events are made up (`madang generate`). `--hard` has sparse availability, teams of two and few tables; heaviest first",
        "alone comes near the bound on easy events, so look at these rows first.",
        "",
        "## The later stages",
        "",
        "Value, and the proven bound behind the stroke; medians.",
        "",
        "| event | left out | share | idle slots | walking |",
        "|---|---|---|---|---|",
        *(later_line(name, rows) for name, rows in events.items()),
        "",
        "## Gap over time",
        "",
        *(
            f"![Gap of {name} over the seconds](../images/gap-{slug(name)}.svg)"
            for name in events
        ),
        "",
        *repair_part(facts.get("repair", [])),
        *brokerage_part(facts.get("brokerage")),
    ]
    return "\n".join(parts)


def seeds_text(seeds: list[int]) -> str:
    """What was measured how often."""
    if len(seeds) == 1:
        return f"One run each, of seed {seeds[0]}."
    return f"Medians of seeds {', '.join(map(str, seeds))}; CP-SAT with seed {seeds[0]} alone."


def by_event(rows: list[Row]) -> dict[str, list[Row]]:
    """Rows by the name of their event, in the order of the first."""
    events: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        events[row["event"]].append(row)
    return dict(events)


def slug(name: str) -> str:
    """The name of an event as part of a file name."""
    return name.replace(" --", "-")


def of_method(rows: list[Row], method: str) -> list[Row]:
    """The rows of one method, by seed."""
    return sorted(
        (row for row in rows if row["method"] == method), key=lambda row: row["seed"]
    )


def gap(row: Row, bound: int) -> float:
    """Distance from the bound as a share of it."""
    return float((bound - row["value"]) / bound)


def gap_text(rows: list[Row], method: str) -> str:
    """Median gap of a method over the seeds it has a plan for; a dash where it has none for most of them."""
    bounds = {row["seed"]: row["bound"] for row in of_method(rows, "madang")}
    tried = [row for row in of_method(rows, method) if row["seed"] in bounds]
    gaps = [gap(row, bounds[row["seed"]]) for row in tried if row["value"] is not None]
    return f"{median(gaps):.2%}" if 2 * len(gaps) > len(tried) else "–"


def first_within(row: Row, share: float) -> float | None:
    """Seconds until the value came within a share of the final bound; None: it never did."""
    for seconds, value, _bound in row["history"]:
        if value >= (1 - share) * row["bound"]:
            return float(seconds)
    return None


def line(name: str, rows: list[Row]) -> str:
    """One line of the main table."""
    mine = of_method(rows, "madang")
    firsts = [first_within(row, 0.01) for row in mine]
    known = [each for each in firsts if each is not None]
    cells = [
        f"`{name}`",
        f"{median(row['meetings'] for row in mine):,.0f}",
        *(gap_text(rows, method) for method in METHODS[:3]),
        f"**{median(gap(row, row['bound']) for row in mine):.3%}**",
        f"{median(row['placed'] for row in mine):,.0f} of {median(row['placed_bound'] for row in mine):,.0f}",
        f"{median(known):.1f} s" if len(known) == len(firsts) else "–",
        f"{median(row['seconds'] for row in mine):.1f}",
        f"{median(row['megabytes'] for row in mine):,.0f}",
    ]
    return f"| {' | '.join(cells)} |"


def later_line(name: str, rows: list[Row]) -> str:
    """One line of the later stages."""
    found: dict[str, list[tuple[int, int | None]]] = defaultdict(list)
    for row in of_method(rows, "madang"):
        for stage, value, bound in row["stages"]:
            found[stage].append((value, bound))
    cells = [
        f"{median(value for value, _ in found[stage]):,.0f} / {median(bound or 0 for _, bound in found[stage]):,.0f}"
        for stage in ("left_out", "share", "gaps", "walking")
    ]
    return f"| `{name}` | {' | '.join(cells)} |"


def repair_part(rows: list[Row]) -> list[str]:
    """The table of repairs; nothing where they were not measured."""
    if not rows:
        return []
    events: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        events[row["preset"]].append(row)
    return [
        "## Repairs",
        "",
        "A plan of 30 seconds; 2 % of the delegates are hit, half of them cancel, half lose half a day. Medians of as many changes as",
        "there are seeds. *Hit* meetings had a place; of those that any repair could hold (see",
        "[how a plan is repaired](repair.md)) a share is placed again, with others moved and with nobody moved. Milliseconds of the",
        "processor from warm state. The judge accepts the outcome of the first seed.",
        "",
        "| event | changes | hit | placed again | with nobody moved | moved | of all others | from the waiting list | ms | longest, ms |",
        "|---|---|---|---|---|---|---|---|---|---|",
        *(repair_line(name, found) for name, found in events.items()),
        "",
    ]


def repair_line(name: str, rows: list[Row]) -> str:
    """The repairs of one event."""

    def middle(key: str) -> float:
        return float(median(row[key] for row in rows))

    cells = [
        f"`{name}`",
        str(len(rows)),
        f"{middle('hit'):,.0f}",
        f"**{middle('share_again'):.1%}**",
        f"{middle('share_again_without_moves'):.1%}",
        f"{middle('moved'):,.0f}",
        f"{middle('share_moved'):.3%}",
        f"{middle('refilled'):,.0f}",
        f"{middle('milliseconds'):,.0f}",
        f"{max(row['milliseconds'] for row in rows):,.0f}",
    ]
    return f"| {' | '.join(cells)} |"


def brokerage_part(facts: dict[str, Any] | None) -> list[str]:
    """The table of the public brokerage events; nothing where they were not measured."""
    if not facts:
        return []
    mine, other = facts["total"]["madang"], facts["total"]["rc2"]
    return [
        "## Public brokerage events",
        "",
        "The instances of Bofill and others (JAIR 74, 2022, 263–301), which are not part of Madang: every meeting is held, breaks",
        "are fewest, those of two participants differ by two at most. Madang has two processes and the seconds of the limit on the",
        "wall; RC2 of python-sat with the two implied constraints is one process and has them as processor time. A run of RC2 that",
        "exceeds them is stopped and counts with the limit, which favours it. *Published* is the least number of breaks that the paper gives.",
        f"Measured on {facts['processor']}, {facts['cores']} cores, Python {facts['python']}.",
        "",
        f"| | settled within {facts['limit']} s, of {len(facts['rows'])} | seconds in all | processor seconds in all |",
        "|---|---|---|---|",
        f"| Madang | {mine['settled']} | {mine['seconds']:,.0f} | {mine['processor']:,.0f} |",
        f"| RC2 | {other['settled']} | – | {other['processor']:,.0f} |",
        "",
        "| event | published | breaks | proof | Madang, s | Madang, processor s | RC2, processor s |",
        "|---|---|---|---|---|---|---|",
        *(brokerage_line(row) for row in facts["rows"]),
        "",
    ]


def brokerage_line(row: Row) -> str:
    """One public event."""
    mine, other = row["madang"], row["rc2"]
    is_solved = other["status"] in {"optimal", "infeasible"}
    cells = [
        row["event"],
        row["published"] or "–",
        str(mine["status"] if mine["value"] is None else mine["value"]),
        mine["proof"] or "–",
        f"{mine['seconds']:.1f}",
        f"{mine['processor']:.1f}",
        f"{other['processor']:.1f}" if is_solved else "stopped",
    ]
    return f"| {' | '.join(cells)} |"
