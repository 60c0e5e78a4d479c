"""Rows in the words of schema.org, as JSON-LD: an organisation, an occasion as an Event, a tie as an Action of its parties."""

import json
from collections.abc import Iterable
from typing import Any

from madang.site.directory.models import Organisation
from madang.site.ledger.exports import addresses
from madang.site.ledger.models import Occasion, Stage, Tie
from madang.site.ledger.wording import tie_title

CONTEXT = "https://schema.org"
CONTENT_TYPE = "application/ld+json"
KINDS = {
    "university": "CollegeOrUniversity",
    "hospital": "Hospital",
    "government": "GovernmentOrganization",
    "government_office": "GovernmentOrganization",
    "municipality": "GovernmentOrganization",
    "public_agency": "GovernmentOrganization",
    "company": "Corporation",
    "state_owned_company": "Corporation",
    "media": "NewsMediaOrganization",
    "research_institute": "ResearchOrganization",
}
STATUSES = {
    "planned": "https://schema.org/EventScheduled",
    "held": "https://schema.org/EventScheduled",
    "cancelled": "https://schema.org/EventCancelled",
}
# An action that schema.org knows as ahead, under way, done or not come to be; of any other stage it says nothing.
ACTION_STATUSES = {
    Stage.PLANNED: "https://schema.org/PotentialActionStatus",
    Stage.TALKS: "https://schema.org/ActiveActionStatus",
    Stage.ONGOING: "https://schema.org/ActiveActionStatus",
    Stage.SIGNED: "https://schema.org/CompletedActionStatus",
    Stage.COMPLETED: "https://schema.org/CompletedActionStatus",
    Stage.NOT_SIGNED: "https://schema.org/FailedActionStatus",
}


def as_text(said: dict[str, Any]) -> str:
    """Return linked data as text; "<" as \\u003c, so that it can stand in a page too."""
    return json.dumps(said, ensure_ascii=False, indent=1).replace("<", "\\u003c")


def organisation(row: Organisation) -> dict[str, Any]:
    """Return an organisation with names and numbers; fetch `record`, `names` and `identifiers` before."""
    address = addresses.of_organisation(row)
    others = [row.name_local, *(each.text for each in row.names.all() if each.kind != "probable")]  # fmt: skip
    numbers = {each.scheme: each.value for each in row.identifiers.all()}
    same = [
        f"{base}{numbers[scheme].rsplit('/', 1)[-1]}"
        for scheme, base in (
            ("wikidata", "https://www.wikidata.org/entity/"),
            ("ror", "https://ror.org/"),
        )
        if scheme in numbers
    ]
    return _said(
        {
            "@type": KINDS.get(row.record.kind, "Organization"),
            "@id": address,
            "name": row.name,
            "alternateName": list(dict.fromkeys(filter(None, others))),
            "url": row.website or address,
            "mainEntityOfPage": address,
            "leiCode": numbers.get("lei", ""),
            "vatID": numbers.get("vat", ""),
            "sameAs": same,
            "address": _place(row.country, ""),
        }
    )


def occasion(row: Occasion, parties: Iterable[Organisation], *, status: str) -> dict[str, Any]:  # fmt: skip
    """Return an occasion with those of its parties and its organiser that may be named; `status` as `status_of` gives it."""
    place = {
        "@type": "Place",
        "name": row.venue or row.city,
        "address": _place(row.country or row.to_country, row.city),
    }
    return _said(
        {
            "@type": "EventSeries" if row.kind == "event_series" else "Event",
            "@id": addresses.of_occasion(row),
            "name": row.name,
            "url": addresses.of_occasion(row),
            "startDate": addresses.plain_day(row.start),
            "endDate": addresses.plain_day(row.end),
            "eventStatus": STATUSES.get(status, ""),
            "location": _kept(place) if row.venue or row.city else "",
            "organizer": _named(row.organiser) if row.organiser else "",
            "attendee": [_named(each) for each in parties],
        }
    )


def tie(row: Tie) -> dict[str, Any]:
    """Return a tie as an action of its first party with the others; fetch it `with_sides` before."""
    parties = [_named(each.organisation) for each in row.parties.all()]
    occasion_of = row.occasion
    return _said(
        {
            "@type": "Action",
            "@id": addresses.of_tie(row),
            "name": tie_title(row),
            "additionalType": row.get_kind_display(),
            "description": row.subject,
            "url": addresses.of_tie(row),
            "actionStatus": ACTION_STATUSES.get(Stage(row.stage), "")
            if row.stage
            else "",
            "startTime": addresses.plain_day(row.date),
            "agent": parties[:1],
            "participant": parties[1:],
            "location": _place(row.country, row.city),
            "object": {
                "@type": "Event",
                "@id": addresses.of_occasion(occasion_of),
                "name": occasion_of.name,
            }
            if occasion_of
            else "",
        }
    )


def _named(row: Organisation) -> dict[str, Any]:
    return _kept(
        {
            "@type": "Organization",
            "@id": addresses.of_organisation(row),
            "name": row.name,
        }
    )


def _place(country: str, city: str) -> dict[str, str] | str:
    if not country:
        return ""
    place = {
        "@type": "PostalAddress",
        "addressCountry": country,
        "addressLocality": city,
    }
    return _kept(place)


def _kept(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value}


def _said(said: dict[str, Any]) -> dict[str, Any]:
    return {"@context": CONTEXT, **_kept(said)}
