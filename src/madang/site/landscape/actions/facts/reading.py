"""Read the entries of a facts document with care: each mistake names its place."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from madang.site.core.edtf import check_edtf, is_duration
from madang.site.landscape.actions.facts.columns import FORMAT, SECTIONS, Column
from madang.site.landscape.rules.digits import why_not_kept

Entry = Mapping[str, Any]


class FactsError(Exception):
    """A document that cannot be taken over; the message begins with the place: `agreements[3].parties[1]: …`."""

    def __init__(self, place: str, message: str) -> None:
        super().__init__(f"{place}: {message}")
        self.place = place


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")


def read_document(text: str) -> dict[str, Any]:
    """Return a document from JSON, figures exact as Decimal. Raises FactsError for what is no facts document."""
    try:
        found = json.loads(text, parse_float=Decimal, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise FactsError("the file", f"no JSON: {error}") from error
    return check_document(found)


def check_document(found: object) -> dict[str, Any]:
    """Return the document if its frame is right: an object whose sections are lists of objects. Raises FactsError."""
    if not isinstance(found, dict):
        raise FactsError("the file", "an object with sections is expected")
    if found.get("format", FORMAT) != FORMAT:
        raise FactsError("format", f'"{FORMAT}" is expected')
    for section in SECTIONS:
        entries = found.get(section, [])
        if not isinstance(entries, list):
            raise FactsError(section, "a list is expected")
        for index, entry in enumerate(entries):
            if not isinstance(entry, dict):
                raise FactsError(f"{section}[{index}]", "an object is expected")
    return found


def refuse_unknown(entry: Entry, known: Iterable[str], place: str) -> None:
    """Refuse a key that would be lost."""
    for key in entry:
        if key not in set(known):
            raise FactsError(f"{place}.{key}", "unknown key")


def fill(
    row: models.Model, columns: Sequence[Column], entry: Entry, place: str
) -> None:
    """Put the entry's values into the columns of a row that is not saved yet. Raises FactsError."""
    for column in columns:
        setattr(row, column.name, value_for(row, column, entry, place))


def value_for(row: models.Model, column: Column, entry: Entry, place: str) -> Any:
    """Return what the column holds for an entry: its value, or the column's default where the key is missing or null."""
    target: Any = row._meta.get_field(column.name)  # noqa: SLF001 - Django's public way to name a field
    value = entry.get(column.key)
    where = f"{place}.{column.key}"
    if value is None:
        if column.required:
            raise FactsError(where, "is missing")
        return target.get_default()
    if column.words:
        return _from_word(value, column.words, where)
    value = _typed(target, value, where)
    if column.is_date and not is_duration(value):
        _checked(check_edtf, value, where)
    try:
        return target.clean(value, row)
    except ValidationError as error:
        raise FactsError(where, " ".join(error.messages)) from error


def _from_word(value: object, words: Mapping[Any, Any], where: str) -> Any:
    for held, written in words.items():
        if written == value and type(written) is type(value):
            return held
    allowed = ", ".join(str(each) for each in words.values() if each is not None)
    raise FactsError(where, f'"{value}" is none of: {allowed}')


def _checked(check: Any, value: object, where: str) -> None:
    try:
        check(value)
    except ValidationError as error:
        raise FactsError(where, " ".join(error.messages)) from error


def _typed(target: Any, value: object, where: str) -> Any:
    """Return the value if JSON wrote it in the column's type; a date is text."""
    if isinstance(target, models.DateField):
        return _day(text_of(value, where), where)
    if isinstance(target, models.BooleanField):
        if not isinstance(value, bool):
            raise FactsError(where, "true or false is expected")
        return value
    if isinstance(target, models.IntegerField):
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise FactsError(where, "a whole number is expected")
        return value
    if isinstance(target, models.DecimalField):
        return _number(value, where)
    text = text_of(value, where)
    if getattr(target, "max_length", 0) == 2 and not re.fullmatch("[A-Z]{2}", text):
        raise FactsError(
            where, f'a country code such as "KR" is expected, not "{text}"'
        )
    return text


def _number(value: object, where: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise FactsError(where, "a number is expected")
    number = Decimal(str(value))
    if reason := why_not_kept(number):
        raise FactsError(where, reason)
    return number


def _day(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise FactsError(
            where, f'a day such as 2024-11-24 is expected, not "{text}"'
        ) from error


def text_of(value: object, where: str) -> str:
    """Return a text that is not empty. Raises FactsError."""
    if not isinstance(value, str) or not value or "\x00" in value:
        raise FactsError(where, "a text is expected")
    return value


def texts_of(entry: Entry, key: str, place: str) -> list[str]:
    """Return the texts of a list, [] where the key is missing or null, none twice. Raises FactsError."""
    found = entry.get(key)
    if found is None:
        return []
    if not isinstance(found, list):
        raise FactsError(f"{place}.{key}", "a list is expected")
    texts = [
        text_of(each, f"{place}.{key}[{index}]") for index, each in enumerate(found)
    ]
    for index, text in enumerate(texts):
        if text in texts[:index]:
            raise FactsError(f"{place}.{key}[{index}]", f'"{text}" stands twice')
    return texts


def entries_of(entry: Entry, key: str, place: str) -> list[Entry]:
    """Return the objects of a list, [] where the key is missing or null. Raises FactsError."""
    found = entry.get(key)
    if found is None:
        return []
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise FactsError(f"{place}.{key}", "a list of objects is expected")
    return found


def object_of(entry: Entry, key: str, place: str) -> Entry:
    """Return an object, empty where the key is missing or null. Raises FactsError."""
    found = entry.get(key)
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise FactsError(f"{place}.{key}", "an object is expected")
    return found
