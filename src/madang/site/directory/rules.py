"""Who looks after the directory, as small predicates joined into sentences."""

import rules
from django.contrib.auth.models import AnonymousUser

from madang.site.directory.models import User


@rules.predicate
def is_curator(user: User | AnonymousUser) -> bool:
    """Whoever was named a curator of the directory."""
    return isinstance(user, User) and user.is_active and user.is_curator


@rules.predicate
def is_site_staff(user: User | AnonymousUser) -> bool:
    """The staff of the site."""
    return isinstance(user, User) and user.is_active and user.is_staff


may_curate = is_curator | is_site_staff
may_name_curators = is_site_staff
