"""The page of figures: medians, gaps from the certified bound, a dash where a method had no plan, one picture an event."""

from typing import Any

from benchmarks.page import first_within, page
from benchmarks.pictures import gap_chart


def of(method: str, seed: int, value: int | None) -> dict[str, Any]:
    return {
        "event": "lounge --hard",
        "method": method,
        "seed": seed,
        "meetings": 950,
        "value": value,
        "seconds": 2.0 * seed,
        "megabytes": 200 + seed,
    }


def madang(seed: int, value: int) -> dict[str, Any]:
    return {
        **of("madang", seed, value),
        "bound": 1000,
        "placed": 680,
        "placed_bound": 690,
        "stages": [
            ["left_out", seed, 0],
            ["share", 5, None],
            ["gaps", 1200, 0],
            ["walking", 7, 3],
        ],
        "history": [[0.5, 900, 1100], [1.5, 991, 1000], [2.0, value, 1000]],
    }


ROWS = [
    *(madang(seed, value) for seed, value in ((1, 998), (2, 994), (3, 996))),
    *(of("in-order", seed, 800 + 10 * seed) for seed in (1, 2, 3)),
    *(of("heaviest-first", seed, 950) for seed in (1, 2, 3)),
    *(of("cp-sat", seed, None if seed > 1 else 990) for seed in (1, 2, 3)),
]
FACTS = {
    "command": "make bench",
    "date": "2026-11-22",
    "processor": "a processor",
    "cores": 2,
    "python": "3.11.7",
    "seeds": [1, 2, 3],
    "rows": ROWS,
}


def test_a_line_has_medians_and_a_dash_where_most_seeds_have_no_plan() -> None:
    assert (
        "| `lounge --hard` | 950 | 18.00% | 5.00% | – | **0.400%** | 680 of 690 | 1.5 s | 4.0 | 202 |"
        in page(FACTS).splitlines()
    )


def test_the_later_stages_have_value_and_bound() -> None:
    assert "| `lounge --hard` | 2 / 0 | 5 / 0 | 1,200 / 0 | 7 / 3 |" in page(FACTS)


def test_the_first_plan_within_a_share_is_measured_against_the_final_bound() -> None:
    row = madang(1, 998)
    assert first_within(row, 0.01) == 1.5
    assert first_within(row, 0.2) == 0.5
    assert first_within(row, 0.001) is None


def test_repairs_have_medians_and_the_longest() -> None:
    rows = [
        {
            "preset": "lounge",
            "hit": 10 * seed,
            "share_again": 0.97,
            "share_again_without_moves": 0.9,
            "moved": seed,
            "share_moved": 0.001,
            "refilled": 3,
            "milliseconds": 100.0 * seed,
        }
        for seed in (1, 2, 3)
    ]
    expected = "| `lounge` | 3 | 20 | **97.0%** | 90.0% | 2 | 0.100% | 3 | 200 | 300 |"
    assert expected in page({**FACTS, "repair": rows})
    assert "## Repairs" not in page(FACTS)


def test_public_events_stand_only_where_they_were_measured() -> None:
    run = {"value": 5, "status": "optimal", "seconds": 1.25, "processor": 2.0}
    run["proof"] = "solver"
    total = {"settled": 1, "seconds": 1.25, "processor": 2.0}
    brokerage = {
        "limit": 60,
        "processor": "a processor",
        "cores": 2,
        "python": "3.11.7",
        "rows": [{"event": "made-up", "published": "5", "madang": run, "rc2": run}],
        "total": {"madang": total, "rc2": total},
    }
    assert "Public brokerage events" not in page(FACTS)
    text = page({**FACTS, "brokerage": brokerage})
    assert "| made-up | 5 | 5 | solver | 1.2 | 2.0 | 2.0 |" in text
    assert "| RC2 | 1 | – | 2 |" in text


def test_the_picture_has_a_stair_a_seed() -> None:
    picture = gap_chart("lounge --hard", ROWS[:3])
    assert picture.svg.count("<polyline") == 3
