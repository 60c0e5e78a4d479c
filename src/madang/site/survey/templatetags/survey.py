"""Filters of the survey: a term's label in the reader's language."""

from django import template

from madang.site.core.templatetags.ui import country
from madang.site.survey import vocabulary
from madang.site.survey.models import ItemTerm

register = template.Library()


@register.filter
def term(row: ItemTerm) -> str:
    """Return the label of an item's term: a country's name, a label of the vocabulary, or the words as written."""
    return (
        country(row.term)
        if row.facet == ItemTerm.Facet.COUNTRY
        else vocabulary.term_label(row.facet, row.term)
    )
