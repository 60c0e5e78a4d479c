"""What a page shows of a role, an initiative, a relation, a membership or a name; curators find also what is withdrawn."""

from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from madang.site.directory.models import (
    Membership,
    Organisation,
    OrganisationIdentifier,
    OrganisationName,
)
from madang.site.ledger.models import (
    Claim,
    Initiative,
    Occasion,
    Position,
    Relation,
    Tie,
)
from madang.site.ledger.queries.claims import standing_claims
from madang.site.ledger.queries.evidence import Evidence, evidence_of
from madang.site.ledger.queries.merged import about
from madang.site.ledger.queries.names import (
    initiatives_seen_by,
    positions_seen_by,
    with_named,
    with_roles,
)
from madang.site.ledger.queries.relations import (
    memberships_seen_by,
    relations_seen_by,
)
from madang.site.ledger.queries.ties import with_sides
from madang.site.ledger.rules.access import Reader, named_to, reads_everything

Row = TypeVar("Row", bound=Model)
MOST_OFFERED = 200
ENDS = (
    "subject_organisation__record",
    "subject_position__person",
    "subject_tie",
    "object_organisation__record",
    "object_occasion",
    "object_initiative",
    "object_region",
)
OF_NAMES = (Claim.Aspect.NAME, Claim.Aspect.IDENTIFIER)


def _found(rows: "QuerySet[Row]", **key: object) -> "Row":
    row = rows.filter(**key).first()
    if row is None:
        raise Http404
    return row


def position_for_curators(key: str) -> Position:
    """Return a role, withdrawn or not; 404 for none."""
    rows = Position.objects.select_related("person", "organisation__record")
    return get_object_or_404(rows, key=key)


def initiative_for_curators(key: str) -> Initiative:
    """Return an initiative with its parties, withdrawn or not; 404 for none."""
    rows = Initiative.objects.select_related(
        "owner__record", "funder__record", "manager__person"
    ).prefetch_related("parties__organisation__record")
    return get_object_or_404(rows, key=key)


def relation_for_curators(pk: int) -> Relation:
    """Return a relation with both ends, withdrawn or not; 404 for none."""
    return _found(Relation.objects.select_related(*ENDS), pk=pk)


def membership_for_curators(pk: int) -> Membership:
    """Return a membership with both sides; 404 for none."""
    rows = Membership.objects.select_related("cluster__record", "member__record")
    return _found(rows, pk=pk)


def name_for_curators(pk: int) -> OrganisationName:
    """Return a name of an organisation that has a page; 404 for none."""
    rows = OrganisationName.objects.select_related("organisation__record")
    return _found(rows.filter(organisation__record__isnull=False), pk=pk)


def identifier_for_curators(pk: int) -> OrganisationIdentifier:
    """Return a number of an organisation that has a page; 404 for none."""
    rows = OrganisationIdentifier.objects.select_related("organisation__record")
    return _found(rows.filter(organisation__record__isnull=False), pk=pk)


def position_seen_by(user: Reader, key: str) -> Position:
    """Return a role that this reader sees, curators also a withdrawn one; 404 otherwise."""
    if reads_everything(user):
        return position_for_curators(key)
    rows = positions_seen_by(user).select_related("person", "organisation__record")
    return _found(rows, key=key)


def initiative_seen_by(user: Reader, key: str) -> Initiative:
    """Return an initiative with those of its parties whom this reader may know, curators also a withdrawn one; 404 otherwise."""
    if reads_everything(user):
        return initiative_for_curators(key)
    rows = with_named(initiatives_seen_by(user), user, "owner", "funder")
    return _found(with_roles(rows, user, "manager"), key=key)


def parties_seen_by(user: Reader, initiative: Initiative) -> list[Organisation]:
    """Return who takes part in an initiative, as far as this reader may know of them."""
    rows = initiative.parties.filter(named_to(user, "organisation"))
    return [each.organisation for each in rows.select_related("organisation__record")]


def relation_seen_by(user: Reader, pk: int) -> Relation:
    """Return a relation that this reader sees, curators also a withdrawn one; 404 otherwise."""
    if reads_everything(user):
        return relation_for_curators(pk)
    return _found(relations_seen_by(user).select_related(*ENDS), pk=pk)


def membership_seen_by(user: Reader, pk: int) -> Membership:
    """Return a membership that this reader sees; 404 otherwise."""
    rows = memberships_seen_by(user).select_related("cluster__record", "member__record")
    return _found(rows, pk=pk)


def relation_of_membership(user: Reader, row: Membership) -> Relation | None:
    """Return the relation with the evidence of a membership, if this reader sees it."""
    rows = relations_seen_by(user).filter(
        subject_organisation=row.member_id,
        predicate=Relation.Predicate.MEMBER,
        object_organisation=row.cluster_id,
    )
    return rows.first()


def membership_of(relation: Relation) -> Membership | None:
    """Return the membership of which a relation tells; None for a relation of another kind."""
    if relation.predicate != Relation.Predicate.MEMBER:
        return None
    return Membership.objects.filter(
        cluster=relation.object_organisation_id, member=relation.subject_organisation_id
    ).first()


def managers_offered(
    owner: Organisation | None, also: Position | None = None
) -> list[Position]:
    """Return the roles of an organisation to choose from, and one that was chosen before."""
    rows = Position.objects.filter(
        Q(organisation=owner, is_withdrawn=False) | Q(pk=also.pk if also else None)
    )
    return list(rows.select_related("person").order_by("id")[:MOST_OFFERED])


def existence_of(organisation: Organisation) -> Claim | None:
    """Return the last claim that stands of an organisation itself."""
    rows = Claim.objects.filter(about(organisation), aspect=Claim.Aspect.EXISTENCE)
    return standing_claims(rows).order_by("id").last()


def claim_of_words(organisation: Organisation, words: str) -> Claim | None:
    """Return the last claim that stands and from which a name or number of an organisation is known."""
    rows = Claim.objects.filter(about(organisation), aspect__in=OF_NAMES, text=words)
    return standing_claims(rows).order_by("id").last()


def evidence_of_names(user: Reader, organisation: Organisation) -> Evidence:
    """Return the claims from which names and numbers of an organisation are known, and what became of them."""
    whole = evidence_of(user, organisation)
    return Evidence(
        standing=tuple(each for each in whole.standing if each.aspect in OF_NAMES),
        changes=tuple(each for each in whole.changes if each.old.aspect in OF_NAMES),
    )


# What can be withdrawn as a whole, with what its line names.
WITHDRAWN: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    "tie": (Tie, ()),
    "occasion": (Occasion, ()),
    "position": (Position, ("person", "organisation")),
    "initiative": (Initiative, ()),
    "relation": (Relation, ENDS),
}


def withdrawn_rows(user: Reader, kind: str) -> QuerySet[Any]:
    """Return everything of a kind that was withdrawn, the newest first, for curators; nobody else finds any."""
    if kind == "tie":
        return with_sides(withdrawn_of(user, Tie.objects.order_by("-pk")), user)
    model, joined = WITHDRAWN[kind]
    rows = withdrawn_of(user, model._default_manager.order_by("-pk"))  # noqa: SLF001 - Django's public way to the rows
    if model is Relation:
        rows = rows.prefetch_related("subject_tie__parties__organisation")
    return rows.select_related(*joined) if joined else rows


def withdrawn_of(user: Reader, rows: "QuerySet[Row]") -> "QuerySet[Row]":
    """Return the withdrawn rows among some, for curators; nobody else finds any."""
    if not reads_everything(user):
        return rows.none()
    return rows.filter(is_withdrawn=True)
