"""The rules of published formats as far as the ledger uses them, written down from their sources, to judge what the site writes."""

import re
from typing import Any
from xml.etree import ElementTree as ET

# github.com/opensanctions/followthemoney, followthemoney/schema/*.yaml, read on 2026-11-23: Thing, LegalEntity, Interval,
# Interest, Event, Membership, Employment, UnknownLink. Company and PublicBody extend Organization, Person and Organization
# extend LegalEntity, LegalEntity and Event extend Thing; Event and Interest extend Interval.
THING = {"name", "alias", "previousName", "country", "summary", "description", "sourceUrl", "wikidataId"}  # fmt: skip
LEGAL = THING | {"website", "registrationNumber", "leiCode", "vatCode"}
INTERVAL = {"startDate", "endDate", "date", "summary", "description", "recordId", "sourceUrl"}  # fmt: skip
INTEREST = INTERVAL | {"role", "status"}
PROPERTIES = {
    "Organization": LEGAL,
    "Company": LEGAL,
    "PublicBody": LEGAL,
    "Person": LEGAL,
    "Event": THING | INTERVAL | {"location", "organizer", "involved"},
    "Membership": INTEREST | {"member", "organization"},
    "Employment": INTEREST | {"employer", "employee"},
    "UnknownLink": INTEREST | {"subject", "object"},
}
REQUIRED = {
    "Organization": {"name"},
    "Company": {"name"},
    "PublicBody": {"name"},
    "Person": {"name"},
    "Event": {"name"},
    "Membership": {"member", "organization"},
    "Employment": {"employer", "employee"},
    "UnknownLink": {"subject", "object"},
}
ORGANISATIONS = {"Organization", "Company", "PublicBody"}
# Which schemata a property that names an entity may name.
RANGES = {
    "member": ORGANISATIONS | {"Person"},
    "organization": ORGANISATIONS,
    "employer": ORGANISATIONS,
    "employee": {"Person"},
    "subject": set(PROPERTIES),
    "object": set(PROPERTIES),
    "organizer": ORGANISATIONS | {"Person"},
    "involved": ORGANISATIONS | {"Person"},
}
# followthemoney/types/date.py: a prefix of an ISO 8601 date; types/country.py: lower-case ISO 3166-1 alpha-2.
FORMS = {
    **dict.fromkeys(("date", "startDate", "endDate"), r"\d{4}(-\d\d(-\d\d)?)?"),
    "country": "[a-z]{2}",
    **dict.fromkeys(("sourceUrl", "website"), r"https?://\S+"),
    "wikidataId": r"Q\d+",
    "leiCode": "[0-9A-Z]{18}[0-9]{2}",
}


def faults_of_entities(entities: list[dict[str, Any]]) -> list[str]:
    """Return what FollowTheMoney would refuse in entities that are one whole file: [] for nothing."""
    found = []
    schemata = {each["id"]: each["schema"] for each in entities}
    if len(schemata) != len(entities):
        found.append("an id twice")
    for each in entities:
        if set(each) != {"id", "schema", "properties", "datasets"}:
            found.append(f"{each['id']}: keys {sorted(each)}")
        if not re.fullmatch(r"[a-z][a-z0-9_]*", each["datasets"][0]):
            found.append(f"{each['id']}: dataset")
        found += _faults_of_properties(each, schemata)
    return found


def _faults_of_properties(each: dict[str, Any], schemata: dict[str, str]) -> list[str]:
    schema, said, found = each["schema"], each["properties"], []
    if not set(said) <= PROPERTIES[schema] or not REQUIRED[schema] <= set(said):
        found.append(f"{each['id']}: properties {sorted(said)}")
    for name, values in said.items():
        if not values or not all(isinstance(value, str) and value for value in values):
            found.append(f"{each['id']}: {name} is no list of texts")
        for value in values:
            if name in RANGES and schemata.get(value) not in RANGES[name]:
                found.append(f"{each['id']}: {name} names {value}")
            if name in FORMS and not re.fullmatch(FORMS[name], value):
                found.append(f"{each['id']}: {name} is {value}")
    return found


ATOM = "{http://www.w3.org/2005/Atom}"
# RFC 3339, as RFC 4287 (3.3) asks for it.
MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"


def faults_of_atom(text: bytes) -> list[str]:
    """Return what breaks RFC 4287 (4.1.1, 4.1.2, 4.2.6, 4.2.7): id, title, updated once each, an author, links, ids that differ."""
    feed = ET.fromstring(text)  # noqa: S314 - our own bytes
    entries = feed.findall(f"{ATOM}entry")
    found = [fault for each in (feed, *entries) for fault in _faults_of_part(each)]
    if feed.tag != f"{ATOM}feed":
        found.append("no feed")
    if feed.find(f"{ATOM}author/{ATOM}name") is None:
        found.append("nobody wrote it")
    if not any(link.get("rel") == "self" for link in feed.findall(f"{ATOM}link")):
        found.append("no address of its own")
    ids = [each.findtext(f"{ATOM}id") for each in entries]
    return found if len(ids) == len(set(ids)) else [*found, "an id twice"]


def _faults_of_part(part: ET.Element) -> list[str]:
    found = [
        f"{part.tag}: {name} once"
        for name in ("id", "title", "updated")
        if len(part.findall(f"{ATOM}{name}")) != 1
    ]
    if not re.fullmatch(MOMENT, part.findtext(f"{ATOM}updated") or ""):
        found.append("updated is no moment")
    if not re.match("(https?|tag|urn):", part.findtext(f"{ATOM}id") or ""):
        found.append("id is no address")
    links = part.findall(f"{ATOM}link")
    if not any(each.get("rel", "alternate") == "alternate" and each.get("href") for each in links):  # fmt: skip
        found.append("no link")
    return found


def faults_of_page(page: dict[str, Any]) -> list[str]:
    """Return what breaks ActivityStreams 2.0 (w3.org/TR/activitystreams-core, 4 and 5; -vocabulary, 3): [] for nothing."""
    found = []
    if page["@context"] != "https://www.w3.org/ns/activitystreams":
        found.append("context")
    if not page["id"].startswith(page["partOf"]):
        found.append("not a page of its collection")
    for each in page["orderedItems"]:
        if each["type"] != "Create" or not {"id", "actor", "object", "published"} <= set(each):  # fmt: skip
            found.append(f"{each.get('id')}: no activity")
        about = each["object"]
        if about["type"] != "Relationship" or not {"id", "subject", "relationship"} <= set(about):  # fmt: skip
            found.append(f"{each['id']}: no relationship")
        if not re.fullmatch(MOMENT, each["published"]):
            found.append(f"{each['id']}: published")
    return found
