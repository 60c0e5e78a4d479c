"""Missions as everybody, applicants and managers may read them. Every look-up starts here."""

from datetime import date, datetime
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet
from django.http import Http404

from madang.site.directory.models import Organisation, Person, User
from madang.site.directory.queries import colleagues_of, person_of
from madang.site.directory.rules import is_site_staff
from madang.site.ledger.models import Position
from madang.site.programmes.models import Mission, MissionApplication, MissionHost
from madang.site.programmes.rules import missions as rules


def missions_seen_by(user: User | AnonymousUser) -> QuerySet[Mission]:
    """Return the missions that are no longer drafts, and those that this person runs."""
    rows = Mission.objects.select_related(
        "organiser",
        "manager",
        "leader__person",
        "leader__organisation",
        "contact__person",
        "contact__organisation",
        "event",
        "entry",
        "occasion",
    )
    if is_site_staff(user):
        return rows
    seen = ~Q(state="draft")
    if (person := person_of(user)) is not None:
        seen |= Q(manager=person)
        if person.is_lead and person.organisation_id:
            seen |= Q(organiser_id=person.organisation_id)
    return rows.filter(seen)


def mission_seen_by(user: User | AnonymousUser, slug: str) -> Mission:
    """Return one mission that this person may see; 404 otherwise."""
    mission = missions_seen_by(user).filter(slug=slug).first()
    if mission is None:
        raise Http404
    return mission


def mission_managed_by(user: User | AnonymousUser, slug: str) -> Mission:
    """Return a mission that this person runs; 404 for everybody else."""
    mission = mission_seen_by(user, slug)
    if not rules.may_manage(user, mission):
        raise Http404
    return mission


def missions_like(
    rows: QuerySet[Mission], *, country: str = "", state: str = "", text: str = ""
) -> QuerySet[Mission]:
    """Return those of `rows` from or to a country, in a state, whose name or organiser holds the text."""
    if country:
        rows = rows.filter(Q(from_country=country) | Q(to_country=country))
    if state:
        rows = rows.filter(state=state)
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(organiser__name__icontains=text))
    return rows


def listed(rows: QuerySet[Mission]) -> QuerySet[Mission]:
    """Return missions for a list, the latest first, each with the number of its selected delegates (`delegates`)."""
    chosen = Count("applications", filter=Q(applications__state="selected"))
    return rows.annotate(delegates=chosen).order_by("-first_day", "-pk")


def countries_of(rows: QuerySet[Mission]) -> list[str]:
    """Return the country codes from and to which missions go."""
    pairs = rows.order_by().values_list("from_country", "to_country").distinct()
    return sorted({code for pair in pairs for code in pair})


def senders_for(user: User | AnonymousUser) -> QuerySet[Organisation]:
    """Return the organisations for which somebody may make a mission: any sender for the staff, else their own."""
    person = person_of(user)
    if is_site_staff(user):
        return Organisation.objects.filter(kind__in=rules.SENDERS)
    if person is None or not person.is_lead or person.organisation_id is None:
        return Organisation.objects.none()
    return Organisation.objects.filter(
        pk=person.organisation_id, kind__in=rules.SENDERS
    )


def organiser_of(mission: Mission) -> QuerySet[Organisation]:
    """Return the organiser as a choice of one: it stays the same."""
    return Organisation.objects.filter(pk=mission.organiser_id)


def hosts_of(mission: Mission) -> QuerySet[MissionHost]:
    """Return who receives the mission, in order."""
    return mission.hosts.select_related("organisation")


def delegates_of(mission: Mission) -> QuerySet[MissionApplication]:
    """Return the selected applications with organisation and delegate."""
    return applications_of(mission).filter(state="selected")


def applications_of(mission: Mission) -> QuerySet[MissionApplication]:
    """Return what the manager may read: what was submitted, in the order in which it came; never a draft, nor one begun anew."""
    return (
        mission.applications.exclude(submitted_at=None)
        .exclude(state="draft")
        .select_related("organisation", "delegate", "mission")
        .order_by("submitted_at", "pk")
    )


def application_of(mission: Mission, pk: int) -> MissionApplication:
    """Return one submitted application of a mission; 404 otherwise."""
    found = applications_of(mission).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def own_application(
    user: User | AnonymousUser, mission: Mission
) -> MissionApplication | None:
    """Return the application of this person's own organisation, or None."""
    person = person_of(user)
    if person is None or person.organisation_id is None:
        return None
    return (
        mission.applications.select_related("organisation", "delegate", "mission")
        .filter(organisation_id=person.organisation_id)
        .first()
    )


class Counts(NamedTuple):
    """How many applications a mission has in each state that the manager sees."""

    submitted: int
    selected: int
    waiting: int
    declined: int
    withdrawn: int


def counts_of(mission: Mission) -> Counts:
    """Return the numbers of submitted, selected, waiting, declined and withdrawn applications; one query."""
    found = dict(
        applications_of(mission)
        .order_by()
        .values_list("state")
        .annotate(number=Count("pk"))
    )
    return Counts(*(found.get(name, 0) for name in Counts._fields))


def applications_close(mission: Mission, now: datetime) -> bool:
    """Say whether the time to apply is over."""
    return mission.apply_until is not None and mission.apply_until <= now


def reason_not_to_apply(
    person: Person | None, mission: Mission, *, now: datetime
) -> str:
    """Return why this person cannot apply, as a code; "" if they can: call, over, sign_in, no_organisation, no_lead."""
    if mission.state != "open":
        return "call"
    if applications_close(mission, now):
        return "over"
    if person is None:
        return "sign_in"
    if person.organisation_id is None:
        return "no_organisation"
    return "" if person.is_lead else "no_lead"


def missions_of_person(person: Person) -> QuerySet[MissionApplication]:
    """Return the applications of a person's organisation with their missions, the newest first."""
    return (
        MissionApplication.objects.filter(organisation_id=person.organisation_id)
        .select_related("mission", "organisation", "delegate")
        .order_by("-mission__first_day", "-pk")
        if person.organisation_id
        else MissionApplication.objects.none()
    )


def positions_of(organisations: list[int]) -> QuerySet[Position]:
    """Return the roles at these organisations, from which leader and contact person are chosen."""
    return (
        Position.objects.filter(organisation_id__in=organisations)
        .select_related("person", "organisation")
        .order_by("organisation__name", "title", "pk")
    )


def has_begun(mission: Mission, today: date) -> bool:
    """Say whether the first day is here."""
    return mission.first_day <= today


def is_over(mission: Mission, today: date) -> bool:
    """Say whether the last day has come."""
    return mission.last_day <= today


def people_near(mission: Mission) -> QuerySet[Person]:
    """Return the people of the organiser, the hosts and the delegates: whoever may lead or answer for the mission."""
    near = (
        Q(organisation_id=mission.organiser_id)
        | Q(organisation__hosted_missions__mission=mission)
        | Q(
            organisation__mission_applications__mission=mission,
            organisation__mission_applications__state="selected",
        )
    )
    return (
        Person.objects.filter(near)
        .select_related("organisation")
        .distinct()
        .order_by("name", "pk")
    )


def colleagues(person: Person) -> QuerySet[Person]:
    """Return the people of one's own organisation, one of whom would travel."""
    return colleagues_of(person).order_by("name", "pk")
