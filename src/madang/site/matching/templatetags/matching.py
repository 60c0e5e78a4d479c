"""Filters for pages that show suggestions and what the organiser makes of them."""

from typing import TYPE_CHECKING

from django import template
from django.utils.translation import gettext as _

from madang.site.core.templatetags.ui import country
from madang.site.directory.models import Organisation
from madang.site.matching.forms.weights import STEPS, TEXTS
from madang.site.matching.models import ApartRule, Weighting
from madang.site.matching.queries.bands import GAINS, LABELS, band_of
from madang.site.survey.vocabulary import term_label

if TYPE_CHECKING:
    from madang.site.matching.bridge.needs import Ground

register = template.Library()


@register.filter
def fit(score: int) -> str:
    """Return a score, 0 to 1000, as the word of its band: "Close fit"."""
    return str(LABELS[band_of(score)])


@register.filter
def gain(score: int) -> str:
    """Return one side's gain, 0 to 1000, as the word of its band: "Large gain"."""
    return str(GAINS[band_of(score)])


@register.filter
def side(rule: ApartRule, which: str) -> str:
    """Return one side of a rule in words; `which` is first or second."""
    by, code = getattr(rule, f"{which}_by"), getattr(rule, f"{which}_code")
    organisation = getattr(rule, f"{which}_organisation")
    if by == "kind":
        return str(dict(Organisation.Kind.choices).get(code, code))
    if by == "country":
        return str(country(code))
    if by == "group":
        return _("Members of %(name)s") % {"name": organisation}
    return str(organisation)


@register.filter
def said(weighting: Weighting) -> list[tuple[str, str]]:
    """Return what a version moved, in words: [("Country", "more")]."""
    steps = {level: str(word) for level, word in STEPS}
    return [
        (str(TEXTS[name][0]), steps[level])
        for name, level in weighting.levels().items()
        if level
    ]


@register.filter
def ground(reason: "Ground") -> str:
    """Return in words why an organisation might answer a need."""
    if reason.kind == "deal":
        named = [
            term_label("deal", term)
            if term_label("deal", term) != term
            else term_label("field", term)
            for term in reason.terms
        ]
        return _("It offered or did this: %(terms)s.") % {"terms": ", ".join(named)}
    if reason.kind == "field":
        named = [term_label("field", term) for term in reason.terms]
        return _("It works in this field: %(terms)s.") % {"terms": ", ".join(named)}
    if reason.kind == "kind":
        kinds = dict(Organisation.Kind.choices)
        named = [str(kinds.get(term, term)) for term in reason.terms]
        return _("It is the kind of partner that is looked for: %(terms)s.") % {
            "terms": ", ".join(named)
        }
    if reason.kind == "country":
        named = [country(term) for term in reason.terms]
        return _("It is where partners are looked for: %(terms)s.") % {
            "terms": ", ".join(named)
        }
    named = [term_label("deal", term) for term in reason.terms]
    return _("Organisations of this kind often offer it: %(terms)s.") % {
        "terms": ", ".join(named)
    }
