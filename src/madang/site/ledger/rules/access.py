"""Who reads and writes the ledger, and the refusal that its verbs raise."""

from django.contrib.auth.models import AnonymousUser

from madang.site.directory.models import User
from madang.site.directory.rules import may_curate


class LedgerError(Exception):
    """An entry that the ledger does not take. The message is translated; `field` names the field it is about."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def may_write(user: User | AnonymousUser) -> bool:
    """Curators and the site's staff enter, correct and withdraw."""
    return bool(may_curate(user))


def may_read_internal(user: User | AnonymousUser) -> bool:
    """Curators and the site's staff read what is not public."""
    return bool(may_curate(user))
