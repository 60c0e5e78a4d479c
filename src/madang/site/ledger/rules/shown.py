"""What a row shows, computed from the claims about it and nothing else: the same for today and for any day before."""

from collections.abc import Collection
from typing import Any

from madang.site.ledger.models import Claim
from madang.site.ledger.rules.records import ends_of
from madang.site.ledger.rules.stages import WITH_STAGE, stage_of, statement_of
from madang.site.ledger.rules.values import ruling

EXISTENCE = Claim.Aspect.EXISTENCE
Values = dict[str, Any]


def standing(claims: Collection[Claim], *aspects: str) -> list[Claim]:
    """Return the claims of these aspects that stand, as entered."""
    return [
        each
        for each in claims
        if each.aspect in aspects
        and each.superseded_by_id is None
        and not each.is_withdrawal
    ]


def tie_values(claims: Collection[Claim], *, is_public: bool) -> Values:
    """Return stage, date, subject and modality of a tie, and whether it is withdrawn: no claim that it exists stands.

    A column that no claim ever named is left out: it stays as entered. So does everything of a withdrawn tie.
    """
    existing = standing(claims, *WITH_STAGE)
    if not existing:
        return {"is_withdrawn": True}
    values: Values = {"is_withdrawn": False}
    if any(each.stage for each in claims):
        values["stage"] = stage_of(existing, is_public=is_public).stage
    for column, source, aspect in (
        ("date", "edtf", Claim.Aspect.DATE),
        ("subject", "text", Claim.Aspect.SUBJECT),
        ("modality", "modality", Claim.Aspect.STAGE),
    ):
        told = _told(claims, source, (EXISTENCE, aspect), is_public=is_public)
        if told is not None:
            values[column] = told[:400]
    return values


def record_values(
    claims: Collection[Claim], columns: tuple[str, str], *, is_public: bool
) -> Values:
    """Return from when until when a role, initiative or relation holds, in its two columns, its modality, and whether it is withdrawn."""
    if not standing(claims, EXISTENCE):
        return {"is_withdrawn": True}
    values: Values = {"is_withdrawn": False}
    dated = _told(claims, "edtf", (EXISTENCE,), is_public=is_public)
    if dated is not None:
        values |= dict(zip(columns, ends_of(dated), strict=True))
    said = _told(claims, "modality", (EXISTENCE,), is_public=is_public)
    if said is not None:
        values["modality"] = said
    return values


def _told(
    claims: Collection[Claim], source: str, aspects: tuple[str, ...], *, is_public: bool
) -> str | None:
    """Return what the ruling claim says in a column; without one, what the last that may be read says; "" if nobody says it any longer, None if nobody ever did."""
    about = standing(claims, *aspects)
    claim = ruling(about, source, is_public=is_public)
    if claim is None:
        named = [each for each in about if getattr(each, source)]
        readable = [
            each
            for each in named
            if not is_public or statement_of(each, is_public=True).is_public
        ]
        claim = readable[-1] if readable else None
    if claim is not None:
        return str(getattr(claim, source))
    ever = any(getattr(each, source) for each in claims if each.aspect in aspects)
    return "" if ever else None
