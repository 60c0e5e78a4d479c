"""States of missions, seats, links and enquiries as glyph, word and tone."""

from django import template
from django.db.models import Model
from django.utils.safestring import SafeString

from madang.site.core.templatetags.ui import state
from madang.site.programmes.models import (
    DirectLink,
    Enquiry,
    Mission,
    MissionApplication,
)

register = template.Library()
GLYPHS: dict[type[Model], dict[str, str]] = {
    Mission: {
        "draft": "draft",
        "open": "asked",
        "selected": "accepted",
        "under_way": "placed",
        "reported": "completed",
        "cancelled": "cancelled",
    },
    MissionApplication: {
        "draft": "draft",
        "submitted": "asked",
        "selected": "accepted",
        "waiting": "due",
        "declined": "declined",
        "withdrawn": "cancelled",
    },
    DirectLink: {"withdrawn": "cancelled"},
    Enquiry: {"open": "asked", "answered": "completed", "closed": "ended"},
}


@register.simple_tag
def state_of(row: Mission | MissionApplication | DirectLink | Enquiry) -> SafeString:
    """Render the state of a mission, seat, link or enquiry."""
    glyph = GLYPHS[type(row)].get(row.state, row.state)
    return state(glyph, row.get_state_display())
