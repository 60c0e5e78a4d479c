"""On what a cluster's profile rests: the claim that stands, and what every change before it said."""

from dataclasses import dataclass

from madang.site.landscape.models import ClusterProfile
from madang.site.ledger.models import Claim
from madang.site.ledger.queries.claims import claims_seen_by, with_evidence
from madang.site.ledger.queries.merged import about
from madang.site.ledger.rules.access import Reader

Line = tuple[str, str, str]


@dataclass(frozen=True)
class ProfileChange:
    """A later claim about a profile: a correction with its lines as (column, before, after), a withdrawal, or its end."""

    claim: Claim
    lines: tuple[Line, ...]
    is_put_back: bool


@dataclass(frozen=True)
class ProfileEvidence:
    """The claim on which a profile rests, none for one that nobody may read or none bears, and the changes, the latest first."""

    standing: Claim | None
    changes: tuple[ProfileChange, ...]


def evidence_of_profile(user: Reader, profile: ClusterProfile) -> ProfileEvidence:
    """Return the claims about a profile that this reader sees, with their sources; four questions at most."""
    rows = claims_seen_by(user).filter(
        about(profile.organisation_id), aspect=Claim.Aspect.PROFILE
    )
    claims = with_evidence(rows, user).prefetch_related("profile_statements")
    known = {each.pk: each for each in claims}
    standing = [
        each
        for each in known.values()
        if each.superseded_by_id is None and not each.is_withdrawal
    ]
    changes = [
        _change(old, known[old.superseded_by_id])
        for old in known.values()
        if old.superseded_by_id in known
    ]
    return ProfileEvidence(
        standing=standing[-1] if standing else None, changes=tuple(reversed(changes))
    )


def _change(old: Claim, new: Claim) -> ProfileChange:
    is_put_back = old.is_withdrawal
    is_correction = not is_put_back and not new.is_withdrawal
    lines = _lines(_values(old), _values(new)) if is_correction else ()
    return ProfileChange(claim=new, lines=lines, is_put_back=is_put_back)


def _values(claim: Claim) -> dict[str, str]:
    return {each.column: each.value for each in claim.profile_statements.all()}


def _lines(before: dict[str, str], after: dict[str, str]) -> tuple[Line, ...]:
    columns = dict.fromkeys([*before, *after])
    return tuple(
        (name, before.get(name, ""), after.get(name, ""))
        for name in columns
        if before.get(name) != after.get(name)
    )
