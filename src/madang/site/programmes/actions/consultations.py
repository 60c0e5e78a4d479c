"""Verbs of consultations: hours are offered, booked, cancelled, held. Nobody books what somebody else has."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Person
from madang.site.programmes.actions import consultation_letters as letters
from madang.site.programmes.models import Consultation
from madang.site.programmes.queries.consultations import hours
from madang.site.programmes.rules.consultations import (
    MOST_BOOKINGS,
    Series,
    booked_for,
    may_look_after,
    may_offer_hours,
    times_of,
    why_not_book,
)
from madang.site.programmes.rules.programmes import ProgrammeError

State = Consultation.State
Stretch = tuple[datetime, datetime]


@transaction.atomic
def add_hours(
    *, by: Person | None, adviser: Person, series: Series
) -> list[Consultation]:
    """Offer an adviser's hours; those that are over, or overlap hours offered already, are left out. Raises ProgrammeError."""
    if by is not None and not may_look_after(by, adviser):
        raise ProgrammeError(
            _("Only the adviser and the leads of the organisation add hours."),
            field="adviser",
        )
    organisation = adviser.organisation
    if organisation is None or not may_offer_hours(adviser):
        raise ProgrammeError(
            _("Hours are offered by people of agencies and other bodies that run programmes."),
            field="adviser",
        )  # fmt: skip
    _lock_adviser(adviser.pk)
    wanted = [each for each in times_of(series) if each[0] > timezone.now()]
    taken = _taken(adviser, wanted)
    made = [
        Consultation(
            adviser=adviser,
            organisation=organisation,
            subject=series.subject,
            starts_at=start,
            ends_at=end,
            zone=series.zone,
            channel=series.channel,
        )
        for start, end in wanted
        if not any(start < other[1] and other[0] < end for other in taken)
    ]
    if not made:
        raise ProgrammeError(
            _("Every hour of this series is over, or overlaps one offered already."),
            field="first",
        )
    made = Consultation.objects.bulk_create(made)
    log.record("add hours", adviser, by=by, detail=f"{len(made)} × {series.minutes}")
    return made


def _lock_adviser(pk: int) -> None:
    # Whoever offers an adviser's hours waits for the others, so that overlaps are seen. The adviser always comes before the hour.
    Person.objects.select_for_update(of=("self",)).get(pk=pk)


def _taken(adviser: Person, wanted: list[Stretch]) -> list[Stretch]:
    if not wanted:
        return []
    rows = Consultation.objects.filter(
        adviser=adviser,
        starts_at__lt=max(each[1] for each in wanted),
        ends_at__gt=min(each[0] for each in wanted),
    ).exclude(state=State.CANCELLED)
    return list(rows.values_list("starts_at", "ends_at"))


def _check_own_bookings(by: Person, hour: Consultation) -> None:
    own = Consultation.objects.filter(
        booked_by=by, state=State.BOOKED, ends_at__gt=timezone.now()
    )
    if own.filter(starts_at__lt=hour.ends_at, ends_at__gt=hour.starts_at).exists():
        raise ProgrammeError(_("You have booked another hour at this time."))
    if own.count() >= MOST_BOOKINGS:
        raise ProgrammeError(
            _("You hold %(most)s booked hours. Cancel one, or wait until one is over.")
            % {"most": MOST_BOOKINGS}
        )


@transaction.atomic
def book(hour: Consultation, *, by: Person, question: str) -> Consultation:
    """Book a free hour with a question. Raises ProgrammeError when somebody else was first, or it has begun."""
    now = timezone.now()
    # One person's bookings wait for each other: an overlap is seen.
    Person.objects.select_for_update(of=("self",)).get(pk=by.pk)
    if reason := why_not_book(by, hour, now):
        raise ProgrammeError(reason)
    _check_own_bookings(by, hour)
    # The row decides: of two who book at once, one finds it free.
    done = Consultation.objects.filter(
        pk=hour.pk, state=State.FREE, starts_at__gt=now
    ).update(
        state=State.BOOKED,
        booked_by=by,
        booked_at=now,
        question=question.strip(),
        sequence=F("sequence") + 1,
    )
    if not done:
        raise ProgrammeError(_("Somebody else has booked this hour."))
    row = hours().get(pk=hour.pk)
    log.record("book consultation", row, by=by)
    letters.tell_of_booking(row)
    return row


def _locked(hour: Consultation) -> Consultation:
    return hours().select_for_update(of=("self",)).get(pk=hour.pk)


@transaction.atomic
def cancel_booking(hour: Consultation, *, by: Person, reason: str = "") -> Consultation:
    """Give a booked hour back before it begins: it is free again. Raises ProgrammeError."""
    row = _locked(hour)
    booker = row.booked_by
    if booker is None or not booked_for(by, row):
        raise ProgrammeError(_("This hour is not booked by your organisation."))
    if row.state != State.BOOKED or row.starts_at <= timezone.now():
        raise ProgrammeError(_("This hour is over or has begun."))
    row.state, row.booked_by, row.booked_at, row.question = State.FREE, None, None, ""
    row.sequence += 1
    row.save()
    log.record("cancel booking", row, by=by, detail=reason)
    letters.tell_of_cancelling(row, booker, by=by, reason=reason.strip())
    return row


@transaction.atomic
def cancel_hour(
    hour: Consultation, *, by: Person | None, reason: str = ""
) -> Consultation:
    """Take an hour out; a booked one needs a reason, which whoever booked it reads. Raises ProgrammeError."""
    row = _locked(hour)
    _check_looks_after(by, row)
    if row.state not in (State.FREE, State.BOOKED) or row.ends_at <= timezone.now():
        raise ProgrammeError(_("This hour is over or cancelled already."))
    booker = row.booked_by
    if booker is not None and not reason.strip():
        raise ProgrammeError(
            _("Write a reason; whoever booked the hour reads it."), field="reason"
        )
    row.state, row.reason = State.CANCELLED, reason.strip()
    row.sequence += 1
    row.save(update_fields=["state", "reason", "sequence"])
    log.record("cancel hour", row, by=by, detail=row.reason)
    if booker is not None:
        letters.tell_of_cancelling(row, booker, by=by, reason=row.reason)
    return row


@transaction.atomic
def restore_hour(hour: Consultation, *, by: Person | None) -> Consultation:
    """Offer a cancelled hour again that nobody had booked. Raises ProgrammeError."""
    _lock_adviser(hour.adviser_id)
    row = _locked(hour)
    _check_looks_after(by, row)
    if (
        row.state != State.CANCELLED
        or row.booked_by is not None
        or row.starts_at <= timezone.now()
    ):
        raise ProgrammeError(_("This hour cannot be offered again."))
    if _taken(row.adviser, [(row.starts_at, row.ends_at)]):
        raise ProgrammeError(_("Another hour is offered at this time by now."))
    row.state, row.reason = State.FREE, ""
    row.save(update_fields=["state", "reason"])
    log.record("offer hour again", row, by=by)
    return row


@transaction.atomic
def mark_held(hour: Consultation, *, by: Person | None, note: str) -> Consultation:
    """Say that a booked hour took place, with a line about it; saying it again changes the line. Raises ProgrammeError."""
    row = _locked(hour)
    _check_looks_after(by, row)
    if row.state not in (State.BOOKED, State.HELD) or row.starts_at > timezone.now():
        raise ProgrammeError(_("Only a booked hour that has begun can be marked so."))
    row.state, row.note = State.HELD, note.strip()
    row.save(update_fields=["state", "note"])
    log.record("mark consultation held", row, by=by)
    return row


def _check_looks_after(by: Person | None, hour: Consultation) -> None:
    if by is not None and not may_look_after(by, hour.adviser):
        raise ProgrammeError(
            _("Only the adviser and the leads of the organisation do this.")
        )
