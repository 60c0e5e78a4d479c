"""Consultations for programs: hours are offered, booked, given back, taken out, held."""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from madang.site.core.api import (
    CursorPage,
    PageAsked,
    RefusedError,
    answers,
    cursor_page,
    one_of,
    repeatable,
)
from madang.site.programmes.actions import consultations as actions
from madang.site.programmes.api.acting import person_acting
from madang.site.programmes.api.filling import filled
from madang.site.programmes.forms.consultations import (
    BookForm,
    CancelForm,
    HeldForm,
    SeriesForm,
)
from madang.site.programmes.models import Consultation
from madang.site.programmes.queries import consultations as queries
from madang.site.programmes.rules.consultations import (
    booked_for,
    may_look_after,
    may_offer_hours,
)

router = Router()


class HourShape(Schema):
    """An hour; `zone` is that of the adviser. Who booked it, the question and what came of it are for its two sides."""

    id: int
    adviser: str
    organisation: str
    subject: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    channel: str
    state: str
    booked_by: str | None
    question: str
    reason: str
    note: str


class HoursAsked(PageAsked):
    """Which hours: those that one can book, has booked, or looks after."""

    which: str = one_of(
        ["free", "booked", "offered"], default="free", is_blank_allowed=False
    )


class SeriesAsked(Schema):
    """Hours to be offered on these weekdays (Monday is 0); `adviser` is the address of a colleague, one's own if left out."""

    adviser: str = Field("", max_length=254)
    subject: str
    first: date
    last: date
    weekdays: list[int] = Field(max_length=7)
    opens: time
    closes: time
    minutes: int = 30
    zone: str = Field(description="IANA name: Europe/Riga")
    channel: str = one_of(
        Consultation.Channel.values, default="video", is_blank_allowed=False
    )


class HoursMade(Schema):
    """The hours that are offered now; those that are over or taken were left out."""

    items: list[HourShape]


class BookingAsked(Schema):
    """A question for the adviser."""

    question: str


class HourStep(Schema):
    """What becomes of an hour: `cancel` and `hold` take a reason or a line that the other side reads."""

    verb: str = one_of(
        ["cancel", "restore", "hold"], default=None, is_blank_allowed=False
    )
    reason: str = ""
    note: str = ""


def _hour(row: Consultation) -> HourShape:
    same = (
        "subject", "starts_at", "ends_at", "zone", "channel", "state", "question",
        "reason", "note",
    )  # fmt: skip
    return HourShape(
        id=row.pk,
        adviser=row.adviser.name,
        organisation=row.organisation.name,
        booked_by=row.booked_by.name if row.booked_by else None,
        **{name: getattr(row, name) for name in same},
    )


@router.get("/consultations", response=answers(CursorPage[HourShape]))
def list_hours(request: HttpRequest, asked: Query[HoursAsked]) -> dict[str, Any]:
    """Return the hours that one can book, in the order of entry; `which` asks for those one has `booked` or looks after (`offered`)."""
    person, now = person_acting(request), timezone.now()
    rows = {
        "free": lambda: queries.free_hours(person, now),
        "booked": lambda: queries.bookings_of(person, now),
        "offered": lambda: queries.hours_looked_after(person).filter(ends_at__gt=now),
    }[asked.which]()
    return cursor_page(rows, cursor=asked.cursor, limit=asked.limit, show=_hour)


@router.get("/consultations/{int:pk}", response=answers(HourShape))
def read_hour(request: HttpRequest, pk: int) -> HourShape:
    """Return one hour: a free one to everybody with a token, any other to its two sides."""
    person_acting(request)
    return _hour(queries.hour_seen_by(request.user, pk))


@router.post("/consultations", response=answers(HoursMade, status=201))
@repeatable
@transaction.atomic
def enter_hours(request: HttpRequest, asked: SeriesAsked) -> tuple[int, HoursMade]:
    """Offer a series of hours, one's own or as lead a colleague's (people of agencies and other bodies that run programmes)."""
    by = person_acting(request)
    if not may_offer_hours(by):
        raise RefusedError(
            403,
            _(
                "Hours are offered by people of agencies and other bodies that run programmes."
            ),
        )
    advisers = queries.advisers_for(by)
    sent = asked.model_dump()
    found = advisers.filter(email__iexact=asked.adviser).first()
    if asked.adviser:
        # A number that is nobody's is refused by the form, at its field.
        sent["adviser"] = found.pk if found else 0
    else:
        sent["adviser"] = by.pk
    form = filled(lambda data: SeriesForm(data, advisers=advisers), sent)
    adviser = form.cleaned_data["adviser"]
    made = actions.add_hours(by=by, adviser=adviser, series=form.series)
    return 201, HoursMade(items=[_hour(each) for each in made])


@router.post(
    "/consultations/{int:pk}/bookings", response=answers(HourShape, status=201)
)
@repeatable
@transaction.atomic
def book_hour(
    request: HttpRequest, pk: int, asked: BookingAsked
) -> tuple[int, HourShape]:
    """Book a free hour with a question (people of an organisation); of two who book at once one gets it. Both sides get mail."""
    by = person_acting(request)
    hour = queries.hour_seen_by(request.user, pk)
    if by.organisation_id is None:
        raise RefusedError(403, _("Hours are for organisations of the directory."))
    question = filled(BookForm, asked.model_dump()).cleaned_data["question"]
    return 201, _hour(actions.book(hour, by=by, question=question))


@router.post(
    "/consultations/{int:pk}/transitions", response=answers(HourShape, status=201)
)
@repeatable
@transaction.atomic
def step_hour(request: HttpRequest, pk: int, asked: HourStep) -> tuple[int, HourShape]:
    """`cancel` one's booking, so that the hour is free again, or as adviser the hour; as adviser `restore` a cancelled one, or say that it was held (`hold`)."""
    by = person_acting(request)
    if asked.verb == "cancel":
        return 201, _hour(_cancelled(request, pk, asked.reason))
    hour = queries.hour_looked_after(request.user, pk)
    if asked.verb == "restore":
        return 201, _hour(actions.restore_hour(hour, by=by))
    note = filled(HeldForm, {"note": asked.note}).cleaned_data["note"]
    return 201, _hour(actions.mark_held(hour, by=by, note=note))


def _cancelled(request: HttpRequest, pk: int, said: str) -> Consultation:
    """Give a booking back for whoever booked, else take the hour out for its adviser's side; 404 for everybody else."""
    by = person_acting(request)
    hour = queries.hour_seen_by(request.user, pk)
    reason = filled(CancelForm, {"reason": said}).cleaned_data["reason"]
    if booked_for(by, hour):
        return actions.cancel_booking(hour, by=by, reason=reason)
    if not may_look_after(by, hour.adviser):
        raise Http404
    return actions.cancel_hour(hour, by=by, reason=reason)
