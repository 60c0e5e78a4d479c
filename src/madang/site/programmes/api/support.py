"""The support of contracts for programs: what is left of it, what was asked for, and what became of that."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from madang.site.core.api import (
    CursorPage,
    PageAsked,
    answers,
    cursor_page,
    one_of,
    repeatable,
)
from madang.site.programmes.actions import support as actions
from madang.site.programmes.api.acting import person_acting
from madang.site.programmes.api.filling import filled
from madang.site.programmes.forms.contracts import ReasonForm, SupportForm
from madang.site.programmes.models import SupportRequest
from madang.site.programmes.queries import support as queries
from madang.site.programmes.queries.contracts import contract_seen_by

router = Router()


class SupplyShape(Schema):
    """One support of a contract: how many it gives, how many are granted, asked for, and left to be granted."""

    id: int
    name: str
    unit: str
    amount: int
    used: int
    asked: int
    left: int


class SuppliesShape(Schema):
    """What a contract gives."""

    items: list[SupplyShape]


class RequestShape(Schema):
    """Something that was asked for; `reason` is why it was declined."""

    id: int
    contract: int
    item: int
    name: str
    unit: str
    amount: int
    text: str
    state: str
    reason: str
    asked_at: datetime
    decided_at: datetime | None


class SupportAsked(Schema):
    """How much of which support is asked for, and what for."""

    item: int
    amount: int = Field(ge=1, le=1_000_000)
    text: str


class SupportStep(Schema):
    """What becomes of a request; `decline` has a reason that the other side reads."""

    verb: str = one_of(
        ["grant", "decline", "withdraw"], default=None, is_blank_allowed=False
    )
    reason: str = ""


def _request(row: SupportRequest) -> RequestShape:
    same = ("amount", "text", "state", "reason", "asked_at", "decided_at")
    return RequestShape(
        id=row.pk,
        contract=row.item.contract_id,
        item=row.item_id,
        name=row.item.name,
        unit=row.item.unit,
        **{name: getattr(row, name) for name in same},
    )


@router.get("/contracts/{int:pk}/support", response=answers(SuppliesShape))
def read_support(request: HttpRequest, pk: int) -> SuppliesShape:
    """Return what a contract that one reads gives, and what is left of it."""
    person_acting(request)
    found = contract_seen_by(request.user, pk)
    same = ("name", "unit", "amount")
    return SuppliesShape(
        items=[
            SupplyShape(
                id=each.item.pk,
                used=each.used,
                asked=each.asked,
                left=each.left,
                **{name: getattr(each.item, name) for name in same},
            )
            for each in queries.supplies_of(found)
        ]
    )


@router.get("/contracts/{int:pk}/requests", response=answers(CursorPage[RequestShape]))
def list_requests(
    request: HttpRequest, pk: int, asked: Query[PageAsked]
) -> dict[str, Any]:
    """Return what was asked for within a contract that one reads, in the order of entry."""
    person_acting(request)
    rows = queries.requests_of(contract_seen_by(request.user, pk))
    return cursor_page(rows, cursor=asked.cursor, limit=asked.limit, show=_request)


@router.get("/support-requests", response=answers(CursorPage[RequestShape]))
def list_waiting(request: HttpRequest, asked: Query[PageAsked]) -> dict[str, Any]:
    """Return the requests that wait for one's own decision (those who give the support), in the order of entry."""
    rows = queries.requests_waiting_for(person_acting(request))
    return cursor_page(rows, cursor=asked.cursor, limit=asked.limit, show=_request)


@router.post("/contracts/{int:pk}/requests", response=answers(RequestShape, status=201))
@repeatable
@transaction.atomic
def ask(request: HttpRequest, pk: int, asked: SupportAsked) -> tuple[int, RequestShape]:
    """Ask for some of a contract's support (who leads the organisation that uses it); the other side gets mail."""
    by = person_acting(request)
    found = contract_seen_by(request.user, pk)
    form = filled(
        lambda data: SupportForm(data, items=found.items.all()), asked.model_dump()
    )
    return 201, _request(actions.ask_support(by=by, **form.cleaned_data))


@router.post(
    "/support-requests/{int:pk}/transitions", response=answers(RequestShape, status=201)
)
@repeatable
@transaction.atomic
def step_request(
    request: HttpRequest, pk: int, asked: SupportStep
) -> tuple[int, RequestShape]:
    """`grant` or `decline` what was asked for (those who give the support), or `withdraw` it (who asked)."""
    by = person_acting(request)
    found = queries.request_seen_by(request.user, pk)
    if asked.verb == "decline":
        form = filled(ReasonForm, {"reason": asked.reason})
        reason = form.cleaned_data["reason"]
        return 201, _request(actions.decline_support(found, by=by, reason=reason))
    verb = {"grant": actions.grant_support, "withdraw": actions.withdraw_support}
    return 201, _request(verb[asked.verb](found, by=by))
