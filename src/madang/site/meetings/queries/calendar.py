"""A calendar's secret address, and the entries behind it."""

import hashlib

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from madang.site.events.models import Delegate, Event
from madang.site.meetings.models import CalendarAddress, CalendarEntry
from madang.site.meetings.queries.owners import Owner

ADDRESSES = CalendarAddress.objects.select_related(
    "delegate__person__user",
    "delegate__registration__event",
    "delegate__registration__organisation",
    "interpreter__person__user",
    "interpreter__event",
    "place__event",
    "place__zone",
)


def address_token(address: CalendarAddress) -> str:
    """Return the token of a saved address: 256 bits that only this site can derive.

    The holder's key is part of it: when another person takes a delegate's chair, the address given to the one
    before stops being this chair's.
    """
    owner = owner_of(address).row
    holder = getattr(owner, "person_id", None)
    return salted_hmac(
        "madang.calendar",
        f"{address.pk} {address.created_at.isoformat()} {holder}",
        algorithm="sha256",
    ).hexdigest()


def hash_of(token: str) -> str:
    """Return what the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def owner_of(address: CalendarAddress) -> Owner:
    """Return whose calendar an address opens."""
    return Owner(
        delegate=address.delegate, interpreter=address.interpreter, place=address.place
    )


def event_of(owner: Owner) -> Event:
    """Return the event of an agenda's owner."""
    row = owner.row
    return row.registration.event if isinstance(row, Delegate) else row.event


def live_token(owner: Owner) -> str:
    """Return the token of an owner's address that works now, or an empty string."""
    address = (
        ADDRESSES.filter(**{owner.kind: owner.row}, revoked_at__isnull=True)
        .order_by("-id")
        .first()
    )
    if address is None:
        return ""
    token = address_token(address)
    return token if hash_of(token) == address.token_hash else ""


def address_at(token: str) -> CalendarAddress | None:
    """Return the address of a token, or None for one that never was."""
    return ADDRESSES.filter(token_hash=hash_of(token)).first()


def is_live(address: CalendarAddress) -> bool:
    """Tell whether an address still opens its calendar.

    It does until it is revoked, its chair is taken by somebody else, the organisation is out of the event, or its
    holder's account is closed.
    """
    person = getattr(owner_of(address).row, "person", None)
    user = person.user if person is not None else None
    delegate = address.delegate
    return (
        address.revoked_at is None
        and (user is None or user.is_active)
        and (
            delegate is None
            or delegate.registration.state not in ("declined", "withdrawn")
        )
        and hash_of(address_token(address)) == address.token_hash
    )


def entries_of(owner: Owner) -> QuerySet[CalendarEntry]:
    """Return what an owner's calendar says, cancelled meetings too."""
    return CalendarEntry.objects.filter(**{owner.kind: owner.row})
