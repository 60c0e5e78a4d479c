"""Take a workbook of an adviser's hours in: each row is one hour that can be booked."""

from datetime import datetime, time
from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core.imports import Outcome, Refusal, read_sheets, take_rows
from madang.site.core.tables import Cells
from madang.site.directory.models import Person
from madang.site.directory.queries import person_by_address
from madang.site.programmes.actions.consultations import add_hours
from madang.site.programmes.models import Consultation
from madang.site.programmes.reading.portal import HOURS
from madang.site.programmes.rules.consultations import (
    Series,
    may_look_after,
    times_of,
)
from madang.site.programmes.rules.programmes import ProgrammeError

Values = dict[str, Any]
# The columns for what a series names otherwise.
COLUMNS = {"first": "day", "last": "day", "opens": "starts", "closes": "ends", "adviser": "address"}  # fmt: skip


def take_in_hours(cells: Cells, outcome: Outcome, *, by: Person) -> None:
    """Offer hours of `by`, or as lead of colleagues. One that is offered, booked or held at the same time stays as it is."""
    for sheet in read_sheets([HOURS], cells, outcome):
        take_rows(sheet, outcome, partial(_take, by), (ProgrammeError,))


def _take(by: Person, values: Values) -> str:
    adviser = _adviser(by, values["address"])
    series = _series(values)
    try:
        ((starts_at, ends_at),) = times_of(series)
        if _is_known(adviser, starts_at, ends_at, series):
            return "known"
        if starts_at <= timezone.now():
            raise Refusal(_("This hour is over or has begun."), field="day")
        add_hours(by=by, adviser=adviser, series=series)
    except ProgrammeError as error:
        error.field = COLUMNS.get(error.field, error.field)
        raise
    return "new"


def _adviser(by: Person, address: str) -> Person:
    found = person_by_address(address) if address else by
    if found is None or not may_look_after(by, found):
        raise Refusal(
            _("your own address, or as lead that of a colleague"), field="address"
        )
    return found


def _series(values: Values) -> Series:
    length = _minutes(values["ends"]) - _minutes(values["starts"])
    if length <= 0:
        raise Refusal(
            _("The hour ends after it begins, on the same day."), field="ends"
        )
    return Series(
        subject=values["subject"],
        first=values["day"],
        last=values["day"],
        weekdays=frozenset([values["day"].weekday()]),
        opens=values["starts"],
        closes=values["ends"],
        minutes=length,
        zone=values["zone"],
        channel=values["channel"] or Consultation.Channel.VIDEO,
    )


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _is_known(
    adviser: Person, starts_at: datetime, ends_at: datetime, series: Series
) -> bool:
    return (
        Consultation.objects.filter(
            adviser=adviser,
            starts_at=starts_at,
            ends_at=ends_at,
            subject=series.subject,
            channel=series.channel,
        )
        .exclude(state=Consultation.State.CANCELLED)
        .exists()
    )
