"""How far a tie has come, read from its claims: which of them count, and why the others do not.

A quotation never raises a stage. In one source the lowest stage stands, whatever else the source says. A register or a
signed document outweighs an answer of a party, and that an article. Among sources of the same strength a later one may
raise the stage, and only a plain denial may lower it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from madang.site.core.edtf import span
from madang.site.ledger.models import Audience, Claim, Modality, Source, Stage

RANK = {
    Stage.NOT_SIGNED: 0,
    Stage.PLANNED: 1,
    Stage.TALKS: 2,
    Stage.SIGNED: 3,
    Stage.ONGOING: 4,
    Stage.ESTABLISHED: 5,
    Stage.IN_FORCE: 6,
    Stage.COMPLETED: 7,
    Stage.ENDED: 8,
}
STRENGTH = {
    Source.Kind.ARTICLE: 1,
    Source.Kind.NOTICE: 1,
    Source.Kind.MEETING: 2,
    Source.Kind.LETTER: 2,
    Source.Kind.REGISTER: 3,
    Source.Kind.DOCUMENT: 3,
}
AHEAD = {Modality.PLANNED, Modality.FORECAST}
UNSURE = {Modality.ATTRIBUTED, Modality.AMBIGUOUS}
WITH_STAGE = {Claim.Aspect.EXISTENCE, Claim.Aspect.STAGE}


class Reason(StrEnum):
    """Why a claim counts for the stage, or does not."""

    DECIDES = "decides"
    AGREES = "agrees"
    EARLIER = "earlier"
    QUOTED = "quoted"
    UNSURE = "unsure"
    SAME_SOURCE_LOWER = "same_source_lower"
    OUTWEIGHED = "outweighed"
    NOT_PUBLIC = "not_public"
    NO_EVIDENCE = "no_evidence"


@dataclass(frozen=True)
class Statement:
    """What one claim says of a stage. `strength` is 1 to 3; `day` the last day on which its source may have appeared."""

    claim: int
    stage: str
    source: int
    strength: int = 1
    day: date | None = None
    modality: str = Modality.ASSERTED
    is_quoted: bool = False
    is_public: bool = True


@dataclass(frozen=True)
class Weighed:
    """A statement and what became of it."""

    statement: Statement
    counts: bool
    reason: Reason


@dataclass(frozen=True)
class Reading:
    """The stage that the claims show ("" if none counts), the claim that decides, and each claim weighed, in their order."""

    stage: str
    why: tuple[Weighed, ...]
    decided_by: int | None = None


def read_stage(statements: Sequence[Statement], *, is_public: bool = True) -> Reading:
    """Weigh the statements; with `is_public` those that are not for everybody stay out."""
    fates: dict[int, Reason] = {}
    able: list[Statement] = []
    for each in statements:
        refused = _refused(each, is_public=is_public)
        if refused is None:
            able.append(each)
        else:
            fates[each.claim] = refused
    best = max((each.strength for each in able), default=0)
    fates |= {each.claim: Reason.OUTWEIGHED for each in able if each.strength < best}
    lowest = _lowest_of_each_source(
        [each for each in able if each.strength == best], fates
    )
    decisive = _latest_that_raises(lowest)
    for each in lowest:
        if decisive is not None and each.claim != decisive.claim:
            fates[each.claim] = (
                Reason.AGREES if _stage(each) == _stage(decisive) else Reason.EARLIER
            )
    if decisive is not None:
        fates[decisive.claim] = Reason.DECIDES
    return Reading(
        stage=_stage(decisive) if decisive else "",
        why=tuple(_weighed(each, fates[each.claim]) for each in statements),
        decided_by=decisive.claim if decisive else None,
    )


def _weighed(statement: Statement, reason: Reason) -> Weighed:
    counts = reason in (Reason.DECIDES, Reason.AGREES)
    return Weighed(statement, counts, reason)


def _refused(statement: Statement, *, is_public: bool) -> Reason | None:
    if is_public and not statement.is_public:
        return Reason.NOT_PUBLIC
    if statement.is_quoted:
        return Reason.QUOTED
    if statement.strength == 0:
        return Reason.NO_EVIDENCE
    return Reason.UNSURE if statement.modality in UNSURE else None


def _stage(statement: Statement) -> str:
    # What is only planned or foreseen is planned, whatever is planned.
    if statement.modality in AHEAD and RANK[Stage(statement.stage)] > 0:
        return Stage.PLANNED
    return statement.stage


def _rank(statement: Statement) -> int:
    return RANK[Stage(_stage(statement))]


def _lowest_of_each_source(
    statements: Sequence[Statement], fates: dict[int, Reason]
) -> list[Statement]:
    """Return the statement with the lowest stage of each source, oldest source first; note the fate of the others."""
    ordered = sorted(statements, key=lambda each: (each.source, each.claim))
    kept = []
    for _source, group in groupby(ordered, key=lambda each: each.source):
        of_source = list(group)
        lowest = min(of_source, key=lambda each: (_rank(each), each.claim))
        kept.append(lowest)
        fates |= {
            each.claim: Reason.AGREES
            if _rank(each) == _rank(lowest)
            else Reason.SAME_SOURCE_LOWER
            for each in of_source
        }
    return sorted(kept, key=lambda each: (each.day or date.min, each.source))


def _latest_that_raises(statements: Iterable[Statement]) -> Statement | None:
    decisive: Statement | None = None
    for each in statements:
        if (
            decisive is None
            or _rank(each) > _rank(decisive)
            or _stage(each) == Stage.NOT_SIGNED
        ):
            decisive = each
    return decisive


def statement_of(claim: Claim, *, is_public: bool = True) -> Statement:
    """Return what a claim says of a stage. Its citations with their sources are read: fetch them before.

    A claim that rests on several sources counts for the strongest of them; with `is_public`, of those that everybody may read.
    """
    sources = [each.passage.source for each in claim.citations.all()]
    public = [each for each in sources if each.audience == Audience.PUBLIC]
    source = max(
        public if is_public and public else sources,
        key=lambda each: STRENGTH[Source.Kind(each.kind)],
        default=None,
    )
    return Statement(
        claim=claim.pk,
        stage=claim.stage,
        source=source.pk if source else 0,
        strength=STRENGTH[Source.Kind(source.kind)] if source else 0,
        day=day_of(source) if source else None,
        modality=claim.modality,
        is_quoted=claim.holder == Claim.Holder.QUOTED,
        is_public=claim.audience == Audience.PUBLIC and bool(public),
    )


def day_of(source: Source) -> date | None:
    """Return the last day on which a source may have appeared, as stated or inferred; None where nobody knows."""
    return span(source.published or source.published_inferred).last


def stage_of(claims: Iterable[Claim], *, is_public: bool = True) -> Reading:
    """Return the stage that claims about one tie show, and why. Only those that name a stage are weighed."""
    return read_stage(
        [
            statement_of(each, is_public=is_public)
            for each in claims
            if each.stage
            and each.aspect in WITH_STAGE
            and not each.is_withdrawal
            and each.superseded_by_id is None
        ],
        is_public=is_public,
    )
