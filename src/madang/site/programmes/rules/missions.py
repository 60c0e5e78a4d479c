"""Missions: which state follows which, for the mission and for each seat, and who may run one."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from madang.site.directory.models import Organisation, Person, User
from madang.site.directory.queries import person_of
from madang.site.directory.rules import is_site_staff
from madang.site.programmes.models import Mission, MissionApplication


class MissionError(Exception):
    """A change of a mission that is refused. The message is translated; `field` names the field it is about."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Door:
    """The one way from some states into the next."""

    sources: frozenset[str]
    target: str


# The mission: each verb has one door, and no door leads back.
MISSION_DOORS = {
    "open": Door(frozenset({"draft"}), "open"),
    "select": Door(frozenset({"open"}), "selected"),
    "start": Door(frozenset({"selected"}), "under_way"),
    "report": Door(frozenset({"under_way"}), "reported"),
    "cancel": Door(frozenset({"draft", "open", "selected", "under_way"}), "cancelled"),
}
# A seat. Only a withdrawn application may begin anew, as long as the call is open.
SEAT_DOORS = {
    "submit": Door(frozenset({"draft"}), "submitted"),
    "select": Door(frozenset({"submitted", "waiting"}), "selected"),
    "wait": Door(frozenset({"submitted"}), "waiting"),
    "decline": Door(frozenset({"submitted", "waiting"}), "declined"),
    "withdraw": Door(
        frozenset({"draft", "submitted", "waiting", "selected"}), "withdrawn"
    ),
    "begin_anew": Door(frozenset({"withdrawn"}), "draft"),
}
# In which states of the mission a door of a seat is open at all.
SEAT_TIMES = {
    "submit": frozenset({"open"}),
    "begin_anew": frozenset({"open"}),
    "select": frozenset({"open", "selected"}),
    "wait": frozenset({"open", "selected"}),
    "decline": frozenset({"open", "selected"}),
    "withdraw": frozenset({"open", "selected", "under_way"}),
}
# A link between a guest and a delegate.
LINK_DOORS = {
    "accept": Door(frozenset({"asked"}), "accepted"),
    "decline": Door(frozenset({"asked"}), "declined"),
    "withdraw": Door(frozenset({"asked", "accepted"}), "withdrawn"),
    "ask_again": Door(frozenset({"withdrawn"}), "asked"),
}
OVER = frozenset({"reported", "cancelled"})
# Delegates are named to everybody once they are selected.
SHOWS_DELEGATES = frozenset({"selected", "under_way", "reported"})
# Who sends missions: public bodies, agencies, associations and clusters.
SENDERS = frozenset(
    {
        Organisation.Kind.MINISTRY,
        Organisation.Kind.PUBLIC_HEALTH,
        Organisation.Kind.TRADE_AGENCY,
        Organisation.Kind.INTERNATIONAL,
        Organisation.Kind.ASSOCIATION,
    }
)


def doors_from(doors: dict[str, Door], state: str) -> list[str]:
    """Return the verbs whose door is open from a state."""
    return [verb for verb, door in doors.items() if state in door.sources]


def seat_is_open(verb: str, application: MissionApplication) -> bool:
    """Say whether a seat may go through a door, as its own state and the mission's stand."""
    return (
        application.state in SEAT_DOORS[verb].sources
        and application.mission.state in SEAT_TIMES[verb]
    )


def may_make(user: User | AnonymousUser) -> bool:
    """Whether somebody may make a mission: the site's staff, and whoever leads the entry of a body that sends missions."""
    person = person_of(user)
    if person is None:
        return False
    return is_site_staff(user) or _leads_sender(person)


def _leads_sender(person: Person) -> bool:
    return (
        person.is_lead
        and person.organisation is not None
        and person.organisation.kind in SENDERS
    )


def may_manage(user: User | AnonymousUser, mission: Mission) -> bool:
    """Whether somebody runs a mission's pages: its manager, the leads of the organiser, the site's staff."""
    person = person_of(user)
    if person is None:
        return False
    return (
        is_site_staff(user)
        or mission.manager_id == person.pk
        or (person.is_lead and person.organisation_id == mission.organiser_id)
    )


def may_act_for(
    user: User | AnonymousUser, application: MissionApplication | None
) -> bool:
    """Whether somebody acts for an applicant: the leads of its entry, and the delegate it named."""
    person = person_of(user)
    if person is None or application is None:
        return False
    if person.organisation_id != application.organisation_id:
        return False
    return person.is_lead or application.delegate_id == person.pk
