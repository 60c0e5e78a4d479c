"""Claims with the passages and sources on which they rest, as this reader may see them."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from madang.site.ledger.models import Audience, Citation, Claim, TieParty
from madang.site.ledger.queries.built import built_once
from madang.site.ledger.queries.names import (
    initiatives_seen_by,
    positions_seen_by,
    with_named,
    with_roles,
)
from madang.site.ledger.queries.relations import relations_seen_by
from madang.site.ledger.rules.access import Reader, named_to, reads_everything


@built_once
def claims_seen_by(user: Reader) -> QuerySet[Claim]:
    """Return the claims that somebody may read, in the order in which they were entered; None is a visitor.

    For everybody but curators these are the public ones that rest on a source everybody may read, and never one about a row
    that is itself not for them.
    """
    rows = Claim.objects.order_by("id")
    if reads_everything(user):
        return rows
    about = {
        "position": positions_seen_by(user),
        "initiative": initiatives_seen_by(user),
        "relation": relations_seen_by(user),
    }
    for name, seen in about.items():
        here = Exists(seen.filter(pk=OuterRef(name)))
        rows = rows.filter(Q(**{name: None}) | Q(here))
    public = Citation.objects.filter(
        claim=OuterRef("pk"), passage__source__audience=Audience.PUBLIC
    )
    parties = TieParty.objects.filter(tie=OuterRef("tie"))
    named = parties.filter(named_to(user, "organisation"))
    return rows.filter(
        named_to(user, "organisation"),
        Q(tie=None) | Q(tie__audience=Audience.PUBLIC),
        Q(Exists(named)) | ~Q(Exists(parties)),
        # The figure whose evidence it is: its table is the landscape's, and so is its audience.
        Q(observation=None) | Q(observation__audience=Audience.PUBLIC),
        Q(occasion=None) | Q(occasion__audience=Audience.PUBLIC),
        Exists(public),
        audience=Audience.PUBLIC,
    )


def standing_claims(rows: QuerySet[Claim]) -> QuerySet[Claim]:
    """Return those of `rows` that still stand: neither superseded nor themselves a withdrawal."""
    return rows.filter(superseded_by__isnull=True, is_withdrawal=False)


def last_in_place(claim: Claim) -> Claim:
    """Return the claim that is now in the place of one: itself, its correction, or the withdrawal that took it away."""
    while claim.superseded_by is not None:
        claim = claim.superseded_by
    return claim


def with_evidence(rows: QuerySet[Claim], user: Reader) -> QuerySet[Claim]:
    """Return claims with the holder if this reader may know of it, the curator, and the citations whose sources this reader may see."""
    citations = Citation.objects.select_related("passage__source").order_by(
        "order", "id"
    )
    if not reads_everything(user):
        citations = citations.filter(passage__source__audience=Audience.PUBLIC)
    return with_holders(rows, user).prefetch_related(
        Prefetch("citations", queryset=citations)
    )


def with_holders(rows: QuerySet[Claim], user: Reader) -> QuerySet[Claim]:
    """Return claims with curator and holder; a holder of whom this reader may not know is None."""
    rows = with_named(rows.select_related("curator"), user, "holder_organisation")
    return with_roles(rows, user, "holder_position")
