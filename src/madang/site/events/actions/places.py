"""Verbs for halls, zones, places and the slots in which a place is closed."""

import re
from collections.abc import Sequence
from string import ascii_lowercase

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from madang.site.core.log import record
from madang.site.directory.models import Person
from madang.site.events.actions import bump_version
from madang.site.events.actions.rows import keep
from madang.site.events.models import (
    Event,
    Hall,
    Place,
    PlaceClosure,
    Slot,
    Zone,
)
from madang.site.events.rules import SetUpError

MOST_AT_ONCE = 200
MOST_IN_SUITE = 12
LONGEST_SIGN = 12
RANGE = re.compile(r"([^\d\s]*)(\d{1,4})\s*[-–—]\s*([^\d\s]*)(\d{1,4})")


def save_hall(*, hall: Hall, by: Person | None) -> None:
    """Add or rename a hall. Raises SetUpError if the event has one of this name."""
    keep(
        hall, event=hall.event, by=by, taken=_("A hall of this name is there already.")
    )


def save_zone(*, zone: Zone, by: Person | None) -> None:
    """Add or change a zone of a hall. Raises SetUpError if the hall has one of this name."""
    keep(
        zone,
        event=zone.hall.event,
        by=by,
        taken=_("The hall has a zone of this name already."),
    )


def read_signs(text: str) -> list[str]:
    """Return the signs that a line names: "E1–E3, W5" is E1, E2, E3, W5. Raises SetUpError for a line it cannot read."""
    signs: list[str] = []
    for part in (each.strip() for each in re.split(r"[,;\n]", text)):
        if not part:
            continue
        if (found := RANGE.fullmatch(part)) is None:
            signs.append(part)
            continue
        head, first, tail, last = found[1], int(found[2]), found[3], int(found[4])
        if tail not in ("", head) or last < first or last - first >= MOST_AT_ONCE:
            raise SetUpError(
                _("“%(part)s” is no range of signs. Write it as E1–E8.")
                % {"part": part},
                field="signs",
            )
        signs += [
            f"{head}{number:0{len(found[2])}d}" for number in range(first, last + 1)
        ]
    if not signs:
        raise SetUpError(_("Write at least one sign, such as E1–E8."), field="signs")
    if len(signs) > MOST_AT_ONCE:
        raise SetUpError(
            _("At most %(most)s places at once.") % {"most": MOST_AT_ONCE},
            field="signs",
        )
    return signs


@transaction.atomic
def add_places(
    *,
    zone: Zone,
    signs: Sequence[str],
    name: str,
    seats: int,
    by: Person | None,
    kind: str = Place.Kind.TABLE,
) -> list[Place]:
    """Add a place for each sign, called `name` and its sign. Raises SetUpError, and adds none, if a sign is taken."""
    return _add(
        [
            Place(
                zone=zone,
                name=f"{name} {sign}".strip(),
                code=sign,
                kind=kind,
                seats=seats,
            )
            for sign in signs
        ],
        by=by,
    )


@transaction.atomic
def add_suite(*, suite: Place, meetings: int, by: Person | None) -> list[Place]:
    """Add a suite; one that holds several meetings at once is as many places: N1a, N1b, N1c."""
    if not 1 <= meetings <= MOST_IN_SUITE:
        message = _("A suite holds 1 to %(most)s meetings at once.")
        raise SetUpError(message % {"most": MOST_IN_SUITE}, field="meetings")
    letters = list(ascii_lowercase[:meetings]) if meetings > 1 else [""]
    return _add(
        [
            Place(
                zone=suite.zone,
                name=f"{suite.name}, {letter}" if letter else suite.name,
                code=f"{suite.code}{letter}",
                kind=Place.Kind.SUITE,
                seats=suite.seats,
                owner=suite.owner,
            )
            for letter in letters
        ],
        by=by,
    )


def _add(places: list[Place], *, by: Person | None) -> list[Place]:
    zone = places[0].zone
    event = zone.hall.event
    signs = [place.code for place in places]
    twice = {sign for sign in signs if signs.count(sign) > 1}
    there = Place.objects.filter(event=event, code__in=signs)
    if taken := sorted(twice | set(there.values_list("code", flat=True))):
        message = _("These signs are taken: %(signs)s.")
        raise SetUpError(message % {"signs": ", ".join(taken)}, field="signs")
    if long := next((sign for sign in signs if len(sign) > LONGEST_SIGN), None):
        message = _("“%(sign)s” is longer than %(most)s characters.")
        raise SetUpError(message % {"sign": long, "most": LONGEST_SIGN}, field="signs")
    last = Place.objects.filter(event=event).aggregate(last=Max("position"))["last"]
    for number, place in enumerate(places, start=(last or 0) + 1):
        place.event, place.position, place.name = event, number, place.name[:80]
    Place.objects.bulk_create(places)
    detail = ", ".join(signs)
    record("add places", zone, by=by, event_id=event.pk, detail=detail)
    bump_version(event)
    return places


def save_place(*, place: Place, by: Person | None) -> None:
    """Change a place. Raises SetUpError if the sign is taken or the place has an owner without being a suite."""
    if place.owner_id and place.kind != Place.Kind.SUITE:
        raise SetUpError(
            _("Only a suite has an owner. Choose the kind Suite, or no owner."),
            field="owner",
        )
    if (
        Place.objects.filter(event=place.event, code=place.code)
        .exclude(pk=place.pk)
        .exists()
    ):
        raise SetUpError(
            _("These signs are taken: %(signs)s.") % {"signs": place.code}, field="code"
        )
    keep(place, event=place.event, by=by)


@transaction.atomic
def set_closures(*, place: Place, closed: Sequence[Slot], by: Person | None) -> None:
    """Close a place in exactly these slots. Nothing is written if they are closed already and no others."""
    before = set(
        PlaceClosure.objects.filter(place=place).values_list("slot_id", flat=True)
    )
    after = {slot.pk for slot in closed}
    if before == after:
        return
    PlaceClosure.objects.filter(place=place, slot_id__in=before - after).delete()
    PlaceClosure.objects.bulk_create(
        PlaceClosure(place=place, slot_id=pk) for pk in sorted(after - before)
    )
    event: Event = place.event
    record(
        "close place in slots",
        place,
        by=by,
        event_id=event.pk,
        detail=f"{len(after)} closed, {len(before)} before",
    )
    bump_version(event)
