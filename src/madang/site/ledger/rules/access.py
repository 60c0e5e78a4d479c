"""Who reads and writes the ledger, and the refusal that its verbs raise.

One rule of audience holds for every page, program, sheet, feed and count:

1. A row that is internal is there for curators alone.
2. An organisation whose record is internal, and a role that is internal, are named to nobody else. A row that is about them
   alone (a role, a membership, a relation, a cluster's profile) is not there for others; a row of which they are one part among
   several (a party of a tie, the organiser of an occasion, the holder of a claim) is there without that part.
3. What rests on evidence is there for others only if a claim of it stands that is public and rests on a public source.

Queries apply it: `queries.names` says who is named, and each noun has its `…_seen_by(user)`.
"""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from madang.site.directory.models import User
from madang.site.directory.rules import may_curate
from madang.site.ledger.models import Audience

Reader = User | AnonymousUser | None


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


def reads_everything(user: Reader) -> bool:
    """Say whether somebody reads what is internal; None is a visitor."""
    return user is not None and may_read_internal(user)


def named_to(user: Reader, organisation: str = "") -> Q:
    """Return the condition that the organisation in a column may be named to somebody; a blank column is no obstacle.

    Without `organisation` the rows themselves are organisations. Who has no record of the ledger is not its secret.
    """
    if reads_everything(user):
        return Q()
    record = f"{organisation}__record" if organisation else "record"
    return Q(**{record: None}) | Q(**{f"{record}__audience": Audience.PUBLIC})
