"""What the doors of the house say about missions, programmes and the portal: one sentence with a figure each."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from madang.site.programmes.models import Mission


def open_missions(request: HttpRequest) -> str:  # noqa: ARG001 - every door is asked so
    """Return how many missions wait for applications; one query."""
    count = Mission.objects.filter(state="open").count()
    if not count:
        return _("No mission is open for applications at present.")
    return ngettext(
        "%(count)d mission is open for applications.",
        "%(count)d missions are open for applications.",
        count,
    ) % {"count": count}
