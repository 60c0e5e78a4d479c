"""What curators see of merging: candidates, two organisations side by side, decisions, answers. 404 for everybody else."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, QuerySet
from django.http import Http404

from madang.site.core.models import Job
from madang.site.directory.models import Organisation
from madang.site.ledger.models import (
    Claim,
    MergeAnswer,
    MergeCandidate,
    MergeDecision,
    Position,
    TieParty,
)
from madang.site.ledger.rules.access import Reader, reads_everything

JOB = "merge candidates"


def _for_curators(user: Reader) -> None:
    if not reads_everything(user):
        raise Http404


def candidates_seen_by(user: Reader, *, later: bool = False) -> QuerySet[MergeCandidate]:  # fmt: skip
    """Return the pairs that nobody has decided about, the likeliest first; with `later`, those that somebody put off."""
    _for_curators(user)
    answers = MergeAnswer.objects.filter(
        first=OuterRef("first"), second=OuterRef("second")
    )
    put_off = Exists(answers.filter(answer=MergeAnswer.Answer.LATER))
    rows = MergeCandidate.objects.filter(
        first__merged_into=None, second__merged_into=None
    )
    rows = rows.filter(put_off) if later else rows.exclude(Exists(answers))
    return rows.select_related("first__record", "second__record").order_by(
        "-score", "id"
    )


def decisions_seen_by(user: Reader) -> QuerySet[MergeDecision]:
    """Return every decision, the newest first, those that were undone too."""
    _for_curators(user)
    return MergeDecision.objects.select_related(
        "kept__record", "away__record", "decided_by", "undone_by"
    ).order_by("-id")


def decision_seen_by(user: Reader, pk: int) -> MergeDecision:
    """Return one decision; 404 for none."""
    row = decisions_seen_by(user).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def answers_seen_by(user: Reader) -> QuerySet[MergeAnswer]:
    """Return the pairs of which somebody said that they are not the same, the newest answer first."""
    _for_curators(user)
    rows = MergeAnswer.objects.filter(answer=MergeAnswer.Answer.DIFFERENT)
    return rows.select_related("first", "second", "by").order_by("-at", "-id")


def answer_seen_by(user: Reader, pk: int) -> MergeAnswer:
    """Return one answer; 404 for none."""
    row = answers_seen_by(user).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


@dataclass(frozen=True)
class Side:
    """One of two organisations that are compared, with what hangs on it."""

    organisation: Organisation
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    ties: int
    positions: int
    claims: int
    events: int
    people: int


def side_of(user: Reader, pk: int) -> Side:
    """Return one organisation for a comparison; 404 for none, and for one that was merged away."""
    _for_curators(user)
    rows = Organisation.objects.select_related("record").prefetch_related(
        "names", "identifiers"
    )
    row = rows.filter(pk=pk, merged_into=None).first()
    if row is None:
        raise Http404
    return Side(
        organisation=row,
        names=tuple(each.text for each in row.names.all()),
        numbers=tuple(str(each) for each in row.identifiers.all()),
        ties=TieParty.objects.filter(organisation=row).count(),
        positions=Position.objects.filter(organisation=row).count(),
        claims=Claim.objects.filter(organisation=row).count(),
        events=row.registrations.count(),
        people=row.people.count(),
    )


def last_look(user: Reader) -> Job | None:
    """Return the last time that somebody looked for candidates."""
    _for_curators(user)
    return Job.objects.filter(kind=JOB).order_by(F("pk").desc()).first()
