"""What was believed at the end of a day: ties, organisations with names, numbers and roles, computed from the claims of then.

Who may read is today's decision: what is internal now was never for others, and what was withdrawn since is for curators alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from madang.site.directory.models import Organisation
from madang.site.ledger.models import (
    Audience,
    Citation,
    Claim,
    MergeDecision,
    Position,
    Tie,
)
from madang.site.ledger.queries.as_of_parties import parties_then, ties_with_part_of
from madang.site.ledger.queries.claims import claims_seen_by, with_evidence
from madang.site.ledger.queries.evidence import Change, Evidence
from madang.site.ledger.queries.names import positions_seen_by
from madang.site.ledger.queries.ties import ties_seen_by, with_sides
from madang.site.ledger.rules.access import Reader, reads_everything
from madang.site.ledger.rules.believed import as_believed, pointers_at
from madang.site.ledger.rules.merging import tree_of
from madang.site.ledger.rules.shown import record_values, tie_values
from madang.site.ledger.rules.stages import WITH_STAGE

Aspect = Claim.Aspect


def pointers_then(until: datetime) -> dict[int, int]:
    """Return which organisation was merged into which at a moment."""
    return pointers_at(MergeDecision.objects.filter(decided_at__lt=until), until)


def ties_believed(user: Reader, until: datetime) -> QuerySet[Tie]:
    """Return the ties of which a claim stood at a moment; for curators also those that were withdrawn since."""
    then = Claim.objects.filter(
        Q(superseded_by=None) | Q(superseded_by__recorded_at__gte=until),
        tie=OuterRef("pk"),
        aspect__in=WITH_STAGE,
        is_withdrawal=False,
        recorded_at__lt=until,
    )
    if reads_everything(user):
        return Tie.objects.filter(Exists(then)).order_by("id")
    public = Citation.objects.filter(
        claim=OuterRef("pk"), passage__source__audience=Audience.PUBLIC
    )
    then = then.filter(Exists(public), audience=Audience.PUBLIC)
    return ties_seen_by(user).filter(Exists(then))


def ties_then(user: Reader, rows: Iterable[Tie], until: datetime) -> list[Tie]:
    """Return copies of ties (fetched `with_sides`) as they showed at a moment: stage, date, subject, modality and parties."""
    ties = list(rows)
    claims: dict[int, list[Claim]] = defaultdict(list)
    about = Claim.objects.filter(tie__in=ties).order_by("id")
    about = about.select_related("superseded_by", "organisation").prefetch_related(
        "citations__passage__source"
    )
    for each in about:
        claims[each.tie_id or 0].append(each)
    parties = parties_then(user, ties, claims, until, pointers_then(until))
    found = []
    for tie in ties:
        then = copy(tie)
        then._prefetched_objects_cache = {  # type: ignore[attr-defined]  # noqa: SLF001 - where Django keeps what was fetched
            **getattr(tie, "_prefetched_objects_cache", {}),
            "parties": parties[tie.pk],
        }
        is_public = tie.audience == Audience.PUBLIC
        values = tie_values(as_believed(claims[tie.pk], until), is_public=is_public)
        for column, value in values.items():
            setattr(then, column, value)
        found.append(then)
    return found


def ties_of_then(user: Reader, row: "OrganisationThen", until: datetime) -> QuerySet[Tie]:  # fmt: skip
    """Return the ties of an organisation, or of one merged into it then, of which somebody knew at a moment."""
    gone = Claim.objects.filter(
        aspect=Aspect.PARTY, organisation__in=row.family, tie__isnull=False
    )
    return ties_believed(user, until).filter(
        Q(pk__in=ties_with_part_of(row.family)) | Q(pk__in=gone.values("tie"))
    )


def tie_then(user: Reader, key: str, until: datetime) -> Tie | None:
    """Return one tie as it showed at a moment; None for one that nobody believed in then, or that this reader may not see."""
    row = with_sides(ties_believed(user, until), user).filter(key=key).first()
    return ties_then(user, [row], until)[0] if row else None


def evidence_then(user: Reader, own: Q, until: datetime) -> Evidence:
    """Return the claims that stood at a moment and the corrections made until then, as far as this reader sees them."""
    rows = claims_seen_by(user).filter(own).select_related("superseded_by")
    claims = as_believed(with_evidence(rows, user), until)
    known = {each.pk: each for each in claims}
    return Evidence(
        standing=tuple(
            each
            for each in claims
            if each.superseded_by_id is None and not each.is_withdrawal
        ),
        changes=tuple(
            Change(old=each, new=known[each.superseded_by_id])
            for each in claims
            if each.superseded_by_id in known
        ),
    )


@dataclass(frozen=True)
class RoleThen:
    """A role as it was believed: in words, and from when until when (EDTF)."""

    key: str
    words: str
    since: str
    until: str


@dataclass(frozen=True)
class OrganisationThen:
    """An organisation as it was believed: its name, other names, numbers ("LEI 5299…"), roles, and those merged into it then."""

    name: str
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    roles: tuple[RoleThen, ...]
    family: tuple[int, ...]


def organisation_then(user: Reader, row: Organisation, until: datetime) -> OrganisationThen:  # fmt: skip
    """Return what an organisation that this reader sees was called and who acted for it at a moment."""
    family = tree_of(pointers_then(until), row.pk)
    ever = Claim.objects.filter(organisation__in=family, tie=None).order_by("id")
    claims = as_believed(ever.select_related("superseded_by"), until)
    said = [each for each in claims if each.aspect == Aspect.EXISTENCE and not each.is_withdrawal]  # fmt: skip
    # What no claim ever named was entered without one, and is as it is today.
    claimed = {(each.aspect, each.text) for each in ever}
    names = _standing(claims, Aspect.NAME)
    numbers = _standing(claims, Aspect.IDENTIFIER)
    for name in row.names.all():
        if (Aspect.NAME, name.text) not in claimed:
            names.append(name.text)
    for each in row.identifiers.all():
        words = f"{each.scheme.upper()} {each.value}"
        if (Aspect.IDENTIFIER, words) not in claimed:
            numbers.append(words)
    return OrganisationThen(
        name=said[-1].text if said and said[-1].text else row.name,
        names=tuple(sorted(set(names))),
        numbers=tuple(sorted(set(numbers))),
        roles=tuple(_roles(user, row, until)),
        family=tuple(sorted(family)),
    )


def _standing(claims: Sequence[Claim], aspect: str) -> list[str]:
    return [
        each.text
        for each in claims
        if each.aspect == aspect
        and each.superseded_by_id is None
        and not each.is_withdrawal
    ]


def _roles(user: Reader, row: Organisation, until: datetime) -> list[RoleThen]:
    rows = Position.objects.all() if reads_everything(user) else positions_seen_by(user)
    claims = Claim.objects.filter(aspect=Aspect.EXISTENCE).order_by("id")
    claims = claims.select_related("superseded_by").prefetch_related(
        "citations__passage__source"
    )
    rows = rows.filter(organisation=row).select_related("person").order_by("id")
    found = []
    for each in rows.prefetch_related(Prefetch("claims", queryset=claims, to_attr="told")):  # fmt: skip
        role = _role(each, getattr(each, "told"), until)  # noqa: B009 - fetched just now
        if role is not None:
            found.append(role)
    return found


def _role(row: Position, told: list[Claim], until: datetime) -> RoleThen | None:
    """Return a role as it was believed; None if nobody claimed it then. One without any claim is as it is today."""
    if not told:
        return None if row.is_withdrawn else RoleThen(row.key, str(row), row.since, row.until)  # fmt: skip
    claims = as_believed(told, until)
    is_public = row.audience == Audience.PUBLIC
    values = record_values(claims, ("since", "until"), is_public=is_public)
    if values["is_withdrawn"]:
        return None
    words = _standing(claims, Aspect.EXISTENCE)
    return RoleThen(
        row.key,
        words[-1] or str(row),
        values.get("since", row.since),
        values.get("until", row.until),
    )
