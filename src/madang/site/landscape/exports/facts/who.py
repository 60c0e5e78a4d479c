"""Sources, organisations, people in roles and places as a facts document has them."""

from collections.abc import Iterable

from madang.site.directory.models import Organisation, OrganisationName
from madang.site.landscape.actions.facts.columns import (
    CONTACT,
    ORGANISATION,
    PERSON,
    POSITION,
    RECORD,
    REGION,
    SOURCE,
)
from madang.site.landscape.exports.facts.writing import (
    Entry,
    Evidence,
    Keys,
    put,
    put_known,
)
from madang.site.ledger.models import OrganisationRecord, Position, Region, Source


def sources() -> list[Entry]:
    """Return every source."""
    return [_source(each) for each in Source.objects.order_by("pk")]


def _source(source: Source) -> Entry:
    inferred = source.published_inferred
    if source.published_basis:
        inferred = f"{inferred} ({source.published_basis})"
    return put_known(put({}, source, SOURCE), published_inferred=inferred)


def organisations(evidence: Evidence) -> list[Entry]:
    """Return every organisation that has a page in the ledger."""
    records = (
        OrganisationRecord.objects.order_by("pk")
        .select_related("organisation")
        .prefetch_related("organisation__names", "organisation__identifiers")
    )
    return [_organisation(each, evidence) for each in records]


def _organisation(record: OrganisationRecord, evidence: Evidence) -> Entry:
    organisation = record.organisation
    entry = put(put({}, record, RECORD), organisation, ORGANISATION)
    entry["aliases"] = [_alias(each) for each in organisation.names.all()]
    put_known(
        entry,
        identifiers={each.scheme: each.value for each in organisation.identifiers.all()}
        or None,
    )
    entry["evidence"] = evidence.of("organisation", organisation.pk)
    return entry


def _alias(name: OrganisationName) -> str | Entry:
    text = name.text
    if name.kind != OrganisationName.Kind.ALIAS:
        text = f"{text} ({name.kind})"
    return {"name": text, "language": name.language} if name.language else text


def unrecorded(pks: Iterable[int]) -> list[Entry]:
    """Return organisations to which rows refer though the ledger has no page of them."""
    entries = []
    for organisation in Organisation.objects.filter(pk__in=list(pks)).order_by("pk"):
        record = OrganisationRecord(
            key=f"organisation-{organisation.pk}",
            kind=OrganisationRecord.Kind.UNSPECIFIED,
        )
        entry = put(put({}, record, RECORD), organisation, ORGANISATION)
        entries.append({**entry, "aliases": [], "evidence": []})
    return entries


def people(evidence: Evidence, keys: Keys) -> list[Entry]:
    """Return every role with its person, null where nobody names one."""
    return [
        _position(each, evidence, keys)
        for each in Position.objects.order_by("pk").select_related("person")
    ]


def _position(position: Position, evidence: Evidence, keys: Keys) -> Entry:
    entry = put({}, position, POSITION)
    entry["name"] = None
    if position.person is not None:
        put(entry, position.person, PERSON)
    entry["organisation"] = keys.of(position.organisation_id)
    contact = put({}, position, CONTACT)
    if contact:
        entry["contact"] = contact
    if position.is_contact != bool(contact):
        entry["takes_enquiries"] = position.is_contact
    entry["evidence"] = evidence.of("position", position.pk)
    return entry


def places(evidence: Evidence) -> list[Entry]:
    """Return every place; a country's code goes without saying."""
    entries = []
    for region in Region.objects.order_by("pk"):
        entry = put({}, region, REGION)
        if region.kind != Region.Kind.COUNTRY or region.code != region.country:
            put_known(entry, code=region.code)
        entries.append({**entry, "evidence": evidence.of("region", region.pk)})
    return entries
