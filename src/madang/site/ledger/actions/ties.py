"""Enter and withdraw ties. A tie is entered with the claim that it exists and the passages on which that claim rests."""

from collections.abc import Sequence
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Organisation, Person, User
from madang.site.ledger.actions.claims import add_claim, withdraw_claims
from madang.site.ledger.actions.computed import recompute_tie as recompute
from madang.site.ledger.actions.records import ensure_record
from madang.site.ledger.actions.sources import check_date, new_key
from madang.site.ledger.models import (
    Audience,
    Claim,
    Occasion,
    Passage,
    Position,
    Tie,
    TieCountry,
    TieParty,
)
from madang.site.ledger.queries.claims import standing_claims
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.rules.entries import (
    check_evidence,
    check_readable,
    check_reason,
    check_stage,
    family_of,
)
from madang.site.meetings.models import Meeting

__all__ = ["TieValues", "add_tie", "recompute", "withdraw_tie"]

Parties = Sequence[tuple[Organisation, str]]


class TieValues(TypedDict, total=False):
    """What else is known of a tie, and how it is said; what is left out is blank, stated as a fact, by the article, public."""

    key: str
    level: str
    what: str
    date: str
    city: str
    country: str
    countries: Sequence[str]
    occasion: Occasion | None
    meeting: Meeting | None
    modality: str
    holder: str
    holder_organisation: Organisation | None
    holder_position: Position | None
    audience: str


OF_CLAIM = ("modality", "holder", "holder_organisation", "holder_position", "audience")
OF_TIE = ("level", "what", "city", "country", "occasion", "meeting")


@transaction.atomic
def add_tie(
    *,
    by: Person | User | None,
    kind: str,
    parties: Parties,
    subject: str,
    passages: Sequence[Passage],
    stage: str = "",
    **values: Unpack[TieValues],
) -> Tie:
    """Enter a tie with its parties as (organisation, role); return it with the stage that the evidence bears.

    `date` is an EDTF date. Countries left out are those of the parties. Raises LedgerError without evidence or parties,
    for talks that are signed, and for a date that is no EDTF date.
    """
    check_evidence(passages)
    check_stage(kind, stage)
    check_date(values.get("date", ""), field="date")
    if not parties and values.get("occasion") is None:
        raise LedgerError(_("Name at least one party."), field="parties")
    audience = values.get("audience", Audience.PUBLIC)
    check_readable(audience, values.get("occasion"), field="occasion")
    tie = Tie.objects.create(
        key=values.get("key") or _key_of(kind, parties),
        family=family_of(kind),
        kind=kind,
        stage="",
        subject=subject,
        date=values.get("date", ""),
        modality=values.get("modality", "asserted"),
        audience=audience,
        **{name: values[name] for name in OF_TIE if name in values},  # type: ignore[literal-required]  # names of the dictionary
    )
    _add_parties(tie, parties, audience=audience)
    _add_countries(tie, values.get("countries", ()), parties)
    log.record("add tie", tie, by=by, event_id=_event_of(tie))
    add_claim(
        by=by,
        aspect=Claim.Aspect.EXISTENCE,
        about=tie,
        passages=passages,
        stage=stage,
        edtf=values.get("date", ""),
        text=subject,
        **{name: values[name] for name in OF_CLAIM if name in values},  # type: ignore[literal-required]  # names of the dictionary
    )
    tie.refresh_from_db()
    return tie


def _key_of(kind: str, parties: Parties) -> str:
    return new_key(" ".join([kind, *(each.name for each, _role in parties[:2])]))


def _event_of(tie: Tie) -> int | None:
    return tie.meeting.event_id if tie.meeting else None


def _add_parties(tie: Tie, parties: Parties, *, audience: str) -> None:
    for order, (organisation, role) in enumerate(parties):
        ensure_record(organisation, audience=audience)
        TieParty.objects.create(
            tie=tie, organisation=organisation, role=role, order=order
        )


def _add_countries(tie: Tie, countries: Sequence[str], parties: Parties) -> None:
    stated = [*countries] or [each.country for each, _role in parties if each.country]
    if not countries and tie.country:
        stated.append(tie.country)
    TieCountry.objects.bulk_create(
        TieCountry(
            tie=tie, country=country, order=order, is_stated=country in countries
        )
        for order, country in enumerate(dict.fromkeys(stated))
    )


@transaction.atomic
def withdraw_tie(tie: Tie, *, by: Person | User | None, why: str) -> Tie:
    """Take back a tie that was entered wrongly, by withdrawing every claim about it. Nothing is deleted.

    Raises LedgerError without a reason, and for a tie that is withdrawn already.
    """
    check_reason(why)
    locked = Tie.objects.select_for_update(of=("self",)).get(pk=tie.pk)
    if locked.is_withdrawn:
        raise LedgerError(_("This tie is withdrawn already."))
    standing = standing_claims(Claim.objects.filter(tie=locked)).order_by("id")
    withdraw_claims(list(standing), by=by, why=why)
    log.record("withdraw tie", locked, by=by, detail=why.strip())
    tie.refresh_from_db()
    return tie
