"""What came of a mission, as delegates and whoever runs it may read it."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import Http404

from madang.site.directory.models import Organisation, User
from madang.site.directory.queries import person_of
from madang.site.programmes.models import Mission, MissionApplication, MissionResult
from madang.site.programmes.rules.missions import may_manage


def results_seen_by(
    user: User | AnonymousUser, mission: Mission
) -> QuerySet[MissionResult]:
    """Return the reports: all for whoever runs the mission, their own organisation's for a delegate; 404 for everybody else."""
    rows = mission.results.select_related(
        "application__organisation",
        "partner",
        "reported_by",
        "tie",
        "claim",
        "mission",
    ).order_by("-pk")
    if may_manage(user, mission):
        return rows
    person = person_of(user)
    if person is None or person.organisation_id is None:
        raise Http404
    own = mission.applications.filter(
        organisation_id=person.organisation_id, state="selected"
    )
    if not own.exists():
        raise Http404
    return rows.filter(application__organisation_id=person.organisation_id)


def result_seen_by(
    user: User | AnonymousUser, mission: Mission, pk: int
) -> MissionResult:
    """Return one report that this person may read; 404 otherwise."""
    row = results_seen_by(user, mission).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def partners_near(application: MissionApplication) -> QuerySet[Organisation]:
    """Return with whom a delegate has probably spoken: hosts, and whoever they met in the bilateral rounds."""
    mission = application.mission
    own = application.organisation_id
    near = Q(hosted_missions__mission=mission)
    if mission.event_id is not None:
        met = {"registrations__event_id": mission.event_id}
        near |= Q(
            **met,
            registrations__hosted__state="accepted",
            registrations__hosted__guest__organisation_id=own,
        )
        near |= Q(
            **met,
            registrations__guesting__state="accepted",
            registrations__guesting__host__organisation_id=own,
        )
    return Organisation.objects.filter(near).exclude(pk=own).distinct()


def silent_delegates(mission: Mission) -> QuerySet[MissionApplication]:
    """Return the delegates who have not reported anything yet."""
    return (
        mission.applications.filter(state="selected", results=None)
        .select_related("organisation")
        .order_by("organisation__name")
    )
