"""Which slots of an event a delegate is free in, grouped by half days."""

from dataclasses import dataclass, field
from datetime import date, time

from madang.site.core.time import zone
from madang.site.events.models import Delegate, DelegateAbsence, Event, Slot

NOON = time(12)


@dataclass
class HalfDay:
    """The slots of one morning or afternoon, in the event's zone. `key` is "2026-12-08-am"."""

    date: date
    is_morning: bool
    slots: list[Slot] = field(default_factory=list)

    @property
    def key(self) -> str:
        """Return the name of the half day in forms."""
        return f"{self.date.isoformat()}-{'am' if self.is_morning else 'pm'}"


def half_days(event: Event) -> list[HalfDay]:
    """Return the slots of an event by half day: a slot that begins before noon is of the morning."""
    halves: dict[str, HalfDay] = {}
    for slot in Slot.objects.filter(event=event).order_by("starts_at"):
        local = slot.starts_at.astimezone(zone(event.zone))
        half = HalfDay(date=local.date(), is_morning=local.time() < NOON)
        halves.setdefault(half.key, half).slots.append(slot)
    return list(halves.values())


def absences_of(delegates: list[Delegate]) -> dict[int, set[int]]:
    """Return for each delegate (id) the slots (ids) in which they cannot meet."""
    absent: dict[int, set[int]] = {each.pk: set() for each in delegates}
    for delegate, slot in DelegateAbsence.objects.filter(
        delegate__in=delegates
    ).values_list("delegate_id", "slot_id"):
        absent[delegate].add(slot)
    return absent


@dataclass(frozen=True)
class Choice:
    """A slot with whether the delegate is free in it."""

    slot: Slot
    is_free: bool


@dataclass(frozen=True)
class HalfChoice:
    """A half day with the choices in it."""

    half: HalfDay
    choices: list[Choice]

    @property
    def free(self) -> int:
        """Return how many of its slots are free."""
        return sum(each.is_free for each in self.choices)


def choices_of(event: Event, delegate: Delegate) -> list[HalfChoice]:
    """Return every slot of an event by half day, with whether the delegate is free."""
    absent = absences_of([delegate])[delegate.pk]
    return [
        HalfChoice(
            half=half,
            choices=[
                Choice(slot=slot, is_free=slot.pk not in absent) for slot in half.slots
            ],
        )
        for half in half_days(event)
    ]


@dataclass(frozen=True)
class GridRow:
    """One slot with the choices of all delegates, in the order of their seats."""

    slot: Slot
    cells: list[tuple[Delegate, bool]]


def grid_of(
    event: Event, delegates: list[Delegate]
) -> list[tuple[HalfDay, list[GridRow]]]:
    """Return slots × delegates by half day: whether each delegate is free in each slot."""
    absent = absences_of(delegates)
    return [
        (
            half,
            [
                GridRow(
                    slot=slot,
                    cells=[
                        (each, slot.pk not in absent[each.pk]) for each in delegates
                    ],
                )
                for slot in half.slots
            ],
        )
        for half in half_days(event)
    ]
