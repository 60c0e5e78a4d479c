"""What pages share: theme, the site's doors, tabs of an event, pages of a list. Apps register theirs; core knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme

PAGE_SIZE = 50
MOST_DIGITS = 18


@dataclass(frozen=True)
class Tab:
    """A door in an event's bar. `shows` says for whom, `count` the figure beside the label (or None)."""

    order: int
    label: str | Promise
    url_name: str
    shows: Callable[[HttpRequest, Any], bool]
    count: Callable[[HttpRequest, Any], int | None] | None = None


_tabs: list[Tab] = []


def register_tab(tab: Tab) -> None:
    """Add a tab; called once from an app's `ready`."""
    _tabs.append(tab)


def tabs_of(request: HttpRequest, event: object) -> list[tuple[Tab, int | None]]:
    """Return the tabs that this reader sees, in order, each with its figure."""
    return [
        (tab, tab.count(request, event) if tab.count else None)
        for tab in doors_of(request, event)
    ]


def doors_of(request: HttpRequest, event: object) -> list[Tab]:
    """Return the tabs that this reader sees, in order, without counting anything."""
    shown = (tab for tab in _tabs if tab.shows(request, event))
    return sorted(shown, key=lambda tab: tab.order)


@dataclass(frozen=True)
class Door:
    """A door of the house, in the bar and on the front page. `rooms` are the beginnings of the addresses behind it."""

    order: int
    name: str
    label: str | Promise
    url_name: str
    rooms: tuple[str, ...]
    # What is behind it, and one sentence with a figure for whoever reads it now.
    text: str | Promise
    says: Callable[[HttpRequest], str]


_doors: dict[str, Door] = {}


def register_door(door: Door) -> None:
    """Add a door; called once from an app's `ready`."""
    _doors[door.name] = door


def site_doors() -> list[Door]:
    """Return the doors in order."""
    return sorted(_doors.values(), key=lambda door: door.order)


def way_back(request: HttpRequest, otherwise: str) -> str:
    """Return the address of this site that the form or the address names as `next`, or another one.

    It begins with a slash: a word alone would be taken for the name of a view.
    """
    named = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = named.startswith("/") and url_has_allowed_host_and_scheme(
        named, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return named if is_ours else otherwise


class Countable(Protocol):
    """What can be counted and fetched a part at a time, in an order of its own."""

    def count(self) -> int:
        """Return how many there are."""

    def __len__(self) -> int: ...

    def __getitem__(self, part: slice) -> Any: ...


def page_of(
    request: HttpRequest,
    rows: "QuerySet[Any] | list[Any] | Countable",
    *,
    size: int = PAGE_SIZE,
) -> Page[Any]:
    """Return the page that the address asks for; a page out of range is the nearest one."""
    some: Any = rows
    return Paginator(some, size).get_page(request.GET.get("page"))


def whole_number(text: str) -> int | None:
    """Return the number that an address or a form names; None for what is none, or longer than any key."""
    return int(text) if len(text) <= MOST_DIGITS and text.isdecimal() else None


def room_of(path: str) -> str:
    """Return the name of the door behind which an address lies, or ""."""
    for door in _doors.values():
        if path.startswith(door.rooms):
            return door.name
    return ""


def page_context(request: HttpRequest) -> dict[str, object]:
    """Return what every page needs: the chosen theme, the languages, whether this is a demonstration."""
    theme = request.COOKIES.get("theme", "")
    return {
        "theme": theme if theme in ("light", "dark") else "",
        "languages": settings.LANGUAGES,
        "is_demonstration": settings.DEMONSTRATION,
        "doors_of_the_house": site_doors(),
        "room_here": room_of(request.path),
    }
