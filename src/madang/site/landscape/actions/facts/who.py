"""Sources, organisations, people in roles and places of a facts document."""

import re

from madang.site.directory.models import (
    Organisation,
    OrganisationIdentifier,
    OrganisationName,
    Person,
)
from madang.site.landscape.actions.facts.columns import (
    CONTACT,
    ORGANISATION,
    PERSON,
    POSITION,
    RECORD,
    REGION,
    SOURCE,
)
from madang.site.landscape.actions.facts.reading import (
    Entry,
    FactsError,
    fill,
    object_of,
    refuse_unknown,
    text_of,
)
from madang.site.landscape.actions.facts.rows import Known, new_entries
from madang.site.ledger.models import (
    Claim,
    OrganisationRecord,
    Position,
    Region,
    Source,
)

SOURCE_KEYS = [*(each.key for each in SOURCE), "published_inferred"]
ORGANISATION_KEYS = [
    *(each.key for each in [*RECORD, *ORGANISATION]),
    "aliases",
    "identifiers",
    "evidence",
]
PERSON_KEYS = [
    *(each.key for each in [*POSITION, *PERSON]),
    "organisation",
    "contact",
    "takes_enquiries",
    "evidence",
]
REGION_KEYS = [*(each.key for each in REGION), "code", "evidence"]
EXISTENCE = Claim.Aspect.EXISTENCE
# What the directory calls an organisation of whose kind the ledger knows more.
KINDS = {
    "government": "ministry",
    "government_office": "ministry",
    "investment_promotion_agency": "trade_agency",
    "international_organisation": "international_organisation",
    "funder": "investor",
    "financial_company": "investor",
    "cluster": "association",
    "industry_association": "association",
    "employers_federation": "association",
    "consortium": "association",
    "science_park": "association",
    "university": "university",
    "research_institute": "university",
    "hospital": "hospital",
}
ALIAS_KINDS = "|".join(
    kind for kind in OrganisationName.Kind.values if kind != OrganisationName.Kind.ALIAS
)


def import_sources(known: Known, document: Entry) -> None:
    """Make the sources that are new."""
    for place, entry in new_entries(known, document, "sources", Source):
        refuse_unknown(entry, SOURCE_KEYS, place)
        source = Source()
        fill(source, SOURCE, entry, place)
        source.published_inferred, source.published_basis = _inferred(entry, place)
        source.save()
        known.keep(source, "sources")


def _inferred(entry: Entry, place: str) -> tuple[str, str]:
    """Return date and reason of "2017/2019 (reason)"."""
    if entry.get("published_inferred") is None:
        return "", ""
    where = f"{place}.published_inferred"
    text = text_of(entry["published_inferred"], where)
    found = re.fullmatch(r"([^ ]{1,30})(?: \((.{1,200})\))?", text, re.DOTALL)
    if found is None:
        raise FactsError(where, "a date, then perhaps a reason in brackets is expected")
    return found[1], found[2] or ""


def import_organisations(known: Known, document: Entry) -> None:
    """Make the organisations that are new. One of the same name and country in the directory gets its record."""
    for place, entry in new_entries(
        known, document, "organisations", OrganisationRecord
    ):
        refuse_unknown(entry, ORGANISATION_KEYS, place)
        record = OrganisationRecord()
        fill(record, RECORD, entry, place)
        record.organisation = _organisation(entry, record, place)
        record.save()
        known.keep(record, "organisations")
        _name(record.organisation, entry, place)
        _identify(record.organisation, entry, place)
        known.claim_if_any(
            entry,
            place,
            aspect=EXISTENCE,
            organisation=record.organisation,
            is_background=record.is_background,
            audience=record.audience,
        )


def _organisation(entry: Entry, record: OrganisationRecord, place: str) -> Organisation:
    made = Organisation(kind=KINDS.get(record.kind, "other"))
    fill(made, ORGANISATION, entry, place)
    held = Organisation.objects.filter(
        name=made.name, country=made.country, record=None
    ).first()
    if held is not None and not record.is_group:
        return held
    made.save()
    return made


def _name(organisation: Organisation, entry: Entry, place: str) -> None:
    """Give an organisation its other names: "KHIDI", "Prestige (probable)", or an object with a language."""
    aliases = entry.get("aliases") or []
    if not isinstance(aliases, list):
        raise FactsError(f"{place}.aliases", "a list is expected")
    names = [
        _alias(organisation, alias, f"{place}.aliases[{order}]", order)
        for order, alias in enumerate(aliases)
    ]
    for order, name in enumerate(names):
        if name.text in [each.text for each in names[:order]]:
            raise FactsError(f"{place}.aliases[{order}]", f'"{name.text}" stands twice')
        # A name that the directory has already stays as it is there.
        if not organisation.names.filter(text=name.text).exists():
            name.save()


def _alias(
    organisation: Organisation, alias: object, where: str, order: int
) -> OrganisationName:
    language = ""
    if isinstance(alias, dict):
        refuse_unknown(alias, ["name", "language"], where)
        language = text_of(alias.get("language"), f"{where}.language")[:12]
        alias = alias.get("name")
    text = text_of(alias, where)
    found = re.fullmatch(rf"(.+) \(({ALIAS_KINDS})\)", text)
    return OrganisationName(
        organisation=organisation,
        text=(found[1] if found else text)[:300],
        kind=found[2] if found else OrganisationName.Kind.ALIAS,
        language=language,
        order=order,
    )


def _identify(organisation: Organisation, entry: Entry, place: str) -> None:
    for scheme, value in object_of(entry, "identifiers", place).items():
        where = f"{place}.identifiers.{scheme}"
        if scheme not in OrganisationIdentifier.Scheme.values:
            raise FactsError(where, "unknown register")
        _, is_new = OrganisationIdentifier.objects.get_or_create(
            scheme=scheme,
            value=text_of(value, where)[:60],
            defaults={"organisation": organisation},
        )
        if not is_new:
            raise FactsError(where, "another organisation has this number")


def import_people(known: Known, document: Entry) -> None:
    """Make the roles that are new, each with its person if a name is known."""
    for place, entry in new_entries(known, document, "people", Position):
        refuse_unknown(entry, PERSON_KEYS, place)
        position = Position(
            organisation=known.one_organisation(entry, "organisation", place)
        )
        fill(position, POSITION, entry, place)
        contact = object_of(entry, "contact", place)
        refuse_unknown(contact, [each.key for each in CONTACT], f"{place}.contact")
        fill(position, CONTACT, contact, f"{place}.contact")
        position.is_contact = bool(entry.get("takes_enquiries", bool(contact)))
        if entry.get("name") is not None:
            position.person = _person(entry, position, place)
        position.save()
        known.keep(position, "people")
        known.claim(
            entry,
            place,
            aspect=EXISTENCE,
            position=position,
            audience=position.audience,
        )


def _person(entry: Entry, position: Position, place: str) -> Person:
    """Return the person of this name who holds another role in the same organisation, or a new one."""
    person = Person(organisation=position.organisation, job_title=position.title[:120])
    fill(person, PERSON, entry, place)
    held = (
        Person.objects.filter(
            name=person.name, organisation=person.organisation, positions__isnull=False
        )
        .exclude(organisation=None)
        .first()
    )
    if held is not None:
        return held
    person.save()
    return person


def import_places(known: Known, document: Entry) -> None:
    """Make the places that are new: those of another kind, country or name than any before."""
    for index, entry in enumerate(document.get("places", [])):
        place = f"places[{index}]"
        refuse_unknown(entry, REGION_KEYS, place)
        region = Region()
        fill(region, REGION, entry, place)
        same = {"name": region.name, "country": region.country, "kind": region.kind}
        if Region.objects.filter(**same).exists():
            continue
        is_country = region.kind == Region.Kind.COUNTRY
        region.code = str(entry.get("code") or (region.country if is_country else ""))[
            :20
        ]
        if region.code and Region.objects.filter(code=region.code).exists():
            raise FactsError(f"{place}.code", "another place has this code")
        region.save()
        known.added["places"] += 1
        known.claim_if_any(entry, place, aspect=EXISTENCE, region=region)
