"""Correct a figure: a new claim and a new value in the place of the old ones, which stay readable as they were."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Unpack

from django.db import transaction

from madang.site.core import log
from madang.site.landscape.actions.figures import (
    By,
    FigureFacts,
    check_figure,
    check_period,
    tell_of_figure,
)
from madang.site.landscape.models import Indicator, Observation
from madang.site.landscape.rules.topics import whole_of
from madang.site.ledger.actions.claims import correct_claim
from madang.site.ledger.models import Passage

# What a correction takes over from the figure in whose place it comes.
KEPT = (
    "value",
    "decimals",
    "scale",
    "qualifier",
    "geography",
    "counterpart",
    "period",
    "base_period",
    "modality",
    "cited_source",
    "status",
    "is_background",
    "note",
    "audience",
)
MOST_OF_KEY = 36


class CorrectedFacts(FigureFacts, total=False):
    """What of a figure is corrected, the value among it."""

    value: Decimal


@transaction.atomic
def correct_figure(
    row: Observation,
    *,
    by: By,
    passages: Sequence[Passage],
    why: str,
    **changed: Unpack[CorrectedFacts],
) -> Observation:
    """Put a corrected figure, with its claim, in the place of one; return it. What is not named in `changed` stays as it was.

    The key stays with the figure that stands; the old one keeps its value under a key of its own. Raises LandscapeError for a
    value or a period that is none, LedgerError without evidence or reason and for a figure that no longer stands.
    """
    old = Observation.objects.select_for_update(of=("self",)).get(pk=row.pk)
    indicator = old.indicator
    facts: dict[str, Any] = {name: getattr(old, name) for name in KEPT} | dict(changed)
    is_share = indicator.measure == Indicator.Measure.SHARE
    check_figure(
        indicator,
        facts["value"],
        is_whole_unknown=is_share and not whole_of(indicator),
    )
    for name in ("period", "base_period"):
        check_period(facts[name], field=name)
    claim = correct_claim(
        old.claim,
        by=by,
        passages=passages,
        why=why,
        modality=facts["modality"],
        audience=facts["audience"],
    )
    key = old.key
    old.key = f"{key[:MOST_OF_KEY]}-until-{claim.pk}"
    old.save(update_fields=["key"])
    new = Observation.objects.create(key=key, indicator=indicator, claim=claim, **facts)
    tell_of_figure(new)
    log.record("correct figure", new, by=by, detail=f"{old.value} → {new.value}: {why.strip()}"[:300])  # fmt: skip
    return new
