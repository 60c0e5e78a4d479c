"""A facts document into the tables of directory, ledger and landscape: all of it or nothing.

The format is "madang.facts/1" (docs/reference/facts.md). A row whose key is there already is left as it is.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from madang.site.core import log
from madang.site.directory.models import Person
from madang.site.landscape.actions.facts.columns import SECTIONS
from madang.site.landscape.actions.facts.figures import import_indicators
from madang.site.landscape.actions.facts.occasions import import_events
from madang.site.landscape.actions.facts.reading import (
    FactsError,
    check_document,
    read_document,
)
from madang.site.landscape.actions.facts.rows import Known
from madang.site.landscape.actions.facts.statements import (
    import_claims,
    import_headlines,
    import_relations,
)
from madang.site.landscape.actions.facts.ties import import_programmes, import_ties
from madang.site.landscape.actions.facts.who import (
    import_organisations,
    import_people,
    import_places,
    import_sources,
)
from madang.site.ledger.actions.computed import recompute_tie
from madang.site.ledger.rules.access import LedgerError

__all__ = ["FactsError", "import_facts", "read_document"]


def import_facts(document: Mapping[str, Any], *, by: Person | None) -> Counter[str]:
    """Write what is new in a facts document; return how many rows each section added.

    Raises FactsError, which names the place of the mistake; then nothing is written.
    """
    check_document(document)
    known = Known(by=by)
    try:
        with transaction.atomic():
            _write(known, document)
    except IntegrityError as error:
        raise FactsError("the document", f"the tables refuse it: {error}") from error
    return known.added


def _write(known: Known, document: Mapping[str, Any]) -> None:
    import_sources(known, document)
    import_organisations(known, document)
    import_people(known, document)
    import_places(known, document)
    import_events(known, document)
    import_ties(known, document, "agreements")
    import_ties(known, document, "activities")
    import_programmes(known, document)
    import_indicators(known, document)
    import_claims(known, document)
    import_relations(known, document)
    import_headlines(known, document)
    known.write_claims()
    _compute(known)
    if known.first is not None:
        counts = ", ".join(f"{known.added[name]} {name}" for name in SECTIONS)
        log.record("import facts", known.first, by=known.by, detail=counts)


def _compute(known: Known) -> None:
    """Compute each tie from its claims. Raises FactsError where they show another stage than the entry states."""
    for tie, stage, place in known.stages.values():
        try:
            computed = recompute_tie(tie)
        except LedgerError as error:
            raise FactsError(f"{place}.stage", str(error)) from error
        if stage and computed.stage != stage:
            raise FactsError(
                f"{place}.stage",
                f'the evidence bears "{computed.stage}", not "{stage}"',
            )
