"""Claims with the passages and sources on which they rest, as this reader may see them."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from madang.site.directory.models import User
from madang.site.ledger.models import Audience, Citation, Claim
from madang.site.ledger.rules.access import may_read_internal


def claims_seen_by(user: User | AnonymousUser | None) -> QuerySet[Claim]:
    """Return the claims that somebody may read, in the order in which they were entered; None is a visitor.

    For everybody but curators these are the public ones that rest on a source everybody may read, and never one about a tie
    or an occasion that is itself internal.
    """
    rows = Claim.objects.order_by("id")
    if user is not None and may_read_internal(user):
        return rows
    public = Citation.objects.filter(
        claim=OuterRef("pk"), passage__source__audience=Audience.PUBLIC
    )
    return rows.filter(
        Q(tie=None) | Q(tie__audience=Audience.PUBLIC),
        Q(occasion=None) | Q(occasion__audience=Audience.PUBLIC),
        Exists(public),
        audience=Audience.PUBLIC,
    )


def standing_claims(rows: QuerySet[Claim]) -> QuerySet[Claim]:
    """Return those of `rows` that still stand: neither superseded nor themselves a withdrawal."""
    return rows.filter(superseded_by__isnull=True, is_withdrawal=False)


def with_evidence(
    rows: QuerySet[Claim], user: User | AnonymousUser | None
) -> QuerySet[Claim]:
    """Return claims with holder, curator, and the citations whose sources this reader may see."""
    citations = Citation.objects.select_related("passage__source").order_by(
        "order", "id"
    )
    if user is None or not may_read_internal(user):
        citations = citations.filter(passage__source__audience=Audience.PUBLIC)
    return rows.select_related(
        "holder_organisation", "holder_position__person", "curator"
    ).prefetch_related(Prefetch("citations", queryset=citations))
