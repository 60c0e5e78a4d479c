"""Contracts that are prepared, for programs: written, changed, discarded. Offering one, and signing, stay pages: people read what they sign."""

from datetime import date
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import PatchDict, Query, Router, Schema
from pydantic import Field

from madang.site.core.api import (
    CursorPage,
    PageAsked,
    RefusedError,
    answers,
    cursor_page,
    found_or_404,
    repeatable,
)
from madang.site.core.imports import Refusal
from madang.site.directory.models import Organisation, Person
from madang.site.programmes.actions import contract_drafts as actions
from madang.site.programmes.actions.sheet_names import organisation_named
from madang.site.programmes.api.acting import person_acting
from madang.site.programmes.models import Application, ContractDraft, Programme
from madang.site.programmes.queries import contract_drafts as queries
from madang.site.programmes.queries.contracts import programmes_to_offer
from madang.site.programmes.rules.programmes import ProgrammeError

router = Router()


class ItemShape(Schema):
    """One support: what it is, in which unit, how many."""

    name: str = Field(min_length=1, max_length=200)
    unit: str = Field(min_length=1, max_length=40)
    amount: int = Field(ge=1, le=1_000_000)


class DraftWords(Schema):
    """What a contract will say: title, words, days, and up to four supports."""

    title: str = Field(min_length=1, max_length=200)
    text: str = Field(min_length=1, max_length=60_000)
    sign_until: date
    runs_from: date
    runs_until: date
    call: str = Field(
        "", description="call in which the organisation's application was accepted"
    )
    items: list[ItemShape] = Field(default_factory=list, max_length=actions.MOST_ITEMS)


class DraftAsked(DraftWords):
    """A contract to be prepared: of which programme, for whom by the name in the directory."""

    programme: str
    organisation: str


class DraftShape(DraftAsked):
    """A contract that is prepared. It has no document, and nobody is asked to sign."""

    id: int


def _draft(row: ContractDraft) -> DraftShape:
    items = [
        ItemShape(name=name, unit=unit, amount=amount)
        for name, unit, amount in row.items
    ]
    return DraftShape(id=row.pk, items=items, **queries.draft_values(row))


def _offerer(request: HttpRequest) -> Person:
    """Return who offers contracts of a programme. Raises RefusedError (401, or 403 with the reason)."""
    person = person_acting(request)
    if not programmes_to_offer(person).exists():
        reason = _("Contracts are offered by those who run a programme. You run none.")
        raise RefusedError(403, reason)
    return person


def _application(draft: ContractDraft, call: str) -> Application | None:
    if not call:
        return None
    found = Application.objects.filter(
        call__slug=call,
        call__programme=draft.programme_id,
        organisation=draft.beneficiary_id,
        state=Application.State.ACCEPTED,
    ).first()
    if found is None:
        raise ProgrammeError(
            _("Only an accepted application of this organisation gets a contract."),
            field="call",
        )
    return found


def _save(draft: ContractDraft, sent: dict[str, Any], *, by: Person) -> ContractDraft:
    if "call" in sent:
        draft.application = _application(draft, sent.pop("call"))
    if "items" in sent:
        items = [ItemShape.model_validate(each) for each in sent.pop("items")]
        draft.items = [[each.name, each.unit, each.amount] for each in items]
    for name, value in sent.items():
        setattr(draft, name, value)
    twins = ContractDraft.objects.filter(
        programme=draft.programme_id,
        beneficiary=draft.beneficiary_id,
        title=draft.title,
    )
    if twins.exclude(pk=draft.pk).exists():
        message = _("A contract of this title is prepared for this organisation already.")  # fmt: skip
        raise RefusedError(409, message, errors=[{"field": "title", "message": message}])  # fmt: skip
    return actions.save_draft(by=by, draft=draft)


@router.get("/contract-drafts", response=answers(CursorPage[DraftShape]))
def list_drafts(request: HttpRequest, asked: Query[PageAsked]) -> dict[str, Any]:
    """Return the contracts that are prepared, to those who offer them, in the order of entry."""
    rows = queries.drafts_of(_offerer(request))
    return cursor_page(rows, cursor=asked.cursor, limit=asked.limit, show=_draft)


@router.get("/contract-drafts/{int:pk}", response=answers(DraftShape))
def read_draft(request: HttpRequest, pk: int) -> DraftShape:
    """Return one contract that is prepared (those who offer it)."""
    return _draft(queries.draft_of(_offerer(request), pk))


def _programme(by: Person, slug: str) -> Programme:
    return found_or_404(programmes_to_offer(by).filter(slug=slug).first())


def _organisation(name: str) -> Organisation:
    try:
        return organisation_named(name)
    except Refusal as error:
        raise ProgrammeError(str(error), field="organisation") from error


@router.post("/contract-drafts", response=answers(DraftShape, status=201))
@repeatable
@transaction.atomic
def enter_draft(request: HttpRequest, asked: DraftAsked) -> tuple[int, DraftShape]:
    """Prepare a contract (those who offer contracts of the programme). Nobody is told, and nobody is asked to sign."""
    by = _offerer(request)
    sent = asked.model_dump()
    draft = ContractDraft(
        programme=_programme(by, sent.pop("programme")),
        beneficiary=_organisation(sent.pop("organisation")),
    )
    return 201, _draft(_save(draft, sent, by=by))


@router.patch("/contract-drafts/{int:pk}", response=answers(DraftShape))
@repeatable
@transaction.atomic
def change_draft(
    request: HttpRequest, pk: int, asked: PatchDict[DraftWords]
) -> tuple[int, DraftShape]:
    """Change a contract that is prepared (those who offer it); what is left out stays."""
    by = _offerer(request)
    return 200, _draft(_save(queries.draft_of(by, pk), dict(asked), by=by))


@router.delete("/contract-drafts/{int:pk}", response=answers(DraftShape))
@repeatable
@transaction.atomic
def discard_draft(request: HttpRequest, pk: int) -> tuple[int, DraftShape]:
    """Discard a contract that is prepared (those who offer it); return what was discarded."""
    by = _offerer(request)
    draft = queries.draft_of(by, pk)
    shown = _draft(draft)
    actions.discard_draft(by=by, draft=draft)
    return 200, shown
