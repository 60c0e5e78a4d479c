"""The map: arcs of ties between countries, with a table of the same."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from madang.site.core.ui import page_of
from madang.site.landscape.forms.world_map import MapForm
from madang.site.landscape.queries.places import country_name
from madang.site.landscape.queries.world_map import Between, between_countries
from madang.site.landscape.rules.globe import arc, spot
from madang.site.ledger.queries.ties import countries_with_ties

MOST_ARCS = 200
# Room for the names around the outermost countries.
ROOM = 90


@dataclass(frozen=True)
class Arc:
    """A path on the picture; `css` says which line is drawn, and how thick."""

    path: str
    css: str


@dataclass(frozen=True)
class Dot:
    """A country on the picture."""

    code: str
    name: str
    x: float
    y: float


@require_GET
def map_page(request: HttpRequest) -> HttpResponse:
    """Show how many ties there are between countries, by stage, as arcs and as a table; narrowed by kind, stage, country and year."""
    form = MapForm(request.GET, countries=countries_with_ties(request.user))
    rows = between_countries(request.user, form.search())
    page = page_of(request, rows)
    drawn = [row for row in rows if spot(row.first) and spot(row.second)][:MOST_ARCS]
    dots = _dots(drawn)
    context = {
        "form": form,
        "is_narrowed": bool(form.values()),
        "page": page,
        "named": [(row, country_name(row.first), country_name(row.second)) for row in page],
        "arcs": [each for row in drawn for each in _arcs(row)],
        "dots": dots,
        "left_out": len(rows) - len(drawn),
        "box": _box(dots),
    }  # fmt: skip
    return render(request, "landscape/map.html", context)


def _arcs(row: Between) -> list[Arc]:
    start, end = spot(row.first), spot(row.second)
    if start is None or end is None:
        return []
    # What is signed lies a little beneath what is not, so that both are seen.
    lower = (start[0], start[1] + 3), (end[0], end[1] + 3)
    found = [Arc(arc(start, end), f"open {_width(row.open)}")] if row.open else []
    return [*found, Arc(arc(*lower), f"firm {_width(row.firm)}")] if row.firm else found


def _width(number: int) -> str:
    """Return the class of the thickness for 1, up to 9, up to 99, and more."""
    return f"w{1 if number == 1 else min(len(str(number)) + 1, 4)}"


def _dots(rows: list[Between]) -> list[Dot]:
    codes = sorted({code for row in rows for code in (row.first, row.second)})
    where = {code: spot(code) or (0.0, 0.0) for code in codes}
    return [Dot(code, country_name(code), *where[code]) for code in codes]


def _box(dots: list[Dot]) -> str:
    """Return the part of the world that is shown (viewBox), so that two near countries are far enough apart."""
    if not dots:
        return "0 0 100 100"
    left, right = min(each.x for each in dots), max(each.x for each in dots)
    top, below = min(each.y for each in dots), max(each.y for each in dots)
    # An arc bends a quarter of its length to the north.
    rise = 0.15 * ((right - left) ** 2 + (below - top) ** 2) ** 0.5
    numbers = (left - ROOM, top - rise - ROOM, right - left + 2 * ROOM, below - top + rise + 2 * ROOM)  # fmt: skip
    return " ".join(f"{each:.0f}" for each in numbers)
