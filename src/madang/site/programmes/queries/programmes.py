"""Which programmes somebody sees, and who is in them."""

from collections.abc import Sequence

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from madang.site.directory.models import Person, User
from madang.site.directory.queries import person_of
from madang.site.programmes.models import (
    Call,
    CohortMember,
    ExpressionOfInterest,
    GrantElsewhere,
    Programme,
)
from madang.site.programmes.rules.programmes import is_of_staff, manages


def managed_by(person: Person | None) -> Q:
    """Return the condition on a programme that this person runs it."""
    if person is None:
        return Q(pk__in=[])
    mine = Q(manager=person)
    if person.is_lead and person.organisation_id is not None:
        mine |= Q(owner_id=person.organisation_id)
    return mine


def programmes_seen_by(user: User | AnonymousUser) -> QuerySet[Programme]:
    """Return the programmes that a user sees: every one but the drafts of others, the newest first."""
    person = person_of(user)
    rows = Programme.objects.select_related(
        "owner", "accelerator", "manager", "contact__person", "contact__organisation"
    )
    if person is None or not is_of_staff(person):
        rows = rows.filter(~Q(state=Programme.State.DRAFT) | managed_by(person))
    return rows.order_by("-id")


def programme_seen_by(user: User | AnonymousUser, slug: str) -> Programme:
    """Return one programme; 404 for one that this user does not see."""
    return get_object_or_404(programmes_seen_by(user), slug=slug)


def programmes_like(
    rows: QuerySet[Programme], *, country: str = "", field: str = "", state: str = ""
) -> QuerySet[Programme]:
    """Narrow a list by country (home or target), field and state; empty ones narrow nothing."""
    if country:
        rows = rows.filter(Q(home_country=country) | Q(target_country=country))
    if field:
        rows = rows.filter(field=field)
    return rows.filter(state=state) if state else rows


def with_calls(rows: QuerySet[Programme]) -> QuerySet[Programme]:
    """Return the programmes with those calls of theirs that everybody sees."""
    shown = Call.objects.filter(state__in=["published", "decided"])
    return rows.prefetch_related(Prefetch("calls", shown, to_attr="shown_calls"))


def calls_shown_in(programme: Programme, person: Person | None) -> list[Call]:
    """Return the calls of a programme's page: drafts and withdrawn ones only to those who run it."""
    rows = programme.calls.order_by("closes_at", "pk")
    if not manages(person, programme):
        rows = rows.filter(state__in=[Call.State.PUBLISHED, Call.State.DECIDED])
    return list(rows)


def interests_in(programme: Programme) -> QuerySet[ExpressionOfInterest]:
    """Return the expressions of interest that stand, with organisation and person."""
    return programme.interests.filter(is_withdrawn=False).select_related(
        "organisation", "person"
    )


def interest_of(
    programme: Programme, person: Person | None
) -> ExpressionOfInterest | None:
    """Return what a person's organisation said, withdrawn or not; None if it said nothing."""
    if person is None or person.organisation_id is None:
        return None
    return programme.interests.filter(organisation_id=person.organisation_id).first()


def cohort_of(programme: Programme) -> QuerySet[CohortMember]:
    """Return the cohort with its organisations and milestones, in the order of names."""
    return (
        programme.cohort.select_related("organisation", "programme")
        .prefetch_related("milestones")
        .order_by("organisation__name", "pk")
    )


def grants_shown_in(
    programme: Programme, person: Person | None
) -> Sequence[GrantElsewhere]:
    """Return grants applied for elsewhere: all to those who run the programme; to a member its own and the programme's."""
    rows = programme.grants.select_related("organisation", "funder")
    if manages(person, programme):
        return list(rows)
    if person is None or person.organisation_id is None:
        return []
    own = person.organisation_id
    if not programme.cohort.filter(organisation_id=own).exists():
        return []
    return list(rows.filter(Q(organisation=None) | Q(organisation_id=own)))


def managed_programmes(person: Person | None) -> QuerySet[Programme]:
    """Return the programmes that a person runs; of the site's staff only those of their own."""
    return Programme.objects.filter(managed_by(person)).order_by("-id")
