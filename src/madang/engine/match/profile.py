"""What one participant says about itself: a frozen profile of seek and offer items, checked once.

Two readers take the same road: Python code builds `Profile` and `Item` directly, `read_sides` builds them from a
document of format "madang.profiles/1". Both end in the same checks, and each refusal names the place of the fault.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

FORMAT = "madang.profiles/1"
SEEK = "seek"
OFFER = "offer"
ROLES = (SEEK, OFFER)

ProfileId = int | str


class ProfileError(ValueError):
    """A profile that cannot be used; the message begins with the place of the fault, such as `items[2].role`."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is sought or offered.

    text      free words in any language, may be empty when facets say it all
    facets    facet name → terms; vocabulary ids are compared by rule, every other term as text
    priority  1 (if there is time) to 5 (the reason to come)
    unconfirmed  facet name → terms that the text seems to name and nobody has confirmed, none of them in facets; half as strong
    confidential  True: nobody but the owner ever sees an effect of this item
    """

    role: str
    text: str = ""
    facets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    priority: int = 3
    confidential: bool = False
    unconfirmed: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what the scores could not read."""
        if self.role not in ROLES:
            raise ProfileError(f"role: {self.role!r} is neither 'seek' nor 'offer'")
        if not isinstance(self.text, str):
            raise ProfileError(f"text: {self.text!r} is not text")
        if type(self.priority) is not int or not 1 <= self.priority <= 5:
            raise ProfileError(
                f"priority: {self.priority!r} is not a whole number from 1 to 5"
            )
        if type(self.confidential) is not bool:
            raise ProfileError(
                f"confidential: {self.confidential!r} is neither true nor false"
            )
        if not self.text.strip() and not any(self.facets.values()):
            raise ProfileError("text: empty, and no facet says what is meant")

    def terms(self, facet: str) -> frozenset[str]:
        """The terms of one facet, none when the item leaves it open."""
        return self.facets.get(facet, frozenset())


@dataclass(frozen=True, slots=True)
class Profile:
    """One participant.

    id         unique among all profiles of a run, a whole number or text
    type       a partner_type id of the vocabulary or any other word, "" when unknown
    country    ISO 3166-1 alpha-2 or "" when unknown
    languages  languages that can be worked in
    capacity   how many meetings there is time for, None when unknown; carried along, it does not change a score
    group      participants of one group are never suggested to each other; "" belongs to no group
    never      ids that must not be suggested, in either direction
    wishes     ids that it named as wished for; they move its own list and nothing that anybody else reads
    passed     ids that its own list leaves out; their lists do not change
    listed     False: it reads a list and stands in nobody's
    """

    id: ProfileId
    name: str = ""
    type: str = ""
    country: str = ""
    languages: frozenset[str] = frozenset()
    capacity: int | None = None
    group: str = ""
    never: frozenset[ProfileId] = frozenset()
    items: tuple[Item, ...] = ()
    wishes: frozenset[ProfileId] = frozenset()
    passed: frozenset[ProfileId] = frozenset()
    listed: bool = True

    def __post_init__(self) -> None:
        """Refuse an id or a capacity that has no meaning."""
        if type(self.id) not in (int, str) or self.id == "":
            raise ProfileError(f"id: {self.id!r} is neither a whole number nor text")
        if self.country and (
            len(self.country) != 2
            or not self.country.isalpha()
            or not self.country.isupper()
        ):
            raise ProfileError(
                f"country: {self.country!r} is not two capital letters (ISO 3166-1 alpha-2)"
            )
        if self.capacity is not None and (
            type(self.capacity) is not int or self.capacity < 0
        ):
            raise ProfileError(
                f"capacity: {self.capacity!r} is not a whole number of at least 0"
            )

    def public(self) -> tuple[int, ...]:
        """Positions of the items that others may see."""
        return tuple(n for n, item in enumerate(self.items) if not item.confidential)


@dataclass(frozen=True, slots=True)
class Sides:
    """Who is compared with whom: all of `a` with all of `b`; with `b` None everybody with everybody."""

    a: tuple[Profile, ...]
    b: tuple[Profile, ...] | None = None


def check_ids(profiles: Iterable[Profile]) -> None:
    """Refuse two profiles with one id; 7 and "7" are one id, because a file's keys are text."""
    seen: set[str] = set()
    for profile in profiles:
        if str(profile.id) in seen:
            raise ProfileError(f"id: {profile.id!r} is used twice")
        seen.add(str(profile.id))


def read_sides(document: object) -> Sides:
    """Profiles from a decoded "madang.profiles/1" document.

    Raises ProfileError with the path of the first fault, such as `sides.a[0].items[2].role: …`.
    """
    top = _object(document, "document", required=("format", "sides"), optional=())
    if top["format"] != FORMAT:
        raise ProfileError(f"format: {top['format']!r} is not {FORMAT!r}")
    sides = _object(top["sides"], "sides", required=(), optional=("a", "b", "all"))
    if set(sides) == {"all"}:
        read = Sides(_profiles(sides["all"], "sides.all"))
    elif set(sides) == {"a", "b"}:
        read = Sides(_profiles(sides["a"], "sides.a"), _profiles(sides["b"], "sides.b"))
    else:
        raise ProfileError("sides: either 'all' alone or both 'a' and 'b' are expected")
    check_ids(read.a + (read.b or ()))
    return read


def _profiles(value: object, place: str) -> tuple[Profile, ...]:
    return tuple(
        _profile(entry, f"{place}[{n}]") for n, entry in enumerate(_list(value, place))
    )


def _profile(value: object, place: str) -> Profile:
    fields = _object(
        value,
        place,
        required=("id",),
        optional=(
            "name",
            "type",
            "country",
            "languages",
            "capacity",
            "group",
            "never",
            "items",
        ),
    )
    for key in ("name", "type", "country", "group"):
        _text(fields.get(key) or "", f"{place}.{key}")
    never = _list(fields.get("never", []), f"{place}.never")
    for n, other in enumerate(never):
        if type(other) not in (int, str):
            raise ProfileError(
                f"{place}.never[{n}]: {other!r} is neither a whole number nor text"
            )
    items = _list(fields.get("items", []), f"{place}.items")
    read = tuple(_item(entry, f"{place}.items[{n}]") for n, entry in enumerate(items))
    languages = frozenset(_texts(fields.get("languages", []), f"{place}.languages"))
    try:
        return Profile(
            id=fields["id"],
            name=fields.get("name") or "",
            type=fields.get("type") or "",
            country=fields.get("country") or "",
            languages=languages,
            capacity=fields.get("capacity"),
            group=fields.get("group") or "",
            never=frozenset(never),
            items=read,
        )
    except ProfileError as fault:
        raise ProfileError(f"{place}.{fault}") from fault


def _item(value: object, place: str) -> Item:
    fields = _object(
        value,
        place,
        required=("role",),
        optional=("text", "facets", "priority", "confidential"),
    )
    facets = fields.get("facets", {})
    if not isinstance(facets, dict):
        raise ProfileError(f"{place}.facets: an object of facet and terms is expected")
    read = {
        name: frozenset(_texts(terms, f"{place}.facets.{name}"))
        for name, terms in facets.items()
    }
    try:
        return Item(
            role=fields["role"],
            text=fields.get("text", ""),
            facets=read,
            priority=fields.get("priority", 3),
            confidential=fields.get("confidential", False),
        )
    except ProfileError as fault:
        raise ProfileError(f"{place}.{fault}") from fault


def _object(
    value: object, place: str, *, required: tuple[str, ...], optional: tuple[str, ...]
) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ProfileError(
            f"{place}: an object is expected, found {type(value).__name__}"
        )
    for key in required:
        if key not in value:
            raise ProfileError(f"{place}: {key!r} is missing")
    for key in value:
        if key not in required and key not in optional:
            raise ProfileError(f"{place}: {key!r} is not a known key")
    return value


def _list(value: object, place: str) -> list[Any]:
    if not isinstance(value, list):
        raise ProfileError(f"{place}: a list is expected, found {type(value).__name__}")
    return value


def _text(value: object, place: str) -> str:
    if not isinstance(value, str):
        raise ProfileError(f"{place}: text is expected, found {value!r}")
    return value


def _texts(value: object, place: str) -> list[str]:
    return [
        _text(entry, f"{place}[{n}]") for n, entry in enumerate(_list(value, place))
    ]
