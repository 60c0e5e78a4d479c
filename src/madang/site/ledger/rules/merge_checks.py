"""When two organisations must not be merged: each refusal says what is in the way and what to do."""

from typing import Any

from django.apps import apps
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from madang.site.directory.models import Membership, Organisation, Person
from madang.site.ledger.models import Relation, TieParty
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.rules.merged_columns import REFUSED, ROOMS


def check_merge(kept: Organisation, away: Organisation) -> None:
    """Refuse to merge `away` into `kept` where it would mix rights, open something internal, or contradict the ledger. Raises LedgerError."""
    if kept.pk == away.pk:
        raise LedgerError(_("Name another organisation: this is the same one."))
    for each in (kept, away):
        if each.merged_into is not None:
            raise LedgerError(
                _("“%(name)s” is merged into “%(other)s” already. Open that one.")
                % {"name": each, "other": each.merged_into}
            )
    _check_records(kept, away)
    _check_rights(away)
    _check_apart(kept, away)


def _check_records(kept: Organisation, away: Organisation) -> None:
    one, other = getattr(kept, "record", None), getattr(away, "record", None)
    if other is not None and one is None:
        raise LedgerError(
            _("Keep “%(name)s”: it has a page in the ledger, the other one has none.")
            % {"name": away}
        )
    if one and other and one.audience != other.audience:
        raise LedgerError(
            _(
                "One of them is internal and the other public. Give both the same audience first."
            )
        )


def _check_rights(away: Organisation) -> None:
    for table, columns in REFUSED.items():
        rows: Any = apps.get_model(table)._default_manager  # noqa: SLF001 - Django's public way to the rows
        own = Q()
        for column in columns:
            own |= Q(**{column: away})
        if rows.filter(own).exists():
            room = ROOMS[table.partition(".")[0]]
            raise LedgerError(
                _(
                    "“%(name)s” takes part in %(room)s. Keep it, and merge the other one into it."
                )
                % {"name": away, "room": room}
            )
    can_sign_in = Q(user__isnull=False) | ~Q(email="")
    if Person.objects.filter(can_sign_in, organisation=away).exists():
        raise LedgerError(
            _(
                "People of “%(name)s” can sign in, and would act for the other one. Keep it, or move its people first."
            )
            % {"name": away}
        )


def _check_apart(kept: Organisation, away: Organisation) -> None:
    if are_apart(kept, away):
        raise LedgerError(
            _(
                "The ledger says that one belongs to or deals with the other. Withdraw that first if it is wrong."
            )
        )
    facing = facing_ties(kept, away)
    if facing:
        raise LedgerError(
            _(
                "They are the two parties of one tie (%(key)s). Correct or withdraw it first if it is wrong."
            )
            % {"key": facing[0]}
        )


def are_apart(one: Organisation, other: Organisation) -> bool:
    """Say whether the ledger tells two organisations apart: a standing relation or a membership between them."""
    both = (one, other)
    said = Relation.objects.filter(
        subject_organisation__in=both, object_organisation__in=both, is_withdrawn=False
    ).exclude(predicate=Relation.Predicate.MERGED)
    member = Membership.objects.filter(cluster__in=both, member__in=both)
    return said.exists() or member.exists()


def facing_ties(one: Organisation, other: Organisation) -> list[str]:
    """Return the keys of the ties that have these two as their only parties."""
    parties = TieParty.objects.filter(tie__is_withdrawn=False).values("tie__key")
    found = parties.annotate(
        every=Count("organisation", distinct=True),
        own=Count("organisation", filter=Q(organisation__in=(one, other)), distinct=True),
    ).filter(every=2, own=2)  # fmt: skip
    own = found.filter(tie__parties__organisation=one).order_by("tie__key")
    return list(own.values_list("tie__key", flat=True))
