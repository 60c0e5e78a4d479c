"""What programs read and write of roles, initiatives, relations and memberships."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from madang.site.core.api import one_of
from madang.site.directory.models import Membership, Organisation
from madang.site.ledger.api.held import HeldAsked, said_from
from madang.site.ledger.api.shapes import ClaimShape
from madang.site.ledger.api.writing import EvidenceAsked
from madang.site.ledger.models import Audience, Initiative, Position, Relation
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.wording import relation_title


class RecordAsked(HeldAsked):
    """A new row about an organisation with the evidence on which it rests; internal unless said otherwise."""

    audience: str = one_of(Audience.values, default="internal", is_blank_allowed=False)
    evidence: list[EvidenceAsked] = Field(default_factory=list, max_length=50)


class PeriodAsked(RecordAsked):
    """A row that holds from one date until another: single EDTF dates."""

    since: str = Field("", max_length=30, description="EDTF (ISO 8601-2), one date")
    until: str = Field("", max_length=30, description="EDTF (ISO 8601-2), one date")


class PositionShape(Schema):
    """A role that somebody holds; `name` is blank where no source names them."""

    key: str
    organisation: str
    role: str
    name: str
    name_local: str
    since: str
    until: str
    telephone: str
    fax: str
    email: str
    note: str
    audience: str


class PositionWhole(PositionShape):
    """A role with every claim about it."""

    claims: list[ClaimShape]


class InitiativeShape(Schema):
    """An initiative; owner, funder and parties are keys of organisations, the manager that of a role."""

    key: str
    name: str
    kind: str
    owner: str
    funder: str
    manager: str
    target_country: str
    for_whom: str
    beneficiaries: str
    start: str
    end: str
    date_note: str
    modality: str
    audience: str


class InitiativeWhole(InitiativeShape):
    """An initiative with its parties and every claim about it."""

    parties: list[str]
    claims: list[ClaimShape]


class RelationShape(Schema):
    """What one thing of the ledger is to another; `subject` and `object` are keys, codes or words, as the predicate needs."""

    id: int
    subject: str
    predicate: str
    object: str
    title: str
    since: str
    until: str
    modality: str
    audience: str


class RelationWhole(RelationShape):
    """A relation with every claim about it."""

    claims: list[ClaimShape]


class MembershipShape(Schema):
    """A membership; `relation` is the number of the relation on which it rests, null where no source is entered."""

    id: int
    cluster: str
    member: str
    role: str
    since: str
    until: str


class MembershipWhole(MembershipShape):
    """A membership with the relation on which it rests and every claim about that."""

    relation: int | None
    claims: list[ClaimShape]


def key_of(row: Organisation | None) -> str:
    """Return the key of an organisation's page in the ledger; "" for none."""
    record = getattr(row, "record", None)
    return record.key if record else ""


def said_of(request: HttpRequest, asked: RecordAsked) -> tuple[dict[str, Any], str]:
    """Return how it is said and by whom, and who may read it. Raises RefusedError for a holder who is none."""
    said = said_from(request, asked)
    return said, said.pop("audience")


@contextmanager
def named_as(field: str) -> Iterator[None]:
    """Name a refusal of the other organisation as the operation names it."""
    try:
        yield
    except LedgerError as error:
        if error.field == "other":
            error.field = field
        raise


def position_shape(row: Position) -> PositionShape:
    """Return a role whose person and organisation are fetched."""
    return PositionShape(
        key=row.key,
        organisation=key_of(row.organisation),
        role=row.title,
        name=row.person.name if row.person else "",
        name_local=row.person.name_local if row.person else "",
        since=row.since,
        until=row.until,
        telephone=row.telephone,
        fax=row.fax,
        email=row.email,
        note=row.note,
        audience=row.audience,
    )


def initiative_shape(row: Initiative) -> InitiativeShape:
    """Return an initiative with owner, funder and manager fetched for its reader."""
    return InitiativeShape(
        key=row.key,
        name=row.name,
        kind=row.kind,
        owner=key_of(row.owner),
        funder=key_of(row.funder),
        manager=row.manager.key if row.manager else "",
        target_country=row.target_country,
        for_whom=row.for_whom,
        beneficiaries=row.beneficiaries,
        start=row.start,
        end=row.end,
        date_note=row.date_note,
        modality=row.modality,
        audience=row.audience,
    )


def _end(row: object) -> str:
    if isinstance(row, Organisation):
        return key_of(row) or row.name
    return str(getattr(row, "key", "") or row or "")


def relation_shape(row: Relation) -> RelationShape:
    """Return a relation with both ends fetched."""
    return RelationShape(
        id=row.pk,
        subject=_end(row.subject),
        predicate=row.predicate,
        object=_end(row.target),
        title=relation_title(row),
        since=row.since,
        until=row.until,
        modality=row.modality,
        audience=row.audience,
    )


def membership_shape(row: Membership) -> MembershipShape:
    """Return a membership with both sides fetched."""
    return MembershipShape(
        id=row.pk,
        cluster=key_of(row.cluster),
        member=key_of(row.member),
        role=row.role,
        since=row.since,
        until=row.until,
    )
