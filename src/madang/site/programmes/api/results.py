"""What came of a mission, for programs: delegates report, and take back what is not in the ledger yet."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema

from madang.site.core.api import (
    CursorPage,
    PageAsked,
    RefusedError,
    answers,
    cursor_page,
    one_of,
    repeatable,
)
from madang.site.programmes.actions import results as actions
from madang.site.programmes.actions.partners import organisation_called
from madang.site.programmes.api.acting import person_acting
from madang.site.programmes.api.filling import at_field, filled
from madang.site.programmes.forms.pitches import ResultForm
from madang.site.programmes.models import MissionResult
from madang.site.programmes.queries import results as queries
from madang.site.programmes.queries.missions import mission_seen_by, own_application
from madang.site.programmes.rules.missions import may_act_for

router = Router()


class ResultShape(Schema):
    """What a delegate says came of a mission; `claim` is its number in the ledger, `tie` the key of a public one."""

    id: int
    organisation: str
    kind: str
    partner: str | None
    text: str
    document: str
    signed_on: date | None
    is_public: bool
    reported_at: datetime
    claim: int | None
    tie: str | None


class ResultAsked(Schema):
    """What came of it: `partner` is the number of a host, `other` the name of another organisation."""

    kind: str = one_of(MissionResult.Kind.values, default=None, is_blank_allowed=False)
    partner: int | None = None
    other: str = ""
    text: str
    document: str = ""
    signed_on: date | None = None
    is_public: bool = False


def _result(row: MissionResult) -> ResultShape:
    same = ("kind", "text", "document", "signed_on", "is_public", "reported_at")
    return ResultShape(
        id=row.pk,
        organisation=row.application.organisation.name,
        partner=row.partner.name if row.partner else None,
        claim=row.claim_id,
        tie=row.tie.key if row.tie and row.is_public else None,
        **{name: getattr(row, name) for name in same},
    )


@router.get("/{slug}/results", response=answers(CursorPage[ResultShape]))
def list_results(
    request: HttpRequest, slug: str, asked: Query[PageAsked]
) -> dict[str, Any]:
    """Return the reports: all to whoever runs the mission, to a delegate those of its own organisation."""
    mission = mission_seen_by(request.user, slug)
    rows = queries.results_seen_by(request.user, mission)
    return cursor_page(rows, cursor=asked.cursor, limit=asked.limit, show=_result)


@router.post("/{slug}/results", response=answers(ResultShape, status=201))
@repeatable
@transaction.atomic
def enter_result(
    request: HttpRequest, slug: str, asked: ResultAsked
) -> tuple[int, ResultShape]:
    """Report what came of the mission for one's own organisation (the delegate, or who leads its entry). Nothing is signed without title and day."""
    by = person_acting(request)
    mission = mission_seen_by(request.user, slug)
    own = own_application(request.user, mission)
    if own is None or not may_act_for(request.user, own):
        raise RefusedError(403, _("Delegates report: their lead, or the delegate."))
    partners = queries.partners_near(own)
    form = filled(lambda data: ResultForm(data, partners=partners), asked.model_dump())
    name = form.cleaned_data["other"].strip()
    with at_field("name", "other"):
        other = (
            organisation_called(name, by=by, country=mission.to_country)
            if name and form.cleaned_data["partner"] is None
            else None
        )
    made = actions.report_result(own, by=by, outcome=form.outcome(other))
    return 201, _result(made)


@router.delete("/{slug}/results/{int:pk}", response=answers(ResultShape))
@repeatable
@transaction.atomic
def remove_result(request: HttpRequest, slug: str, pk: int) -> tuple[int, ResultShape]:
    """Take a report back that is not in the ledger yet (whoever reported); return what was taken back."""
    by = person_acting(request)
    mission = mission_seen_by(request.user, slug)
    row = queries.result_seen_by(request.user, mission, pk)
    if not may_act_for(request.user, row.application):
        raise RefusedError(403, _("Whoever reported takes it back."))
    shown = _result(row)
    actions.remove_result(row, by=by)
    return 200, shown
