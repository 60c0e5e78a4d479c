"""What was believed at the end of a day, for programs: ?as_of=2026-03-01."""

from datetime import date

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema

from madang.site.core.api import RefusedError, answers
from madang.site.ledger.api.shapes import ClaimShape, TieShape, claim_shape, tie_shape
from madang.site.ledger.queries import as_of as queries
from madang.site.ledger.queries.organisations import organisation_seen_by
from madang.site.ledger.rules.believed import end_of

router = Router()
MOST_TIES = 500


class TieBelieved(TieShape):
    """A tie as it showed at the end of a day, with the claims that stood then."""

    as_of: date
    claims: list[ClaimShape]


class RoleBelieved(Schema):
    """A role in words; since and until are EDTF dates."""

    key: str
    words: str
    since: str
    until: str


class OrganisationBelieved(Schema):
    """What an organisation was called at the end of a day, who acted for it, and the keys of its first 500 ties."""

    as_of: date
    key: str
    name: str
    names: list[str]
    identifiers: list[str]
    roles: list[RoleBelieved]
    ties: list[str]


def _check(day: date) -> None:
    if day > timezone.localdate():
        raise RefusedError(422, _("This day is to come."), errors=[{"field": "as_of", "message": _("This day is to come.")}])  # fmt: skip


@router.get("/ties/{key}/believed", response=answers(TieBelieved))
def read_tie_believed(request: HttpRequest, key: str, as_of: date) -> TieBelieved:
    """Return a tie as it was believed at the end of a day; 404 for one of which nobody knew then."""
    _check(as_of)
    until = end_of(as_of)
    row = queries.tie_then(request.user, key, until)
    if row is None:
        raise Http404
    evidence = queries.evidence_then(request.user, Q(tie=row.pk), until)
    return TieBelieved(
        **tie_shape(row).model_dump(),
        as_of=as_of,
        claims=[claim_shape(each) for each in evidence.standing],
    )


@router.get("/organisations/{key}/believed", response=answers(OrganisationBelieved))
def read_organisation_believed(
    request: HttpRequest, key: str, as_of: date
) -> OrganisationBelieved:
    """Return an organisation as it was believed at the end of a day."""
    _check(as_of)
    until = end_of(as_of)
    row = organisation_seen_by(request.user, key)
    then = queries.organisation_then(request.user, row, until)
    ties = queries.ties_of_then(request.user, then, until)
    return OrganisationBelieved(
        as_of=as_of,
        key=row.record.key,
        name=then.name,
        names=list(then.names),
        identifiers=list(then.numbers),
        roles=[
            RoleBelieved(
                key=each.key, words=each.words, since=each.since, until=each.until
            )
            for each in then.roles
        ],
        ties=list(ties.values_list("key", flat=True)[:MOST_TIES]),
    )
