"""Ties and visits between two countries that nobody published."""

from typing import Any

from madang.site.directory.models import Organisation
from madang.site.ledger.actions.occasions import add_occasion
from madang.site.ledger.actions.sources import add_passage
from madang.site.ledger.actions.ties import add_tie
from madang.site.ledger.models import Occasion, Tie
from tests.site.landscape.made_up_figures import source


def company(name: str, country: str) -> Organisation:
    """Return the organisation of this name; enter it if it is new."""
    found, _is_new = Organisation.objects.get_or_create(
        name=name, defaults={"country": country, "kind": "biotech"}
    )
    return found


def tie(kind: str, one: Organisation, other: Organisation, **facts: Any) -> Tie:
    """Enter a tie of two parties from the gazette; `stage` and `date` as the source states them."""
    return add_tie(
        by=None,
        kind=kind,
        parties=[(one, "party"), (other, "party")],
        subject=facts.pop("subject", "joint work"),
        passages=[
            add_passage(
                source(facts.pop("told_in", "gazette")),
                by=None,
                paraphrase=f"{kind} of {one} and {other}",
            )
        ],
        **facts,
    )


def visit(name: str, one: str, other: str, **facts: Any) -> Occasion:
    """Enter an official visit from one country to the other."""
    told_in = facts.pop("told_in", "gazette")
    return add_occasion(
        by=None,
        kind="delegation_outward",
        name=name,
        from_country=one,
        to_country=other,
        passages=[add_passage(source(told_in), by=None, paraphrase=name)],
        **facts,
    )
