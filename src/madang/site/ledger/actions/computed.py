"""Compute what a tie or occasion shows from the claims that stand about it."""

from madang.site.directory.models import Organisation
from madang.site.ledger.actions.computed_records import (
    recompute_names,
    recompute_record,
)
from madang.site.ledger.models import (
    Audience,
    Claim,
    Initiative,
    Occasion,
    Position,
    Relation,
    Tie,
    TieAttribution,
    TieParty,
)
from madang.site.ledger.queries.claims import last_in_place, standing_claims
from madang.site.ledger.rules.entries import check_stage
from madang.site.ledger.rules.shown import standing, tie_values


def recompute(about: object) -> None:
    """Compute a tie, an occasion or an attribution anew; anything else stays as it is."""
    if isinstance(about, Position | Initiative | Relation):
        recompute_record(about)
    if isinstance(about, Organisation):
        recompute_names(about)
    if isinstance(about, Tie):
        recompute_tie(about)
    elif isinstance(about, Relation):
        recompute_attribution(about)
    elif isinstance(about, Occasion):
        recompute_occasion(about)


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
    values = tie_values(claims, is_public=row.audience == Audience.PUBLIC)
    check_stage(row.kind, values.get("stage", ""))
    for column, value in values.items():
        setattr(row, column, value)
    if not row.is_withdrawn:
        _follow_parties(row)
        _follow_cautions(row)
    row.version += 1
    row.save()
    tie.refresh_from_db()
    return tie


def _follow_parties(tie: Tie) -> None:
    """Let each party rest on the claim that took its claim's place; one whose claim was withdrawn is no party any longer."""
    moved = tie.parties.filter(claim__superseded_by__isnull=False)
    for party in moved.select_related("claim__superseded_by", "organisation"):
        later = last_in_place(party.claim) if party.claim else None
        if later is not None and not later.is_withdrawal:
            party.claim = later
            party.save(update_fields=["claim"])
            continue
        country = party.organisation.country
        party.delete()
        others = TieParty.objects.filter(tie=tie, organisation__country=country)
        if country != tie.country and not others.exists():
            tie.countries.filter(country=country, is_stated=False).delete()


def _follow_cautions(tie: Tie) -> None:
    """Give each caution the words of the claim that took its claim's place; one that was withdrawn keeps its own, unread."""
    moved = tie.cautions.filter(claim__superseded_by__isnull=False)
    for caution in moved.select_related("claim__superseded_by"):
        later = last_in_place(caution.claim) if caution.claim else None
        if later is not None and not later.is_withdrawal:
            caution.claim, caution.text = later, later.text[:300]
            caution.save(update_fields=["claim", "text"])


def recompute_attribution(relation: Relation) -> None:
    """Attribute a tie to an occasion while a claim says so, to everybody while a public one does."""
    tie, occasion = relation.subject_tie, relation.object_occasion
    is_one = relation.predicate == Relation.Predicate.ATTRIBUTED
    if not is_one or tie is None or occasion is None:
        return
    claims = standing_claims(Claim.objects.filter(relation=relation))
    audiences = set(claims.values_list("audience", flat=True))
    relation.is_withdrawn = not audiences
    if audiences:
        is_public = Audience.PUBLIC in audiences
        relation.audience = Audience.PUBLIC if is_public else Audience.INTERNAL
        TieAttribution.objects.get_or_create(
            tie=tie, occasion=occasion, defaults={"order": tie.attributions.count()}
        )
    else:
        TieAttribution.objects.filter(tie=tie, occasion=occasion).delete()
    relation.save(update_fields=["audience", "is_withdrawn"])


def recompute_occasion(occasion: Occasion) -> Occasion:
    """Mark an occasion withdrawn once every claim that it is so was taken back; it stands again with the next."""
    row = Occasion.objects.select_for_update(of=("self",)).get(pk=occasion.pk)
    claims = _everything(row)
    ever = [each for each in claims if each.aspect == Claim.Aspect.EXISTENCE]
    if ever:
        row.is_withdrawn = not standing(claims, Claim.Aspect.EXISTENCE)
        row.save()
    occasion.refresh_from_db()
    return occasion
