"""Milestones: what a person's organisation must report, and by when."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404

from madang.site.directory.models import Person, User
from madang.site.directory.queries import person_of
from madang.site.programmes.models import CohortMember, Milestone
from madang.site.programmes.rules.programmes import lateness, manages

SOON = timedelta(days=120)


@dataclass(frozen=True)
class Due:
    """An open milestone, and whether it is "late" or "very late" (else "")."""

    milestone: Milestone
    late: str


def due_for(person: Person, today: date) -> list[Due]:
    """Return the open milestones of a person's organisation that are late or due within 120 days, the first on top."""
    if person.organisation_id is None:
        return []
    rows = (
        Milestone.objects.filter(
            member__organisation_id=person.organisation_id,
            member__state=CohortMember.State.ACTIVE,
            state=Milestone.State.OPEN,
            due_on__lte=today + SOON,
        )
        .select_related("member__programme")
        .order_by("due_on", "order", "pk")
    )
    return [Due(each, lateness(each, today)) for each in rows]


def milestones() -> QuerySet[Milestone]:
    """Return milestones with member, organisation and programme."""
    return Milestone.objects.select_related(
        "member__organisation", "member__programme__owner", "member__programme__manager"
    )


def milestone_seen_by(user: User | AnonymousUser, pk: int) -> Milestone:
    """Return a milestone to people of its member and to those who run the programme; 404 for others."""
    milestone = milestones().filter(pk=pk).first()
    person = person_of(user)
    if milestone is None or person is None:
        raise Http404
    member = milestone.member
    is_own = person.organisation_id == member.organisation_id
    if not is_own and not manages(person, member.programme):
        raise Http404
    return milestone


def member_managed_by(user: User | AnonymousUser, pk: int) -> CohortMember:
    """Return a cohort member to those who run its programme; 404 for others."""
    member = (
        CohortMember.objects.select_related(
            "organisation", "programme__owner", "programme__manager"
        )
        .filter(pk=pk)
        .first()
    )
    if member is None or not manages(person_of(user), member.programme):
        raise Http404
    return member
