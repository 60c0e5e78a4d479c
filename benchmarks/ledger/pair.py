"""How long a country pair's page takes on a large ledger: a made-up one, filled in bulk and asked for as a browser would.

    python -m benchmarks.ledger.pair --ties 20000 --claims 200000

makes a database of its own in a folder that it deletes afterwards (SQLite; with MADANG_DATABASE_URL an empty PostgreSQL
database, which it leaves filled) and prints JSON: milliseconds of the whole page (and of the processor alone) for a visitor and for a curator, on the
first page, a page in the middle and with one kind alone; the number of queries; the memory of the process.
"""

import argparse
import json
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from importlib import import_module
from typing import Any

from benchmarks.ledger.rows import LEFT, RIGHT, fill
from benchmarks.machine import processor

PAGE = f"/landscape/pairs/{LEFT}-{RIGHT}/".lower()
PLACES = {"first": "", "middle": "?page=200", "one kind": "?kind=mou"}
WARM = 3


def prepared(home: str) -> None:
    """Let Django work on the database in a folder, and make its tables."""
    os.environ["MADANG_HOME"] = home
    os.environ.setdefault("MADANG_STATIC", "plain")
    os.environ["MADANG_ALLOWED_HOSTS"] = "testserver"
    os.environ["DJANGO_SETTINGS_MODULE"] = "madang.site.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def filled(home: str, ties: int, claims: int) -> None:
    """Fill a database of its own, and let it learn how its tables are filled."""
    prepared(home)
    from django.db import connection

    for step in fill(ties, claims):
        sys.stderr.write(f"{step}\n")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def curator() -> Any:
    """Return the account of somebody who looks after the ledger."""
    from madang.site.directory.models import Person, User

    user = User.objects.create_user("curator@example.org", is_curator=True)
    Person.objects.create(name="Ieva Ozola", email=user.email, user=user)
    return user


def quantile(spent: list[float], part: float) -> float:
    """Return the value below which this part of the times lies, in milliseconds with one digit."""
    return round(sorted(spent)[min(len(spent) - 1, int(part * len(spent)))], 1)


def asked(client: Any, address: str, reads: int) -> dict[str, float]:
    """Ask for a page so many times; return p50, p95, longest in milliseconds, and how many queries it takes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _turn in range(WARM):
        with CaptureQueriesContext(connection) as said:
            answer = client.get(address)
            queries = len(said)
        assert answer.status_code == 200  # noqa: S101 - a page that fails is no measurement
    spent, used = [], []
    for _turn in range(reads):
        begun, before = time.perf_counter(), time.process_time()
        client.get(address)
        spent.append(1000 * (time.perf_counter() - begun))
        used.append(1000 * (time.process_time() - before))
    return {
        "p50": quantile(spent, 0.5),
        "p95": quantile(spent, 0.95),
        "longest": quantile(spent, 1),
        "processor_p50": quantile(used, 0.5),
        "processor_p95": quantile(used, 0.95),
        "queries": queries,
    }


def megabytes() -> int:
    """Return the most memory that this process has held (Linux counts it in kilobytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def slowest(client: Any, address: str, most: int) -> list[tuple[float, str]]:
    """Return the queries of one page that took longest: seconds and words."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as said:
        client.get(address)
    found = [(float(each["time"]), each["sql"]) for each in said.captured_queries]
    return sorted(found, reverse=True)[:most]


def measured(reads: int) -> dict[str, dict[str, dict[str, float]]]:
    """Return the times of each page for a visitor and for a curator."""
    from django.test import Client

    visitor, staff = Client(), Client()
    backend = "django.contrib.auth.backends.ModelBackend"
    staff.force_login(curator(), backend=backend)
    return {
        who: {name: asked(client, PAGE + place, reads) for name, place in PLACES.items()}
        for who, client in (("visitor", visitor), ("curator", staff))
    }  # fmt: skip


def main() -> int:
    """Fill a database, ask for the page, print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ties", type=int, default=20_000)
    parser.add_argument("--claims", type=int, default=200_000)
    parser.add_argument("--reads", type=int, default=50)
    parser.add_argument("--slowest", type=int, default=0, help="name so many queries of the visitor's page")  # fmt: skip
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        # In a process of its own: what filling leaves behind would slow down whoever reads.
        filling = multiprocessing.get_context("spawn").Process(
            target=filled, args=(home, wanted.ties, wanted.claims)
        )
        filling.start()
        filling.join()
        prepared(home)
        from django.db import connection
        from django.test import Client

        # As the server loads it.
        import_module("madang.site.wsgi")
        before = megabytes()
        found = {
            "database": connection.vendor,
            "processor": processor(),
            "ties": wanted.ties,
            "claims": wanted.claims,
            "milliseconds": measured(wanted.reads),
            "megabytes_at_first": before,
            "megabytes_most": megabytes(),
        }
        if wanted.slowest:
            found["slowest"] = slowest(Client(), PAGE, wanted.slowest)
        connection.close()
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
