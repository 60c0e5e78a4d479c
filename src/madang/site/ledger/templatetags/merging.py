"""Filters of the pages of merging."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from madang.site.ledger import wording_merging as wording
from madang.site.ledger.models import MergeCandidate

register = template.Library()


@register.filter
def reasons(row: MergeCandidate) -> list[str]:
    """Return what speaks for it."""
    return wording.reasons_of(row)


@register.filter
def doubts(row: MergeCandidate) -> list[str]:
    """Return what speaks against it."""
    return wording.doubts_of(row)


@register.filter
def how_likely(row: MergeCandidate) -> SafeString:
    """Return how much speaks for it."""
    code, label = wording.how_likely(row)
    return format_html('<span class="state" data-state="{}">{}</span>', code, label)
