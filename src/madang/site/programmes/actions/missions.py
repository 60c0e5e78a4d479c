"""A mission's life: made, opened, its delegates selected, under way, reported, or cancelled. One door for each change."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from madang.site.core import log
from madang.site.core.edtf import in_words
from madang.site.core.time import NoSuchTimeError, zone
from madang.site.directory.models import Organisation, Person
from madang.site.programmes.actions import mission_letters as letters
from madang.site.programmes.actions import mission_news as news
from madang.site.programmes.models import Mission, MissionHost
from madang.site.programmes.queries import missions as queries
from madang.site.programmes.rules.missions import MISSION_DOORS, OVER, MissionError

# Addresses that stand where a mission's short name would.
RESERVED = {"new", "import", "pitch", "guest", "contact", "enquiries", "mine"}
MOST_SEATS = 60


@dataclass(frozen=True)
class MissionFacts:
    """What a mission says of itself. Days are those of the place that is visited; `apply_until` is an instant or None."""

    name: str
    aim: str
    from_country: str
    to_country: str
    home_zone: str
    host_zone: str
    first_day: date
    last_day: date
    seats: int
    apply_until: datetime | None


def _check(facts: MissionFacts) -> None:
    if facts.from_country == facts.to_country:
        raise MissionError(
            _("A mission goes from one country to another."), field="to_country"
        )
    if facts.last_day < facts.first_day:
        raise MissionError(_("The last day is before the first."), field="last_day")
    if not 1 <= facts.seats <= MOST_SEATS:
        raise MissionError(
            _("A mission has 1 to %(most)d seats.") % {"most": MOST_SEATS},
            field="seats",
        )
    if facts.apply_until and facts.apply_until.date() > facts.first_day:
        raise MissionError(
            _("The call closes before the mission begins."), field="apply_until"
        )
    for field in ("home_zone", "host_zone"):
        try:
            zone(getattr(facts, field))
        except NoSuchTimeError as error:
            raise MissionError(
                _("There is no time zone called %(zone)s.")
                % {"zone": getattr(facts, field)},
                field=field,
            ) from error


def _free_slug(name: str) -> str:
    stem = slugify(name)[:50] or "mission"
    taken = {*RESERVED, *Mission.objects.values_list("slug", flat=True)}
    slug, number = stem, 2
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug


@transaction.atomic
def create_mission(
    *, by: Person, organiser: Organisation, facts: MissionFacts, slug: str = ""
) -> Mission:
    """Make a mission as a draft that only its managers see; whoever makes it manages it. Raises MissionError."""
    _check(facts)
    mission = Mission.objects.create(
        **vars(facts),
        slug=slug or _free_slug(facts.name),
        organiser=organiser,
        manager=by,
    )
    log.record("make mission", mission, by=by)
    return mission


def locked(mission: Mission, *, version: int | None = None) -> Mission:
    """Return the mission's row under a lock. Raises MissionError if it is not the version that was read."""
    row = Mission.objects.select_for_update().get(pk=mission.pk)
    if version is not None and row.version != version:
        raise MissionError(
            _("Somebody else has changed the mission meanwhile. Look at it again.")
        )
    return row


@transaction.atomic
def change_mission(
    mission: Mission, *, by: Person, facts: MissionFacts, version: int
) -> Mission:
    """Save what a mission says of itself; the calendar follows. Raises MissionError, also for fewer seats than are given."""
    _check(facts)
    row = locked(mission, version=version)
    if row.state in OVER:
        raise MissionError(_("This mission is over: nothing changes any more."))
    given = queries.delegates_of(row).count()
    if facts.seats < given:
        raise MissionError(
            ngettext(
                "%(count)d seat is given already.",
                "%(count)d seats are given already.",
                given,
            )
            % {"count": given},
            field="seats",
        )
    changed = [name for name, value in vars(facts).items() if getattr(row, name) != value]  # fmt: skip
    if not changed:
        return row
    for name in changed:
        setattr(row, name, getattr(facts, name))
    row.version = row.version + 1
    row.save(update_fields=[*changed, "version"])
    log.record("change mission", row, by=by, detail=", ".join(changed))
    if row.entry_id is not None:
        news.publish_dates(row, by=by)
    return row


def _move(mission: Mission, verb: str, *, by: Person | None, detail: str = "") -> None:
    """Take a mission through its door. Raises MissionError if it does not stand before it."""
    door = MISSION_DOORS[verb]
    if not Mission.objects.filter(pk=mission.pk, state__in=door.sources).update(
        state=door.target, version=F("version") + 1
    ):
        mission.refresh_from_db()
        raise MissionError(
            _("The mission is “%(state)s”: this cannot be done now.")
            % {"state": mission.get_state_display()}
        )
    mission.refresh_from_db()
    log.record(f"{verb} mission", mission, by=by, detail=detail)


@transaction.atomic
def open_call(
    mission: Mission, *, by: Person | None, now: datetime | None = None
) -> None:
    """Open the call: everybody sees the mission, calendar and feed tell of it. Raises MissionError without a deadline ahead."""
    now = now or timezone.now()
    if mission.apply_until is None:
        raise MissionError(
            _("Say until when organisations apply, then open the call."),
            field="apply_until",
        )
    if mission.apply_until <= now and mission.state == "draft":
        raise MissionError(
            _("The deadline is over. Set a later one, then open the call."),
            field="apply_until",
        )
    _move(mission, "open", by=by)
    news.publish_call(mission, by=by, at=now)


@transaction.atomic
def close_selection(mission: Mission, *, by: Person | None) -> None:
    """Close the call: the delegates are named to everybody. Raises MissionError if an application is undecided or none selected."""
    counts = queries.counts_of(mission)
    if mission.state == "open" and counts.submitted:
        raise MissionError(
            ngettext(
                "%(count)d application is undecided. Decide on it first.",
                "%(count)d applications are undecided. Decide on them first.",
                counts.submitted,
            )
            % {"count": counts.submitted}
        )
    if mission.state == "open" and not counts.selected:
        raise MissionError(_("No delegate is selected yet."))
    _move(mission, "select", by=by)
    news.publish_delegates(mission, by=by)


@transaction.atomic
def start_mission(mission: Mission, *, by: Person | None) -> None:
    """Say that the mission is under way. Raises MissionError before its first day."""
    if mission.state == "selected" and not queries.has_begun(mission, _today(mission)):
        raise MissionError(
            _("The mission begins on %(day)s.")
            % {"day": in_words(mission.first_day.isoformat())}
        )
    _move(mission, "start", by=by)


@transaction.atomic
def close_mission(mission: Mission, *, by: Person | None) -> None:
    """Say that the results are complete. Raises MissionError before the last day and without any result."""
    if mission.state == "under_way":
        if not queries.is_over(mission, _today(mission)):
            raise MissionError(
                _("The mission ends on %(day)s.")
                % {"day": in_words(mission.last_day.isoformat())}
            )
        if not mission.results.exists():
            raise MissionError(_("No delegate has reported yet."))
    _move(mission, "report", by=by)
    news.publish_outcome(mission, by=by)


@transaction.atomic
def cancel_mission(mission: Mission, *, by: Person | None, reason: str) -> None:
    """Cancel a mission; whoever applied gets mail with the reason. Raises MissionError without one."""
    if not reason.strip():
        raise MissionError(
            _("Whoever applied reads why. Write a reason."), field="reason"
        )
    _move(mission, "cancel", by=by, detail=reason)
    letters.tell_of_cancellation(mission, reason)
    news.withdraw_dates(mission, by=by)


def _today(mission: Mission) -> date:
    return timezone.now().astimezone(zone(mission.host_zone)).date()


@transaction.atomic
def add_host(
    mission: Mission, *, by: Person, organisation: Organisation, note: str = ""
) -> MissionHost:
    """Name an organisation that receives the mission. Raises MissionError for the organiser and for one that is named already."""
    if mission.state in OVER:
        raise MissionError(_("This mission is over: nothing changes any more."))
    if organisation.pk == mission.organiser_id:
        raise MissionError(
            _("The organiser does not receive its own mission."), field="name"
        )
    host, is_new = MissionHost.objects.get_or_create(
        mission=mission,
        organisation=organisation,
        defaults={"note": note, "order": mission.hosts.count()},
    )
    if not is_new:
        raise MissionError(
            _("%(name)s is a host already.") % {"name": organisation}, field="name"
        )
    log.record("add host of mission", host, by=by)
    return host


@transaction.atomic
def remove_host(host: MissionHost, *, by: Person) -> None:
    """Take an organisation off the hosts; the itinerary's stops keep their places."""
    log.record("remove host of mission", host, by=by)
    host.delete()
