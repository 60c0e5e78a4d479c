"""Enter what a cluster says of itself, on evidence, and who belongs to it; withdraw a profile and put it back."""

from collections.abc import Sequence
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
from madang.site.landscape.models import ClusterProfile, ProfileStatement
from madang.site.landscape.queries.places import country_codes
from madang.site.landscape.rules.refusals import LandscapeError
from madang.site.ledger.actions.claims import (
    add_claim,
    correct_claim,
    put_back_claims,
    withdraw_claim,
)
from madang.site.ledger.actions.records import ensure_record
from madang.site.ledger.models import (
    Audience,
    Claim,
    OrganisationRecord,
    Passage,
    Position,
)
from madang.site.ledger.queries.claims import last_in_place
from madang.site.ledger.rules.entries import check_evidence, check_reason
from madang.site.ledger.rules.records import check_borne

By = Person | User | None
# What a claim about a profile states, in the order in which it is read; whom to ask is a role with an audience of its own.
STATED = (
    "city", "region", "founded", "mission", "fields", "staff", "small_members", "large_members",
    "research_members", "public_members", "target_countries", "source_note",
)  # fmt: skip


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
    *,
    by: By,
    organisation: Organisation,
    passages: Sequence[Passage],
    why: str = "",
    **facts: Unpack[ProfileFacts],
) -> ClusterProfile:
    """Enter a cluster's profile with its evidence, or put a new claim in the place of the old one; what is not named stays.

    Its page opens to everybody with the first profile; one that curators keep to themselves stays so. Nothing happens where
    nothing differs. Raises LedgerError without evidence, for a change without a reason, and for a profile that everybody
    would read on an internal source; LandscapeError for a founding day that is no date, a day of looking that has not come,
    and a profile that is withdrawn.
    """
    check_evidence(passages)
    before = ClusterProfile.objects.select_for_update(of=("self",)).filter(organisation=organisation).first()  # fmt: skip
    _check_profile(before, facts)
    changed = [
        name for name, value in facts.items() if getattr(before, name, None) != value
    ]
    if before is not None and not changed:
        return before
    if before is not None:
        check_reason(why)
    audience = _audience_of(organisation)
    check_borne(audience, passages)
    profile, is_new = ClusterProfile.objects.update_or_create(
        organisation=organisation, defaults=dict(facts)
    )
    _claim(profile, by=by, passages=passages, why=why, audience=audience)
    detail = "new" if is_new else ", ".join(sorted(changed))
    log.record("describe cluster", profile, by=by, detail=detail)
    return profile


def _audience_of(organisation: Organisation) -> str:
    record = OrganisationRecord.objects.filter(organisation=organisation).first()
    return (record or ensure_record(organisation, audience=Audience.PUBLIC)).audience


def _claim(
    profile: ClusterProfile,
    *,
    by: By,
    passages: Sequence[Passage],
    why: str,
    audience: str,
) -> None:
    """Let a profile rest on a new claim that states it as it is now."""
    if profile.claim is None:
        claim = add_claim(
            by=by,
            aspect=Claim.Aspect.PROFILE,
            about=profile.organisation,
            passages=passages,
            audience=audience,
            note=why.strip(),
        )
    else:
        claim = correct_claim(
            profile.claim, by=by, passages=passages, why=why, audience=audience
        )
    _state(profile, claim)


def _state(profile: ClusterProfile, claim: Claim) -> None:
    values = {name: getattr(profile, name) for name in STATED}
    ProfileStatement.objects.bulk_create(
        ProfileStatement(claim=claim, column=name, value=str(value))
        for name, value in values.items()
        if value not in ("", None)
    )
    profile.claim = claim
    profile.save(update_fields=["claim"])


def _check_profile(before: ClusterProfile | None, facts: ProfileFacts) -> None:
    if before is not None and before.is_withdrawn:
        raise LandscapeError(
            _("This cluster’s profile is withdrawn. Put it back on its page."),
            field="name",
        )
    _check_day(facts.get("founded", ""), field="founded")
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
def withdraw_profile(profile: ClusterProfile, *, by: By, why: str) -> ClusterProfile:
    """Take a profile off every page; the organisation, its members and ties stay. Nothing is deleted.

    Raises LedgerError without a reason, LandscapeError for one that is withdrawn.
    """
    check_reason(why)
    row = _locked(profile)
    if row.is_withdrawn:
        raise LandscapeError(_("This profile is withdrawn already."), field="why")
    if row.claim is not None:
        withdraw_claim(row.claim, by=by, why=why)
    return _set_withdrawn(row, is_withdrawn=True, by=by, why=why)


@transaction.atomic
def put_back_profile(profile: ClusterProfile, *, by: By, why: str) -> ClusterProfile:
    """Let a profile stand again that was withdrawn by mistake, as it was. Raises as `withdraw_profile` does."""
    check_reason(why)
    row = _locked(profile)
    if not row.is_withdrawn:
        raise LandscapeError(_("This profile is not withdrawn."), field="why")
    if row.claim is not None:
        withdrawal = last_in_place(row.claim)
        _state(row, put_back_claims([withdrawal], by=by, why=why)[0])
    return _set_withdrawn(row, is_withdrawn=False, by=by, why=why)


def _locked(profile: ClusterProfile) -> ClusterProfile:
    rows = ClusterProfile.objects.select_for_update(of=("self",))
    return rows.get(pk=profile.pk)


def _set_withdrawn(
    row: ClusterProfile, *, is_withdrawn: bool, by: By, why: str
) -> ClusterProfile:
    row.is_withdrawn = is_withdrawn
    row.save(update_fields=["is_withdrawn"])
    verb = "withdraw profile" if is_withdrawn else "put back profile"
    log.record(verb, row, by=by, detail=why.strip()[:300])
    return row


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
