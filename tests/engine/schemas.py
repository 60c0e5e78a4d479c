"""The part of JSON Schema (draft 2020-12) that the documented formats use; any other keyword is an error."""

from collections.abc import Iterator
from typing import Any

TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
NOTES = {"$schema", "$id", "title", "description", "examples"}


def breaches(schema: Any, data: Any, where: str = "$") -> list[str]:
    """Every place where the data is not as the schema says; an empty list: valid."""
    if schema is True:
        return []
    if schema is False:
        return [f"{where}: nothing is allowed here"]
    found: list[str] = []
    for keyword, value in schema.items():
        if keyword not in NOTES:
            found.extend(RULES[keyword](schema, value, data, where))
    return found


def is_of(data: Any, kind: str) -> bool:
    if isinstance(data, bool):
        return kind == "boolean"
    return isinstance(data, TYPES[kind])


def _type(_schema: Any, value: Any, data: Any, where: str) -> Iterator[str]:
    kinds = value if isinstance(value, list) else [value]
    if not any(is_of(data, kind) for kind in kinds):
        yield f"{where}: {data!r} is not {' or '.join(kinds)}"


def _properties(_schema: Any, value: Any, data: Any, where: str) -> Iterator[str]:
    if isinstance(data, dict):
        for key in value.keys() & data.keys():
            yield from breaches(value[key], data[key], f"{where}.{key}")


def _additional(schema: Any, value: Any, data: Any, where: str) -> Iterator[str]:
    if isinstance(data, dict):
        for key in data.keys() - schema.get("properties", {}).keys():
            yield from breaches(value, data[key], f"{where}.{key}")


def _required(_schema: Any, value: Any, data: Any, where: str) -> Iterator[str]:
    if isinstance(data, dict):
        yield from (f"{where}: {key} is missing" for key in value if key not in data)


def _items(_schema: Any, value: Any, data: Any, where: str) -> Iterator[str]:
    if isinstance(data, list):
        for at, item in enumerate(data):
            yield from breaches(value, item, f"{where}[{at}]")


def _length(_schema: Any, value: Any, data: Any, where: str) -> Iterator[str]:
    if isinstance(data, list) and len(data) < value:
        yield f"{where}: fewer than {value} items"


def _most(_schema: Any, value: Any, data: Any, where: str) -> Iterator[str]:
    if isinstance(data, list) and len(data) > value:
        yield f"{where}: more than {value} items"


def _minimum(_schema: Any, value: Any, data: Any, where: str) -> Iterator[str]:
    if is_of(data, "number") and data < value:
        yield f"{where}: {data} is below {value}"


def _enum(_schema: Any, value: Any, data: Any, where: str) -> Iterator[str]:
    if data not in value:
        yield f"{where}: {data!r} is not in {value}"


def _const(_schema: Any, value: Any, data: Any, where: str) -> Iterator[str]:
    if data != value:
        yield f"{where}: {data!r} is not {value!r}"


def _any(_schema: Any, value: Any, data: Any, where: str) -> Iterator[str]:
    if all(breaches(each, data, where) for each in value):
        yield f"{where}: {data!r} is none of the alternatives"


RULES = {
    "type": _type,
    "properties": _properties,
    "additionalProperties": _additional,
    "required": _required,
    "items": _items,
    "minItems": _length,
    "maxItems": _most,
    "minimum": _minimum,
    "enum": _enum,
    "const": _const,
    "anyOf": _any,
}
