"""Tags of the portal: the state of a contract, an hour in two zones, the words of the first page."""

from datetime import date

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from madang.site.core.templatetags.ui import state
from madang.site.programmes.actions.consultation_letters import when
from madang.site.programmes.models import Consultation, Contract
from madang.site.programmes.queries.portal import Portal
from madang.site.programmes.wording import portal as wording

register = template.Library()
GLYPHS = {
    "offered": "signed",
    "concluded": "in-force",
    "declined": "declined",
    "lapsed": "expired",
    "asked": "asked",
    "granted": "accepted",
    "withdrawn": "cancelled",
    "free": "suggested",
    "booked": "placed",
    "held": "held",
    "cancelled": "cancelled",
}


@register.simple_tag
def contract_state(contract: Contract, today: date) -> SafeString:
    """Return a contract's state as glyph and word; one that is over says so."""
    if contract.state == Contract.State.CONCLUDED and contract.runs_until < today:
        return state("ended", _("Over"))
    return state(GLYPHS[contract.state], contract.get_state_display())


@register.simple_tag
def portal_state(row: Consultation) -> SafeString:
    """Return the state of an hour or a request as glyph and word."""
    return state(GLYPHS[row.state], row.get_state_display())


@register.filter
def hour_in(hour: Consultation, own_zone: str) -> str:
    """Return an hour's day and time where the adviser is, and in the reader's zone."""
    return when(hour, own_zone)


@register.filter
def headline(portal: Portal) -> str:
    """Return the first thing that waits, as a sentence."""
    return wording.headline(portal)


@register.filter
def followed(portal: Portal) -> str:
    """Return how many of each kind are followed."""
    return wording.followed(portal.follows)
