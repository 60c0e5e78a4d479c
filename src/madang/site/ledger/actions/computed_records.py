"""Compute what a role, an initiative or a relation shows from the claims that stand about it; memberships follow their relation."""

from typing import Any

from madang.site.directory.models import Membership, Organisation
from madang.site.ledger.models import Audience, Claim, Initiative, Position, Relation
from madang.site.ledger.queries.merged import about, surviving
from madang.site.ledger.rules.shown import record_values
from madang.site.ledger.rules.values import ruling

Record = Position | Initiative | Relation
# The columns that say from when until when it holds.
ENDS = {
    Position: ("since", "until"),
    Initiative: ("start", "end"),
    Relation: ("since", "until"),
}
COLUMN = {Position: "position", Initiative: "initiative", Relation: "relation"}


def standing_existence(row: Record) -> list[Claim]:
    """Return the claims that a row is so and that stand, oldest first, with their passages and sources."""
    return [
        each
        for each in _existence(row)
        if each.superseded_by_id is None and not each.is_withdrawal
    ]


def _existence(row: Record) -> list[Claim]:
    rows = Claim.objects.filter(
        **{COLUMN[type(row)]: row}, aspect=Claim.Aspect.EXISTENCE
    )
    return list(rows.order_by("id").prefetch_related("citations__passage__source"))


def showing_claim(row: Record) -> Claim | None:
    """Return the claim that a correction takes the place of: the one that rules, or else the last that stands."""
    standing = standing_existence(row)
    is_public = row.audience == Audience.PUBLIC
    last = standing[-1] if standing else None
    return ruling(standing, "aspect", is_public=is_public) or last


def recompute_record(row: Record) -> None:
    """Give a row the dates and the modality that its claims show; withdrawn once none says that it is so.

    What no claim ever named stays as entered. A membership stands as long as its relation does.
    """
    model = type(row)
    about = Claim.objects.filter(
        **{COLUMN[model]: row}, aspect=Claim.Aspect.EXISTENCE
    ).exists()
    if not about:
        return
    locked = model._default_manager.select_for_update(of=("self",)).get(pk=row.pk)  # noqa: SLF001 - Django's public way to the rows
    claims = _existence(locked)
    is_public = locked.audience == Audience.PUBLIC
    values = record_values(claims, ENDS[model], is_public=is_public)
    for column, value in values.items():
        if column != "modality" or not isinstance(locked, Position):
            setattr(locked, column, value)
    locked.save()
    if isinstance(locked, Relation) and locked.predicate == Relation.Predicate.MEMBER:
        role = ruling(standing_existence(locked), "text", is_public=is_public)
        keep_membership(locked, role=role.text if role else None)
    row.refresh_from_db()


def keep_membership(relation: Relation, *, role: str | None = None) -> None:
    """Let the list of members follow the relation: the dates and role that it shows, nobody once it is withdrawn."""
    ends: dict[str, Any] = {
        "cluster": relation.object_organisation,
        "member": relation.subject_organisation,
    }
    if None in ends.values():
        return
    if relation.is_withdrawn:
        Membership.objects.filter(**ends).delete()
        return
    row, _is_new = Membership.objects.get_or_create(**ends)
    row.role = row.role if role is None else role[:80]
    row.since = relation.since or row.since
    row.until = relation.until or row.until
    row.save()


def recompute_names(organisation: Organisation) -> None:
    """Let names and numbers follow their claims: what was corrected is called as corrected, what was withdrawn goes."""
    shown = surviving(organisation)
    claims = Claim.objects.filter(
        about(shown),
        aspect__in=(Claim.Aspect.NAME, Claim.Aspect.IDENTIFIER),
    ).order_by("id")
    known = {each.pk: each for each in claims}
    standing = {
        (each.aspect, each.text)
        for each in known.values()
        if each.superseded_by_id is None and not each.is_withdrawal
    }
    for claim in known.values():
        if (claim.aspect, claim.text) not in standing:
            last = _last(claim, known)
            new = "" if last.is_withdrawal else last.text
            _rename(shown, claim.aspect, claim.text, new)


def _last(claim: Claim, known: dict[int, Claim]) -> Claim:
    while claim.superseded_by_id in known:
        claim = known[claim.superseded_by_id]
    return claim


def _rename(organisation: Organisation, aspect: str, old: str, new: str) -> None:
    """Give a name or number its new words; nothing is left of it without any, or where it stands already."""
    if aspect == Claim.Aspect.NAME:
        name = organisation.names.filter(text=old).first()
        if name is not None and (
            not new or organisation.names.filter(text=new).exists()
        ):
            name.delete()
        elif name is not None:
            name.text = new[:300]
            name.save()
        return
    scheme, _blank, value = old.partition(" ")
    number = organisation.identifiers.filter(scheme=scheme.lower(), value=value)
    word, _blank, value = new.partition(" ")
    if (
        word == scheme
        and value
        and not organisation.identifiers.filter(
            scheme=scheme.lower(), value=value
        ).exists()
    ):
        number.update(value=value[:60])
    else:
        number.delete()
