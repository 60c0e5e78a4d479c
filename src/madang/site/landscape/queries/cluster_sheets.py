"""Profiles of clusters as values of a sheet."""

from django.db.models import Prefetch, QuerySet

from madang.site.landscape.models import ClusterProfile
from madang.site.ledger.queries.claims import claims_seen_by, with_evidence
from madang.site.ledger.queries.names import with_roles
from madang.site.ledger.queries.sheets import NO_EVIDENCE, Values, evidence_of
from madang.site.ledger.rules.access import Reader

MOST = 5000
OF_PROFILE = (
    "region", "city", "founded", "mission", "fields", "staff", "small_members",
    "large_members", "research_members", "public_members", "target_countries",
    "source_note", "validated_on",
)  # fmt: skip


def clusters_for_sheet(
    user: Reader, rows: QuerySet[ClusterProfile]
) -> list[ClusterProfile]:
    """Return profiles with record, contact and the claim that this reader may read, at most 5,000."""
    found = with_roles(rows.select_related("organisation__record"), user, "contact")
    claims = with_evidence(claims_seen_by(user), user)
    return list(found.prefetch_related(Prefetch("claim", queryset=claims))[:MOST])


def cluster_values(row: ClusterProfile) -> Values:
    """Return a profile as values, with the first passage on which it rests."""
    cited = list(row.claim.citations.all()) if row.claim else []
    place = evidence_of(cited[0].passage) if cited else NO_EVIDENCE
    organisation = row.organisation
    record = getattr(organisation, "record", None)
    values = {name: getattr(row, name) for name in OF_PROFILE}
    codes = row.target_countries.replace(",", " ").split()
    return (
        values
        | place
        | {
            "key": record.key if record else "",
            "name": organisation.name,
            "country": organisation.country,
            "target_countries": tuple(codes),
            "contact": row.contact.key if row.contact else "",
            "named": getattr(row, "named", None),
        }
    )
