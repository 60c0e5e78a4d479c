"""Who may be named to a reader: organisations and roles, wherever a row of ledger or landscape names one."""

from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, Prefetch, Q, QuerySet

from madang.site.directory.models import Organisation
from madang.site.ledger.models import (
    Audience,
    Citation,
    Claim,
    Initiative,
    OrganisationRecord,
    Position,
)
from madang.site.ledger.queries.built import built_once
from madang.site.ledger.rules.access import Reader, named_to, reads_everything

Row = TypeVar("Row", bound=Model)


def organisations_named_to(user: Reader) -> QuerySet[Organisation]:
    """Return the organisations that a row may name to somebody, with their records: all but those whose record is internal."""
    return Organisation.objects.filter(named_to(user)).select_related("record")


def secret_organisations(user: Reader) -> QuerySet[OrganisationRecord, int]:
    """Return the keys of the organisations that may not be named to somebody; none for curators."""
    rows = OrganisationRecord.objects.exclude(audience=Audience.PUBLIC)
    if reads_everything(user):
        rows = rows.none()
    return rows.values_list("organisation", flat=True)


def with_named(rows: "QuerySet[Row]", user: Reader, *columns: str) -> "QuerySet[Row]":
    """Return rows with organisations fetched into `columns`; one that may not be named to somebody is None there.

    A question for each column that is filled. Do not fetch the same columns by join: what is fetched already stays.
    """
    return rows.prefetch_related(
        *(Prefetch(name, queryset=organisations_named_to(user)) for name in columns)
    )


def with_roles(rows: "QuerySet[Row]", user: Reader, *columns: str) -> "QuerySet[Row]":
    """Return rows with roles, their holders and organisations fetched into `columns`; one that is not for somebody is None there."""
    held = positions_seen_by(user).select_related("person", "organisation__record")
    return rows.prefetch_related(*(Prefetch(name, queryset=held) for name in columns))


@built_once
def positions_seen_by(user: Reader) -> QuerySet[Position]:
    """Return the roles that somebody may read: public, at an organisation that may be named, and not known from internal evidence alone."""
    rows = Position.objects.filter(is_withdrawn=False)
    if reads_everything(user):
        return rows
    return rows.filter(
        named_to(user, "organisation"),
        _told_publicly("position"),
        audience=Audience.PUBLIC,
    )


@built_once
def initiatives_seen_by(user: Reader) -> QuerySet[Initiative]:
    """Return the programmes, campaigns and funds that somebody may read, not those known from internal evidence alone.

    Who owns, funds or manages one is a part of it: fetch them `with_named` and `with_roles`.
    """
    rows = Initiative.objects.filter(is_withdrawn=False)
    if reads_everything(user):
        return rows
    return rows.filter(_told_publicly("initiative"), audience=Audience.PUBLIC)


def public_claims(**about: Any) -> QuerySet[Citation]:
    """Return the citations of public sources by public claims that stand, about something: `tie=OuterRef("pk")`."""
    return Citation.objects.filter(
        claim__audience=Audience.PUBLIC,
        claim__superseded_by=None,
        claim__is_withdrawal=False,
        passage__source__audience=Audience.PUBLIC,
        **{f"claim__{name}": value for name, value in about.items()},
    )


def _told_publicly(column: str) -> Q:
    """Return the condition that a row has a public claim, or none at all: then it was entered here and no source tells of it."""
    told = Claim.objects.filter(**{column: OuterRef("pk")})
    return Q(Exists(public_claims(**{column: OuterRef("pk")}))) | ~Q(Exists(told))
