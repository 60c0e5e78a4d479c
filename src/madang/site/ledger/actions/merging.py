"""Merge organisations by decisions, and undo them: every row goes back to exactly where it was, whatever was decided in between."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Organisation, Person, User
from madang.site.directory.queries import person_of
from madang.site.ledger.actions.merged_rows import DatabaseRows, in_words
from madang.site.ledger.models import MergeAnswer, MergeCandidate, MergeDecision
from madang.site.ledger.rules import merging as rules
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.rules.entries import check_reason
from madang.site.ledger.rules.merge_checks import check_merge

By = Person | User | None


def _person(by: By) -> Person | None:
    return person_of(by) if isinstance(by, User) else by


def _standing() -> "QuerySet[MergeDecision]":
    # Locked: two people who merge at once wait for each other.
    rows = MergeDecision.objects.select_for_update(of=("self",))
    return rows.filter(undone_at__isnull=True)


def _pointers() -> dict[int, int]:
    return {each.away_id: each.kept_id for each in _standing()}


@transaction.atomic
def merge_organisations(
    kept: Organisation, away: Organisation, *, by: By, why: str
) -> MergeDecision:
    """Decide that `away` is `kept`: everything of it shows under `kept` from now on, and its address leads there.

    Nothing is deleted. Raises LedgerError without a reason, and where `rules.merge_checks` finds something in the way.
    """
    check_reason(why)
    locked = Organisation.objects.select_for_update(of=("self",)).in_bulk(
        [kept.pk, away.pk]
    )
    kept, away = locked[kept.pk], locked[away.pk]
    check_merge(kept, away)
    pointers = _pointers()
    moved = rules.merge(DatabaseRows(), pointers, kept=kept.pk, away=away.pk)
    decision = MergeDecision.objects.create(
        kept=kept,
        away=away,
        reason=why.strip()[:300],
        decided_by=_person(by),
        moved=moved,
    )
    _point(pointers | {away.pk: kept.pk}, root=kept.pk)
    MergeCandidate.objects.filter(
        first__in=(kept, away), second__in=(kept, away)
    ).delete()
    log.record("merge organisation", away, by=by, detail=f"{kept}: {why.strip()}"[:300])
    return decision


@transaction.atomic
def undo_merge(decision: MergeDecision, *, by: By, why: str) -> MergeDecision:
    """Let an organisation that was merged away stand by itself again, with every row of its own.

    Later decisions stay as they are. What was edited since keeps its edits; what names a third organisation since stays there.
    Raises LedgerError without a reason, for a decision that is undone, and where a row entered since says the same as one that goes back.
    """
    check_reason(why)
    found = _standing().filter(pk=decision.pk).first()
    if found is None:
        raise LedgerError(_("This decision is undone already."))
    before = _pointers()
    after = {away: kept for away, kept in before.items() if away != found.away_id}
    shown_under = rules.root_of(before, found.away_id)
    try:
        with transaction.atomic():
            rules.undo(
                DatabaseRows(), after, away=found.away_id, shown_under=shown_under
            )
    except rules.InTheWayError as error:
        raise LedgerError(
            _(
                "Another entry says the same as “%(row)s” by now. Withdraw that one first."
            )
            % {"row": in_words(error.cell)}
        ) from error
    found.undone_at = timezone.now()
    found.undone_by = _person(by)
    found.undone_reason = why.strip()[:300]
    found.save()
    _point(after, root=found.away_id)
    Organisation.objects.filter(pk=found.away_id).update(merged_into=None)
    detail = f"{found.kept}: {why.strip()}"[:300]
    log.record("undo merge", found.away, by=by, detail=detail)
    decision.refresh_from_db()
    return decision


def _point(pointers: dict[int, int], *, root: int) -> None:
    """Let every organisation that shows under a root point straight to it."""
    tree = rules.tree_of(pointers, root) - {root}
    Organisation.objects.filter(pk__in=tree).update(merged_into=root)


@transaction.atomic
def answer_candidate(
    one: Organisation, other: Organisation, *, by: By, answer: str
) -> MergeAnswer:
    """Remember that two organisations are not the same, or that the question is for later. Raises LedgerError for one and the same."""
    if one.pk == other.pk:
        raise LedgerError(_("Name another organisation: this is the same one."))
    first, second = sorted((one.pk, other.pk))
    row, _is_new = MergeAnswer.objects.update_or_create(
        first_id=first,
        second_id=second,
        defaults={"answer": MergeAnswer.Answer(answer), "by": _person(by)},
    )
    log.record(f"merge candidate {answer}", one, by=by, detail=str(other)[:300])
    return row


@transaction.atomic
def forget_answer(row: MergeAnswer, *, by: By) -> None:
    """Ask again whether two organisations are the same."""
    log.record("ask again", row.first, by=by, detail=str(row.second)[:300])
    row.delete()
