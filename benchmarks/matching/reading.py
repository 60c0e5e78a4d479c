"""How long an organisation waits for its list of suggestions: a made-up event of any size, read at random.

    python -m benchmarks.matching.reading --organisations 10000 --suggestions 20

makes a database of its own in a folder that it deletes afterwards (SQLite; with MADANG_DATABASE_URL an empty PostgreSQL
database, which it leaves filled) and prints milliseconds as JSON: of the query that lists the suggestions, of everything
that the page reads, and of the whole page.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from typing import Any

SEED = 0
AT_ONCE = 2000
COUNTRIES = ("KR", "LV", "JP", "VN", "US", "DE", "BR", "KE", "IN", "GB")
DEALS = ("licence", "manufacturing", "trial_site", "training", "equity")


def prepared(home: str) -> None:
    """Let Django work on the database in a folder, and make its tables."""
    os.environ.setdefault("MADANG_HOME", home)
    os.environ.setdefault("MADANG_STATIC", "plain")
    os.environ["MADANG_ALLOWED_HOSTS"] = "testserver"
    os.environ["DJANGO_SETTINGS_MODULE"] = "madang.site.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def registered(count: int) -> tuple[Any, list[Any]]:
    """Return an event and its registrations, all of which have answered and show themselves to whom they match."""
    from django.utils import timezone

    from madang.site.directory.models import Organisation, Person, User, name_key
    from madang.site.events.models import Event, Registration, WorkingLanguage
    from madang.site.survey.models import Answer, Consent

    event = Event.objects.create(
        name="Large event", slug="large", city="Seoul", country="KR", zone="Asia/Seoul"
    )
    names = [f"Organisation {number:05}" for number in range(count)]
    organisations = Organisation.objects.bulk_create(
        [
            Organisation(
                name=name,
                name_key=name_key(name),
                kind="biotech" if number % 2 else "cdmo",
                country=COUNTRIES[number % len(COUNTRIES)],
            )
            for number, name in enumerate(names)
        ],
        batch_size=AT_ONCE,
    )
    rows = Registration.objects.bulk_create(
        [
            Registration(event=event, organisation=each, state="registered")
            for each in organisations
        ],
        batch_size=AT_ONCE,
    )
    user = User.objects.create_user("lead@example.org")
    Person.objects.create(name="Lead", email="lead@example.org", user=user)
    WorkingLanguage.objects.bulk_create(
        [
            WorkingLanguage(registration=each, code=code)
            for each in rows
            for code in ("en", "ko")
        ],
        batch_size=AT_ONCE,
    )
    answers = Answer.objects.bulk_create(
        [
            Answer(registration=each, state="submitted", submitted_at=timezone.now())
            for each in rows
        ],
        batch_size=AT_ONCE,
    )
    Consent.objects.bulk_create(
        [Consent(answer=each, audience="matched") for each in answers],
        batch_size=AT_ONCE,
    )
    return event, rows


def items_of(rows: Sequence[Any]) -> dict[int, tuple[Any, Any]]:
    """Return a need and an offer of each registration, with their terms."""
    from madang.site.survey.models import Answer, Item, ItemTerm

    answers = dict(Answer.objects.values_list("registration_id", "pk"))
    made = Item.objects.bulk_create(
        [
            Item(
                answer_id=answers[each.pk],
                role=role,
                text=f"{role} of {each.pk}: a heat-stable vaccine for young children",
                is_confidential=number % 10 == 0 and role == "seek",
            )
            for number, each in enumerate(rows)
            for role in ("seek", "offer")
        ],
        batch_size=AT_ONCE,
    )
    ItemTerm.objects.bulk_create(
        [
            ItemTerm(item=item, facet=facet, term=term)
            for number, item in enumerate(made)
            for facet, term in (
                ("deal", DEALS[number // 2 % len(DEALS)]),
                ("field", "vaccines"),
            )
        ],
        batch_size=AT_ONCE,
    )
    return {
        each.pk: (made[2 * number], made[2 * number + 1])
        for number, each in enumerate(rows)
    }


def suggested(event: Any, rows: Sequence[Any], length: int) -> None:
    """Give each registration a list of `length` others at random, each pair with six reasons."""
    from madang.site.matching.models import Run, Suggestion

    lot = random.Random(SEED)  # noqa: S311 - a benchmark, not a secret
    items = items_of(rows)
    ids = [each.pk for each in rows]
    pairs: dict[tuple[int, int], dict[int, int]] = {}
    for reader in ids:
        others = [each for each in lot.sample(ids, length + 1) if each != reader]
        for rank, other in enumerate(others[:length], 1):
            key = (min(reader, other), max(reader, other))
            pairs.setdefault(key, {})[reader] = rank
    run = Run.objects.create(event=event, version=1, is_current=True)
    Suggestion.objects.bulk_create(
        [
            Suggestion(
                run=run,
                left_id=left,
                right_id=right,
                score=lot.randrange(1001),
                left_gain=lot.randrange(1001),
                right_gain=lot.randrange(1001),
                rank_for_left=ranks.get(left),
                rank_for_right=ranks.get(right),
                reasons=_reasons(left, right, items),
            )
            for (left, right), ranks in pairs.items()
        ],
        batch_size=AT_ONCE,
    )


def _reasons(left: int, right: int, items: dict[int, tuple[Any, Any]]) -> list[Any]:
    from madang.site.matching.models import Reason

    def met(gain: str, mine: int, theirs: int) -> Any:
        cited = items[mine][0].pk, items[theirs][1].pk
        return Reason("seek_offer", "full", gain, *cited, "deal:licence|field:vaccines")

    return [
        met("left", left, right),
        met("right", right, left),
        Reason("shared_field", "part", "both", terms="field:vaccines"),
        Reason("country", "part", "left", terms="country:KR"),
        Reason("country", "part", "right", terms="country:KR"),
    ]


def times(work: Callable[[Any], object], rows: Sequence[Any]) -> dict[str, float]:
    """Return the median, the 95th percentile and the longest time of some work, in milliseconds.

    `processor_p95` leaves out what other programs of the machine took; with SQLite the database's work is in it.
    """
    spent, used = [], []
    for each in rows:
        begun, before = time.perf_counter(), time.process_time()
        work(each)
        spent.append(1000 * (time.perf_counter() - begun))
        used.append(1000 * (time.process_time() - before))
    spent.sort()
    return {
        "p50": round(spent[len(spent) // 2], 1),
        "p95": round(spent[int(0.95 * len(spent))], 1),
        "longest": round(spent[-1], 1),
        "processor_p95": round(sorted(used)[int(0.95 * len(used))], 1),
    }


def measured(event: Any, rows: Sequence[Any]) -> dict[str, dict[str, float]]:
    """Return the times of the query, of everything that the page reads, and of the page, for these readers."""
    from django.test import Client

    from madang.site.directory.models import Person, User
    from madang.site.matching.queries.suggestions import suggestions_for
    from madang.site.meetings.queries.suggestions import board_of

    client = Client()
    backend = "django.contrib.auth.backends.ModelBackend"
    client.force_login(User.objects.get(email="lead@example.org"), backend=backend)

    def fresh(row: Any) -> Any:
        return type(row).objects.select_related("organisation", "event").get(pk=row.pk)

    def page(row: Any) -> None:
        Person.objects.filter(email="lead@example.org").update(
            organisation=row.organisation_id, is_lead=True
        )
        answer = client.get(f"/lounge/{event.slug}/my/suggestions/")
        assert answer.status_code == 200  # noqa: S101 - a page that fails is no measurement
        assert answer.content.count(b'<article class="meet"') > 0  # noqa: S101

    page(rows[0])
    return {
        "list": times(lambda row: list(suggestions_for(fresh(row))), rows),
        "board": times(lambda row: board_of(fresh(row)), rows),
        "page": times(page, rows),
    }


def main() -> int:
    """Fill a database, read it, print the times as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organisations", type=int, default=10_000)
    parser.add_argument("--suggestions", type=int, default=20)
    parser.add_argument("--reads", type=int, default=300)
    parser.add_argument(
        "--rule", action="store_true", help="keep two countries apart by a rule"
    )
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        prepared(home)
        from django.db import connection

        event, rows = registered(asked.organisations)
        suggested(event, rows, asked.suggestions)
        if asked.rule:
            from madang.site.matching.actions.apart import set_apart_rule
            from madang.site.matching.queries.apart import Side

            set_apart_rule(
                by=None,
                event=event,
                first=Side("country", "KR"),
                second=Side("country", "JP"),
                reason="Measured",
            )
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        lot = random.Random(SEED + 1)  # noqa: S311
        readers = lot.sample(rows, min(asked.reads, len(rows)))
        found = {
            "database": connection.vendor,
            "organisations": len(rows),
            "suggestions": asked.suggestions,
            "rule": asked.rule,
            "milliseconds": measured(event, readers),
        }
        connection.close()
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
