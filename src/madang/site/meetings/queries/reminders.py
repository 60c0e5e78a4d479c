"""Who has not done what the deadlines for requests and answers ask."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from madang.site.events.models import Event, Registration
from madang.site.meetings.models import Meeting


def without_request(event: Event) -> QuerySet[Registration]:
    """Return the registrations that answered the survey and have neither asked for a meeting nor agreed to one."""
    own = Meeting.objects.filter(
        Q(host=OuterRef("pk"), host_said="yes")
        | Q(guest=OuterRef("pk"), guest_said="yes")
    )
    return Registration.objects.filter(
        ~Exists(own), event=event, answer__state="submitted"
    )


def with_open_answer(event: Event) -> QuerySet[Registration]:
    """Return the registrations from which the other side waits for a yes or a no."""
    waiting = Meeting.objects.filter(
        Q(host=OuterRef("pk"), host_said="") | Q(guest=OuterRef("pk"), guest_said=""),
        state="asked",
    )
    return Registration.objects.filter(Exists(waiting), event=event)
