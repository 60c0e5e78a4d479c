"""What subscribed calendars are told: entries that change in place, and the secret addresses under which they are read."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.core.log import Actor
from madang.site.directory.models import Person
from madang.site.events.models import Event
from madang.site.meetings.models import (
    CalendarAddress,
    CalendarEntry,
    Meeting,
    Placement,
    Plan,
)
from madang.site.meetings.queries.agenda import (
    by_owner,
    is_off,
    placements,
)
from madang.site.meetings.queries.calendar import address_token, hash_of
from madang.site.meetings.queries.lines import line_of, place_words
from madang.site.meetings.queries.owners import Owner
from madang.site.meetings.queries.plans import published_plan

OWNER_FIELDS = ("delegate_id", "interpreter_id", "place_id")
TOLD_FIELDS = (
    "starts_at",
    "ends_at",
    "title",
    "location",
    "description",
    "is_cancelled",
)
Identity = tuple[str, str, int]


@dataclass(frozen=True)
class Told:
    """What a calendar shall say of one meeting; compared field by field with what it said before."""

    starts_at: datetime
    ends_at: datetime
    title: str
    location: str
    description: str
    is_cancelled: bool = False


def tell(*, plan: Plan, previous: Plan | None = None) -> int:
    """Bring every calendar of the plan's event in step with the plan; return how many entries changed.

    `previous` is the plan that calendars followed so far. What they were told is kept in their entries, so that
    a meeting that left the plan in any way is cancelled, and comes back under the same UID if it is placed again.
    """
    del previous
    return _bring_in_step(plan.event, placements(plan))


def tell_again(*, event: Event) -> int:
    """Bring every calendar in step with the published plan, after a meeting or an interpreter changed in it."""
    plan = published_plan(event)
    return _bring_in_step(event, placements(plan) if plan is not None else [])


def tell_after_cancelling(meeting: Meeting, by: Person | None) -> None:
    """Bring calendars in step after a meeting was cancelled; called by the verb that cancels."""
    del by
    tell_again(event=meeting.event)


def uid_of(row: Placement, owner: Owner, event: Event) -> str:
    """Return the UID of a meeting in one owner's calendar: the same for as long as both rows exist.

    The second of the event's creation tells apart two installations that one calendar reads.
    """
    what = (
        f"meeting-{row.meeting_id}"
        if row.meeting_id
        else f"round-table-{row.round_table_id}"
    )
    return f"{what}.{owner.kind}-{owner.row.pk}.{event.created_at:%Y%m%d%H%M%S}@madang"


@transaction.atomic
def _bring_in_step(event: Event, rows: Iterable[Placement]) -> int:
    """Compare what every calendar was told with what it shall be told, and write the difference: 3 statements and the reads."""
    of_event = (
        Q(delegate__registration__event=event)
        | Q(interpreter__event=event)
        | Q(place__event=event)
    )
    known = {
        _identity(each): each
        for each in CalendarEntry.objects.select_for_update(of=("self",)).filter(
            of_event
        )
    }
    wanted = _wanted(event, rows)
    new = [
        _entry(identity, told)
        for identity, told in wanted.items()
        if identity not in known
    ]
    changed = []
    for identity, entry in known.items():
        told = wanted.get(identity)
        if told is None and not entry.is_cancelled:
            entry.is_cancelled = True
            changed.append(entry)
        elif told is not None and any(
            getattr(entry, name) != getattr(told, name) for name in TOLD_FIELDS
        ):
            for name in TOLD_FIELDS:
                setattr(entry, name, getattr(told, name))
            changed.append(entry)
    now = timezone.now()
    for entry in changed:
        entry.sequence += 1
        entry.changed_at = now
    CalendarEntry.objects.bulk_create(new, batch_size=500)
    CalendarEntry.objects.bulk_update(
        changed, [*TOLD_FIELDS, "sequence", "changed_at"], batch_size=200
    )
    return len(new) + len(changed)


def _wanted(event: Event, rows: Iterable[Placement]) -> dict[Identity, Told]:
    owners, by_key = by_owner(row for row in rows if not is_off(row))
    wanted = {}
    for key, owner in owners.items():
        person = getattr(owner.row, "person", None)
        with translation.override(person.language if person is not None else "en"):
            for row in by_key[key]:
                wanted[(uid_of(row, owner, event), *key)] = _told(row, owner)
    return wanted


def _told(row: Placement, owner: Owner) -> Told:
    line = line_of(row, owner)
    described = [line.who, line.language, line.why]
    return Told(
        starts_at=line.starts_at,
        ends_at=line.ends_at,
        title=line.title[:300],
        location=f"{place_words(row)}, {row.place.zone}"[:200],
        description="\n".join(each for each in described if each),
    )


def _identity(entry: CalendarEntry) -> Identity:
    for name in OWNER_FIELDS:
        if (pk := getattr(entry, name)) is not None:
            return (entry.uid, name.removesuffix("_id"), pk)
    return (entry.uid, "", 0)


def _entry(identity: Identity, told: Told) -> CalendarEntry:
    uid, kind, pk = identity
    return CalendarEntry(
        uid=uid,
        **{f"{kind}_id": pk},
        **{name: getattr(told, name) for name in TOLD_FIELDS},
    )


@transaction.atomic
def make_address(*, owner: Owner, by: Actor, event: Event) -> str:
    """Give a calendar a new secret address and return its token; the one before stops working at once."""
    revoke_address(owner=owner, by=by, event=event)
    address = CalendarAddress(**{owner.kind: owner.row})
    # The token is derived from the row, which has no key before it is saved.
    address.token_hash = hashlib.sha256(
        salted_hmac("madang.calendar.new", f"{owner.key} {timezone.now()}").digest()
    ).hexdigest()
    address.save()
    token = address_token(address)
    address.token_hash = hash_of(token)
    address.save(update_fields=["token_hash"])
    log.record("make calendar address", owner.row, by=by, event_id=event.pk)
    return token


@transaction.atomic
def revoke_address(*, owner: Owner, by: Actor, event: Event) -> bool:
    """Make a calendar's address stop working; return False if it had none."""
    live = CalendarAddress.objects.filter(
        **{owner.kind: owner.row}, revoked_at__isnull=True
    )
    if not live.update(revoked_at=timezone.now()):
        return False
    log.record("revoke calendar address", owner.row, by=by, event_id=event.pk)
    return True


def calendar_name(owner: Owner, event: Event) -> str:
    """Return what a calendar is called in the program that reads it."""
    return _("%(event)s: %(name)s") % {"event": event.name, "name": owner.name}
