"""Country pairs: the list, and one pair with its timeline, trade, contradictions and evidence."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from madang.site.core.ui import page_of
from madang.site.directory.rules import may_curate
from madang.site.landscape.queries import oddities, pairs, places
from madang.site.landscape.queries.figures import observations_of
from madang.site.landscape.queries.outcomes import ties_by_occasion
from madang.site.landscape.queries.sources import sources_of_pair
from madang.site.landscape.rules.computed import computed_from
from madang.site.landscape.views.pairs_as_of import pair_page
from madang.site.landscape.wording import timeline, trade
from madang.site.ledger.queries.occasions import occasions_seen_by
from madang.site.ledger.queries.relations import attributions_seen_by
from madang.site.ledger.queries.ties import ties_of_pair, ties_seen_by, with_sides
from madang.site.ledger.views.as_of import day_asked

SOURCES = 20


@require_GET
def pair_list(request: HttpRequest) -> HttpResponse:
    """List the country pairs between which anything is known, the most ties first."""
    rows = pairs.pairs_seen_by(request.user)
    page = page_of(request, rows)
    named = [
        (row, places.country_name(row.first), places.country_name(row.second))
        for row in page
    ]
    context = {"page": page, "named": named}
    return render(request, "landscape/pairs/list.html", context)


@dataclass(frozen=True)
class Shown:
    """What of the timeline is on this page, under its headings, and how much there is of each kind."""

    page: object
    groups: list[timeline.Group]
    chips: list[tuple[str, str, int]]
    kind: str
    visits: int
    ties: int


@require_GET
def pair(request: HttpRequest, pair: str) -> HttpResponse:
    """Show one timeline of two countries, the claims on their trade side by side, and the evidence."""
    first, second = pairs.pair_of(pair)
    one, other = first.code, second.code
    if pair != pairs.slug_of(one, other):
        return redirect("landscape:pair", pairs.slug_of(one, other))
    day = day_asked(request)
    if day is not None:
        return pair_page(request, (first, second), day)
    user = request.user
    marks = pairs.timeline_of_pair(user, one, other)
    figures = list(observations_of(user, one, other))
    today = timezone.localdate()
    computed = computed_from(figures)
    last = pairs.last_contact(marks, today)
    context = {
        "first": first,
        "second": second,
        "today": today,
        "shown": _shown(request, marks, one),
        "figures": figures,
        "computed": computed,
        "trade": trade.readings(computed),
        "oddities": oddities.of_pair(
            user,
            ties_of_pair(user, one, other),
            pairs.occasions_of_pair(user, one, other),
            figures,
        ),
        "last": last,
        "months": _months(last, today),
        "sources": sources_of_pair(user, one, other)[:SOURCES],
        "names": {one: first.name, other: second.name},
        "may_curate": may_curate(user),
    }
    return render(request, "landscape/pairs/pair.html", context)


def _months(last: date | None, today: date) -> int | None:
    if last is None:
        return None
    return 12 * (today.year - last.year) + today.month - last.month


def _credited(request: HttpRequest) -> "Prefetch[str]":
    """Return the attributions to occasions that this reader may see, not those that only internal claims make."""
    seen = occasions_seen_by(request.user).order_by().values("pk")
    rows = attributions_seen_by(request.user).filter(occasion__in=seen)
    return Prefetch("attributions", queryset=rows)


def _shown(request: HttpRequest, marks: list[pairs.Mark], left: str) -> Shown:
    chips = timeline.chips(marks)
    kind = request.GET.get("kind", "")
    if kind not in {code for code, _label, _number in chips}:
        kind = ""
    page = page_of(request, [each for each in marks if kind in ("", each.kind)])
    keys = [each.pk for each in page if each.is_tie]
    ties = {
        each.pk: each
        for each in with_sides(
            ties_seen_by(request.user).filter(pk__in=keys), request.user
        ).prefetch_related(_credited(request), "attributions__occasion")
    }
    visits = occasions_seen_by(request.user).filter(
        pk__in=[each.pk for each in page if not each.is_tie]
    )
    kinds = ties_by_occasion(request.user, visits)
    occasions = {each.pk: (each, kinds.get(each.pk, Counter())) for each in visits}
    return Shown(
        page=page,
        groups=timeline.groups(list(page), ties, occasions, left=left),
        chips=chips,
        kind=kind,
        visits=sum(not each.is_tie for each in marks),
        ties=sum(each.is_tie for each in marks),
    )
