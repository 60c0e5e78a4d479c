"""Filters of figures: amounts, periods, how they stand, what was computed; and links of odd rows."""

from typing import Any

from django import template
from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString

from madang.site.landscape.models import Indicator, Observation
from madang.site.landscape.rules.computed import Computed
from madang.site.landscape.wording import figures, rows
from madang.site.ledger.models import Tie
from madang.site.ledger.wording import tie_state

register = template.Library()
register.filter("amount", figures.amount)
register.filter("number_stated", figures.number)
register.filter("period", figures.period)
register.filter("share_of", figures.share_of)
register.filter("which_way", figures.which_way)
register.filter("formula", figures.formula)
register.filter("result", figures.result)
register.filter("bounds", figures.bounds)


@register.filter
def figure_state(row: Observation) -> SafeString:
    """Return how a figure stands as glyph, word and tone."""
    return format_html(
        '<span class="state" data-state="{}">{}</span>', *figures.how_said(row)
    )


@register.filter
def computed_title(computed: Computed) -> str:
    """Return what a computed figure is."""
    return str(figures.TITLES[computed.kind])


@register.filter
def is_rank(indicator: Indicator) -> bool:
    """Say whether an indicator is a place in a ranking."""
    return indicator.measure == Indicator.Measure.RANK


@register.filter
def sources_of(row: Observation) -> list[Any]:
    """Return the sources of a figure, each once; the passages are fetched already."""
    return list({each.source_id: each.source for each in row.claim.passages.all()}.values())  # fmt: skip


@register.filter
def row_link(row: models.Model) -> str:
    """Return the address of a row's page; "" for a row without one."""
    return rows.link_of(row)


@register.filter
def row_name(row: models.Model) -> str:
    """Return what a row is called in a list of rows concerned."""
    return rows.name_of(row)


@register.filter
def named(codes: dict[str, str], code: str) -> str:
    """Return the name of a country or region from a dictionary; an unknown code stays as it is."""
    return codes.get(code, code)


@register.filter
def tie_glyph(tie: Tie) -> str:
    """Return the code of a tie's state, which draws its glyph on the axis."""
    return tie_state(tie)[0]
