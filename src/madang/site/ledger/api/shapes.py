"""What programs read of the ledger: a shape for each noun, and how a row becomes one."""

from datetime import date, datetime

from ninja import Schema

from madang.site.directory.models import Organisation
from madang.site.ledger.models import Audience, Claim, Occasion, Passage, Source, Tie
from madang.site.ledger.queries.occasions import status_of
from madang.site.ledger.wording import tie_title


class SourceShape(Schema):
    """A publication, letter or register entry; dates are EDTF (ISO 8601-2)."""

    key: str
    kind: str
    title: str
    publisher: str
    publisher_inferred: str
    author: str
    published: str
    published_inferred: str
    language: str
    address: str
    is_gated: bool | None
    audience: str


class PassageShape(Schema):
    """A place in a source: code points from the start of its text, quoted or in our own words."""

    id: int
    source: str
    exact: str
    paraphrase: str
    start: int | None
    end: int | None
    line: int | None


class SourceWhole(SourceShape):
    """A source with its places, at most 500."""

    passages: list[PassageShape]


class PartyShape(Schema):
    """An organisation's part; `key` is its page in the ledger."""

    key: str
    name: str
    country: str
    role: str


class TieShape(Schema):
    """A tie. Stage, date and subject are those that its claims bear."""

    key: str
    family: str
    kind: str
    stage: str
    title: str
    subject: str
    date: str
    parties: list[PartyShape]
    countries: list[str]
    city: str
    level: str
    modality: str
    occasion: str | None
    audience: str
    version: int


class EvidenceShape(PassageShape):
    """A passage with what its source is called."""

    publisher: str
    title: str
    published: str


class ClaimShape(Schema):
    """Who says what; a claim that was superseded names the one in its place."""

    id: int
    key: str
    aspect: str
    stage: str
    date: str
    text: str
    theme: str
    modality: str
    holder: str
    holder_organisation: str | None
    holder_position: str | None
    is_background: bool
    is_withdrawal: bool
    why: str
    superseded_by: int | None
    recorded_at: datetime
    audience: str
    evidence: list[EvidenceShape]


class OccasionShape(Schema):
    """An occasion; `status` is computed from its date and its claims."""

    key: str
    kind: str
    name: str
    start: str
    end: str
    from_country: str
    to_country: str
    country: str
    city: str
    organiser: str | None
    status: str
    audience: str


class OccasionWhole(OccasionShape):
    """An occasion with its parties, the ties that began at it, and every claim about it."""

    parties: list[PartyShape]
    ties: list[str]
    claims: list[ClaimShape]


class OrganisationShape(Schema):
    """An organisation that has a page in the ledger."""

    key: str
    name: str
    name_local: str
    kind: str
    country: str
    country_basis: str
    is_group: bool
    website: str


class NameShape(Schema):
    """Another name of an organisation."""

    text: str
    kind: str
    language: str


class IdentifierShape(Schema):
    """A number under which a register knows an organisation."""

    scheme: str
    value: str


class OrganisationWhole(OrganisationShape):
    """An organisation with names, identifiers, memberships and the claims about it."""

    names: list[NameShape]
    identifiers: list[IdentifierShape]
    members: list[str]
    member_of: list[str]
    claims: list[ClaimShape]


def source_shape(row: Source) -> SourceShape:
    """Return a source as programs read it."""
    return SourceShape.model_validate(row, from_attributes=True)


def passage_shape(row: Passage) -> PassageShape:
    """Return a passage; its source is fetched beside it."""
    return PassageShape(
        id=row.pk,
        source=row.source.key,
        exact=row.exact,
        paraphrase=row.paraphrase,
        start=row.start,
        end=row.end,
        line=row.line,
    )


def evidence_shape(row: Passage) -> EvidenceShape:
    """Return a passage with what its source is called."""
    return EvidenceShape(
        **passage_shape(row).model_dump(),
        publisher=row.source.publisher or row.source.publisher_inferred,
        title=row.source.title,
        published=row.source.published or row.source.published_inferred,
    )


def _party(organisation: Organisation, role: str) -> PartyShape:
    record = getattr(organisation, "record", None)
    return PartyShape(
        key=record.key if record else "",
        name=organisation.name,
        country=organisation.country,
        role=role,
    )


def tie_shape(row: Tie) -> TieShape:
    """Return a tie whose parties, countries and occasion are fetched (queries.ties.with_sides)."""
    occasion = row.occasion
    is_shown = occasion is not None and Audience.INTERNAL not in (
        occasion.audience,
        row.audience,
    )
    return TieShape(
        key=row.key,
        family=row.family,
        kind=row.kind,
        stage=row.stage,
        title=tie_title(row),
        subject=row.subject,
        date=row.date,
        parties=[_party(each.organisation, each.role) for each in row.parties.all()],
        countries=[each.country for each in row.countries.all()],
        city=row.city,
        level=row.level,
        modality=row.modality,
        occasion=occasion.key if occasion is not None and is_shown else None,
        audience=row.audience,
        version=row.version,
    )


def claim_shape(row: Claim) -> ClaimShape:
    """Return a claim with the evidence that was fetched for its reader (queries.claims.with_evidence)."""
    holder = row.holder_organisation
    return ClaimShape(
        id=row.pk,
        key=row.key,
        aspect=row.aspect,
        stage=row.stage,
        date=row.edtf,
        text=row.text,
        theme=row.theme,
        modality=row.modality,
        holder=row.holder,
        holder_organisation=holder.name if holder else None,
        holder_position=str(row.holder_position) if row.holder_position else None,
        is_background=row.is_background,
        is_withdrawal=row.is_withdrawal,
        why=row.note,
        superseded_by=row.superseded_by_id,
        recorded_at=row.recorded_at,
        audience=row.audience,
        evidence=[evidence_shape(each.passage) for each in row.citations.all()],
    )


def occasion_shape(row: Occasion, today: date) -> OccasionShape:
    """Return an occasion of queries.occasions; `today` decides what became of it."""
    return OccasionShape(
        key=row.key,
        kind=row.kind,
        name=row.name,
        start=row.start,
        end=row.end,
        from_country=row.from_country,
        to_country=row.to_country,
        country=row.country,
        city=row.city,
        organiser=row.organiser.name if row.organiser else None,
        status=status_of(row, today),
        audience=row.audience,
    )


def party_shape(organisation: Organisation, role: str) -> PartyShape:
    """Return an organisation's part in an occasion."""
    return _party(organisation, role)


def organisation_shape(row: Organisation) -> OrganisationShape:
    """Return an organisation with its record."""
    record = row.record
    return OrganisationShape(
        key=record.key,
        name=row.name,
        name_local=row.name_local,
        kind=record.kind,
        country=row.country,
        country_basis=record.country_basis,
        is_group=record.is_group,
        website=row.website,
    )
