"""Enter and withdraw figures. A share says of what, or that no source does; a rank says which way; evidence is required."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.core.edtf import check_edtf, is_duration
from madang.site.directory.models import Organisation, Person, User
from madang.site.landscape.actions.feed import publish_item
from madang.site.landscape.models import FeedItem, Indicator, Observation
from madang.site.landscape.rules.digits import why_not_kept
from madang.site.landscape.rules.refusals import LandscapeError
from madang.site.landscape.rules.topics import whole_of
from madang.site.ledger.actions.claims import add_claim, withdraw_claim
from madang.site.ledger.actions.sources import new_key
from madang.site.ledger.models import Audience, Claim, Modality, Passage

By = Person | User | None


class IndicatorFacts(TypedDict, total=False):
    """What else an indicator says, named as its columns."""

    sector: str
    better: str
    denominator: str
    definition: str


class FigureFacts(TypedDict, total=False):
    """What else is known of a figure, named as its columns; `period` and `base_period` are EDTF dates or lengths."""

    decimals: int
    scale: int
    qualifier: str
    geography: str
    counterpart: str
    period: str
    base_period: str
    modality: str
    cited_source: Organisation | None
    status: str
    is_background: bool
    note: str
    audience: str


@transaction.atomic
def ensure_indicator(
    *, by: By, name: str, measure: str, unit: str, **facts: Unpack[IndicatorFacts]
) -> Indicator:
    """Return the indicator of this name, measure, unit and field; enter it if it is new.

    Raises LandscapeError for a rank that does not say which way, and where the known one is a share of something else.
    """
    better, denominator = facts.get("better", ""), facts.get("denominator", "")
    if measure == Indicator.Measure.RANK and not better:
        raise LandscapeError(
            _("A rank says which way: is a higher or a lower number better?"),
            field="better",
        )
    known = Indicator.objects.filter(
        name=name, measure=measure, unit=unit, sector=facts.get("sector", "")
    ).first()
    if known is None:
        known = Indicator.objects.create(name=name, measure=measure, unit=unit, **facts)
        log.record("add indicator", known, by=by)
        return known
    if denominator and denominator != known.denominator:
        raise LandscapeError(
            _("An indicator of this name is a share of something else: %(what)s.")
            % {"what": known.denominator or _("not stated by the source")},
            field="denominator",
        )
    return known


@transaction.atomic
def add_figure(
    *,
    by: By,
    indicator: Indicator,
    value: Decimal,
    passages: Sequence[Passage],
    key: str = "",
    is_whole_unknown: bool = False,
    **facts: Unpack[FigureFacts],
) -> Observation:
    """Enter a figure as one source states it, with the claim that carries its evidence.

    `is_whole_unknown` says that the source does not say of what a share is. Raises LandscapeError for a share that says
    neither, and for a period that is no date; LedgerError without evidence.
    """
    check_figure(indicator, value, is_whole_unknown=is_whole_unknown)
    for name in ("period", "base_period"):
        check_period(str(facts.get(name) or ""), field=name)
    audience = facts.get("audience") or Audience.PUBLIC
    modality = facts.get("modality") or Modality.ASSERTED
    key = key or new_key(f"{indicator.name} {facts.get('geography', '')}")
    if Observation.objects.filter(key=key).exists():
        raise LandscapeError(
            _("A figure is entered under “%(key)s” already.") % {"key": key},
            field="key",
        )
    claim = add_claim(
        by=by,
        aspect=Claim.Aspect.FIGURE,
        about=None,
        passages=passages,
        text=indicator.name,
        modality=modality,
        audience=audience,
    )
    row = Observation.objects.create(
        key=key,
        indicator=indicator,
        value=value,
        claim=claim,
        **(dict(facts) | {"modality": modality, "audience": audience}),
    )
    log.record("add figure", row, by=by, detail=f"{indicator}: {value}")
    tell_of_figure(row)
    return row


def tell_of_figure(row: Observation) -> None:
    """Write the figure into the feed of those who follow its country or pair; a region is its country's. One of nowhere is no news."""
    if not row.geography:
        FeedItem.objects.filter(key=f"figure-{row.key}"[:100]).delete()
        return
    publish_item(
        key=f"figure-{row.key}"[:100],
        kind="figure",
        title=row.indicator.name,
        text=row.indicator.sector,
        link=reverse("landscape:indicator", args=[row.indicator_id]),
        country_a=row.geography[:2],
        country_b=row.counterpart[:2],
        audience=row.audience,
    )


def check_figure(
    indicator: Indicator, value: Decimal, *, is_whole_unknown: bool
) -> None:
    """Refuse a share of nobody knows what, a place before the first, and a value with too many digits. Raises LandscapeError."""
    is_share = indicator.measure == Indicator.Measure.SHARE
    if is_share and not whole_of(indicator) and not is_whole_unknown:
        raise LandscapeError(
            _("A share of what? Say it, or that the source does not say."),
            field="denominator",
        )
    if is_share and whole_of(indicator) and is_whole_unknown:
        raise LandscapeError(
            _("This indicator says of what it is a share. Enter the figure under a name of its own."),
            field="is_whole_unknown",
        )  # fmt: skip
    if indicator.measure == Indicator.Measure.RANK and value < 1:
        raise LandscapeError(_("The first place is 1."), field="value")
    if reason := why_not_kept(value):
        raise LandscapeError(reason, field="value")


def check_period(text: str, *, field: str) -> None:
    """Refuse what is neither an EDTF date nor a length. Raises LandscapeError."""
    if not text or is_duration(text):
        return
    try:
        check_edtf(text)
    except ValidationError as error:
        raise LandscapeError(error.messages[0], field=field) from error


@transaction.atomic
def withdraw_figure(row: Observation, *, by: By, why: str) -> Observation:
    """Take a figure off every page; the claim that withdraws it says why. Raises LedgerError without a reason or a second time."""
    row = Observation.objects.select_for_update().get(pk=row.pk)
    withdraw_claim(row.claim, by=by, why=why)
    row.status = Observation.Status.WITHDRAWN
    row.save(update_fields=["status"])
    FeedItem.objects.filter(key=f"figure-{row.key}"[:100]).delete()
    log.record("withdraw figure", row, by=by, detail=why[:300])
    return row
