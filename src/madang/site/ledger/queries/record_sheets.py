"""Rows about organisations as values of a sheet, each with the passages on which it rests: a line for each passage."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model, QuerySet

from madang.site.directory.models import (
    Membership,
    Organisation,
    OrganisationIdentifier,
    OrganisationName,
)
from madang.site.ledger.models import Claim, Initiative, Position, Relation
from madang.site.ledger.queries.claims import (
    claims_seen_by,
    standing_claims,
    with_evidence,
)
from madang.site.ledger.queries.names import (
    initiatives_seen_by,
    positions_seen_by,
    with_named,
)
from madang.site.ledger.queries.relations import memberships_seen_by, relations_seen_by
from madang.site.ledger.queries.sheets import MOST, NO_EVIDENCE, Values, evidence_of
from madang.site.ledger.rules.access import Reader
from madang.site.ledger.rules.records import BETWEEN

OF_POSITION = ("key", "since", "until", "telephone", "fax", "email", "note", "audience")
OF_INITIATIVE = (
    "key", "name", "kind", "start", "end", "date_note", "target_country", "for_whom",
    "beneficiaries", "modality", "audience",
)  # fmt: skip
Claims = dict[Any, list[Claim]]


def _claims(user: Reader, column: str, rows: Iterable[Model]) -> Claims:
    """Return the claims that some rows are so, by the key of each row, as this reader sees them."""
    seen = standing_claims(claims_seen_by(user)).filter(
        **{f"{column}__in": [each.pk for each in rows]},
        aspect=Claim.Aspect.EXISTENCE,
    )
    found: Claims = {}
    for claim in with_evidence(seen, user):
        found.setdefault(getattr(claim, f"{column}_id"), []).append(claim)
    return found


def _lines(values: Values, claims: Sequence[Claim]) -> list[Values]:
    """Return a row once for each passage of the claim that tells of it last, with how it is said and by whom."""
    if not claims:
        return [values | {"holder": Claim.Holder.ARTICLE} | NO_EVIDENCE]
    told = claims[-1]
    said = {"modality": told.modality, "holder": told.holder}
    cited = [evidence_of(each.passage) for each in told.citations.all()]
    return [values | said | each for each in cited or [NO_EVIDENCE]]


def name_lines(user: Reader, rows: QuerySet[Organisation]) -> list[Values]:
    """Return the names of some organisations."""
    names = OrganisationName.objects.filter(organisation__in=rows.order_by())
    found = list(names.select_related("organisation").order_by("id")[:MOST])
    claims = _of_words(user, found, Claim.Aspect.NAME)
    return [
        line
        for each in found
        for line in _lines(
            {
                "organisation": each.organisation.name,
                "text": each.text,
                "kind": each.kind,
                "language": each.language,
            },
            claims.get((each.organisation_id, each.text), []),
        )
    ]


def identifier_lines(user: Reader, rows: QuerySet[Organisation]) -> list[Values]:
    """Return the numbers of some organisations in registers."""
    numbers = OrganisationIdentifier.objects.filter(organisation__in=rows.order_by())
    found = list(numbers.select_related("organisation").order_by("id")[:MOST])
    claims = _of_words(user, found, Claim.Aspect.IDENTIFIER)
    return [
        line
        for each in found
        for line in _lines(
            {
                "organisation": each.organisation.name,
                "scheme": each.scheme,
                "value": each.value,
            },
            claims.get(
                (each.organisation_id, f"{each.scheme.upper()} {each.value}"), []
            ),
        )
    ]


def _of_words(
    user: Reader,
    rows: Iterable[OrganisationName] | Iterable[OrganisationIdentifier],
    aspect: str,
) -> Claims:
    seen = standing_claims(claims_seen_by(user)).filter(
        organisation__in={each.organisation_id for each in rows}, aspect=aspect
    )
    found: Claims = {}
    for claim in with_evidence(seen, user):
        found.setdefault((claim.organisation_id, claim.text), []).append(claim)
    return found


def membership_lines(user: Reader, rows: QuerySet[Organisation]) -> list[Values]:
    """Return the memberships between some organisations."""
    seen = memberships_seen_by(user).filter(
        cluster__in=rows.order_by(), member__in=rows.order_by()
    )
    found: list[Membership] = list(
        seen.select_related("cluster", "member").order_by("id")[:MOST]
    )
    told = relations_seen_by(user).filter(predicate=Relation.Predicate.MEMBER)
    relations = {
        (each.subject_organisation_id, each.object_organisation_id): each
        for each in told
    }
    claims = _claims(user, "relation", relations.values())
    lines = []
    for each in found:
        relation = relations.get((each.member_id, each.cluster_id))
        values = {
            "member": each.member.name,
            "cluster": each.cluster.name,
            "role": each.role,
            "since": each.since,
            "until": each.until,
            "audience": relation.audience if relation else "public",
        }
        lines += _lines(values, claims.get(relation.pk, []) if relation else [])
    return lines


def relation_lines(user: Reader, rows: QuerySet[Organisation]) -> list[Values]:
    """Return what some organisations are to each other, memberships aside."""
    seen = relations_seen_by(user).filter(
        predicate__in=BETWEEN,
        subject_organisation__in=rows.order_by(),
        object_organisation__in=rows.order_by(),
    )
    found = list(
        seen.select_related("subject_organisation", "object_organisation").order_by(
            "id"
        )[:MOST]
    )
    claims = _claims(user, "relation", found)
    lines = []
    for each in found:
        told = claims.get(each.pk, [])
        values = {
            "organisation": str(each.subject_organisation),
            "predicate": each.predicate,
            "other": str(each.object_organisation),
            "since": each.since,
            "until": each.until,
            "text": told[-1].text if told else "",
            "modality": each.modality,
            "audience": each.audience,
        }
        lines += _lines(values, told)
    return lines


def position_lines(user: Reader, rows: QuerySet[Organisation]) -> list[Values]:
    """Return the people in roles of some organisations."""
    seen = positions_seen_by(user).filter(organisation__in=rows.order_by())
    found: list[Position] = list(
        seen.select_related("person", "organisation").order_by("id")[:MOST]
    )
    claims = _claims(user, "position", found)
    lines = []
    for each in found:
        values = {name: getattr(each, name) for name in OF_POSITION} | {
            "organisation": str(each.organisation),
            "role": each.title,
            "name": each.person.name if each.person else "",
            "name_local": each.person.name_local if each.person else "",
        }
        lines += _lines(values, claims.get(each.pk, []))
    return lines


def initiative_lines(user: Reader, rows: QuerySet[Organisation]) -> list[Values]:
    """Return the initiatives that some organisations run."""
    seen = initiatives_seen_by(user).filter(owner__in=rows.order_by()).order_by("id")
    found: list[Initiative] = list(
        with_named(seen, user, "owner", "funder", "parties__organisation")[:MOST]
    )
    claims = _claims(user, "initiative", found)
    lines = []
    for each in found:
        parties = [one.organisation for one in each.parties.all()]
        values = {name: getattr(each, name) for name in OF_INITIATIVE} | {
            "owner": each.owner.name if each.owner else "",
            "funder": each.funder.name if each.funder else "",
            "parties": tuple(one.name for one in parties if one is not None),
        }
        lines += _lines(values, claims.get(each.pk, []))
    return lines
