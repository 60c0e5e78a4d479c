"""Rows as entities of FollowTheMoney (followthemoney.tech): a line of JSON each, properties as lists.

A tie of n parties is a link between each two of them. A date that is no year, month or day stays in words.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from madang.site.directory.models import Membership, Organisation, OrganisationName
from madang.site.ledger.exports import addresses
from madang.site.ledger.models import Occasion, OrganisationRecord, Position, Tie

Entity = dict[str, Any]
Kind = OrganisationRecord.Kind
COMPANIES = {
    Kind.COMPANY,
    Kind.STARTUP,
    Kind.STATE_OWNED,
    Kind.FINANCIAL,
    Organisation.Kind.GLOBAL_PHARMA,
    Organisation.Kind.DOMESTIC,
    Organisation.Kind.BIOTECH,
    Organisation.Kind.DEVICE,
    Organisation.Kind.DIGITAL,
    Organisation.Kind.CDMO,
    Organisation.Kind.CRO,
    Organisation.Kind.INVESTOR,
    Organisation.Kind.DISTRIBUTOR,
    Organisation.Kind.SERVICE,
}
PUBLIC_BODIES = {
    Kind.GOVERNMENT,
    Kind.OFFICE,
    Kind.MUNICIPALITY,
    Kind.AGENCY,
    Kind.PROMOTION,
    Organisation.Kind.MINISTRY,
    Organisation.Kind.REGULATOR,
    Organisation.Kind.PUBLIC_HEALTH,
    Organisation.Kind.PUBLIC_FUNDER,
    Organisation.Kind.TRADE_AGENCY,
}
# Registers whose numbers have a property of their own; any other is a registrationNumber.
NUMBERS = {
    "lei": "leiCode",
    "wikidata": "wikidataId",
    "vat": "vatCode",
}
NAMES = {
    OrganisationName.Kind.ALIAS: "alias",
    OrganisationName.Kind.ACRONYM: "alias",
    OrganisationName.Kind.LOCAL: "alias",
    OrganisationName.Kind.FORMER: "previousName",
}


def organisation_entity(row: Organisation) -> Entity:
    """Return an organisation with names and numbers; fetch `record`, `names` and `identifiers` before."""
    said: dict[str, list[str]] = {
        "name": [row.name],
        "alias": [row.name_local],
        "previousName": [],
        "country": [row.country.lower()],
        "website": [row.website],
        "sourceUrl": [addresses.of_organisation(row)],
    }
    for name in row.names.all():
        if column := NAMES.get(OrganisationName.Kind(name.kind)):
            said[column].append(name.text)
    for number in row.identifiers.all():
        said.setdefault(NUMBERS.get(number.scheme, "registrationNumber"), []).append(
            number.value
        )
    return _entity(_organisation_id(row), _schema(row), said)


def position_entities(row: Position) -> Iterator[Entity]:
    """Return a person by name, and the role in which they act; none for an unnamed holder. Fetch person and organisation before."""
    if row.person is None or row.organisation is None:
        return
    person = f"person-{row.person_id}"
    yield _entity(person, "Person", {"name": [row.person.name]})
    said = {
        "employee": [_id(person)],
        "employer": [_id(_organisation_id(row.organisation))],
        "role": [row.title],
        "startDate": [addresses.plain_day(row.since)],
        "endDate": [addresses.plain_day(row.until)],
    }
    yield _entity(f"position-{row.key}", "Employment", said)


def membership_entity(row: Membership) -> Entity:
    """Return a membership; fetch both sides before."""
    said = {
        "member": [_id(_organisation_id(row.member))],
        "organization": [_id(_organisation_id(row.cluster))],
    }
    return _entity(f"membership-{row.pk}", "Membership", said)


def occasion_entity(row: Occasion) -> Entity:
    """Return an occasion as an event; fetch organiser and parties with their records before, as this reader may know them."""
    organiser = [row.organiser] if row.organiser else []
    said = {
        "name": [row.name],
        "startDate": [addresses.plain_day(row.start)],
        "endDate": [addresses.plain_day(row.end)],
        "location": [", ".join(filter(None, (row.venue, row.city)))],
        "country": [
            each.lower() for each in (row.country, row.from_country, row.to_country)
        ],
        "summary": [row.topic],
        "organizer": _ids(organiser),
        "involved": _ids(part.organisation for part in row.parties.all()),
        "sourceUrl": [addresses.of_occasion(row)],
    }
    return _entity(f"occasion-{row.key}", "Event", said)


def tie_entities(row: Tie) -> Iterator[Entity]:
    """Return a link between each two parties of a tie; fetch it `with_sides` before."""
    parties = {part.organisation_id: part.organisation for part in row.parties.all()}
    day = addresses.plain_day(row.date)
    for one, other in combinations(parties.values(), 2):
        said = {
            "subject": [_id(_organisation_id(one))],
            "object": [_id(_organisation_id(other))],
            "role": [row.kind],
            "status": [row.stage],
            "date": [day],
            "summary": [row.subject],
            "description": [
                f"Date as stated: {row.date}" if row.date and not day else ""
            ],
            "recordId": [row.key],
            "sourceUrl": [addresses.of_tie(row)],
        }
        yield _entity(f"tie-{row.key}-{one.pk}-{other.pk}", "UnknownLink", said)


def _schema(row: Organisation) -> str:
    record = getattr(row, "record", None)
    if record is not None and record.is_group:
        return "Organization"
    kind = record.kind if record else row.kind
    if kind in COMPANIES:
        return "Company"
    return "PublicBody" if kind in PUBLIC_BODIES else "Organization"


def _organisation_id(row: Organisation) -> str:
    record = getattr(row, "record", None)
    return f"organisation-{record.key}" if record else f"directory-{row.pk}"


def _ids(rows: Iterable[Organisation]) -> list[str]:
    """Return the ids of those with a page: only they are in the file of organisations for certain."""
    return [_id(_organisation_id(row)) for row in rows if hasattr(row, "record")]


def _id(name: str) -> str:
    return f"{addresses.dataset()}-{name}"


def _entity(name: str, schema: str, said: dict[str, list[str]]) -> Entity:
    """Return an entity; what is blank is left out, what is said twice is said once."""
    kept = {
        column: list(dict.fromkeys(filter(None, values)))
        for column, values in said.items()
    }
    return {
        "id": _id(name),
        "schema": schema,
        "properties": {column: values for column, values in kept.items() if values},
        "datasets": [addresses.dataset()],
    }
