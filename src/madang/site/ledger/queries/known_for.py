"""What the ledger knows publicly of organisations, for those who prepare an event."""

from collections.abc import Iterator

from django.urls import reverse

from madang.site.ledger.models import Relation
from madang.site.ledger.queries.organisations import organisations_seen_by
from madang.site.ledger.queries.relations import memberships_seen_by, relations_seen_by
from madang.site.ledger.queries.ties import parties_named_to, ties_seen_by
from madang.site.matching.queries.known import Fact

# What a kind of tie shows that its parties do, as deals of the survey's vocabulary.
DEALS = {
    "licence": ("licence", "out_licence"),
    "clinical_trial": ("trial_site", "co_research"),
    "facility_opened": ("local_production", "manufacturing"),
    "fund": ("funding", "equity"),
    "joint_centre": ("co_research",),
    "collaboration": ("co_development", "co_research"),
    "mou": ("memorandum",),
}


def known_publicly() -> Iterator[Fact]:
    """Yield that an organisation has a public page, and each public tie in which it may be named; two queries."""
    records = organisations_seen_by(None).filter(
        record__is_group=False, record__is_background=False
    )
    for organisation in records:
        yield Fact(
            organisation=organisation.pk,
            address=reverse("ledger:organisation", args=[organisation.record.key]),
        )
    parties = parties_named_to(None).filter(
        tie__in=ties_seen_by(None).order_by(),
        organisation__record__is_group=False,
        organisation__record__is_background=False,
    )
    for party in parties.select_related("tie").order_by("-tie__first_day", "tie_id"):
        tie = party.tie
        words = tie.subject or tie.what
        kind = str(tie.get_kind_display())
        yield Fact(
            organisation=party.organisation_id,
            says=f"{kind}: {words}" if words else kind,
            address=reverse("ledger:tie", args=[tie.key]),
            deals=frozenset(DEALS.get(tie.kind, ())),
            text=words,
        )


BELONGS = (
    Relation.Predicate.SUBSIDIARY,
    Relation.Predicate.PART,
    Relation.Predicate.CONTROLLED,
    Relation.Predicate.MEMBER,
)


def belonging(heads: set[int] | None) -> Iterator[tuple[int, int, str]]:
    """Yield (member, head, until) of memberships and of companies of a group, as everybody may read them; `heads=None`: all."""
    members = memberships_seen_by(None).order_by()
    relations = relations_seen_by(None).filter(
        predicate__in=BELONGS,
        subject_organisation__isnull=False,
        object_organisation__isnull=False,
    )
    if heads is not None:
        members = members.filter(cluster__in=heads)
        relations = relations.filter(object_organisation__in=heads)
    yield from members.values_list("member_id", "cluster_id", "until")
    yield from relations.order_by().values_list(
        "subject_organisation_id", "object_organisation_id", "until"
    )
