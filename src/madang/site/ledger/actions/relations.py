"""Enter how organisations relate, memberships among it; correct, end and withdraw what is entered."""

from collections.abc import Sequence
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Membership, Organisation
from madang.site.ledger.actions.claims import add_claim
from madang.site.ledger.actions.computed_records import keep_membership
from madang.site.ledger.actions.corrections import (
    By,
    correct_record,
    locked_record,
    withdraw_record,
)
from madang.site.ledger.actions.positions import Said, check_end
from madang.site.ledger.actions.records import ensure_record
from madang.site.ledger.models import Audience, Claim, Modality, Passage, Relation
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.rules.entries import check_evidence
from madang.site.ledger.rules.records import (
    BETWEEN,
    check_borne,
    check_other,
    check_period,
    period_of,
)

__all__ = ["add_relation", "correct_relation", "end_relation", "withdraw_relation"]


class RelationFacts(TypedDict, total=False):
    """From when until when a relation holds, as single EDTF dates, and what else is said: of a member, its role.

    `audience` is for new ones, internal if it is left out.
    """

    audience: str
    since: str
    until: str
    text: str


@transaction.atomic
def add_relation(
    *,
    by: By,
    subject: Organisation,
    predicate: str,
    target: Organisation,
    passages: Sequence[Passage],
    facts: RelationFacts,
    **said: Unpack[Said],
) -> Relation:
    """Enter that one organisation is something to another; one that was withdrawn stands again.

    Raises LedgerError without evidence, for an organisation and itself, for dates that are none, and for what is entered already.
    """
    values = facts
    audience = values.get("audience", Audience.INTERNAL)
    if predicate not in (*BETWEEN, Relation.Predicate.MEMBER):
        raise LedgerError(_("Choose how the organisations relate."), field="predicate")
    check_other(subject, target, field="other")
    _check(values, audience, passages)
    ends = {
        "subject_organisation": subject,
        "predicate": predicate,
        "object_organisation": target,
    }
    relation = Relation.objects.select_for_update(of=("self",)).filter(**ends).first()
    if relation is not None and not relation.is_withdrawn:
        raise LedgerError(
            _("This is entered already. Correct it there."), field="other"
        )
    for each in (subject, target):
        ensure_record(each, audience=audience)
    relation = relation or Relation(**ends)
    relation.since, relation.until = values.get("since", ""), values.get("until", "")
    relation.modality = said.get("modality", Modality.ASSERTED)
    relation.audience, relation.is_withdrawn = audience, False
    relation.save()
    log.record("add relation", relation, by=by)
    add_claim(
        by=by,
        aspect=Claim.Aspect.EXISTENCE,
        about=relation,
        passages=passages,
        audience=audience,
        text=values.get("text", ""),
        edtf=period_of(relation.since, relation.until),
        **said,
    )
    _follow(relation, values)
    return relation


@transaction.atomic
def correct_relation(
    relation: Relation,
    *,
    by: By,
    passages: Sequence[Passage],
    why: str,
    facts: RelationFacts,
    **said: Unpack[Said],
) -> Relation:
    """Enter what a relation truly is, with evidence and a reason; what is left out becomes blank."""
    row = locked_record(relation)
    assert isinstance(row, Relation)  # noqa: S101 - of the same model
    values = facts
    _check(values, row.audience, passages)
    row.since, row.until = values.get("since", ""), values.get("until", "")
    row.modality = said.get("modality", row.modality)
    row.save()
    correct_record(
        row,
        by=by,
        passages=passages,
        why=why,
        text=values.get("text", ""),
        edtf=period_of(row.since, row.until),
        **said,
    )
    log.record("correct relation", row, by=by, detail=why.strip()[:300])
    relation.refresh_from_db()
    _follow(relation, values)
    return relation


@transaction.atomic
def end_relation(
    relation: Relation, *, by: By, until: str, passages: Sequence[Passage], why: str
) -> Relation:
    """Enter until when a relation held. Raises LedgerError without a date, evidence or reason."""
    row = locked_record(relation)
    assert isinstance(row, Relation)  # noqa: S101 - of the same model
    check_end(row.since, until)
    row.until = until
    row.save(update_fields=["until"])
    correct_record(
        row, by=by, passages=passages, why=why, edtf=period_of(row.since, until)
    )
    log.record("end relation", row, by=by, detail=f"{until}: {why.strip()}"[:300])
    relation.refresh_from_db()
    _follow(relation)
    return relation


def withdraw_relation(relation: Relation, *, by: By, why: str) -> None:
    """Take back a relation that was entered wrongly, with a reason; a membership goes from the list of members with it."""
    withdraw_record(relation, by=by, why=why)
    _follow(relation)


def _check(values: RelationFacts, audience: str, passages: Sequence[Passage]) -> None:
    check_evidence(passages)
    check_borne(audience, passages)
    check_period(values.get("since", ""), values.get("until", ""))


def _follow(relation: Relation, values: RelationFacts | None = None) -> None:
    # What was entered stands, also what was made blank, unless another claim outweighs it.
    relation.refresh_from_db()
    if relation.predicate != Relation.Predicate.MEMBER:
        return
    keep_membership(relation, role=None if values is None else values.get("text", ""))
    if values is not None:
        Membership.objects.filter(
            cluster=relation.object_organisation, member=relation.subject_organisation
        ).update(since=relation.since, until=relation.until)
