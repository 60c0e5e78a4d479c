"""Cells of a sheet that people filled: each reader returns a value or says what was expected."""

import csv
import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from madang.site.core import choices
from madang.site.core.edtf import check_edtf, is_duration

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Read = Callable[[Cell], Any]
# Code and label of each option, the label in the reader's language.
Options = Callable[[], Iterable[tuple[str, Any]]]
YES = [("1", gettext_lazy("yes")), ("0", gettext_lazy("no"))]
# A spreadsheet keeps 15 digits of a number; one with more is written as text.
SAFE_DIGITS = 15
MIDNIGHT = datetime(2000, 1, 1, tzinfo=UTC)


class CellError(ValueError):
    """A cell that cannot be used; the message says what was expected there."""


def plain(cell: Cell) -> str:
    """Return a cell as text without blanks around it: 2024.0 is "2024", a day is ISO 8601."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell).strip()


def text(most: int) -> Read:
    """Return a reader of text with at most so many characters."""

    def read(cell: Cell) -> str:
        found = plain(cell)
        if len(found) > most:
            raise CellError(_("at most %(most)d characters") % {"most": most})
        return found

    return read


def key(cell: Cell) -> str:
    """Return a key: small letters, digits, hyphens."""
    found = plain(cell)
    if not re.fullmatch(r"[a-z0-9_-]{0,60}", found):
        raise CellError(_("small letters, digits and hyphens, at most 60"))
    return found


def code_of(options: Options, words: str) -> str | None:
    """Return the code of an option, written as code or as label in any language of the site; None for neither."""
    wanted = words.casefold()
    for code, _label in options():
        if code.casefold() == wanted:
            return code
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for code, label in options():
                if str(label).casefold() == wanted:
                    return code
    return None


def option(options: Options) -> Read:
    """Return a reader of one of some options, written as code or as label in any language; blank is ""."""

    def read(cell: Cell) -> str:
        found = plain(cell)
        if not found:
            return ""
        code = code_of(options, found)
        if code is None:
            names = [str(label) for code, label in options() if code]
            said = ", ".join(names[:20])
            raise CellError(_("one of: %(options)s") % {"options": said})
        return code

    return read


def country(cell: Cell) -> str:
    """Return an ISO 3166-1 code, written as code or as the country's name."""
    found = plain(cell)
    if not found:
        return ""
    code = code_of(choices.countries, found)
    if not code:
        raise CellError(_("a country: LV or its name"))
    return code


def countries(cell: Cell) -> tuple[str, ...]:
    """Return the countries of "LV; KR"."""
    return tuple(country(each) for each in names(cell))


def edtf(cell: Cell) -> str:
    """Return an EDTF date."""
    found = plain(cell)
    try:
        check_edtf(found)
    except ValidationError as error:
        raise CellError(error.messages[0]) from error
    return found


def period(cell: Cell) -> str:
    """Return an EDTF date, or a length such as P10Y."""
    found = plain(cell)
    return found if is_duration(found) else edtf(found)


def day(cell: Cell) -> date | None:
    """Return a day; None for a blank cell."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = plain(cell)
    if not found:
        return None
    try:
        return date.fromisoformat(found)
    except ValueError as error:
        raise CellError(_("a day: 2027-03-02")) from error


def moment(cell: Cell) -> datetime | None:
    """Return a day with its time in UTC; None for a blank cell."""
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=UTC)
    found = plain(cell)
    if not found:
        return None
    try:
        return datetime.strptime(found, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
    except ValueError as error:
        raise CellError(_("a day and a time: 2027-03-02 18:00")) from error


def clock(cell: Cell) -> time | None:
    """Return a time of the day, to the minute; None for a blank cell."""
    if isinstance(cell, datetime):
        cell = cell.time()
    if isinstance(cell, timedelta):
        cell = (MIDNIGHT + cell).time()
    if isinstance(cell, float) and 0 <= cell < 1:
        # A time without a format is a part of the day.
        cell = (MIDNIGHT + timedelta(minutes=round(cell * 1440))).time()
    if isinstance(cell, time):
        return cell.replace(second=0, microsecond=0)
    found = plain(cell)
    if not found:
        return None
    try:
        return time.fromisoformat(found.zfill(5))
    except ValueError as error:
        raise CellError(_("a time: 09:30")) from error


def number(cell: Cell) -> Decimal | None:
    """Return a number, exactly as written; None for a blank cell."""
    found = plain(cell)
    if not found:
        return None
    try:
        value = Decimal(found.replace(" ", ""))
    except InvalidOperation as error:
        raise CellError(_("a number: 3600000 or 2.5")) from error
    if not value.is_finite() or abs(value) >= 10**18:
        raise CellError(_("a number with at most 18 digits before the point"))
    if round(value, 6) != value:
        raise CellError(_("a number with at most 6 digits after the point"))
    return value


def number_cell(value: Decimal | None) -> object:
    """Return a number for a cell; one with more digits than a spreadsheet keeps becomes text."""
    if value is None:
        return None
    short = value.normalize()
    if len(short.as_tuple().digits) > SAFE_DIGITS or abs(short) >= 10**SAFE_DIGITS:
        return f"{short:f}"
    return short


def whole(cell: Cell) -> int | None:
    """Return a whole number, 0 or more; None for a blank cell."""
    found = plain(cell)
    if not found:
        return None
    if not re.fullmatch(r"\d{1,18}", found):
        raise CellError(_("a whole number"))
    return int(found)


def yes(cell: Cell) -> bool:
    """Return whether a cell says yes; a blank one says no."""
    if isinstance(cell, bool):
        return cell
    found = plain(cell).casefold()
    if not found:
        return False
    code = code_of(lambda: YES, {"true": "1", "false": "0"}.get(found, found))
    if code is None:
        raise CellError(_("yes or no"))
    return code == "1"


def yes_cell(value: object) -> object:
    """Return "yes" in the reader's language, or a blank cell."""
    return _("yes") if value else ""


def email(cell: Cell) -> str:
    """Return an e-mail address; blank stays blank."""
    found = plain(cell)
    if found:
        try:
            validate_email(found)
        except ValidationError as error:
            raise CellError(_("an e-mail address")) from error
    return found


def zone(cell: Cell) -> str:
    """Return the IANA name of a time zone."""
    found = plain(cell)
    if found and found not in dict(choices.zones()):
        raise CellError(_("a time zone: Asia/Seoul"))
    return found


def names(cell: Cell) -> tuple[str, ...]:
    """Return the names of "A; B"; one that holds a semicolon stands in quotation marks."""
    found = plain(cell)
    if not found:
        return ()
    (row,) = csv.reader([found.replace("\n", " ")], delimiter=";", skipinitialspace=True)  # fmt: skip
    return tuple(name for each in row if (name := each.strip()))


def names_cell(values: Iterable[str]) -> str:
    """Return names as one cell: "A; B"."""
    return "; ".join(
        '"{}"'.format(each.replace('"', '""')) if ";" in each or '"' in each else each
        for each in values
    )


def label_cell(options: Options) -> Callable[[Any], object]:
    """Return how an option is written: its label in the reader's language."""

    def show(value: Any) -> object:
        return str(dict(options()).get(value, value)) if value else ""

    return show
