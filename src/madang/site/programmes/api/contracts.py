"""Contracts for programs: read with their hashes and signatures. Signing stays a page: a person reads, ticks and signs."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
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
from madang.site.programmes.actions.contracts import decline_contract
from madang.site.programmes.api.acting import person_acting
from madang.site.programmes.api.filling import filled
from madang.site.programmes.forms.contracts import ReasonForm
from madang.site.programmes.models import Contract
from madang.site.programmes.queries import contracts as queries
from madang.site.programmes.rules.contracts import may_decline

router = Router()
PDF_TYPE = "application/pdf"


class SignatureShape(Schema):
    """A side of a contract; the signature names the SHA-256 of the bytes that were signed."""

    organisation: str
    role: str
    signed_name: str
    signed_sha256: str
    signed_at: datetime | None


class ContractShape(Schema):
    """A contract; `sha256` is that of its document, and `sign_until` the last day for both signatures."""

    id: int
    title: str
    programme: str
    state: str
    sha256: str
    sign_until: date
    runs_from: date
    runs_until: date
    created_at: datetime
    concluded_at: datetime | None
    reason: str
    signatures: list[SignatureShape]


class ContractsAsked(PageAsked):
    """What narrows the contracts: their state, or those that wait for one's own signature."""

    state: str = one_of(Contract.State.values)
    waits_for_me: bool = False


class ContractStep(Schema):
    """What a program does with a contract: decline it, with a reason that the other side reads."""

    verb: str = one_of(["decline"], default=None, is_blank_allowed=False)
    reason: str = ""


def _contract(row: Contract) -> ContractShape:
    same = (
        "title", "state", "sha256", "sign_until", "runs_from", "runs_until",
        "created_at", "concluded_at", "reason",
    )  # fmt: skip
    signed = ("role", "signed_name", "signed_sha256", "signed_at")
    return ContractShape(
        id=row.pk,
        programme=row.programme.slug,
        signatures=[
            SignatureShape(
                organisation=party.organisation.name,
                **{name: getattr(party, name) for name in signed},
            )
            for party in row.parties.all()
        ],
        **{name: getattr(row, name) for name in same},
    )


@router.get("/contracts", response=answers(CursorPage[ContractShape]))
def list_contracts(
    request: HttpRequest, asked: Query[ContractsAsked]
) -> dict[str, Any]:
    """Return the contracts that one reads, with state, SHA-256 and signatures: those of one's side's leads and of the programme's manager."""
    person = person_acting(request)
    rows: QuerySet[Contract] = queries.contracts_seen_by(request.user)
    if asked.waits_for_me:
        rows = queries.to_sign(person, timezone.localdate())
    if asked.state:
        rows = rows.filter(state=asked.state)
    return cursor_page(rows, cursor=asked.cursor, limit=asked.limit, show=_contract)


@router.get("/contracts/{int:pk}", response=answers(ContractShape))
def read_contract(request: HttpRequest, pk: int) -> ContractShape:
    """Return one contract with state, SHA-256 and signatures."""
    person_acting(request)
    return _contract(queries.contract_seen_by(request.user, pk))


DOCUMENT = {
    "responses": {
        200: {"content": {PDF_TYPE: {"schema": {"type": "string", "format": "binary"}}}}
    }
}


@router.get(
    "/contracts/{int:pk}/document", response=answers(None), openapi_extra=DOCUMENT
)
def read_document(request: HttpRequest, pk: int) -> HttpResponse:
    """Return exactly the bytes (PDF) that both sides sign; their SHA-256 is the contract's."""
    person_acting(request)
    found = queries.contract_seen_by(request.user, pk)
    response = HttpResponse(bytes(found.document), content_type=PDF_TYPE)
    response["Content-Disposition"] = f'attachment; filename="contract-{pk}.pdf"'
    return response


@router.post(
    "/contracts/{int:pk}/transitions", response=answers(ContractShape, status=201)
)
@repeatable
@transaction.atomic
def step_contract(
    request: HttpRequest, pk: int, asked: ContractStep
) -> tuple[int, ContractShape]:
    """`decline` a contract that waits for signatures, with a reason (the leads of its two sides and who offers it). Signing stays a page."""
    by = person_acting(request)
    found = queries.contract_seen_by(request.user, pk)
    if not may_decline(by, found):
        raise RefusedError(403, _("Only the two sides decline a contract."))
    form = filled(ReasonForm, {"reason": asked.reason})
    decline_contract(found, by=by, reason=form.cleaned_data["reason"])
    return 201, read_contract(request, pk)
