"""From a meeting to a tie: a party proposes, a curator accepts, mends or refuses, the other party confirms or denies."""

from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Organisation, Person, User
from madang.site.events.models import Registration
from madang.site.ledger.actions.claims import add_claim
from madang.site.ledger.actions.entries import role_of
from madang.site.ledger.actions.party_words import (
    ask_other,
    credit,
    occasion_of,
    word_of,
)
from madang.site.ledger.actions.sources import check_address, check_date
from madang.site.ledger.actions.ties import add_tie
from madang.site.ledger.models import Audience, Claim, Tie, TieProposal
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.rules.entries import check_reason, check_stage
from madang.site.meetings.models import Meeting, NextStep
from madang.site.meetings.queries.feedback import end_of
from madang.site.meetings.rules.feedback import is_over
from madang.site.meetings.rules.requests import other_side

By = Person | User | None
State = TieProposal.State


class ProposalFacts(TypedDict, total=False):
    """What is proposed, named as the columns."""

    kind: str
    stage: str
    subject: str
    date: str
    evidence: str
    address: str
    came_of_it: bool
    reader: str


@transaction.atomic
def propose_tie(
    *,
    by: Person | None,
    meeting: Meeting,
    registration: Registration,
    step: NextStep | None = None,
    **facts: Unpack[ProposalFacts],
) -> TieProposal:
    """Propose to curators what came of a meeting; nothing of it stands in the ledger before they accept it.

    Raises LedgerError before the meeting is over, for a side that was not in it, without evidence, for talks that are signed,
    and for a date that is no EDTF date.
    """
    if registration.pk not in (meeting.host_id, meeting.guest_id):
        raise LedgerError(_("Only the two sides record what came of a meeting."))
    if not is_over(end_of(meeting), timezone.now()):
        raise LedgerError(_("This meeting is not over yet."))
    if step is not None and (step.meeting_id, step.by_id) != (meeting.pk, registration.pk):  # fmt: skip
        raise LedgerError(_("This step is of another meeting."))
    _check_facts(facts)
    proposal = TieProposal.objects.create(
        meeting=meeting, by=registration, person=by, step=step, **facts
    )
    log.record("propose tie", proposal, by=by, event_id=meeting.event_id)
    return proposal


def _check_facts(facts: ProposalFacts) -> None:
    check_stage(facts["kind"], facts.get("stage", ""))
    check_date(facts.get("date", ""), field="date")
    check_address(facts.get("address", ""), field="address")
    for field in ("subject", "evidence"):
        if not str(facts.get(field, "")).strip():
            raise LedgerError(
                _("Say what it is about.")
                if field == "subject"
                else _("Say what shows it: without evidence nothing is entered."),
                field=field,
            )


def _open(proposal: TieProposal) -> TieProposal:
    """Return the proposal under a row lock. Raises LedgerError for one that is decided."""
    row = TieProposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if row.state != State.PROPOSED:
        raise LedgerError(_("This proposal is decided already."))
    return row


@transaction.atomic
def withdraw_proposal(*, proposal: TieProposal, by: Person | None) -> TieProposal:
    """Take a proposal back before a curator decides. Raises LedgerError afterwards."""
    row = _open(proposal)
    row.state, row.decided_at = State.WITHDRAWN, timezone.now()
    row.save(update_fields=["state", "decided_at"])
    log.record("withdraw proposal", row, by=by, event_id=row.meeting.event_id)
    return row


@transaction.atomic
def refuse_proposal(*, proposal: TieProposal, by: By, why: str) -> TieProposal:
    """Refuse a proposal; its party reads the reason. Raises LedgerError without one, and for one that is decided."""
    check_reason(why)
    row = _open(proposal)
    row.state, row.decided_at, row.reason = State.REFUSED, timezone.now(), why.strip()
    row.save(update_fields=["state", "decided_at", "reason"])
    log.record("refuse proposal", row, by=by, event_id=row.meeting.event_id)
    return row


@transaction.atomic
def accept_proposal(
    *, proposal: TieProposal, by: By, why: str = "", **mended: Unpack[ProposalFacts]
) -> Tie:
    """Enter a proposal as an internal tie on the party's word; what is in `mended` takes the place of what was proposed.

    The stage is that which the party's word bears by the rules of stages. If the party says that it came of the meeting, the
    event's occasion is credited with it as this party's claim. The other party is asked only if the proposal says that it may
    read it. Raises LedgerError for one that is decided, mended without a reason, and as `add_tie` does.
    """
    row = _open(proposal)
    changed = {name: value for name, value in mended.items() if getattr(row, name) != value}  # fmt: skip
    if changed:
        check_reason(why)
    for name, value in changed.items():
        setattr(row, name, value)
    _check_facts({"kind": row.kind, "stage": row.stage, "subject": row.subject, "date": row.date, "evidence": row.evidence, "address": row.address})  # fmt: skip
    meeting, own = row.meeting, row.by.organisation
    other = other_side(meeting, row.by).organisation
    passage = word_of(own, meeting, row.evidence, by=by, address=row.address)
    tie = add_tie(
        by=by,
        kind=row.kind,
        parties=[(each, role_of(row.kind, place)) for place, each in enumerate((own, other))],
        subject=row.subject,
        passages=[passage],
        stage=row.stage,
        date=row.date,
        meeting=meeting,
        holder=Claim.Holder.PARTY,
        holder_organisation=own,
        audience=Audience.INTERNAL,
    )  # fmt: skip
    if row.came_of_it:
        credit(tie, occasion_of(meeting.event, by=by), own, passage, by=by)
    row.state, row.tie, row.decided_at = State.ACCEPTED, tie, timezone.now()
    row.reason = why.strip()
    row.save()
    log.record("accept proposal", row, by=by, event_id=meeting.event_id)
    if row.reader == TieProposal.Reader.PARTNER:
        ask_other(row)
    return tie


@transaction.atomic
def answer_proposal(
    *, proposal: TieProposal, registration: Registration, said: str, by: Person | None
) -> TieProposal:
    """Let the other party confirm or deny an accepted tie: its word is a claim of its own, and so is its credit to the event.

    A no is kept and raises nothing; curators see it. Raises LedgerError for whoever is not asked, and for a second answer.
    """
    row = TieProposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if other_side(row.meeting, row.by) != registration or not _is_asked(row):
        raise LedgerError(_("You are not asked about this."))
    if row.other_said:
        raise LedgerError(_("Your organisation has answered already."))
    if said not in (TieProposal.Word.YES, TieProposal.Word.NO):
        raise LedgerError(_("Choose one of the two answers."))
    row.other_said, row.other_said_at = said, timezone.now()
    row.save(update_fields=["other_said", "other_said_at"])
    log.record("answer proposal", row, by=by, event_id=row.meeting.event_id)
    if row.tie is not None:
        _enter_answer(row, row.tie, registration.organisation, by=by)
    return row


def _is_asked(row: TieProposal) -> bool:
    return (
        row.state == State.ACCEPTED
        and row.reader == TieProposal.Reader.PARTNER
        and row.tie is not None
        and not row.tie.is_withdrawn
    )


def _enter_answer(
    row: TieProposal, tie: Tie, other: Organisation, *, by: Person | None
) -> None:
    is_yes = row.other_said == TieProposal.Word.YES
    words = "Confirms it." if is_yes else "Says that it is not so."
    passage = word_of(other, row.meeting, words, by=by)
    add_claim(
        by=by,
        aspect=Claim.Aspect.EXISTENCE if is_yes else Claim.Aspect.STATEMENT,
        about=tie,
        passages=[passage],
        # No stage: to confirm that there is a tie is not to say how far it has come.
        text=tie.subject if is_yes else words,
        holder=Claim.Holder.PARTY,
        holder_organisation=other,
        audience=Audience.INTERNAL,
    )
    if is_yes and row.came_of_it:
        credit(tie, occasion_of(row.meeting.event, by=by), other, passage, by=by)
