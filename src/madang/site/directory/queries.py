"""What may be read of people and organisations."""

from django.contrib.auth.models import AnonymousUser

from madang.site.directory.models import Person, User


def person_of(user: User | AnonymousUser) -> Person | None:
    """Return the person who signed in, or None; asked once for each request's user."""
    if not isinstance(user, User):
        return None
    return getattr(user, "person", None)
