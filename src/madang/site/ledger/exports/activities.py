"""Ties as ActivityStreams 2.0 (W3C Recommendation, 23 May 2017): a collection of relationships, in pages."""

from collections.abc import Sequence
from typing import Any

from madang.site.directory.models import Organisation
from madang.site.ledger.exports import addresses
from madang.site.ledger.models import Tie
from madang.site.ledger.wording import tie_title

CONTEXT = "https://www.w3.org/ns/activitystreams"
CONTENT_TYPE = "application/activity+json"


def collection(total: int, here: str, *, limit: int) -> dict[str, Any]:
    """Return the collection at an address: how much it holds and where its first page is."""
    return {
        "@context": CONTEXT,
        "id": here,
        "type": "OrderedCollection",
        "totalItems": total,
        "first": _page_address(here, 0, limit),
    }


def page(found: Sequence[Tie], here: str, *, cursor: int, limit: int) -> dict[str, Any]:
    """Return a page: `found` holds one tie more than `limit` where another page follows."""
    shown = {
        "@context": CONTEXT,
        "id": _page_address(here, cursor, limit),
        "type": "OrderedCollectionPage",
        "partOf": here,
        "orderedItems": [activity(tie) for tie in found[:limit]],
    }
    if len(found) > limit:
        shown["next"] = _page_address(here, found[limit - 1].pk, limit)
    return shown


def activity(tie: Tie) -> dict[str, Any]:
    """Return that a tie was entered: a relationship of its first party with the others; fetch it `with_sides` before."""
    address = addresses.of_tie(tie)
    parties = [_actor(each.organisation) for each in tie.parties.all()]
    relationship: dict[str, Any] = {
        "id": address,
        "type": "Relationship",
        "name": tie_title(tie),
        "relationship": f"{addresses.whole('/')}#{tie.kind}",
        "url": address,
    }
    if parties:
        relationship["subject"] = parties[0]
    if parties[1:]:
        relationship["object"] = parties[1:]
    if day := addresses.plain_day(tie.date):
        # A day alone: ActivityStreams takes moments, so that a year or month stays in the name of the tie.
        relationship |= {"startTime": f"{day}T00:00:00Z"} if len(day) == 10 else {}
    if tie.subject:
        relationship["summary"] = tie.subject.replace("&", "&amp;").replace("<", "&lt;")
    return {
        "id": f"{address}#entered",
        "type": "Create",
        "actor": {"id": addresses.whole("/"), "type": "Service", "name": "Madang"},
        "published": tie.created_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "object": relationship,
    }


def _actor(organisation: Organisation) -> dict[str, str]:
    address = addresses.of_organisation(organisation)
    named = {"type": "Organization", "name": organisation.name}
    return named | ({"id": address} if address else {})


def _page_address(here: str, cursor: int, limit: int) -> str:
    return f"{here}?page=true&cursor={cursor}&limit={limit}"
