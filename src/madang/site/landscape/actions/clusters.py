"""Enter what a cluster says of itself, and who belongs to it."""

from datetime import date
from decimal import Decimal
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.core.edtf import check_edtf
from madang.site.directory.models import Membership, Organisation, Person, User
from madang.site.landscape.models import ClusterProfile
from madang.site.landscape.queries.places import country_codes
from madang.site.landscape.rules.refusals import LandscapeError
from madang.site.ledger.actions.records import ensure_record
from madang.site.ledger.models import Audience, OrganisationRecord, Position

By = Person | User | None


class ProfileFacts(TypedDict, total=False):
    """What a cluster says of itself, named as its columns; a number that nobody stated stays out."""

    region: str
    city: str
    founded: str
    mission: str
    fields: str
    staff: Decimal | None
    small_members: int | None
    large_members: int | None
    research_members: int | None
    public_members: int | None
    target_countries: str
    contact: Position | None
    source_note: str
    validated_on: date | None


def _check_day(text: str, *, field: str) -> None:
    try:
        check_edtf(text)
    except ValidationError as error:
        raise LandscapeError(error.messages[0], field=field) from error


@transaction.atomic
def describe_cluster(
    *, by: By, organisation: Organisation, **facts: Unpack[ProfileFacts]
) -> ClusterProfile:
    """Enter a cluster's profile, or what of it changes; what is not named stays as it was.

    Its page opens to everybody with the first profile; one that curators keep to themselves stays so. Raises LandscapeError
    without a word on where it is from, for a founding day that is no date, and for a day of looking that has not come.
    """
    before = ClusterProfile.objects.select_for_update(of=("self",)).filter(organisation=organisation).first()  # fmt: skip
    _check_profile(before, facts)
    if not OrganisationRecord.objects.filter(organisation=organisation).exists():
        ensure_record(organisation, audience=Audience.PUBLIC)
    changed = [
        name for name, value in facts.items() if getattr(before, name, None) != value
    ]
    profile, is_new = ClusterProfile.objects.update_or_create(
        organisation=organisation, defaults=dict(facts)
    )
    if is_new or changed:
        detail = "new" if is_new else ", ".join(sorted(changed))
        log.record("describe cluster", profile, by=by, detail=detail)
    return profile


def _check_profile(before: ClusterProfile | None, facts: ProfileFacts) -> None:
    _check_day(facts.get("founded", ""), field="founded")
    known = before.source_note if before else ""
    if not facts.get("source_note", known).strip():
        raise LandscapeError(
            _("Say where this is from: a source, or who told it."), field="source_note"
        )
    looked = facts.get("validated_on")
    if looked is not None and looked > timezone.localdate():
        raise LandscapeError(_("This day has not come yet."), field="validated_on")
    wrong = set(facts.get("target_countries", "").split()) - country_codes()
    if wrong:
        raise LandscapeError(
            _("No country has this code: %(codes)s.")
            % {"codes": ", ".join(sorted(wrong))},
            field="target_countries",
        )


@transaction.atomic
def add_member(
    *,
    by: By,
    cluster: Organisation,
    member: Organisation,
    role: str = "",
    since: str = "",
) -> Membership:
    """Enter that an organisation belongs to a cluster; entered already, it stays as it is.

    Raises LandscapeError for a cluster in itself, and for a day that is no date.
    """
    if cluster.pk == member.pk:
        raise LandscapeError(_("A cluster is no member of itself."), field="member")
    _check_day(since, field="since")
    row, is_new = Membership.objects.get_or_create(
        cluster=cluster, member=member, defaults={"role": role, "since": since}
    )
    if is_new:
        log.record("add member", row, by=by)
    return row
