"""A made-up ledger between two countries, of any size, filled in bulk: nothing in it is anybody's."""

import random
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

SEED = 0
AT_ONCE = 2000
LEFT, RIGHT = "LV", "KR"
OTHERS = ("JP", "EE", "DE", "US")
ORGANISATIONS, SOURCES, OCCASIONS, PASSAGES = 2000, 1000, 300, 40_000
KINDS = ("mou", "loi", "talks", "contract", "licence", "clinical_trial", "business_agreement", "collaboration")  # fmt: skip
INTERNAL = 0.03
FIRST = date(2005, 1, 1)
DAYS = 9000


def audience(lot: random.Random) -> str:
    """Return the audience of a row: one in thirty is internal."""
    return "internal" if lot.random() < INTERNAL else "public"


def organisations(lot: random.Random) -> list[Any]:
    """Enter organisations of both countries and a few others, each with its page; return them."""
    from madang.site.directory.models import Organisation, name_key
    from madang.site.ledger.models import OrganisationRecord

    names = [f"Made-up Works {number:05}" for number in range(ORGANISATIONS)]
    countries = (LEFT, RIGHT, LEFT, RIGHT, *OTHERS)
    rows = Organisation.objects.bulk_create(
        [
            Organisation(
                name=name,
                name_key=name_key(name),
                kind="biotech",
                country=countries[number % len(countries)],
            )
            for number, name in enumerate(names)
        ]
    )
    OrganisationRecord.objects.bulk_create(
        [
            OrganisationRecord(
                organisation=row,
                key=f"works-{row.pk}",
                kind="company",
                audience=audience(lot),
            )
            for row in rows
        ]
    )
    return rows


def passages(lot: random.Random) -> list[Any]:
    """Enter sources and the places in them; return the places."""
    from madang.site.ledger.models import Passage, Source

    sources = Source.objects.bulk_create(
        [
            Source(
                key=f"paper-{number}",
                title=f"Paper {number}",
                publisher="Made-up Courier",
                published=str(FIRST + timedelta(days=lot.randrange(DAYS))),
                audience=audience(lot),
            )
            for number in range(SOURCES)
        ]
    )
    return Passage.objects.bulk_create(
        [
            Passage(
                source=sources[number % SOURCES],
                start=60 * number,
                end=60 * number + 50,
                exact=f"Both sides agreed on work number {number}, and will say more in spring.",
            )
            for number in range(PASSAGES)
        ],
        batch_size=AT_ONCE,
    )


def occasions(lot: random.Random, hosts: list[Any]) -> list[Any]:
    """Enter visits from one country to the other; return them."""
    from madang.site.ledger.models import Occasion

    rows = []
    for number in range(OCCASIONS):
        day = FIRST + timedelta(days=lot.randrange(DAYS))
        rows.append(
            Occasion(
                key=f"visit-{number}",
                kind="delegation_outward",
                name=f"Visit {number}",
                from_country=LEFT,
                to_country=RIGHT,
                start=str(day),
                end=str(day),
                first_day=day,
                last_day=day,
                organiser=lot.choice(hosts),
                audience=audience(lot),
            )
        )
    return Occasion.objects.bulk_create(rows)


def _tie(lot: random.Random, number: int, visits: list[Any]) -> Any:
    from madang.site.ledger.models import Tie

    day = FIRST + timedelta(days=lot.randrange(DAYS))
    is_dated = lot.random() < 0.9
    kind = lot.choice(KINDS)
    return Tie(
        key=f"tie-{number}",
        family="agreement",
        kind=kind,
        stage="talks" if kind == "talks" else "signed",
        subject=f"Joint work {number} on vaccines",
        date=str(day) if is_dated else "",
        first_day=day if is_dated else None,
        last_day=day if is_dated else None,
        occasion=lot.choice(visits) if lot.random() < 0.2 else None,
        audience=audience(lot),
    )


def ties(lot: random.Random, count: int, works: list[Any], visits: list[Any]) -> list[Any]:  # fmt: skip
    """Enter ties with two parties and two countries each: `count` between both, a quarter of it with others; return the first."""
    from madang.site.ledger.models import Tie, TieCountry, TieParty

    by_country: dict[str, list[Any]] = {}
    for each in works:
        by_country.setdefault(each.country, []).append(each)
    total = count + count // 4
    rows = Tie.objects.bulk_create(
        [_tie(lot, number, visits) for number in range(total)], batch_size=AT_ONCE
    )
    parties, countries = [], []
    for number, row in enumerate(rows):
        other = RIGHT if number < count else lot.choice(OTHERS)
        for order, code in enumerate((LEFT, other)):
            works_there = lot.choice(by_country[code])
            parties.append(TieParty(tie=row, organisation=works_there, order=order))
            countries.append(TieCountry(tie=row, country=code, order=order))
    TieParty.objects.bulk_create(parties, batch_size=AT_ONCE)
    TieCountry.objects.bulk_create(countries, batch_size=AT_ONCE)
    _credit(lot, rows, visits)
    return rows[:count]


def _credit(lot: random.Random, rows: list[Any], visits: list[Any]) -> None:
    from madang.site.ledger.models import TieAttribution

    TieAttribution.objects.bulk_create(
        [
            TieAttribution(tie=row, occasion=lot.choice(visits))
            for row in rows
            if lot.random() < 0.05
        ]
    )


def claims(lot: random.Random, count: int, rows: list[Any], places: list[Any], works: list[Any]) -> None:  # fmt: skip
    """Enter `count` claims, the ties in turn: the first of each says that it is so, the others what and when; one passage each."""
    from madang.site.ledger.models import Citation, Claim

    aspects = ("existence", "subject", "date", "stage")
    for begin in range(0, count, AT_ONCE):
        told = []
        for number in range(begin, min(begin + AT_ONCE, count)):
            row = rows[number % len(rows)]
            is_quoted = lot.random() < 0.3
            turn = number // len(rows)
            told.append(
                Claim(
                    tie=row,
                    aspect=aspects[turn % len(aspects)],
                    stage=row.stage,
                    text=f"Work number {number} begins",
                    holder="quoted" if is_quoted else "article",
                    holder_organisation=lot.choice(works) if is_quoted else None,
                    audience=audience(lot),
                )
            )
        made = Claim.objects.bulk_create(told)
        Citation.objects.bulk_create(
            [Citation(claim=each, passage=lot.choice(places)) for each in made]
        )


def background(lot: random.Random, rows: list[Any], places: list[Any]) -> None:
    """Give the ties with other countries one claim each."""
    claims(lot, len(rows), rows, places, [None])


def fill(count: int, claim_count: int) -> Iterable[str]:
    """Enter everything; yield what is being entered, for whoever waits."""
    from madang.site.ledger.models import Tie

    lot = random.Random(SEED)  # noqa: S311
    yield "organisations, sources, occasions"
    works = organisations(lot)
    places = passages(lot)
    visits = occasions(lot, works)
    yield "ties"
    rows = ties(lot, count, works, visits)
    yield "claims"
    claims(lot, claim_count, rows, places, works)
    background(lot, list(Tie.objects.order_by("pk")[count:]), places)
