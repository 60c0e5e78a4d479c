"""What sources say of two things of the ledger, as this reader may see it; memberships; to which occasions a tie is credited."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from madang.site.directory.models import Membership
from madang.site.ledger.models import (
    Audience,
    Claim,
    Occasion,
    Relation,
    Tie,
    TieAttribution,
)
from madang.site.ledger.queries.built import built_once
from madang.site.ledger.queries.names import (
    initiatives_seen_by,
    positions_seen_by,
    public_claims,
)
from madang.site.ledger.rules.access import Reader, named_to, reads_everything

ATTRIBUTED = Relation.Predicate.ATTRIBUTED
# A claim about the tie itself that credits it, without saying to which of its occasions.
CREDIT = (Claim.Theme.ATTRIBUTION, Claim.Theme.CAUSAL)


@built_once
def relations_seen_by(user: Reader) -> QuerySet[Relation]:
    """Return the relations that somebody may read: public, told by a public claim, and with both ends for this reader."""
    rows = Relation.objects.filter(is_withdrawn=False)
    if reads_everything(user):
        return rows
    ties = Tie.objects.filter(is_withdrawn=False, audience=Audience.PUBLIC)
    occasions = Occasion.objects.filter(is_withdrawn=False, audience=Audience.PUBLIC)
    ends = {
        "subject_position": positions_seen_by(user),
        "subject_tie": ties,
        "object_occasion": occasions,
        "object_initiative": initiatives_seen_by(user),
    }
    for name, seen in ends.items():
        here = Exists(seen.filter(pk=OuterRef(name)))
        rows = rows.filter(Q(**{name: None}) | Q(here))
    return rows.filter(
        named_to(user, "subject_organisation"),
        named_to(user, "object_organisation"),
        Exists(public_claims(relation=OuterRef("pk"))),
        audience=Audience.PUBLIC,
    )


@built_once
def memberships_seen_by(user: Reader) -> QuerySet[Membership]:
    """Return the memberships that somebody may read: both sides may be named, and not every relation that tells of it is hidden.

    A membership has no audience of its own: the relation "is a member of" between the two has, with its evidence. One of
    which no relation tells was entered with the cluster's public profile.
    """
    if reads_everything(user):
        return Membership.objects.all()
    ends = {
        "predicate": Relation.Predicate.MEMBER,
        "subject_organisation": OuterRef("member"),
        "object_organisation": OuterRef("cluster"),
    }
    told = Relation.objects.filter(**ends)
    shown = relations_seen_by(user).filter(**ends)
    return Membership.objects.filter(
        Q(Exists(shown)) | ~Q(Exists(told)),
        named_to(user, "cluster"),
        named_to(user, "member"),
    )


@built_once
def attributions_seen_by(user: Reader) -> QuerySet[TieAttribution]:
    """Return the attributions of ties to occasions that somebody may read: never one that only internal claims make."""
    if reads_everything(user):
        return TieAttribution.objects.all()
    # Two look-ups, for a join of both would read every claim that has a relation.
    related = Claim.objects.filter(
        relation__subject_tie=OuterRef("tie"),
        relation__predicate=ATTRIBUTED,
        relation__object_occasion=OuterRef("occasion"),
    )
    about = Claim.objects.filter(tie=OuterRef("tie"), theme__in=CREDIT)
    public = Exists(public_claims(pk=OuterRef("pk")))
    shown = Q(Exists(related.filter(public, relation__audience=Audience.PUBLIC))) | Q(
        Exists(about.filter(_open_relation(), public))
    )
    return TieAttribution.objects.filter(
        shown | ~(Q(Exists(related)) | Q(Exists(about))),
        occasion__audience=Audience.PUBLIC,
        occasion__is_withdrawn=False,
    )


def _open_relation() -> Q:
    return Q(relation=None) | Q(relation__audience=Audience.PUBLIC)


def credited_with(user: Reader, *, tie: object) -> Q:
    """Return the condition on occasions that somebody credits them with a tie (a row, a queryset of keys or OuterRef)."""
    named = attributions_seen_by(user).filter(_is(tie, "tie"))
    related = relations_seen_by(user).filter(
        _is(tie, "subject_tie"),
        predicate=ATTRIBUTED,
        object_occasion__isnull=False,
    )
    return Q(pk__in=named.values("occasion")) | Q(
        pk__in=related.values("object_occasion")
    )


def _is(tie: object, column: str) -> Q:
    """Return the condition that a column names the tie. Of many ties each is looked up, for they are more than the attributions."""
    if isinstance(tie, QuerySet):
        return Q(Exists(tie.filter(pk=OuterRef(column))))
    return Q(**{column: tie})


def credited_to(user: Reader, occasion: str) -> Q:
    """Return the condition on ties that somebody credits the occasion of a key with them."""
    named = attributions_seen_by(user).filter(occasion__key=occasion)
    related = relations_seen_by(user).filter(
        predicate=ATTRIBUTED, object_occasion__key=occasion
    )
    return Q(pk__in=named.values("tie")) | Q(
        pk__in=related.annotate(credited=F("subject_tie")).values("credited")
    )
