"""Who reads the whole of an article, and who writes one."""

from django.contrib.auth.models import AnonymousUser

from madang.site.directory.models import User
from madang.site.directory.rules import may_curate

may_write_articles = may_curate


def may_read_gated(user: User | AnonymousUser) -> bool:
    """Say yes to whoever is signed in: registration is free and proves the address."""
    return isinstance(user, User) and user.is_active
