"""Filters for pages that show suggestions."""

from django import template

from madang.site.matching.queries.bands import LABELS, band_of

register = template.Library()


@register.filter
def fit(score: int) -> str:
    """Return a score, 0 to 1000, as the word of its band: "Close fit"."""
    return str(LABELS[band_of(score)])
