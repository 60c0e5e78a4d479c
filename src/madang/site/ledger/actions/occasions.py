"""Enter occasions, confirm that they were held, cancel and withdraw them."""

from collections.abc import Sequence
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Organisation, Person, User
from madang.site.events.models import Event
from madang.site.ledger.actions.claims import add_claim, withdraw_claims
from madang.site.ledger.actions.records import ensure_record
from madang.site.ledger.actions.sources import check_date, new_key
from madang.site.ledger.models import Audience, Claim, Occasion, Passage
from madang.site.ledger.queries.claims import standing_claims
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.rules.entries import (
    check_evidence,
    check_readable,
    check_reason,
)


class OccasionValues(TypedDict, total=False):
    """What else is known of an occasion, named as its columns; dates are EDTF dates."""

    start: str
    end: str
    from_country: str
    to_country: str
    country: str
    city: str
    venue: str
    topic: str
    organiser: Organisation | None
    lead: Organisation | None
    series: Occasion | None
    parent: Occasion | None
    within: Occasion | None
    event: Event | None
    modality: str
    audience: str


@transaction.atomic
def add_occasion(
    *,
    by: Person | User | None,
    kind: str,
    name: str,
    passages: Sequence[Passage] = (),
    key: str = "",
    **values: Unpack[OccasionValues],
) -> Occasion:
    """Enter an occasion; passages make it a claim. One that is run here needs no evidence but itself.

    Raises LedgerError without a name, and for a date that is no EDTF date.
    """
    if not name.strip():
        raise LedgerError(_("An occasion needs a name."), field="name")
    for column in ("start", "end"):
        check_date(str(values.get(column) or ""), field=column)
    modality = values.get("modality") or "asserted"
    audience = values.get("audience") or Audience.PUBLIC
    for field, other in (
        ("parent", values.get("parent")),
        ("series", values.get("series")),
        ("within", values.get("within")),
    ):
        check_readable(audience, other, field=field)
    occasion = Occasion.objects.create(
        key=key or new_key(name),
        kind=kind,
        name=name.strip(),
        **(dict(values) | {"modality": modality, "audience": audience}),
    )
    for organisation in (occasion.organiser, occasion.lead):
        if organisation is not None:
            ensure_record(organisation, audience=audience)
    log.record("add occasion", occasion, by=by, event_id=occasion.event_id)
    if passages:
        add_claim(
            by=by,
            aspect=Claim.Aspect.EXISTENCE,
            about=occasion,
            passages=passages,
            modality=modality,
            audience=audience,
        )
    return occasion


@transaction.atomic
def add_party(
    occasion: Occasion,
    *,
    by: Person | User | None,
    organisation: Organisation,
    role: str,
) -> None:
    """Enter an organisation's part in an occasion; a part that is entered already stays as it is."""
    ensure_record(organisation, audience=occasion.audience)
    order = occasion.parties.count()
    _party, is_new = occasion.parties.get_or_create(
        organisation=organisation, role=role, defaults={"order": order}
    )
    if is_new:
        log.record("add party", occasion, by=by, detail=f"{organisation}: {role}"[:300])


@transaction.atomic
def confirm_held(
    occasion: Occasion, *, by: Person | User | None, passages: Sequence[Passage]
) -> Claim:
    """Enter that an occasion took place, on passages. Raises LedgerError without evidence, and for a cancelled one."""
    check_evidence(passages)
    if _locked(occasion).is_cancelled:
        raise LedgerError(_("This occasion was cancelled."))
    return add_claim(
        by=by,
        aspect=Claim.Aspect.HELD,
        about=occasion,
        passages=passages,
        audience=occasion.audience,
    )


@transaction.atomic
def cancel_occasion(
    occasion: Occasion, *, by: Person | User | None, passages: Sequence[Passage]
) -> Occasion:
    """Enter that an occasion does not take place, on passages. Raises LedgerError without evidence, and if it was held."""
    check_evidence(passages)
    locked = _locked(occasion)
    held = Claim.objects.filter(occasion=locked, aspect=Claim.Aspect.HELD)
    if standing_claims(held).exists():
        raise LedgerError(
            _("A source says that this occasion took place. Withdraw that first.")
        )
    add_claim(
        by=by,
        aspect=Claim.Aspect.OUTCOME,
        about=locked,
        passages=passages,
        text="cancelled",
        audience=locked.audience,
    )
    Occasion.objects.filter(pk=locked.pk).update(is_cancelled=True)
    log.record("cancel occasion", locked, by=by, event_id=locked.event_id)
    occasion.refresh_from_db()
    return occasion


@transaction.atomic
def withdraw_occasion(
    occasion: Occasion, *, by: Person | User | None, why: str
) -> Occasion:
    """Take back an occasion that was entered wrongly, with every claim about it. Nothing is deleted.

    Raises LedgerError without a reason, for one that is withdrawn, and while ties or parts rest on it.
    """
    check_reason(why)
    locked = _locked(occasion)
    if locked.is_withdrawn:
        raise LedgerError(_("This occasion is withdrawn already."))
    ties = locked.ties.filter(is_withdrawn=False).count()
    parts = locked.parts.filter(is_withdrawn=False).count()
    editions = locked.editions.filter(is_withdrawn=False).count()
    if ties or parts or editions:
        raise LedgerError(
            _(
                "%(ties)d ties, %(parts)d parts and %(editions)d editions belong to this occasion. Withdraw those first."
            )
            % {"ties": ties, "parts": parts, "editions": editions}
        )
    standing = standing_claims(Claim.objects.filter(occasion=locked))
    withdraw_claims(list(standing.order_by("id")), by=by, why=why)
    Occasion.objects.filter(pk=locked.pk).update(is_withdrawn=True)
    log.record(
        "withdraw occasion", locked, by=by, event_id=locked.event_id, detail=why.strip()
    )
    occasion.refresh_from_db()
    return occasion


def _locked(occasion: Occasion) -> Occasion:
    return Occasion.objects.select_for_update(of=("self",)).get(pk=occasion.pk)
