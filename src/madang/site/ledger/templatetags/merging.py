"""Filters of the pages of merging: what speaks for and against two organisations being one, in words."""

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from madang.site.ledger.models import MergeCandidate
from madang.site.ledger.rules.likeness import CERTAIN, LIKELY, WEIGHTS

register = template.Library()

REASONS: dict[str, str | Promise] = {
    "identifier": gettext_lazy("They have the same number in a register."),
    "name": gettext_lazy(
        "A name is the same but for spelling, legal form and order of words."
    ),
    "letters": gettext_lazy("A name is the same but for blanks and hyphens."),
    "acronym": gettext_lazy("One name is made of the initials of the other."),
    "spelling": gettext_lazy("Names differ by a few letters."),
    "sound": gettext_lazy("A name in Hangul sounds like the other in Latin letters."),
    "contains": gettext_lazy("One name is part of the other."),
    "domain": gettext_lazy("They have the same website."),
    "country": gettext_lazy("They are in the same country."),
}
DOUBTS: dict[str, str | Promise] = {
    "part": gettext_lazy(
        "One name has a word more that often means another body: a hospital, a subsidiary, a line of business."
    ),
    "place": gettext_lazy("Only one name has this place, or they name two."),
    "number": gettext_lazy("Their names have different numbers."),
    "identifiers": gettext_lazy(
        "They have different numbers in a register that gives each organisation one."
    ),
    "country": gettext_lazy("They are in different countries."),
    "related": gettext_lazy(
        "The ledger says that one belongs to or deals with the other."
    ),
}
CERTAINLY = gettext_lazy("Almost certainly the same")
LIKELY_WORDS = gettext_lazy("Probably the same")
POSSIBLY = gettext_lazy("Possibly the same")


@register.filter
def reasons(row: MergeCandidate) -> list[str]:
    """Return what speaks for a candidate, a sentence each, the weightiest first."""
    codes = sorted(row.reasons.split(), key=lambda each: -WEIGHTS[each])
    return [str(REASONS[each]) for each in codes]


@register.filter
def doubts(row: MergeCandidate) -> list[str]:
    """Return what speaks against it."""
    return [str(DOUBTS[each]) for each in row.doubts.split()]


@register.filter
def how_likely(row: MergeCandidate) -> SafeString:
    """Return how much speaks for a candidate, as a state."""
    code, label = "suggested", LIKELY_WORDS if row.score >= LIKELY else POSSIBLY
    if row.score >= CERTAIN and not row.doubts:
        code, label = "proposed", CERTAINLY
    return format_html('<span class="state" data-state="{}">{}</span>', code, label)
