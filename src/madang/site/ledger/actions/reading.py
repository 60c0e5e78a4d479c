"""The reading desk: read the text of a source, and decide of each candidate. Every decision has a way back."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Person, User
from madang.site.directory.queries import person_of
from madang.site.ledger.actions.claims import add_claim, withdraw_claims
from madang.site.ledger.actions.entries import (
    EvidenceFacts,
    Named,
    enter_passage,
    enter_tie,
)
from madang.site.ledger.actions.source_texts import read_text as keep_text
from madang.site.ledger.actions.ties import withdraw_tie
from madang.site.ledger.bridge import read_text
from madang.site.ledger.models import Claim, FactCandidate, Reading, Source, Tie
from madang.site.ledger.queries.organisations import all_names
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.rules.anchoring import context_of
from madang.site.ledger.rules.readings import quotation

By = Person | User | None
State = FactCandidate.State
DECIDED = (State.ACCEPTED, State.SAME, State.REFUSED)


def _person(by: By) -> Person | None:
    return person_of(by) if isinstance(by, User) else by


@transaction.atomic
def read_source(source: Source, *, by: By, text: str) -> Reading:
    """Read a text as that of a source and lay its candidates on the desk; a desk that is open for the source is cleared before.

    What was decided on the cleared desk stays decided: a candidate at the same place is not proposed again. Quotations
    that are entered are looked for in the text. Raises LedgerError for an empty text and for one that is too long.
    """
    keep_text(source, by=by, text=text, read_on=timezone.localdate())
    for old in source.readings.filter(cleared_at=None):
        clear_desk(old, by=by)
    found = read_text(source, text, known=all_names())
    reading = Reading.objects.create(
        source=source,
        text=text,
        language=found.language,
        is_supported=found.is_supported,
        read_by=_person(by),
    )
    decided = FactCandidate.objects.filter(reading__source=source, state__in=DECIDED)
    known = set(decided.values_list("trigger_start", "trigger", "kind"))
    for each in found.candidates:
        each.reading = reading
    fresh = [
        each
        for each in found.candidates
        if (each.trigger_start, each.trigger, each.kind) not in known
    ]
    FactCandidate.objects.bulk_create(fresh)
    log.record("read article", source, by=by, detail=f"{len(fresh)} candidates")
    return reading


@transaction.atomic
def accept(
    candidate: FactCandidate,
    *,
    by: By,
    parties: Sequence[tuple[str, str, Named]],
    tie: dict[str, Any],
    kept: tuple[int, int] = (0, 0),
) -> Tie:
    """Enter a candidate as a tie, on its sentence; `kept` has how many values were proposed so, and how many there are.

    Raises LedgerError for one that is decided already, and as `enter_tie` does.
    """
    row = _open(candidate)
    entered = enter_tie(by=by, evidence=_evidence(row), parties=parties, tie=tie)
    row.tie, row.claim = entered, entered.claims.order_by("id").first()
    row.values_kept, row.values_entered = kept
    _decide(row, State.ACCEPTED, by)
    candidate.refresh_from_db()
    return entered


@transaction.atomic
def take_as_same(candidate: FactCandidate, tie: Tie, *, by: By, stage: str) -> Claim:
    """Enter a candidate as one more piece of evidence of a tie that is known; its stage counts as the rules allow.

    Raises LedgerError for one that is decided already.
    """
    row = _open(candidate)
    passage = enter_passage(by=by, evidence=_evidence(row))
    row.claim = add_claim(
        by=by,
        aspect=Claim.Aspect.STAGE if stage else Claim.Aspect.EXISTENCE,
        about=tie,
        passages=[passage],
        stage=stage,
        text="" if stage else row.subject,
        audience=tie.audience,
    )
    row.tie = tie
    _decide(row, State.SAME, by)
    candidate.refresh_from_db()
    return row.claim


@transaction.atomic
def refuse(candidate: FactCandidate, *, by: By, why: str) -> None:
    """Refuse a candidate, with one of the reasons. Raises LedgerError for one that is decided already, and without a reason."""
    if why not in FactCandidate.Refusal.values:
        raise LedgerError(_("Choose why it is no fact."), field="why")
    row = _open(candidate)
    row.refusal = why
    _decide(row, State.REFUSED, by)
    candidate.refresh_from_db()


@transaction.atomic
def put_off(candidate: FactCandidate, *, by: By) -> None:
    """Leave a candidate for later. Raises LedgerError for one that is decided already."""
    row = _open(candidate)
    _decide(row, State.LATER, by)
    candidate.refresh_from_db()


@transaction.atomic
def undo(candidate: FactCandidate, *, by: By) -> None:
    """Take a decision back: what was entered with it is withdrawn, and the candidate is open again.

    Raises LedgerError for one that is open, and where the tie was changed by other evidence meanwhile.
    """
    row = FactCandidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
    why = _("Taken back at the reading desk")
    if row.state == State.OPEN:
        raise LedgerError(_("Nothing is decided of this one yet."))
    if row.state == State.ACCEPTED and row.tie and not row.tie.is_withdrawn:
        if row.tie.claims.exclude(pk=row.claim_id or 0).exists():
            raise LedgerError(_("More is entered of this tie by now. Withdraw what is wrong on its page."))  # fmt: skip
        withdraw_tie(row.tie, by=by, why=why)
    if row.state == State.SAME and row.claim and row.claim.superseded_by_id is None:
        withdraw_claims([row.claim], by=by, why=why)
    row.tie = row.claim = None
    row.refusal, row.values_kept, row.values_entered = "", 0, 0
    _decide(row, State.OPEN, by)
    candidate.refresh_from_db()


@transaction.atomic
def clear_desk(reading: Reading, *, by: By) -> None:
    """Take a text off the desk: it goes, what nobody decided goes with it, and what was decided stays to be counted."""
    row = Reading.objects.select_for_update(of=("self",)).get(pk=reading.pk)
    if row.cleared_at is None:
        row.candidates.exclude(state__in=DECIDED).delete()
        row.text, row.cleared_at = "", timezone.now()
        row.save()
        log.record("clear reading desk", row.source, by=by)
    reading.refresh_from_db()


def _open(candidate: FactCandidate) -> FactCandidate:
    rows = FactCandidate.objects.select_for_update(of=("self",))
    row = rows.select_related("reading__source").get(pk=candidate.pk)
    if row.state in DECIDED:
        raise LedgerError(_("This one is decided already. Take the decision back first."))  # fmt: skip
    if row.reading.cleared_at is not None:
        raise LedgerError(_("The desk was cleared meanwhile. Read the text again."))
    return row


def _decide(row: FactCandidate, state: str, by: By) -> None:
    is_open = state == State.OPEN
    row.state = state
    row.decided_at = None if is_open else timezone.now()
    row.decided_by = None if is_open else _person(by)
    row.save()
    log.record("decide candidate", row.reading.source, by=by, detail=f"{state}: {row.trigger}")  # fmt: skip


def _evidence(row: FactCandidate) -> EvidenceFacts:
    """Return the candidate's sentence as a passage: of a long one the part around the words that say it."""
    text = row.reading.text
    start, end = quotation(text, row.start, row.end, row.trigger_start)
    prefix, suffix = context_of(text, start, end)
    return {
        "source": row.reading.source,
        "new_source": {},
        "passage": {
            "exact": text[start:end],
            "start": start,
            "end": end,
            "line": text.count("\n", 0, start) + 1,
            "prefix": prefix,
            "suffix": suffix,
        },
    }
