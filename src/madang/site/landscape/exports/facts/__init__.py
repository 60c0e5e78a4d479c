"""The tables of directory, ledger and landscape as a facts document, rebuilt from typed columns alone."""

from madang.site.landscape.actions.facts.columns import FORMAT
from madang.site.landscape.exports.facts.statements import (
    claims,
    indicators,
    news_feed,
    relations,
)
from madang.site.landscape.exports.facts.ties import events, programmes, ties
from madang.site.landscape.exports.facts.who import (
    organisations,
    people,
    places,
    sources,
    unrecorded,
)
from madang.site.landscape.exports.facts.writing import Entry, Evidence, Keys


def facts_document() -> Entry:
    """Return all facts as one document of the format "madang.facts/1", each section in the order of entry."""
    evidence, keys = Evidence(), Keys()
    document: Entry = {
        "format": FORMAT,
        "sources": sources(),
        "organisations": organisations(evidence),
        "people": people(evidence, keys),
        "places": places(evidence),
        "events": events(evidence, keys),
        "agreements": ties("agreement", evidence, keys),
        "activities": ties("activity", evidence, keys),
        "programmes": programmes(evidence, keys),
        "indicators": indicators(evidence, keys),
        "claims": claims(evidence, keys),
        "relations": relations(evidence, keys),
        "news_feed": news_feed(evidence),
    }
    document["organisations"] += unrecorded(keys.without)
    return document
