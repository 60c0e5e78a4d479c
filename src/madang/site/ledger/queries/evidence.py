"""What a tie's page says of its claims: how the stage is read, what contradicts, who attributes it to what, what was corrected."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Model, Q

from madang.site.directory.models import Organisation
from madang.site.ledger.models import Audience, Claim, Occasion, Tie
from madang.site.ledger.queries.claims import claims_seen_by, with_evidence
from madang.site.ledger.queries.merged import about
from madang.site.ledger.queries.occasions import occasions_seen_by
from madang.site.ledger.queries.relations import ATTRIBUTED, CREDIT, credited_with
from madang.site.ledger.rules.access import Reader
from madang.site.ledger.rules.entries import APART
from madang.site.ledger.rules.stages import WITH_STAGE, Reading, Weighed, stage_of


@dataclass(frozen=True)
class Change:
    """A claim that no longer stands and what took its place: a correction, or a withdrawal."""

    old: Claim
    new: Claim

    @property
    def can_be_put_back(self) -> bool:
        """Whether this is a withdrawal that still holds, of a claim that stands by itself."""
        is_held = self.new.is_withdrawal and self.new.superseded_by_id is None
        return is_held and self.new.aspect not in APART


@dataclass(frozen=True)
class Contradiction:
    """Claims that cannot hold together: each names another stage, or another date."""

    column: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Attribution:
    """An occasion from which somebody says that a tie came, and the claims in which they say so."""

    occasion: Occasion
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Evidence:
    """The claims about a row that stand, and those that did."""

    standing: tuple[Claim, ...]
    changes: tuple[Change, ...]

    @property
    def withdrawal(self) -> Claim | None:
        """Return the last withdrawal, if nothing stands any longer."""
        withdrawn = [each.new for each in self.changes if each.new.is_withdrawal]
        return withdrawn[-1] if withdrawn and not self.standing else None


def evidence_of(user: Reader, row: Model) -> Evidence:
    """Return the claims about a tie, occasion, organisation … that this reader sees, with their passages and sources."""
    own = Q(**{row._meta.model_name or "": row})  # noqa: SLF001 - Django's public way to name a model
    if isinstance(row, Organisation):
        own = about(row)
    claims = list(with_evidence(claims_seen_by(user).filter(own), user))
    known = {each.pk: each for each in claims}
    standing = [
        each
        for each in claims
        if each.superseded_by_id is None and not each.is_withdrawal
    ]
    changes = [
        Change(old=each, new=known[each.superseded_by_id])
        for each in claims
        if each.superseded_by_id in known
    ]
    return Evidence(standing=tuple(standing), changes=tuple(changes))


def reading_of(tie: Tie, claims: Sequence[Claim]) -> Reading:
    """Return the stage of a tie as its claims show it, each claim weighed; of a public tie what is internal does not count."""
    return stage_of(claims, is_public=tie.audience == Audience.PUBLIC)


def weighed_claims(
    reading: Reading, claims: Sequence[Claim]
) -> list[tuple[Claim, Weighed]]:
    """Return each claim that names a stage with what became of it, in the order of entry."""
    known = {each.pk: each for each in claims}
    return [(known[each.statement.claim], each) for each in reading.why]


def contradictions_among(claims: Sequence[Claim]) -> list[Contradiction]:
    """Return where claims that stand name different stages or different dates."""
    found = []
    for column in ("stage", "edtf"):
        named = [
            each
            for each in claims
            if getattr(each, column)
            and (column != "stage" or each.aspect in WITH_STAGE)
        ]
        if len({getattr(each, column) for each in named}) > 1:
            found.append(Contradiction(column=column, claims=tuple(named)))
    return found


def attributions_of(user: Reader, tie: Tie) -> list[Attribution]:
    """Return the occasions to which somebody attributes a tie, each with the claims of those who say so; what is said internally alone counts for curators alone."""
    came = occasions_seen_by(user).filter(credited_with(user, tie=tie))
    occasions = {each.pk: each for each in came}
    if not occasions:
        return []
    said = with_evidence(
        claims_seen_by(user).filter(
            Q(
                relation__subject_tie=tie,
                relation__predicate=ATTRIBUTED,
            )
            | Q(tie=tie, theme__in=CREDIT),
            superseded_by__isnull=True,
            is_withdrawal=False,
        ),
        user,
    ).select_related("relation", "curator")
    claims = list(said)
    return [
        Attribution(
            occasion=occasion,
            claims=tuple(
                each
                for each in claims
                if each.relation is None or each.relation.object_occasion_id == pk
            ),
        )
        for pk, occasion in occasions.items()
    ]
