"""How long an event's matching takes from the stored answers to the stored lists, and one organisation's list after it.

    python -m benchmarks.matching.rebuild --organisations 10000

makes a database of its own in a folder that it deletes afterwards (SQLite; with MADANG_DATABASE_URL an empty PostgreSQL
database, which it leaves filled), writes the answers of made-up organisations with six needs and offers each into it
(crowd.py), and runs the verbs that a worker runs. Prints JSON: seconds on the clock, of the processor, and the most memory
that the process held; and milliseconds of one list made anew, 40 times.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from typing import Any

from benchmarks.matching.crowd import organisations
from benchmarks.matching.reading import AT_ONCE, prepared, registered, times
from benchmarks.matching.speed import peak

OWN_LISTS = 40


def answered(rows: Sequence[Any], items: int) -> None:
    """Write what the crowd says as the answers of these registrations."""
    from madang.site.directory.models import Organisation
    from madang.site.survey.models import Answer, Item, ItemTerm

    crowd = organisations(len(rows), items)
    answers = dict(Answer.objects.values_list("registration_id", "pk"))
    for row, profile in zip(rows, crowd, strict=True):
        row.organisation.kind, row.organisation.country = profile.type, profile.country
    changed = [row.organisation for row in rows]
    Organisation.objects.bulk_update(changed, ["kind", "country"], AT_ONCE // 4)
    made = Item.objects.bulk_create(
        [
            Item(
                answer_id=answers[row.pk],
                role=each.role,
                text=each.text,
                priority=each.priority,
                is_confidential=each.confidential,
                position=position,
            )
            for row, profile in zip(rows, crowd, strict=True)
            for position, each in enumerate(profile.items)
        ],
        batch_size=AT_ONCE,
    )
    said = [each for profile in crowd for each in profile.items]
    ItemTerm.objects.bulk_create(
        [
            ItemTerm(item=item, facet=facet, term=term)
            for item, each in zip(made, said, strict=True)
            for facet, terms in each.facets.items()
            for term in sorted(terms)
        ],
        batch_size=AT_ONCE,
    )


def slots(event: Any) -> None:
    """Give the event two days of eight slots, in which everybody is free."""
    from madang.site.events.models import Day, Slot

    for number in range(2):
        first = datetime(2027, 5, 10 + number, 9, tzinfo=UTC)
        day = Day.objects.create(
            event=event, date=first.date(), opens=clock(9), closes=clock(18)
        )
        starts = [first + timedelta(minutes=30 * at) for at in range(8)]
        Slot.objects.bulk_create(
            Slot(
                event=event,
                day=day,
                starts_at=each,
                ends_at=each + timedelta(minutes=25),
            )
            for each in starts
        )


class Parts:
    """Seconds by part, on the clock and of the processor, from what the work calls on its way."""

    def __init__(self) -> None:
        self.spent: dict[str, list[float]] = {}

    def watch(self, module: Any, name: str, label: str) -> None:
        """Add what a function of a module takes to the part of that name."""
        work = getattr(module, name)

        def watched(*given: Any, **named: Any) -> Any:
            began, before = time.perf_counter(), time.process_time()
            try:
                return work(*given, **named)
            finally:
                part = self.spent.setdefault(label, [0.0, 0.0])
                part[0] = round(part[0] + time.perf_counter() - began, 2)
                part[1] = round(part[1] + time.process_time() - before, 2)

        setattr(module, name, watched)


def watched() -> Parts:
    """Watch the parts of a run of the matching."""
    from madang.engine.match import market, ranking, shares
    from madang.site.matching.actions import runs
    from madang.site.matching.bridge import pairs

    parts = Parts()
    parts.watch(runs, "read_inputs", "answers read, twice")
    parts.watch(market, "prepare", "prepared")
    parts.watch(ranking, "ranking", "ranked")
    parts.watch(shares, "share_out", "shared out")
    parts.watch(pairs, "lists_of", "lists, with the next")
    parts.watch(ranking, "best_of_each", "ranked by what is confidential")
    parts.watch(pairs, "pair_rows", "reasons and rows")
    parts.watch(runs, "write", "stored")
    return parts


def measured(event: Any, rows: Sequence[Any]) -> dict[str, Any]:
    """Return the figures of a whole run, of a second one over it, and of lists made anew."""
    from madang.site.matching.actions.own import make_own_list
    from madang.site.matching.actions.runs import run_matching
    from madang.site.matching.models import Suggestion

    facts: dict[str, Any] = {"runs": []}
    parts = watched()
    for _again in range(2):
        parts.spent.clear()
        began, before = time.perf_counter(), time.process_time()
        run_matching(event=event, by=None)
        facts["runs"].append(
            {
                "seconds": round(time.perf_counter() - began, 1),
                "processor": round(time.process_time() - before, 1),
                "megabytes": peak(),
                "parts": parts.spent.copy(),
            }
        )
    facts["pairs"] = Suggestion.objects.count()
    facts["own_list_ms"] = times(
        lambda row: make_own_list(registration=row), rows[:OWN_LISTS]
    )
    return facts


def filled(count: int, items: int) -> tuple[Any, list[Any]]:
    """Return an event and its registrations with answers."""
    event, rows = registered(count)
    answered(rows, items)
    slots(event)
    return event, rows


def main() -> int:
    """Fill a database, match, print the figures as JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--organisations", type=int, nargs="+", default=[10_000])
    parser.add_argument("--items", type=int, default=6)
    asked = parser.parse_args()
    found = []
    with tempfile.TemporaryDirectory() as home:
        prepared(home)
        from django.core.management import call_command
        from django.db import connection

        for count in asked.organisations:
            call_command("flush", interactive=False, verbosity=0)
            event, rows = filled(count, asked.items)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            facts = {"database": connection.vendor, "organisations": count}
            found.append(facts | {"items": asked.items} | measured(event, rows))
        connection.close()
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
