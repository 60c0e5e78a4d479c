"""Enter who is a member of a cluster, association or consortium: the relation bears the evidence, the list of members follows it."""

from collections.abc import Sequence
from typing import Unpack

from django.db import transaction

from madang.site.core import log
from madang.site.directory.models import Membership, Organisation
from madang.site.ledger.actions.corrections import By
from madang.site.ledger.actions.positions import Said, check_end
from madang.site.ledger.actions.relations import (
    RelationFacts,
    add_relation,
    correct_relation,
    end_relation,
    withdraw_relation,
)
from madang.site.ledger.models import Audience, Passage, Relation
from madang.site.ledger.rules.entries import check_reason

MEMBER = Relation.Predicate.MEMBER


def relation_of(membership: Membership) -> Relation | None:
    """Return the relation that tells of a membership; None for one that was entered without a source."""
    return Relation.objects.filter(
        subject_organisation=membership.member_id,
        predicate=MEMBER,
        object_organisation=membership.cluster_id,
        is_withdrawn=False,
    ).first()


def add_membership(
    *,
    by: By,
    member: Organisation,
    cluster: Organisation,
    passages: Sequence[Passage],
    facts: RelationFacts,
    **said: Unpack[Said],
) -> Membership:
    """Enter that an organisation is a member of another; `text` of the facts is its role there. Raises LedgerError as `add_relation`."""
    relation = add_relation(
        by=by,
        subject=member,
        predicate=MEMBER,
        target=cluster,
        passages=passages,
        facts=facts,
        **said,
    )
    return Membership.objects.get(
        cluster=relation.object_organisation, member=relation.subject_organisation
    )


@transaction.atomic
def correct_membership(
    membership: Membership,
    *,
    by: By,
    passages: Sequence[Passage],
    why: str,
    facts: RelationFacts,
    **said: Unpack[Said],
) -> Membership:
    """Enter role and dates of a membership anew, with evidence and a reason. One without a source gets its first claim."""
    check_reason(why)
    relation = relation_of(membership)
    if relation is None:
        _first_claim(membership, by=by, passages=passages, facts=facts, **said)
        log.record("correct membership", membership, by=by, detail=why.strip()[:300])
    else:
        correct_relation(
            relation, by=by, passages=passages, why=why, facts=facts, **said
        )
    membership.refresh_from_db()
    return membership


@transaction.atomic
def end_membership(
    membership: Membership, *, by: By, until: str, passages: Sequence[Passage], why: str
) -> Membership:
    """Enter until when a membership lasted. Raises LedgerError without a date, evidence or reason."""
    check_reason(why)
    check_end(membership.since, until)
    relation = relation_of(membership)
    if relation is None:
        facts: RelationFacts = {
            "since": membership.since,
            "until": until,
            "text": membership.role,
        }
        _first_claim(membership, by=by, passages=passages, facts=facts)
        log.record("end membership", membership, by=by, detail=why.strip()[:300])
    else:
        if not relation.since and membership.since:
            Relation.objects.filter(pk=relation.pk).update(since=membership.since)
        end_relation(relation, by=by, until=until, passages=passages, why=why)
    membership.refresh_from_db()
    return membership


@transaction.atomic
def withdraw_membership(membership: Membership, *, by: By, why: str) -> None:
    """Take a membership back that was entered wrongly. Its relation keeps every claim; one without a source leaves a line of the log.

    Raises LedgerError without a reason.
    """
    check_reason(why)
    relation = relation_of(membership)
    said = f"{membership}: {why.strip()}"[:300]
    log.record("withdraw membership", membership, by=by, detail=said)
    if relation is not None:
        withdraw_relation(relation, by=by, why=why)
    else:
        Membership.objects.filter(pk=membership.pk).delete()


def _first_claim(
    membership: Membership,
    *,
    by: By,
    passages: Sequence[Passage],
    facts: RelationFacts,
    **said: Unpack[Said],
) -> None:
    # Everybody could read it until now.
    add_relation(
        by=by,
        subject=membership.member,
        predicate=MEMBER,
        target=membership.cluster,
        passages=passages,
        facts={**facts, "audience": Audience.PUBLIC},
        **said,
    )
