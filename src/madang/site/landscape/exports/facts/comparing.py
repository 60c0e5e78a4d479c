"""What a facts document says otherwise than the tables: nothing of what is read is lost without a word."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from madang.site.landscape.actions.facts.columns import SECTIONS
from madang.site.landscape.exports.facts.writing import number_of

# What tells one entry of a section from another, where it is not its id.
NAMES: dict[str, tuple[str, ...]] = {
    "places": ("kind", "country", "name"),
    "relations": ("subject", "predicate", "object"),
    "news_feed": ("title", "date"),
}


def unread(document: Mapping[str, Any]) -> list[str]:
    """Return the parts of a document that the tables have no place for."""
    return [name for name in document if name not in (*SECTIONS, "format")]


def differences(document: Mapping[str, Any], held: Mapping[str, Any]) -> list[str]:
    """Return a line for each value of the document that the tables (as `facts_document` gives them) hold otherwise.

    What an entry leaves out is not compared: `agreements[3].subject: the file says "…", the tables hold "…"`.
    """
    return [
        line for section in SECTIONS for line in _of_section(section, document, held)
    ]


def _of_section(
    section: str, document: Mapping[str, Any], held: Mapping[str, Any]
) -> Iterator[str]:
    names = NAMES.get(section, ("id",))
    known = {
        tuple(entry[name] for name in names): entry for entry in held.get(section, [])
    }
    for index, entry in enumerate(document.get(section, [])):
        place = f"{section}[{index}]"
        found = known.get(tuple(entry.get(name) for name in names))
        if found is None:
            yield f"{place}: not in the tables"
        else:
            yield from _of_value(place, entry, found)


def _of_value(place: str, said: Any, held: Any) -> Iterator[str]:
    if isinstance(said, Mapping) and isinstance(held, Mapping):
        for key, value in said.items():
            yield from _of_value(f"{place}.{key}", value, held.get(key))
    elif isinstance(said, list) and isinstance(held, list) and len(said) == len(held):
        for index, (one, other) in enumerate(zip(said, held, strict=True)):
            yield from _of_value(f"{place}[{index}]", one, other)
    elif not _is_same(said, held):
        yield f"{place}: the file says {_shown(said)}, the tables hold {_shown(held)}"


def _is_same(said: Any, held: Any) -> bool:
    said = number_of(said) if isinstance(said, Decimal) else said
    return bool(said == held) or (_is_nothing(said) and _is_nothing(held))


def _is_nothing(value: Any) -> bool:
    # What the tables hold where a document says nothing.
    return value is None or value is False or value in ([], {})


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)[:120]
