"""An organisation's seat in a mission: applied for, decided on, given back. One door for each change of state."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from madang.site.core import log
from madang.site.core.templatetags.ui import moment as moment_text
from madang.site.directory.models import Person
from madang.site.programmes.actions import mission_letters as letters
from madang.site.programmes.actions.entered_letters import tell_of_seat_draft
from madang.site.programmes.actions.missions import locked
from madang.site.programmes.models import Mission, MissionApplication
from madang.site.programmes.queries import missions as queries
from madang.site.programmes.rules.missions import (
    SEAT_DOORS,
    SEAT_TIMES,
    MissionError,
)

LONGEST = 3000


@dataclass(frozen=True)
class Wishes:
    """What an applicant writes: who would travel, what for, what they bring, whom they want to meet."""

    delegate: Person
    motive: str = ""
    offer: str = ""
    whom: str = ""


def _check_call(mission: Mission, now: datetime | None) -> None:
    if mission.state != "open":
        raise MissionError(_("The call is not open."))
    if queries.applications_close(mission, now or timezone.now()):
        assert mission.apply_until is not None  # noqa: S101 - there is one, and it is over
        raise MissionError(
            _("Applications closed on %(when)s.")
            % {"when": moment_text(mission.apply_until, mission.home_zone)}
        )


def _check_wishes(by: Person, wishes: Wishes) -> None:
    if wishes.delegate.organisation_id != by.organisation_id:
        raise MissionError(
            _("The delegate belongs to your own organisation."), field="delegate"
        )
    for field in ("motive", "offer", "whom"):
        length = len(getattr(wishes, field))
        if length > LONGEST:
            raise MissionError(
                _("The text has %(length)d characters; at most %(most)d fit.")
                % {"length": length, "most": LONGEST},
                field=field,
            )


@transaction.atomic
def save_draft(
    mission: Mission, *, by: Person, wishes: Wishes, now: datetime | None = None
) -> MissionApplication:
    """Save an organisation's draft, the first time or again. Raises MissionError when the call is over or the application is in."""
    if by.organisation is None or not by.is_lead:
        raise MissionError(
            _("Whoever leads the entry of an organisation applies for it.")
        )
    mission = locked(mission)
    _check_call(mission, now)
    _check_wishes(by, wishes)
    row = (
        MissionApplication.objects.select_for_update()
        .filter(mission=mission, organisation=by.organisation)
        .first()
    )
    if row is None:
        row = MissionApplication.objects.create(
            mission=mission, organisation=by.organisation, **vars(wishes)
        )
        log.record("begin mission application", row, by=by)
        return row
    if row.state == "withdrawn":
        _move(row, "begin_anew", by=by)
    if row.state != "draft":
        raise MissionError(
            _("Your application is %(state)s: it no longer changes.")
            % {"state": row.get_state_display().lower()}
        )
    changed = [name for name, value in vars(wishes).items() if getattr(row, name) != value]  # fmt: skip
    for name in changed:
        setattr(row, name, getattr(wishes, name))
    if changed:
        row.save(update_fields=[*changed, "saved_at"])
        log.record("save mission application", row, by=by, detail=", ".join(changed))
    return row


@transaction.atomic
def begin_for(
    mission: Mission,
    *,
    by: Person,
    person: Person,
    wishes: Wishes,
    now: datetime | None = None,
) -> MissionApplication:
    """Begin a draft for the organisation whose entry `person` leads, as whoever runs the mission; the organisation alone hands it in.

    Raises MissionError when the call is not open and for an organisation that has an application here.
    """
    organisation = person.organisation
    if organisation is None or not person.is_lead:
        raise MissionError(
            _("Whoever leads the entry of an organisation applies for it.")
        )
    if by.organisation_id == organisation.pk:
        raise MissionError(
            _("This is about your own organisation: apply for it on its own page."),
            field="organisation",
        )
    mission = locked(mission)
    _check_call(mission, now)
    _check_wishes(person, wishes)
    if mission.applications.filter(organisation=organisation).exists():
        raise MissionError(
            _("This organisation has an application here already."),
            field="organisation",
        )
    row = MissionApplication.objects.create(
        mission=mission, organisation=organisation, **vars(wishes)
    )
    log.record("begin mission application for another", row, by=by)
    tell_of_seat_draft(row)
    return row


def missing_in(application: MissionApplication) -> list[str]:
    """Return the names of the fields that are empty and have to be filled before it can be submitted."""
    return [name for name in ("motive", "offer") if not getattr(application, name).strip()]  # fmt: skip


def _move(
    application: MissionApplication,
    verb: str,
    *,
    by: Person | None,
    reason: str = "",
) -> None:
    """Take a seat through its door, inside the caller's transaction. Raises MissionError if the door is closed."""
    door = SEAT_DOORS[verb]
    mission = application.mission
    if mission.state not in SEAT_TIMES[verb]:
        raise MissionError(
            _("The mission is “%(state)s”: this cannot be done now.")
            % {"state": mission.get_state_display()}
        )
    facts: dict[str, object] = {"state": door.target, "reason": reason}
    now = timezone.now()
    if verb == "submit":
        facts["submitted_at"] = now
    elif verb == "begin_anew":
        # A draft again, which its own organisation alone reads until it is handed in.
        facts["submitted_at"] = None
    else:
        facts["decided_at"] = now
    if not MissionApplication.objects.filter(
        pk=application.pk, state__in=door.sources
    ).update(**facts):
        application.refresh_from_db(fields=["state"])
        raise MissionError(
            _("The application is “%(state)s”: this cannot be done now.")
            % {"state": application.get_state_display()}
        )
    for name, value in facts.items():
        setattr(application, name, value)
    log.record(f"{verb} mission application", application, by=by, detail=reason)


def _own(application: MissionApplication, by: Person) -> None:
    if by.organisation_id != application.organisation_id or not by.is_lead:
        raise MissionError(
            _("Whoever leads the entry of %(name)s does this.")
            % {"name": application.organisation}
        )


@transaction.atomic
def submit(
    application: MissionApplication, *, by: Person, now: datetime | None = None
) -> None:
    """Hand the application in. Raises MissionError if something is empty, or the call is over."""
    _own(application, by)
    application.mission = locked(application.mission)
    if application.state == "draft":
        _check_call(application.mission, now)
        if missing := missing_in(application):
            raise MissionError(
                _("Fill in what is empty, then hand it in."), field=missing[0]
            )
    _move(application, "submit", by=by)
    letters.tell_of_submission(application)


@transaction.atomic
def withdraw(application: MissionApplication, *, by: Person) -> None:
    """Take an application back, or give a seat back; the manager is told of a free seat."""
    _own(application, by)
    had_seat = application.state == "selected"
    application.mission = locked(application.mission)
    _move(application, "withdraw", by=by)
    if had_seat:
        letters.tell_of_withdrawal(application)


def _check_impartial(application: MissionApplication, by: Person | None) -> None:
    if by is not None and by.organisation_id == application.organisation_id:
        raise MissionError(
            _(
                "This is about your own organisation: somebody else who runs the mission decides."
            )
        )


@transaction.atomic
def select(
    application: MissionApplication, *, by: Person | None, reason: str = ""
) -> None:
    """Give an organisation a seat and write to it. Raises MissionError when all seats are given, or it is one's own."""
    _check_impartial(application, by)
    application.mission = locked(application.mission)
    mission = application.mission
    given = queries.delegates_of(mission).exclude(pk=application.pk).count()
    if given >= mission.seats:
        raise MissionError(
            ngettext(
                "The %(count)d seat is given. Put the organisation on the waiting list, or raise the number of seats.",
                "All %(count)d seats are given. Put the organisation on the waiting list, or raise the number of seats.",
                mission.seats,
            )
            % {"count": mission.seats}
        )
    _move(application, "select", by=by, reason=reason)
    letters.tell_of_decision(application)


@transaction.atomic
def put_on_waiting_list(
    application: MissionApplication, *, by: Person | None, reason: str = ""
) -> None:
    """Put an organisation on the waiting list and write to it; not one's own."""
    _check_impartial(application, by)
    application.mission = locked(application.mission)
    _move(application, "wait", by=by, reason=reason)
    letters.tell_of_decision(application)


@transaction.atomic
def decline(application: MissionApplication, *, by: Person | None, reason: str) -> None:
    """Say no to an application, with the reason that the applicant reads. Raises MissionError without one."""
    _check_impartial(application, by)
    if not reason.strip():
        raise MissionError(
            _("The applicant reads why. Write a reason."), field="reason"
        )
    application.mission = locked(application.mission)
    _move(application, "decline", by=by, reason=reason.strip())
    letters.tell_of_decision(application)
