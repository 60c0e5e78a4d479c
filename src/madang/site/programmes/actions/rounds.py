"""A mission's bilateral rounds: an event of the lounge is made from a stop, links that were accepted become its meetings.

Its timetable is planned by the same engine, and proven by the same certificate, as any other.
"""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.core.time import zone
from madang.site.directory.actions.people import add_person
from madang.site.directory.models import Organisation, Person
from madang.site.directory.queries import person_by_address
from madang.site.events.actions.days import make_slots, save_day
from madang.site.events.actions.events import create_event, set_event_state
from madang.site.events.actions.places import add_places, save_hall, save_zone
from madang.site.events.actions.registrations import enrol_organisation
from madang.site.events.models import Day, Event, Hall, Registration, Zone
from madang.site.meetings.actions.letters import kept_back
from madang.site.meetings.actions.requests import accept_meeting, open_request
from madang.site.meetings.models import Meeting
from madang.site.meetings.queries.requests import open_meeting
from madang.site.programmes.actions.missions import locked
from madang.site.programmes.models import (
    DirectLink,
    Mission,
    MissionApplication,
    MissionStop,
    PitchGuest,
)
from madang.site.programmes.queries.missions import delegates_of, hosts_of
from madang.site.programmes.queries.pitches import links_of
from madang.site.programmes.rules.missions import OVER, MissionError

MOST_TABLES = 60


@dataclass(frozen=True)
class RoundFacts:
    """How the rounds are set up: tables, length of a meeting and pause after it in minutes."""

    tables: int
    slot_minutes: int = 25
    pause_minutes: int = 5


@transaction.atomic
def make_rounds(stop: MissionStop, *, by: Person, facts: RoundFacts) -> Event:
    """Make the event of a mission's bilateral rounds from the hours of a stop; delegates and hosts are registered.

    Raises MissionError for a stop of another kind, hours over midnight, or rounds that are made already.
    """
    mission = locked(stop.mission)
    _check(mission, stop, facts)
    event = create_event(event=_event_of(mission, stop, facts), by=by)
    _make_slots(event, stop, by=by)
    _add_tables(event, facts.tables, by=by)
    for row in delegates_of(mission):
        _enrol(event, row, by=by)
    for host in hosts_of(mission):
        leads = Person.objects.filter(organisation=host.organisation, is_lead=True)
        enrol_organisation(
            by=by, event=event, organisation=host.organisation, people=list(leads[:1])
        )
    set_event_state(event=event, state="open", by=by)
    Mission.objects.filter(pk=mission.pk).update(event=event)
    log.record("make rounds of mission", mission, by=by, event_id=event.pk)
    return event


def _check(mission: Mission, stop: MissionStop, facts: RoundFacts) -> None:
    if mission.state in OVER:
        raise MissionError(_("This mission is over: nothing changes any more."))
    if mission.event_id is not None:
        raise MissionError(_("The rounds of this mission are made already."))
    if stop.kind != MissionStop.Kind.MEETINGS:
        raise MissionError(
            _("Rounds are made from a stop of the kind “Bilateral meetings”."),
            field="stop",
        )
    here = zone(stop.zone)
    if stop.starts_at.astimezone(here).date() != stop.ends_at.astimezone(here).date():
        raise MissionError(
            _("The rounds begin and end on one day. Divide the stop."), field="stop"
        )
    if not 1 <= facts.tables <= MOST_TABLES:
        raise MissionError(
            _("There are 1 to %(most)d tables.") % {"most": MOST_TABLES},
            field="tables",
        )


def _event_of(mission: Mission, stop: MissionStop, facts: RoundFacts) -> Event:
    stem = slugify(f"{mission.slug}-rounds")[:70]
    slug, number = stem, 2
    while Event.objects.filter(slug=slug).exists():
        slug, number = f"{stem}-{number}", number + 1
    return Event(
        name=_("%(mission)s: bilateral meetings") % {"mission": mission.name[:120]},
        slug=slug,
        city=stop.zone.rsplit("/", 1)[-1].replace("_", " "),
        country=mission.to_country,
        venue=stop.place[:160],
        zone=stop.zone,
        slot_minutes=facts.slot_minutes,
        pause_minutes=facts.pause_minutes,
        summary=mission.aim,
        is_listed=False,
    )


def _make_slots(event: Event, stop: MissionStop, *, by: Person) -> None:
    here = zone(stop.zone)
    starts, ends = stop.starts_at.astimezone(here), stop.ends_at.astimezone(here)
    day = Day(
        event=event,
        date=starts.date(),
        opens=starts.time().replace(tzinfo=None),
        closes=ends.time().replace(tzinfo=None),
    )
    save_day(day=day, by=by)
    make_slots(event=event, by=by)


def _add_tables(event: Event, tables: int, *, by: Person) -> None:
    hall = Hall(event=event, name=_("Meeting room"))
    save_hall(hall=hall, by=by)
    place = Zone(hall=hall, name=_("Tables"), side="e")
    save_zone(zone=place, by=by)
    signs = [f"T{number}" for number in range(1, tables + 1)]
    add_places(zone=place, signs=signs, name=_("Table"), seats=4, by=by)


def _enrol(event: Event, row: MissionApplication, *, by: Person) -> Registration:
    return enrol_organisation(
        by=by, event=event, organisation=row.organisation, people=[row.delegate]
    )


@transaction.atomic
def bring_in_links(mission: Mission, *, by: Person) -> int:
    """Make a meeting of each accepted link that has none; return how many. Both sides have said yes already.

    A guest comes as the organisation to which their address belongs here, or as a new one of the name they gave: nobody
    becomes part of an organisation by writing its name. Two links of one pair of organisations share one meeting.
    """
    mission = locked(mission)
    if mission.event is None:
        raise MissionError(_("Make the rounds first."))
    made = 0
    links = links_of(mission).filter(state="accepted", meeting=None)
    for link in links.filter(application__state="selected").order_by("pk"):
        made += _bring_in(link, mission.event, by=by)
    log.record("bring links into rounds", mission, by=by, detail=str(made))
    return made


def _bring_in(link: DirectLink, event: Event, *, by: Person) -> int:
    person = _person_of(link.guest, by=by)
    assert person.organisation is not None  # noqa: S101 - given one, if there was none
    if person.organisation_id == link.application.organisation_id:
        return 0
    guest = enrol_organisation(
        by=by, event=event, organisation=person.organisation, people=[person]
    )
    delegate = _enrol(event, link.application, by=by)
    if open_meeting(guest, delegate) is not None:
        return 0
    try:
        with transaction.atomic():
            meeting = _agreed(link, guest, delegate, by=by)
    except IntegrityError:
        return 0
    DirectLink.objects.filter(pk=link.pk).update(meeting=meeting)
    return 1


def _agreed(
    link: DirectLink, guest: Registration, delegate: Registration, *, by: Person
) -> Meeting:
    # Guest and delegate have had their letters when they agreed; the timetable sends the next ones.
    with kept_back():
        meeting = open_request(by=by, host=guest, guest=delegate, message=link.message)
        return accept_meeting(
            by=by, meeting=meeting, registration=delegate, remark="direct link"
        )


def _person_of(guest: PitchGuest, *, by: Person) -> Person:
    person = person_by_address(guest.email)
    if person is not None and person.organisation is not None:
        return person
    organisation = Organisation.objects.create(
        name=guest.organisation_name, country=guest.country
    )
    log.record("add organisation", organisation, by=by)
    made = add_person(
        by=by,
        name=guest.name,
        email=guest.email,
        organisation=organisation,
        is_lead=True,
    )
    if person is None:
        Person.objects.filter(pk=made.pk).update(language=guest.language)
    made.refresh_from_db()
    return made
