"""Who has an agenda of their own at an event."""

from django.contrib.auth.models import AnonymousUser

from madang.site.directory.models import User
from madang.site.events.models import Event
from madang.site.events.rules import standing


def has_agenda(user: User | AnonymousUser, event: Event) -> bool:
    """People of an organisation that takes part, and interpreters."""
    here = standing(user, event)
    return here.registration is not None or here.interpreter is not None
