"""A pitch event and its audience: registration by secret address, one page for each guest, check-in at the door.

The log names guests by number alone: it is never changed, and a guest may ask to be deleted.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from madang.site.core import log
from madang.site.directory.models import Person
from madang.site.programmes.actions import guest_letters as letters
from madang.site.programmes.actions.missions import locked
from madang.site.programmes.models import MissionStop, Pitch, PitchGuest
from madang.site.programmes.queries.pitches import hash_of
from madang.site.programmes.rules.missions import OVER, MissionError

MOST_GUESTS = 2000
# Whoever writes another person's address into the form again and again fills no letter box.
MOST_LETTERS = 3


def new_token() -> str:
    """Return a secret address of 43 characters."""
    return secrets.token_urlsafe(32)


def _check_capacity(capacity: int, taken: int = 0) -> None:
    if not 1 <= capacity <= MOST_GUESTS:
        raise MissionError(
            _("A pitch event has 1 to %(most)d seats for guests.")
            % {"most": MOST_GUESTS},
            field="capacity",
        )
    if capacity < taken:
        raise MissionError(
            ngettext(
                "%(count)d guest is registered already.",
                "%(count)d guests are registered already.",
                taken,
            )
            % {"count": taken},
            field="capacity",
        )


@transaction.atomic
def open_pitch(stop: MissionStop, *, by: Person, topic: str, capacity: int) -> Pitch:
    """Let guests register for a stop by a secret address. Raises MissionError for a stop that is no pitch event, or has one."""
    mission = locked(stop.mission)
    if mission.state in OVER:
        raise MissionError(_("This mission is over: nothing changes any more."))
    if stop.kind != MissionStop.Kind.PITCH:
        raise MissionError(
            _("Guests register for a pitch event. This stop is another kind.")
        )
    if Pitch.objects.filter(stop=stop).exists():
        raise MissionError(_("Guests can register for this stop already."))
    _check_capacity(capacity)
    pitch = Pitch.objects.create(
        stop=stop, topic=topic, capacity=capacity, token=new_token()
    )
    log.record("open pitch", pitch, by=by)
    return pitch


@transaction.atomic
def change_pitch(
    pitch: Pitch, *, by: Person, topic: str, capacity: int, is_open: bool
) -> None:
    """Save topic and seats, and whether guests may register. Raises MissionError for fewer seats than guests."""
    row = Pitch.objects.select_for_update().get(pk=pitch.pk)
    _check_capacity(capacity, row.guests.count())
    row.topic, row.capacity, row.is_open = topic, capacity, is_open
    row.save(update_fields=["topic", "capacity", "is_open"])
    log.record("change pitch", row, by=by)


@transaction.atomic
def renew_address(pitch: Pitch, *, by: Person) -> None:
    """Give the registration page another address; the old one leads nowhere."""
    Pitch.objects.filter(pk=pitch.pk).update(token=new_token())
    log.record("renew address of pitch", pitch, by=by)


@dataclass(frozen=True)
class Visitor:
    """Who comes to a pitch event."""

    name: str
    organisation_name: str
    country: str
    email: str
    language: str = "en"
    has_agreed: bool = False


@transaction.atomic
def register_guest(
    pitch: Pitch, *, visitor: Visitor, now: datetime | None = None
) -> PitchGuest | None:
    """Register somebody, and send the address of a page of their own to the address they gave.

    Whoever is registered already gets a new address by mail, and nothing else changes; when every seat is taken the mail says
    so, and None is returned. The page says the same to all, so that nobody learns who comes; an address gets at most three
    letters an hour. Raises MissionError when registration is closed.
    """
    pitch = _open(pitch, now or timezone.now())
    email = visitor.email.strip().lower()
    known = pitch.guests.filter(email=email).first()
    if known is not None:
        if letters.sent_within_hour(known) < MOST_LETTERS:
            send_address(known)
        return known
    if pitch.guests.count() >= pitch.capacity:
        letters.tell_of_no_seat(
            pitch, to=email, language=visitor.language, most=MOST_LETTERS
        )
        return None
    guest = _seat(pitch, visitor, email)
    log.record("register guest", pitch, by=None, detail=str(guest.pk))
    send_address(guest)
    return guest


@transaction.atomic
def enter_guest(pitch: Pitch, *, by: Person, visitor: Visitor) -> PitchGuest:
    """Enter somebody as a guest for them; the mail asks whether delegates may see their name, which nobody else answers.

    Raises MissionError when registration is closed, every seat is taken, or the address is registered already.
    """
    row = _open(pitch, timezone.now())
    guest = _seat(row, _without_consent(visitor), visitor.email.strip().lower())
    log.record("enter guest", row, by=by, detail=str(guest.pk))
    send_address(guest, is_entered=True)
    return guest


def _without_consent(visitor: Visitor) -> Visitor:
    return replace(visitor, has_agreed=False)


def _open(pitch: Pitch, now: datetime) -> Pitch:
    row = (
        Pitch.objects.select_for_update(of=("self",))
        .select_related("stop__mission")
        .get(pk=pitch.pk)
    )
    if not row.is_open or row.stop.mission.state in OVER:
        raise MissionError(_("Registration is closed."))
    if row.stop.ends_at <= now:
        raise MissionError(_("The pitch event is over."))
    return row


def _seat(pitch: Pitch, visitor: Visitor, email: str) -> PitchGuest:
    if pitch.guests.count() >= pitch.capacity:
        raise MissionError(
            ngettext(
                "The %(count)d seat is taken.",
                "All %(count)d seats are taken.",
                pitch.capacity,
            )
            % {"count": pitch.capacity}
        )
    # One line each: nobody writes a letter of their own into a letter of this site.
    facts = {key: " ".join(value.split()) if isinstance(value, str) else value for key, value in vars(visitor).items()}  # fmt: skip
    facts["email"] = email
    try:
        with transaction.atomic():
            return PitchGuest.objects.create(
                pitch=pitch, token_hash=hash_of(new_token()), **facts
            )
    except IntegrityError as error:
        raise MissionError(
            _("%(email)s is registered already.") % {"email": email}, field="email"
        ) from error


def send_address(guest: PitchGuest, *, is_entered: bool = False) -> str:
    """Give a guest's page a new address, send it by mail and return it; an older one leads nowhere. Call in a transaction.

    `is_entered`: somebody else entered them, and the mail asks for their consent.
    """
    token = new_token()
    PitchGuest.objects.filter(pk=guest.pk).update(token_hash=hash_of(token))
    guest.token_hash = hash_of(token)
    write = letters.send_question_of_consent if is_entered else letters.send_address
    write(guest, token)
    return token


@transaction.atomic
def add_walk_in(pitch: Pitch, *, by: Person, visitor: Visitor) -> PitchGuest:
    """Register somebody at the door and check them in; the mail asks for their consent.

    Raises MissionError for a known address, or when every seat is taken.
    """
    row = (
        Pitch.objects.select_for_update(of=("self",))
        .select_related("stop__mission")
        .get(pk=pitch.pk)
    )
    if row.stop.mission.state in OVER:
        raise MissionError(_("This mission is over: nothing changes any more."))
    email = visitor.email.strip().lower()
    if row.guests.filter(email=email).exists():
        raise MissionError(
            _("%(email)s is registered already: look for it in the list.")
            % {"email": email},
            field="email",
        )
    guest = _seat(row, _without_consent(visitor), email)
    log.record("register guest at the door", row, by=by, detail=str(guest.pk))
    check_in(guest, by=by)
    send_address(guest, is_entered=True)
    return guest


@transaction.atomic
def check_in(guest: PitchGuest, *, by: Person) -> None:
    """Say that a guest is here. Raises MissionError if somebody was faster."""
    now = timezone.now()
    if not PitchGuest.objects.filter(pk=guest.pk, checked_in_at=None).update(
        checked_in_at=now
    ):
        raise MissionError(_("%(name)s is checked in already.") % {"name": guest.name})
    guest.checked_in_at = now
    log.record("check guest in", guest.pitch, by=by, detail=str(guest.pk))


@transaction.atomic
def undo_check_in(guest: PitchGuest, *, by: Person) -> None:
    """Take a check-in back."""
    if PitchGuest.objects.filter(pk=guest.pk, checked_in_at__isnull=False).update(
        checked_in_at=None
    ):
        guest.checked_in_at = None
        log.record("undo check-in of guest", guest.pitch, by=by, detail=str(guest.pk))
