"""Direct links: a guest asks a delegate for a meeting, the delegate answers, the guest takes it back or leaves altogether."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from madang.site.core import log
from madang.site.directory.models import Person
from madang.site.meetings.actions.requests import cancel_meeting
from madang.site.programmes.actions import guest_letters as letters
from madang.site.programmes.models import DirectLink, MissionApplication, PitchGuest
from madang.site.programmes.queries.pitches import asking_is_over
from madang.site.programmes.rules.missions import (
    LINK_DOORS,
    OVER,
    SHOWS_DELEGATES,
    MissionError,
)

LONGEST = 400
MOST_OPEN = 10


def _check_question(
    guest: PitchGuest, application: MissionApplication, message: str, now: datetime
) -> None:
    mission = guest.pitch.stop.mission
    if application.mission_id != mission.pk or application.state != "selected":
        raise MissionError(_("This organisation does not take part in the mission."))
    if mission.state not in SHOWS_DELEGATES or asking_is_over(mission, now):
        raise MissionError(_("The time to ask for a meeting is over."))
    if not guest.has_agreed:
        raise MissionError(
            _("The delegate has to see who asks: agree to it, then ask."),
            field="has_agreed",
        )
    if len(message) > LONGEST:
        raise MissionError(
            _("The text has %(length)d characters; at most %(most)d fit.")
            % {"length": len(message), "most": LONGEST},
            field="message",
        )
    waiting = guest.links.filter(state="asked").count()
    if waiting >= MOST_OPEN:
        raise MissionError(
            ngettext(
                "%(count)d question of yours waits for an answer; there can be no more at a time.",
                "%(count)d questions of yours wait for an answer; there can be no more at a time.",
                waiting,
            )
            % {"count": waiting}
        )


@transaction.atomic
def ask(
    guest: PitchGuest,
    *,
    application: MissionApplication,
    message: str = "",
    now: datetime | None = None,
) -> DirectLink:
    """Ask a delegate for a meeting, for a guest; a question that was taken back can be asked again.

    Raises MissionError without the guest's consent, after the mission, or while the same question stands.
    """
    guest = (
        PitchGuest.objects.select_for_update(of=("self",))
        .select_related("pitch__stop__mission")
        .get(pk=guest.pk)
    )
    _check_question(guest, application, message, now or timezone.now())
    link, is_new = DirectLink.objects.get_or_create(
        guest=guest, application=application, defaults={"message": message}
    )
    if not is_new:
        link.application = application
        _move(link, "ask_again")
        link.message, link.asked_at = message, timezone.now()
        link.save(update_fields=["message", "asked_at"])
    log.record("ask delegate", application, by=None, detail=str(link.pk))
    letters.tell_of_question(link)
    return link


def _move(link: DirectLink, verb: str, *, reason: str = "") -> None:
    door = LINK_DOORS[verb]
    now = timezone.now()
    if link.application.mission.state in OVER:
        raise MissionError(_("This mission is over: nothing changes any more."))
    if not DirectLink.objects.filter(pk=link.pk, state__in=door.sources).update(
        state=door.target, reason=reason, answered_at=now
    ):
        link.refresh_from_db(fields=["state"])
        raise MissionError(
            _("This question is “%(state)s”: this cannot be done now.")
            % {"state": link.get_state_display()}
        )
    link.state, link.reason, link.answered_at = door.target, reason, now


@transaction.atomic
def accept(link: DirectLink, *, by: Person) -> None:
    """Say yes for the delegate's side; the guest gets mail. Raises MissionError if the question no longer stands."""
    _move(link, "accept")
    log.record("accept link", link.application, by=by, detail=str(link.pk))
    letters.tell_of_answer(link)


@transaction.atomic
def decline(link: DirectLink, *, by: Person, reason: str) -> None:
    """Say no with a reason that the guest reads. Raises MissionError without one."""
    if not reason.strip():
        raise MissionError(_("The guest reads why. Write a reason."), field="reason")
    _move(link, "decline", reason=reason.strip()[:LONGEST])
    log.record("decline link", link.application, by=by, detail=str(link.pk))
    letters.tell_of_answer(link)


@transaction.atomic
def withdraw(link: DirectLink) -> None:
    """Take a question back, for the guest; a meeting that came of it is cancelled, and a delegate who had said yes gets mail."""
    was_accepted = link.state == "accepted"
    _cancel_meeting(link)
    _move(link, "withdraw")
    log.record("withdraw link", link.application, by=None, detail=str(link.pk))
    if was_accepted:
        letters.tell_of_leaving(link.guest, [link])


def _cancel_meeting(link: DirectLink) -> None:
    if link.meeting is not None and link.meeting.state == "accepted":
        side = link.meeting.host
        cancel_meeting(by=None, meeting=link.meeting, registration=side)


@transaction.atomic
def change_consent(guest: PitchGuest, *, has_agreed: bool) -> None:
    """Save whether delegates may see who the guest is. Raises MissionError to take it back while a delegate has been asked."""
    if not has_agreed and guest.links.filter(state__in=["asked", "accepted"]).exists():
        raise MissionError(
            _(
                "A delegate whom you asked sees your name. Take the question back first."
            ),
            field="has_agreed",
        )
    if (
        PitchGuest.objects.filter(pk=guest.pk)
        .exclude(has_agreed=has_agreed)
        .update(has_agreed=has_agreed)
    ):
        guest.has_agreed = has_agreed
        log.record(
            "change consent of guest", guest.pitch, by=None, detail=str(guest.pk)
        )


@transaction.atomic
def erase_guest(guest: PitchGuest, *, by: Person | None) -> None:
    """Delete a guest with everything they wrote; meetings are cancelled, delegates who had said yes get mail.

    The log keeps that a guest was deleted, not who.
    """
    links = list(
        guest.links.select_related(
            "application__mission", "application__delegate", "meeting__event"
        ).filter(state__in=["asked", "accepted"])
    )
    for link in links:
        _cancel_meeting(link)
    letters.tell_of_leaving(guest, [each for each in links if each.state == "accepted"])
    log.record("erase guest", guest.pitch, by=by)
    guest.delete()
