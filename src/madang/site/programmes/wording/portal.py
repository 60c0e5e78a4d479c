"""The words of the portal: what waits, in one sentence; what is followed, counted."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from madang.site.programmes.queries.portal import Portal


def headline(portal: "Portal") -> str:
    """Return the first thing that waits for this person, as a sentence; that nothing does, if so."""
    late = sum(1 for each in portal.due if each.late)
    if count := len(portal.to_sign):
        return ngettext(
            "%(count)s contract waits for your signature",
            "%(count)s contracts wait for your signature",
            count,
        ) % {"count": count}
    if late:
        return ngettext(
            "%(count)s milestone is late", "%(count)s milestones are late", late
        ) % {"count": late}
    if count := portal.requests:
        return ngettext(
            "%(count)s request for support waits for your decision",
            "%(count)s requests for support wait for your decision",
            count,
        ) % {"count": count}
    if count := len(portal.due):
        return ngettext("%(count)s thing is due", "%(count)s things are due", count) % {
            "count": count
        }
    return _("Nothing waits for you")


def followed(counts: Mapping[str, int]) -> str:
    """Return how many of each kind are followed: 2 country pairs, 1 field and 1 call or date."""
    words = {
        "pair": ngettext(
            "%(count)s country pair", "%(count)s country pairs", counts.get("pair", 0)
        ),
        "country": ngettext(
            "%(count)s country", "%(count)s countries", counts.get("country", 0)
        ),
        "organisation": ngettext(
            "%(count)s organisation or cluster",
            "%(count)s organisations or clusters",
            counts.get("organisation", 0),
        ),
        "field": ngettext(
            "%(count)s field", "%(count)s fields", counts.get("field", 0)
        ),
        "entry": ngettext(
            "%(count)s call or date",
            "%(count)s calls or dates",
            counts.get("entry", 0),
        ),
    }
    parts = [
        text % {"count": counts[kind]}
        for kind, text in words.items()
        if counts.get(kind)
    ]
    return get_text_list(parts, _("and"))
