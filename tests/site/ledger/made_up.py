"""Rows that the tests of the ledger need again and again."""

from typing import Any

from madang.site.core.models import LogEntry
from madang.site.directory.models import Organisation
from madang.site.ledger.actions.sources import add_passage, add_source
from madang.site.ledger.actions.ties import add_tie
from madang.site.ledger.models import Passage, Tie


def evidence(
    kind: str = "article",
    *,
    audience: str = "public",
    published: str = "",
    **facts: Any,
) -> Passage:
    """Return a passage of a new source of this kind."""
    number = Passage.objects.count() + 1
    source = add_source(
        by=None,
        key=f"source-{number}",
        kind=kind,
        title=f"Source {number}",
        published=published,
        audience=audience,
        **facts,
    )
    return add_passage(source, by=None, paraphrase=f"What source {number} says.")


def tie_of(
    left: Organisation, right: Organisation, passage: Passage, **values: Any
) -> Tie:
    """Enter a memorandum of two organisations, signed unless said otherwise."""
    entry = {"kind": "mou", "stage": "signed", "subject": "Work on vaccines"} | values
    return add_tie(
        by=None,
        parties=[(left, "party"), (right, "party")],
        passages=[passage],
        **entry,
    )


def log_verbs() -> list[str]:
    return list(LogEntry.objects.order_by("id").values_list("verb", flat=True))
