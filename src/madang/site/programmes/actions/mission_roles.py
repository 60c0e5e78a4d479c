"""Who leads a mission and who takes questions about it: a person of the organiser or of a host, in a role."""

from django.db import transaction
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Person
from madang.site.ledger.actions.sources import new_key
from madang.site.ledger.models import Position
from madang.site.programmes.models import Mission
from madang.site.programmes.rules.missions import OVER, MissionError

ROLES = {"leader", "contact"}


@transaction.atomic
def name_role(
    mission: Mission,
    *,
    by: Person,
    role: str,
    person: Person | None,
    title: str = "",
) -> Position | None:
    """Name who leads the mission ("leader") or takes questions about it ("contact"), or nobody; return the position.

    Raises MissionError for somebody who belongs neither to the organiser nor to a traveller or host, and without a title.
    """
    if role not in ROLES:
        message = f"No role of a mission: {role}"
        raise ValueError(message)
    if mission.state in OVER:
        raise MissionError(_("This mission is over: nothing changes any more."))
    position = None
    if person is not None:
        position = _position(mission, person, title.strip(), by=by)
        if role == "contact" and not position.is_contact:
            Position.objects.filter(pk=position.pk).update(is_contact=True)
            position.is_contact = True
    Mission.objects.filter(pk=mission.pk).update(**{role: position})
    setattr(mission, role, position)
    log.record(f"name {role} of mission", mission, by=by, detail=str(position or "–"))
    return position


def _position(mission: Mission, person: Person, title: str, *, by: Person) -> Position:
    allowed = {
        mission.organiser_id,
        *mission.hosts.values_list("organisation_id", flat=True),
        *mission.applications.filter(state="selected").values_list(
            "organisation_id", flat=True
        ),
    }
    if person.organisation_id not in allowed:
        raise MissionError(
            _(
                "%(person)s belongs neither to the organiser nor to who travels or hosts."
            )
            % {"person": person},
            field="person",
        )
    if not title and not person.job_title:
        raise MissionError(_("Write the role."), field="title")
    found = Position.objects.filter(
        person=person,
        organisation_id=person.organisation_id,
        title=title or person.job_title,
    ).first()
    if found is not None:
        return found
    made = Position.objects.create(
        key=new_key(person.name),
        person=person,
        organisation=person.organisation,
        title=title or person.job_title,
    )
    log.record("add position", made, by=by)
    return made
