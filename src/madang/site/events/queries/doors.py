"""What the door of the lounges says."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from madang.site.events.queries import events_seen_by


def open_events(request: HttpRequest) -> str:
    """Say how many lounges this reader finds behind the door, those that are over aside."""
    count = events_seen_by(request.user).exclude(state="closed").count()
    if not count:
        return _("See the events")
    return ngettext(
        "%(count)s event in preparation", "%(count)s events in preparation", count
    ) % {"count": count}
