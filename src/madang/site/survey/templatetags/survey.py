"""Filters of the survey: labels of terms, kinds, audiences and imported things in the reader's language."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from madang.site.survey import vocabulary
from madang.site.survey.models import Consent, ItemTerm

register = template.Library()


@register.filter
def term(row: ItemTerm) -> str:
    """Return the label of an item's term with its number: a country's name, a label of the vocabulary, or the words as written."""
    label = vocabulary.term_label(row.facet, row.term)
    if row.amount is None:
        return label
    return f"{label}: {number_format(row.amount, force_grouping=True)}"


@register.filter
def confirmed(rows: Iterable[ItemTerm]) -> list[ItemTerm]:
    """Return the terms that count in full: the only ones that anybody else may see."""
    return [row for row in rows if row.is_confirmed]


@register.filter
def unconfirmed(rows: Iterable[ItemTerm]) -> list[ItemTerm]:
    """Return the terms that were proposed and that nobody has confirmed."""
    return [row for row in rows if not row.is_confirmed]


@register.filter
def kind(value: str) -> str:
    """Return the label of a kind of organisation."""
    return vocabulary.term_label("partner_type", value)


@register.filter
def audience(value: str) -> str:
    """Return the label of an audience of a profile."""
    return str(Consent.Audience(value).label)


@register.filter
def target(value: str) -> str:
    """Return what a kind of imported thing is called."""
    names = {
        "directory.organisation": _("Organisations"),
        "directory.person": _("People"),
        "events.place": _("Tables and suites"),
        "events.interpreter": _("Interpreters"),
    }
    return names.get(value, _("Days and zones"))


@register.filter
def total(counts: Any, change: str) -> int:
    """Return how many rows of all kinds are new, updated or unchanged."""
    return int(counts.total(change))


@register.filter
def changes(counts: Any) -> int:
    """Return how many rows would be made or changed."""
    return int(counts.total("created") + counts.total("updated"))
