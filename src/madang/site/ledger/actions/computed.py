"""Compute what a tie or occasion shows from the claims that stand about it."""

from madang.site.ledger.models import Audience, Claim, Occasion, Tie
from madang.site.ledger.rules.entries import check_stage
from madang.site.ledger.rules.stages import WITH_STAGE, stage_of
from madang.site.ledger.rules.values import ruling


def recompute(about: object) -> None:
    """Compute a tie or occasion anew; anything else stays as it is."""
    if isinstance(about, Tie):
        recompute_tie(about)
    elif isinstance(about, Occasion):
        recompute_occasion(about)


def _all_of(claims: list[Claim], *aspects: str) -> list[Claim]:
    return [
        each
        for each in claims
        if each.aspect in aspects
        and each.superseded_by_id is None
        and not each.is_withdrawal
    ]


def _everything(row: Tie | Occasion) -> list[Claim]:
    # The whole of it, internal claims too: what may count is weighed by the rules.
    return list(
        Claim.objects.filter(**{row._meta.model_name or "": row})  # noqa: SLF001 - Django's public way to name a model
        .order_by("id")
        .prefetch_related("citations__passage__source")
    )


def recompute_tie(tie: Tie) -> Tie:
    """Give a tie the stage, date, subject and modality that its claims show; withdrawn once none says that it exists.

    What no claim ever named stays as entered. Raises LedgerError if talks would become signed.
    """
    row = Tie.objects.select_for_update(of=("self",)).get(pk=tie.pk)
    claims = _everything(row)
    if not claims:
        return row
    is_public = row.audience == Audience.PUBLIC
    existing = _all_of(claims, *WITH_STAGE)
    row.is_withdrawn = not existing
    if existing and any(each.stage for each in claims):
        row.stage = stage_of(existing, is_public=is_public).stage
        check_stage(row.kind, row.stage)
    for column, source, aspect in (
        ("date", "edtf", Claim.Aspect.DATE),
        ("subject", "text", Claim.Aspect.SUBJECT),
        ("modality", "modality", Claim.Aspect.STAGE),
    ):
        claim = ruling(
            _all_of(claims, Claim.Aspect.EXISTENCE, aspect), source, is_public=is_public
        )
        if claim is not None:
            setattr(row, column, getattr(claim, source)[:400])
    row.version += 1
    row.save()
    tie.refresh_from_db()
    return tie


def recompute_occasion(occasion: Occasion) -> Occasion:
    """Mark an occasion withdrawn once every claim that it is so was taken back; it stands again with the next."""
    row = Occasion.objects.select_for_update(of=("self",)).get(pk=occasion.pk)
    claims = _everything(row)
    ever = [each for each in claims if each.aspect == Claim.Aspect.EXISTENCE]
    if ever:
        row.is_withdrawn = not _all_of(claims, Claim.Aspect.EXISTENCE)
        row.save()
    occasion.refresh_from_db()
    return occasion
