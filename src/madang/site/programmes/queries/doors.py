"""What the doors of the house say about missions and programmes: one sentence with a figure each."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from madang.site.programmes.models import Mission
from madang.site.programmes.queries.calls import open_calls


def open_missions(request: HttpRequest) -> str:  # noqa: ARG001 - every door is asked so
    """Return how many missions wait for applications; one query."""
    count = Mission.objects.filter(state="open").count()
    if not count:
        return _("All missions")
    return ngettext(
        "%(count)d mission is open for applications",
        "%(count)d missions are open for applications",
        count,
    ) % {"count": count}


def calls_that_are_open(request: HttpRequest) -> str:  # noqa: ARG001 - every door is asked so
    """Return how many calls take applications now; one query."""
    now = timezone.now()
    count = open_calls(now).filter(opens_at__lte=now).count()
    if not count:
        return _("All programmes")
    return ngettext("%(count)d call is open", "%(count)d calls are open", count) % {
        "count": count
    }
