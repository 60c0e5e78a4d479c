"""Filters of programmes: money, fields of the vocabulary, states as glyph and word."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from madang.site.core.templatetags.ui import state
from madang.site.core.time import days_until
from madang.site.programmes.wording.money import money as money_text
from madang.site.survey.vocabulary import term_label

register = template.Library()
# The glyph of each state, out of those of the look.
GLYPHS = {
    "draft": "draft",
    "interest": "asked",
    "open": "due",
    "running": "in-force",
    "ended": "ended",
    "soon": "planned",
    "published": "due",
    "closed": "ended",
    "decided": "completed",
    "withdrawn": "cancelled",
    "submitted": "asked",
    "review": "talks",
    "accepted": "accepted",
    "rejected": "declined",
    "active": "in-force",
    "completed": "completed",
    "left": "ended",
    "reported": "asked",
    "skipped": "expired",
    "planned": "planned",
    "applied": "asked",
    "granted": "signed",
    "refused": "declined",
    "sent": "asked",
    "invited": "accepted",
    "declined": "declined",
    "late": "due",
    "very late": "wrong",
}
PHASES = {
    "draft": gettext_noop("Draft"),
    "soon": gettext_noop("Opens later"),
    "open": gettext_noop("Open"),
    "closed": gettext_noop("Closed, being decided"),
    "decided": gettext_noop("Decided"),
    "withdrawn": gettext_noop("Withdrawn"),
}
LATENESS = {"late": gettext_noop("Late"), "very late": gettext_noop("Very late")}


@register.filter
def money(amount: Decimal | None, currency: str) -> str:
    """Return an amount with its currency: 40,000 EUR."""
    return money_text(amount, currency)


@register.filter
def field_name(term: str) -> str:
    """Return the label of a field of the vocabulary."""
    return term_label("field", term)


@register.simple_tag
def row_state(row: Any) -> SafeString:
    """Return the state of a row as glyph, word and tone."""
    return state(GLYPHS[row.state], row.get_state_display())


@register.simple_tag
def phase_state(phase: str) -> SafeString:
    """Return what a call is now as glyph, word and tone."""
    return state(GLYPHS[phase], _(PHASES[phase]))


@register.simple_tag
def late_state(late: str) -> SafeString:
    """Return "late" or "very late" as glyph, word and tone."""
    return state(GLYPHS[late], _(LATENESS[late]))


@register.simple_tag
def need_state(need: Any, is_open: bool) -> SafeString:  # noqa: FBT001 - a tag's arguments have no names
    """Return whether a need takes answers as glyph, word and tone."""
    if need.state == "published":
        label = _("Answers are taken") if is_open else _("Answers closed")
        return state("due" if is_open else "ended", label)
    return row_state(need)


@register.simple_tag(takes_context=True)
def days_left(context: dict[str, Any], moment: datetime, zone_name: str) -> str:
    """Return how many days are left until a moment, counted in its zone: "closes today", "5 days left"."""
    now = context.get("now") or datetime.now(tz=moment.tzinfo)
    days = days_until(moment, now=now, zone_name=zone_name)
    if days <= 0:
        return _("closes today")
    return ngettext("%(count)d day left", "%(count)d days left", days) % {"count": days}
