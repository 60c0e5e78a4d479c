"""Indicators and observations for programs."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from madang.site.core.api import (
    LAST_KEY,
    CursorPage,
    PageAsked,
    answers,
    cursor_page,
    found_or_404,
    one_of,
    repeatable,
)
from madang.site.landscape.actions.corrections import correct_figure
from madang.site.landscape.actions.figures import add_figure, ensure_indicator
from madang.site.landscape.models import Indicator, Observation
from madang.site.landscape.queries import figures as queries
from madang.site.landscape.queries.corrections import earlier_figures
from madang.site.ledger.api.shapes import EvidenceShape, evidence_shape
from madang.site.ledger.api.writing import (
    KEY,
    EvidenceAsked,
    curator_of,
    passages_from,
    refuse_known,
)
from madang.site.ledger.models import Audience, Modality

router = Router()
SIGNS = {Observation.Status.STATED, Observation.Status.DOUBTFUL}


class IndicatorShape(Schema):
    """What is measured; of a share, `denominator` says of what (blank: no source says), of a rank `better` which way."""

    id: int
    name: str
    measure: str
    unit: str
    sector: str
    better: str
    denominator: str
    definition: str
    figures: int


class ObservationShape(Schema):
    """One figure as one source states it; `value` is exact, `decimals` and `scale` give its rounding."""

    key: str
    indicator: int
    name: str
    measure: str
    unit: str
    value: str
    decimals: int
    scale: int
    qualifier: str
    geography: str
    counterpart: str
    period: str
    base_period: str
    modality: str
    cited_source: str | None
    status: str
    note: str
    audience: str
    evidence: list[EvidenceShape]


class EarlierShape(Schema):
    """A figure as it stood until a day, and why it was corrected."""

    value: str
    period: str
    until: datetime
    why: str


class ObservationWhole(ObservationShape):
    """A figure with what stood in its place before, the latest first."""

    earlier: list[EarlierShape]


class IndicatorsAsked(PageAsked):
    """What narrows the list of indicators."""

    text: str = Field("", max_length=100)
    measure: str = one_of(Indicator.Measure.values)


class ObservationsAsked(PageAsked):
    """What narrows the list of observations; a counterpart means the pair, in either direction."""

    indicator: int | None = Field(None, ge=1, le=LAST_KEY)
    geography: str = Field("", max_length=20)
    counterpart: str = Field("", max_length=20)
    period: str = Field("", max_length=30)


class ObservationAsked(Schema):
    """A new figure with its indicator and evidence. A share says of what, or that the source does not say."""

    key: str = Field("", max_length=60, pattern=KEY)
    name: str = Field(min_length=1, max_length=200)
    measure: str = one_of(
        Indicator.Measure.values, default=None, is_blank_allowed=False
    )
    unit: str = Field(min_length=1, max_length=40)
    sector: str = Field("", max_length=100)
    better: str = one_of(Indicator.Better.values)
    denominator: str = Field("", max_length=200)
    is_whole_unknown: bool = False
    value: Decimal = Field(max_digits=24, decimal_places=6)
    decimals: int = Field(0, ge=0, le=6)
    scale: int = Field(1, ge=1, le=10**15)
    qualifier: str = Field("exact", max_length=20)
    geography: str = Field("", max_length=20)
    counterpart: str = Field("", max_length=20)
    period: str = Field("", max_length=30, description="EDTF, or a length such as P10Y")
    base_period: str = Field("", max_length=30)
    modality: str = one_of(Modality.values, default="asserted", is_blank_allowed=False)
    status: str = one_of(sorted(SIGNS), default="stated", is_blank_allowed=False)
    note: str = Field("", max_length=300)
    audience: str = one_of(Audience.values, default="public", is_blank_allowed=False)
    evidence: list[EvidenceAsked] = Field(default_factory=list, max_length=50)


class FigureCorrected(Schema):
    """What a correction changes; what is left out stays as it was. It needs evidence and a reason."""

    why: str = Field(max_length=300)
    value: Decimal | None = Field(None, max_digits=24, decimal_places=6)
    decimals: int | None = Field(None, ge=0, le=6)
    scale: int | None = Field(None, ge=1, le=10**15)
    qualifier: str | None = Field(None, max_length=20)
    geography: str | None = Field(None, max_length=20)
    counterpart: str | None = Field(None, max_length=20)
    period: str | None = Field(None, max_length=30)
    base_period: str | None = Field(None, max_length=30)
    modality: str | None = one_of(Modality.values, default="asserted", is_blank_allowed=False)  # fmt: skip
    status: str | None = one_of(sorted(SIGNS), default="stated", is_blank_allowed=False)
    note: str | None = Field(None, max_length=300)
    audience: str | None = one_of(Audience.values, default="public", is_blank_allowed=False)  # fmt: skip
    evidence: list[EvidenceAsked] = Field(default_factory=list, max_length=50)


OF_INDICATOR = ("name", "measure", "unit", "sector", "better", "denominator")


def _indicator(row: Any) -> IndicatorShape:
    return IndicatorShape(
        id=row.pk,
        name=row.name,
        measure=row.measure,
        unit=row.unit,
        sector=row.sector,
        better=row.better,
        denominator=row.denominator,
        definition=row.definition,
        figures=row.figures,
    )


def _observation(row: Observation) -> ObservationShape:
    same = (
        "key", "decimals", "scale", "qualifier", "geography", "counterpart", "period",
        "base_period", "modality", "status", "note", "audience",
    )  # fmt: skip
    return ObservationShape(
        indicator=row.indicator_id,
        name=row.indicator.name,
        measure=row.indicator.measure,
        unit=row.indicator.unit,
        value=f"{row.value.normalize():f}",
        cited_source=row.cited_source.name if row.cited_source else None,
        evidence=[evidence_shape(each) for each in row.claim.passages.all()],
        **{name: getattr(row, name) for name in same},
    )


def _whole(request: HttpRequest, key: str) -> ObservationWhole:
    user = request.user
    rows = queries.observations_seen_by(user).filter(key=key)
    row = found_or_404(queries.with_evidence(rows, user).first())
    earlier = [
        EarlierShape(
            value=f"{each.figure.value.normalize():f}",
            period=each.figure.period,
            until=each.correction.recorded_at,
            why=each.correction.note,
        )
        for each in earlier_figures(user, row)
    ]
    return ObservationWhole(**_observation(row).model_dump(), earlier=earlier)


@router.get("/indicators", response=answers(CursorPage[IndicatorShape]))
def list_indicators(
    request: HttpRequest, asked: Query[IndicatorsAsked]
) -> dict[str, Any]:
    """Return the indicators that have a figure this reader sees."""
    rows = queries.indicators_seen_by(request.user)
    if asked.text:
        rows = rows.filter(name__icontains=asked.text)
    if asked.measure:
        rows = rows.filter(measure=asked.measure)
    return cursor_page(rows, cursor=asked.cursor, limit=asked.limit, show=_indicator)


@router.get("/indicators/{int:pk}", response=answers(IndicatorShape))
def read_indicator(request: HttpRequest, pk: int) -> IndicatorShape:
    """Return one indicator."""
    return _indicator(queries.indicator_seen_by(request.user, pk))


@router.get("/observations", response=answers(CursorPage[ObservationShape]))
def list_observations(
    request: HttpRequest, asked: Query[ObservationsAsked]
) -> dict[str, Any]:
    """Return the figures that this reader sees; those that contradict each other stand side by side."""
    user = request.user
    rows = queries.with_evidence(queries.observations_seen_by(user), user)
    if asked.geography:
        rows = queries.observations_of(user, asked.geography, asked.counterpart)
    if asked.indicator:
        rows = rows.filter(indicator=asked.indicator)
    if asked.period:
        rows = rows.filter(period=asked.period)
    return cursor_page(rows, cursor=asked.cursor, limit=asked.limit, show=_observation)


@router.get("/observations/{key}", response=answers(ObservationWhole))
def read_observation(request: HttpRequest, key: str) -> ObservationWhole:
    """Return one figure with its evidence, and what stood in its place before it was corrected."""
    return _whole(request, key)


@router.post("/observations", response=answers(ObservationWhole, status=201))
@repeatable
@transaction.atomic
def enter_observation(
    request: HttpRequest, asked: ObservationAsked
) -> tuple[int, ObservationWhole]:
    """Enter a figure with its evidence (curators). Refused for a share of nobody knows what, and a rank without a way."""
    by = curator_of(request)
    refuse_known(Observation, asked.key)
    values = asked.model_dump(exclude={"evidence"})
    indicator = ensure_indicator(
        by=by, **{name: values.pop(name) for name in OF_INDICATOR}
    )
    row = add_figure(
        by=by,
        indicator=indicator,
        passages=passages_from(request, by, asked.evidence),
        **values,
    )
    return 201, _whole(request, row.key)


@router.post(
    "/observations/{key}/correct", response=answers(ObservationWhole, status=201)
)
@repeatable
@transaction.atomic
def correct_observation(
    request: HttpRequest, key: str, asked: FigureCorrected
) -> tuple[int, ObservationWhole]:
    """Put a new value and a new claim in the place of a figure's, with evidence and a reason (curators). The key stays."""
    by = curator_of(request)
    row = found_or_404(
        queries.observations_seen_by(request.user).filter(key=key).first()
    )
    sent: dict[str, Any] = asked.model_dump(
        exclude_unset=True, exclude={"why", "evidence"}
    )
    correct_figure(
        row,
        by=by,
        passages=passages_from(request, by, asked.evidence),
        why=asked.why,
        **{name: value for name, value in sent.items() if value is not None},
    )
    return 201, _whole(request, key)
