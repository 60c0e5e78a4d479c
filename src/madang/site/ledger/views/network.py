"""The network of organisations as a picture with a table of the same, and the ties around one organisation."""

from collections.abc import Collection
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from madang.site.core.ui import page_of
from madang.site.ledger.forms.network import NetworkForm
from madang.site.ledger.models import Tie
from madang.site.ledger.queries.network import Edge, Network, NetworkSearch, network
from madang.site.ledger.queries.organisations import organisation_seen_by
from madang.site.ledger.queries.ties import countries_with_ties
from madang.site.ledger.rules.access import may_write
from madang.site.ledger.rules.layout import Spot, spots

# More names than these would stand on each other.
MOST_NAMES = 40
ROOMY = 100
SIGNED = {"signed", "ongoing", "established", "in_force", "completed", "ended"}


@dataclass(frozen=True)
class Point:
    """An organisation on the picture: where it is, how large, where its name begins; "" for whom no name is drawn."""

    key: str
    name: str
    spot: Spot
    label: Spot
    size: float
    is_named: bool


@dataclass(frozen=True)
class Line:
    """What connects two organisations, in words and on the picture; `css` says which line is drawn."""

    edge: Edge
    start: Spot
    end: Spot
    css: str
    kinds: str
    years: str


@require_GET
def network_page(request: HttpRequest) -> HttpResponse:
    """Show who has ties with whom, narrowed by kind, stage, country, year and day; around one organisation if it is named."""
    form = NetworkForm(request.GET, countries=countries_with_ties(request.user))
    facts = form.facts()
    if key := facts.pop("around", ""):
        facts["around"] = organisation_seen_by(request.user, key)
    found = network(request.user, NetworkSearch(**facts))
    lines = _lines(found)
    context = {
        "form": form,
        "is_narrowed": bool(form.values()),
        "around": facts.get("around"),
        "network": found,
        "points": _points(found),
        "lines": lines,
        "page": page_of(request, lines),
        "may_write": may_write(request.user),
    }
    return render(request, "ledger/network.html", context)


def _points(found: Network) -> list[Point]:
    where = spots([each.pk for each in found.nodes], found.steps)
    by_ties = sorted(found.nodes, key=lambda each: -found.ties_of[each.pk])
    named = {each.pk for each in by_ties[:MOST_NAMES]}
    most = max(found.ties_of.values(), default=1) or 1
    # Where many stand on one circle, a large dot would cover its neighbours.
    more = 8 if len(found.nodes) <= ROOMY else 0
    return [
        Point(
            key=each.record.key if hasattr(each, "record") else "",
            name=each.name,
            spot=where[each.pk],
            label=where[each.pk].beyond(14),
            size=round(
                (4 if more else 3) + more * (found.ties_of[each.pk] / most) ** 0.5, 1
            ),
            is_named=each.pk in named,
        )
        for each in found.nodes
    ]


def _lines(found: Network) -> list[Line]:
    where = spots([each.pk for each in found.nodes], found.steps)
    return [
        Line(
            edge=each,
            start=where[each.one.pk],
            end=where[each.other.pk],
            css=_css(each),
            kinds=_kinds(each),
            years=_years(each.years),
        )
        for each in found.edges
    ]


def _css(edge: Edge) -> str:
    if edge.is_occasion:
        return "met"
    return "firm" if edge.stages & SIGNED else "open"


def _kinds(edge: Edge) -> str:
    """Return what connects two organisations: "Memorandum of understanding, 2 × Talks", or how often they met."""
    if edge.is_occasion:
        text = ngettext(
            "At the same occasion, no tie: %(count)d time",
            "At the same occasion, no tie: %(count)d times",
            edge.number,
        )
        return text % {"count": edge.number}
    labels = dict(Tie.Kind.choices)
    return ", ".join(
        f"{number} × {labels[kind]}" if number > 1 else str(labels[kind])
        for kind, number in edge.kinds.most_common()
    )


def _years(years: Collection[int]) -> str:
    """Return the years of some ties: "2024", "2012–2024", or that none is stated."""
    if not years:
        return _("Date not stated")
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first}–{last}"
