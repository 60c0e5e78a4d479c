"""Figures, claims, relations and headlines as a facts document has them."""

from madang.site.landscape.actions.facts.columns import (
    CLAIM,
    HEADLINE,
    INDICATOR,
    OBSERVATION,
    RELATION,
)
from madang.site.landscape.actions.facts.figures import better_of, stated_precision
from madang.site.landscape.actions.facts.statements import holder_of
from madang.site.landscape.exports.facts.writing import (
    Entry,
    Evidence,
    Keys,
    put,
    put_known,
)
from madang.site.landscape.models import Article, Observation
from madang.site.ledger.models import Claim, Relation


def indicators(evidence: Evidence, keys: Keys) -> list[Entry]:
    """Return every observation with its indicator; what was corrected is told by the one in its place."""
    rows = Observation.objects.exclude(
        claim__superseded_by__is_withdrawal=False
    ).order_by("pk")
    rows = rows.select_related("indicator")
    return [_observation(each, evidence, keys) for each in rows]


def _observation(observation: Observation, evidence: Evidence, keys: Keys) -> Entry:
    indicator = observation.indicator
    entry = put(put({}, indicator, INDICATOR), observation, OBSERVATION)
    if indicator.better != better_of(indicator.measure):
        entry["better"] = indicator.better
    decimals, scale = stated_precision(observation.value)
    if observation.decimals != decimals:
        entry["decimals"] = observation.decimals
    if observation.scale != scale:
        entry["scale"] = observation.scale
    entry["cited_source"] = keys.of(observation.cited_source_id)
    entry["evidence"] = evidence.of_claim(observation.claim_id)
    return entry


def claims(evidence: Evidence, keys: Keys) -> list[Entry]:
    """Return every claim that stands and is not the founding claim of a row."""
    entries = []
    found = evidence.statements()
    rows = Claim.objects.select_related(
        "holder_position",
        "organisation",
        "position",
        "occasion",
        "tie",
        "initiative",
    ).in_bulk([claim.pk for _key, claim in found])
    for key, cited in found:
        entry = {**put({}, rows[cited.pk], CLAIM), "id": key}
        _put_holder(entry, rows[cited.pk], keys)
        put_known(entry, about=_about(rows[cited.pk], keys))
        if entry.get("aspect") == Claim.Aspect.STATEMENT:
            del entry["aspect"]
        entries.append({**entry, "evidence": evidence.cited(cited)})
    return entries


def _put_holder(entry: Entry, claim: Claim, keys: Keys) -> None:
    entry["holder"] = (
        claim.holder_position.key
        if claim.holder_position
        else keys.of(claim.holder_organisation_id)
    )
    if claim.holder != holder_of(claim):
        entry["holder_kind"] = claim.holder


def _about(claim: Claim, keys: Keys) -> str | None:
    for row in (claim.tie, claim.occasion, claim.position, claim.initiative):
        if row is not None:
            return row.key
    return keys.of(claim.organisation_id)


def relations(evidence: Evidence, keys: Keys) -> list[Entry]:
    """Return every relation."""
    rows = Relation.objects.order_by("pk").select_related(
        "subject_position",
        "subject_tie",
        "object_occasion",
        "object_initiative",
        "object_region",
    )
    return [_relation(each, evidence, keys) for each in rows]


def _relation(relation: Relation, evidence: Evidence, keys: Keys) -> Entry:
    subject = relation.subject_position or relation.subject_tie
    entry: Entry = {
        "subject": subject.key if subject else keys.of(relation.subject_organisation_id)
    }
    put(entry, relation, RELATION)
    entry["object"] = _object(relation, keys)
    entry["evidence"] = evidence.of("relation", relation.pk)
    return entry


def _object(relation: Relation, keys: Keys) -> str | None:
    if relation.object_sector:
        country = relation.object_country
        return relation.object_sector + (f" ({country})" if country else "")
    if relation.object_region:
        return relation.object_region.name
    row = relation.object_occasion or relation.object_initiative
    if row is not None:
        return row.key
    return keys.of(relation.object_organisation_id) or relation.object_country or None


def news_feed(evidence: Evidence) -> list[Entry]:
    """Return every headline that was found in a source; what is written here is no fact of somebody else's."""
    rows = Article.objects.filter(claim__isnull=False).order_by("pk")
    return [
        {**put({}, each, HEADLINE), "evidence": evidence.of_claim(each.claim_id)}
        for each in rows
    ]
