"""Figures that nobody published: one short call a figure, each with source, passage and claim."""

from decimal import Decimal
from typing import Any

from madang.site.directory.models import Organisation, Person, User
from madang.site.landscape.actions.figures import add_figure, ensure_indicator
from madang.site.landscape.models import Observation
from madang.site.landscape.queries.figures import observations_seen_by, with_evidence
from madang.site.ledger.actions.sources import add_passage, add_source
from madang.site.ledger.models import Source

MILLION, BILLION = 10**6, 10**9


def curator() -> Person:
    """Return somebody who looks after the ledger and can sign in."""
    user = User.objects.create_user("curator@example.org", is_curator=True)
    return Person.objects.create(name="Ieva Ozola", email=user.email, user=user)


def source(key: str = "gazette", **facts: Any) -> Source:
    """Return the source of this key; enter it if it is new."""
    known = Source.objects.filter(key=key).first()
    facts = {"publisher": "The Gazette", "published": "2031-05-04"} | facts
    return known or add_source(by=None, key=key, kind="article", title=f"On {key}", **facts)  # fmt: skip


def figure(name: str, measure: str, value: str, **facts: Any) -> Observation:
    """Enter a figure. `of` is what a share is of, `told_in` the key of its source, `said` the passage in our own words."""
    of, told_in = facts.pop("of", ""), facts.pop("told_in", "gazette")
    said = facts.pop("said", f"{name} {value} {facts.get('geography', '')} {facts.get('period', '')}")  # fmt: skip
    indicator = ensure_indicator(
        by=None,
        name=name,
        measure=measure,
        unit=facts.pop("unit", "percent"),
        sector=facts.pop("sector", ""),
        better=facts.pop("better", "lower" if measure == "rank" else ""),
        denominator=of,
        definition=facts.pop("definition", ""),
    )
    return add_figure(
        by=None,
        indicator=indicator,
        value=Decimal(value),
        passages=[add_passage(source(told_in), by=None, paraphrase=said)],
        is_whole_unknown=measure == "share" and not of,
        **facts,
    )


def everything() -> list[Observation]:
    """Return all figures as a curator sees them, ready for the rules."""
    user = User.objects.filter(is_curator=True).first() or User.objects.create_user(
        "all@example.org", is_curator=True
    )
    return list(with_evidence(observations_seen_by(user), user))


def organisation(name: str, country: str = "", **facts: Any) -> Organisation:
    """Return an organisation of the directory."""
    return Organisation.objects.create(name=name, country=country, **facts)
