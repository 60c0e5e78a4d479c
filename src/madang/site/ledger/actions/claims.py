"""Enter, correct and withdraw claims. A claim is never changed: a later one takes its place, with a reason."""

from collections.abc import Sequence
from typing import TypedDict, Unpack

from django.db import transaction

from madang.site.core import log
from madang.site.directory.models import Organisation, Person, User
from madang.site.directory.queries import person_of
from madang.site.ledger.actions.computed import recompute
from madang.site.ledger.actions.sources import check_date
from madang.site.ledger.models import (
    Citation,
    Claim,
    Initiative,
    Occasion,
    Passage,
    Position,
    Region,
    Relation,
    Tie,
)
from madang.site.ledger.rules.entries import (
    check_evidence,
    check_open,
    check_reason,
    check_withdrawn,
)

About = Tie | Occasion | Organisation | Position | Initiative | Relation | Region | None
COLUMNS: dict[type, str] = {
    Tie: "tie",
    Occasion: "occasion",
    Organisation: "organisation",
    Position: "position",
    Initiative: "initiative",
    Relation: "relation",
    Region: "region",
}


class ClaimValues(TypedDict, total=False):
    """What a claim says and how, named as its columns; what is left out is blank, stated as a fact, by the article, public."""

    key: str
    organisation: Organisation | None
    stage: str
    edtf: str
    text: str
    theme: str
    modality: str
    holder: str
    holder_organisation: Organisation | None
    holder_position: Position | None
    is_background: bool
    audience: str
    note: str


# What a correction takes over from the claim in whose place it comes. A key names one claim, and stays with the first.
KEPT = (
    "aspect",
    *COLUMNS.values(),
    "stage",
    "edtf",
    "text",
    "theme",
    "modality",
    "holder",
    "holder_organisation",
    "holder_position",
    "is_background",
    "audience",
)


def _curator(by: Person | User | None) -> Person | None:
    return person_of(by) if isinstance(by, User) else by


def _cite(claim: Claim, passages: Sequence[Passage]) -> None:
    Citation.objects.bulk_create(
        Citation(claim=claim, passage=passage, order=order)
        for order, passage in enumerate(dict.fromkeys(passages))
    )


@transaction.atomic
def add_claim(
    *,
    by: Person | User | None,
    aspect: str,
    about: About,
    passages: Sequence[Passage],
    **values: Unpack[ClaimValues],
) -> Claim:
    """Enter what somebody says about a row, on passages; compute the row anew. `about=None` is a statement about the world.

    Raises LedgerError without evidence, and for a date that is no EDTF date.
    """
    check_evidence(passages)
    check_date(values.get("edtf", ""), field="edtf")
    claim = Claim(aspect=aspect, curator=_curator(by), **values)
    if about is not None:
        setattr(claim, COLUMNS[type(about)], about)
    claim.save()
    _cite(claim, passages)
    log.record("add claim", claim, by=by, detail=str(about or claim.text)[:300])
    recompute(about)
    return claim


@transaction.atomic
def correct_claim(
    claim: Claim,
    *,
    by: Person | User | None,
    passages: Sequence[Passage],
    why: str,
    **changed: Unpack[ClaimValues],
) -> Claim:
    """Put a new claim in the place of one; what is not named in `changed` stays as it was. Return the new claim.

    Raises LedgerError without evidence or reason, and for a claim that no longer stands.
    """
    check_evidence(passages)
    check_reason(why)
    check_date(changed.get("edtf", ""), field="edtf")
    old = _held(claim)
    values = {name: getattr(old, name) for name in KEPT} | dict(changed)
    values["note"] = why.strip()
    new = Claim.objects.create(curator=_curator(by), **values)
    _cite(new, passages)
    _supersede(old, new)
    log.record("correct claim", new, by=by, detail=f"{old.pk}: {why.strip()}")
    recompute(about_of(new))
    return new


@transaction.atomic
def withdraw_claims(
    claims: Sequence[Claim], *, by: Person | User | None, why: str
) -> list[Claim]:
    """Take back claims about one row that were entered wrongly; return the withdrawals, which rest on the same passages.

    Raises LedgerError without a reason, and for a claim that no longer stands.
    """
    check_reason(why)
    withdrawals = [_withdraw(_held(each), by=by, why=why.strip()) for each in claims]
    if withdrawals:
        recompute(about_of(withdrawals[0]))
    return withdrawals


def withdraw_claim(claim: Claim, *, by: Person | User | None, why: str) -> Claim:
    """Take back one claim; return the withdrawal. Raises LedgerError as `withdraw_claims` does."""
    return withdraw_claims([claim], by=by, why=why)[0]


def _withdraw(old: Claim, *, by: Person | User | None, why: str) -> Claim:
    values = {name: getattr(old, name) for name in KEPT}
    new = Claim.objects.create(
        curator=_curator(by), is_withdrawal=True, note=why, **values
    )
    _cite(new, [each.passage for each in old.citations.select_related("passage")])
    _supersede(old, new)
    log.record("withdraw claim", new, by=by, detail=f"{old.pk}: {why}")
    return new


@transaction.atomic
def put_back_claims(
    withdrawals: Sequence[Claim], *, by: Person | User | None, why: str
) -> list[Claim]:
    """Let claims about one row stand again that were withdrawn by mistake; return the new ones, which rest on the same passages.

    Raises LedgerError without a reason, and for a claim that is no withdrawal or was put back already.
    """
    check_reason(why)
    found = [_put_back(each, by=by, why=why.strip()) for each in withdrawals]
    if found:
        recompute(about_of(found[0]))
    return found


def _put_back(withdrawal: Claim, *, by: Person | User | None, why: str) -> Claim:
    old = Claim.objects.select_for_update(of=("self",)).get(pk=withdrawal.pk)
    check_withdrawn(old)
    values = {name: getattr(old, name) for name in KEPT}
    new = Claim.objects.create(curator=_curator(by), note=why, **values)
    _cite(new, [each.passage for each in old.citations.select_related("passage")])
    _supersede(old, new)
    log.record("put back claim", new, by=by, detail=f"{old.pk}: {why}")
    return new


def about_of(claim: Claim) -> About:
    """Return the row that a claim is about; None for a statement about the world."""
    for column in COLUMNS.values():
        row: About = getattr(claim, column)
        if row is not None:
            return row
    return None


def _held(claim: Claim) -> Claim:
    """Return the claim under a row lock. Raises LedgerError if it no longer stands."""
    locked = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    check_open(locked)
    return locked


def _supersede(old: Claim, new: Claim) -> None:
    Claim.objects.filter(pk=old.pk, superseded_by__isnull=True).update(
        superseded_by=new
    )
