"""What pages share: theme, tabs of an event, pages of a list. Apps register their tabs; core knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise

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


def page_of(
    request: HttpRequest, rows: "QuerySet[Any] | list[Any]", *, size: int = PAGE_SIZE
) -> Page[Any]:
    """Return the page that the address asks for; a page out of range is the nearest one."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


def whole_number(text: str) -> int | None:
    """Return the number that an address or a form names; None for what is none, or longer than any key."""
    return int(text) if len(text) <= MOST_DIGITS and text.isdecimal() else None


def page_context(request: HttpRequest) -> dict[str, object]:
    """Return what every page needs: the chosen theme, the languages, whether this is a demonstration."""
    theme = request.COOKIES.get("theme", "")
    return {
        "theme": theme if theme in ("light", "dark") else "",
        "languages": settings.LANGUAGES,
        "is_demonstration": settings.DEMONSTRATION,
    }
