"""The timetable of one half day: places in rows, slots and breaks in columns, a meeting or nothing in each cell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal

from django.db.models import Q, QuerySet, prefetch_related_objects

from madang.site.core.time import to_utc, zone
from madang.site.events.models import Break, Day, Event, Place, PlaceClosure, Slot, Zone
from madang.site.meetings.models import Placement, Plan
from madang.site.meetings.queries.plans import placements_of

Part = Literal["morning", "afternoon"]
NOON = time(12)


@dataclass(frozen=True)
class HalfDay:
    """The slots of a day before or after lunch (noon, if the day has no lunch break)."""

    date: date
    part: Part
    slots: list[Slot]

    @property
    def key(self) -> str:
        """The name of this half day in addresses: 2026-12-08-morning."""
        return f"{self.date.isoformat()}-{self.part}"


@dataclass(frozen=True)
class Column:
    """One column: a slot, or the breaks between two slots."""

    slot: Slot | None = None
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True)
class Cell:
    """What a place holds in a slot. `kind` is meeting, round, closed or free; `mark` is moving, fits or clash.

    In a cell of the band of a break, `band` holds the breaks and everything else is empty.
    """

    kind: str
    slot: Slot | None = None
    place: Place | None = None
    placement: Placement | None = None
    mark: str = ""
    languages: str = ""
    band: tuple[Break, ...] = ()


@dataclass(frozen=True)
class Row:
    """One place with a cell for each slot; `opens_zone` where the row above belongs to another zone."""

    place: Place
    opens_zone: bool
    cells: list[Cell] = field(default_factory=list)


@dataclass(frozen=True)
class Grid:
    """A half day to draw. The band of a break is a cell of the first row that goes down through all rows."""

    half: HalfDay
    columns: list[Column]
    rows: list[Row]

    @property
    def meetings(self) -> int:
        """How many meetings it holds; a round table is none."""
        return self._count("meeting")

    @property
    def round_tables(self) -> int:
        """How many round tables it holds."""
        return self._count("round")

    @property
    def room(self) -> int:
        """How many meetings it could hold: those it has, and the free cells."""
        return self._count("meeting", "free")

    def _count(self, *kinds: str) -> int:
        return sum(1 for row in self.rows for cell in row.cells if cell.kind in kinds)

    @property
    def zones(self) -> list[Zone]:
        """The zones of the places, in order."""
        return list(dict.fromkeys(row.place.zone for row in self.rows))

    @property
    def by_slot(self) -> list[tuple[Slot, list[Cell], int]]:
        """The same as a list: each slot with what it holds in the order of the places, and how many are not closed."""
        rows = []
        for slot in (each.slot for each in self.columns if each.slot is not None):
            cells = [
                each for row in self.rows for each in row.cells if each.slot is slot
            ]
            held = [each for each in cells if each.placement]
            rows.append((slot, held, sum(each.kind != "closed" for each in cells)))
        return rows


@dataclass(frozen=True)
class Marks:
    """What a page marks while somebody moves a meeting: where it is, where it fits, and the cell that was chosen."""

    moving: int | None = None
    fits: frozenset[tuple[int, int]] = frozenset()
    chosen: tuple[int, int] | None = None
    is_clash: bool = False

    def of(self, slot: int, place: int, meeting: int | None) -> str:
        """Return the mark of one cell."""
        if self.moving is not None and meeting == self.moving:
            return "moving"
        if self.chosen == (slot, place) and self.is_clash:
            return "clash"
        if self.chosen == (slot, place):
            return "fits chosen"
        return "fits" if (slot, place) in self.fits else ""


def half_days(event: Event) -> list[HalfDay]:
    """Return the half days of an event that have slots, in order."""
    # The days of an event that was looked up come with it; they are not asked for again.
    days = list(event.days.all())
    prefetch_related_objects(days, "breaks")
    by_key = {day.pk: day for day in days}
    lunch = {day.pk: _lunch(day) for day in days}
    local = zone(event.zone)
    found: dict[tuple[date, Part], list[Slot]] = {}
    for slot in event.slots.order_by("starts_at"):
        slot.day = by_key[slot.day_id]
        is_early = slot.starts_at.astimezone(local).time() < lunch[slot.day_id]
        part: Part = "morning" if is_early else "afternoon"
        found.setdefault((slot.day.date, part), []).append(slot)
    return [HalfDay(day, part, slots) for (day, part), slots in found.items()]


def _lunch(day: Day) -> time:
    meals = [each.starts for each in day.breaks.all() if each.kind == Break.Kind.LUNCH]
    return min(meals, default=NOON)


def half_day_to_show(
    halves: Sequence[HalfDay], key: str, *, holding: int | None = None
) -> HalfDay | None:
    """Return the half day that an address asks for, else the one that holds a slot, else the first."""
    for half in halves:
        if half.key == key:
            return half
    for half in halves:
        if holding is not None and any(slot.pk == holding for slot in half.slots):
            return half
    return halves[0] if halves else None


def places_of(event: Event) -> list[Place]:
    """Return the places of an event, in the order of the rows, with their zones and owners."""
    return list(event.places.select_related("zone", "owner__organisation"))


def grid_of(
    event: Event,
    half: HalfDay,
    places: Sequence[Place],
    placements: Iterable[Placement],
    *,
    languages: dict[int, tuple[str, str]],
    marks: Marks,
) -> Grid:
    """Return one half day as rows and columns. `languages` holds the pair of a placement with an interpreter."""
    slots = [slot.pk for slot in half.slots]
    placed = {
        (row.slot_id, row.place_id): row for row in placements if row.slot_id in slots
    }
    closed = set(
        PlaceClosure.objects.filter(slot__in=slots).values_list("slot_id", "place_id")
    )
    columns = _columns(event, half)
    rows: list[Row] = []
    zone_before: int | None = None
    for place in places:
        row = Row(place=place, opens_zone=place.zone_id != zone_before)
        zone_before = place.zone_id
        for column in columns:
            if column.slot is None:
                band = Cell(kind="break", band=column.breaks)
                row.cells.extend([] if rows else [band])
                continue
            at = (column.slot.pk, place.pk)
            row.cells.append(
                _cell(
                    column.slot,
                    place,
                    placed.get(at),
                    mark=marks.of(*at, _meeting_at(placed.get(at))),
                    languages=languages.get(placed[at].pk) if at in placed else None,
                    is_closed=at in closed,
                )
            )
        rows.append(row)
    return Grid(half=half, columns=columns, rows=rows)


def placed_in(plan: Plan | None, half: HalfDay) -> list[Placement]:
    """Return what a version places in a half day; nothing of no version."""
    if plan is None:
        return []
    rows = _agreed(placements_of(plan))
    return list(rows.filter(slot__in=[slot.pk for slot in half.slots]))


def placed_with_people(plan: Plan) -> list[Placement]:
    """Return all that a version places, each with who attends."""
    return list(_agreed(placements_of(plan)).prefetch_related("attendances"))


def _agreed(rows: QuerySet[Placement]) -> QuerySet[Placement]:
    """Leave out what was cancelled since: its cell is free."""
    return rows.filter(Q(meeting__isnull=True) | Q(meeting__state="accepted"))


def _meeting_at(placement: Placement | None) -> int | None:
    return placement.meeting_id if placement else None


def _cell(
    slot: Slot,
    place: Place,
    placement: Placement | None,
    *,
    mark: str,
    languages: tuple[str, str] | None,
    is_closed: bool,
) -> Cell:
    if placement is not None:
        kind = "meeting" if placement.meeting_id else "round"
    else:
        is_shut = is_closed or not place.is_open or place.kind == Place.Kind.ROUND
        kind = "closed" if is_shut else "free"
    return Cell(
        kind=kind,
        slot=slot,
        place=place,
        placement=placement,
        mark=mark,
        languages="–".join(languages).upper() if languages else "",
    )


def _columns(event: Event, half: HalfDay) -> list[Column]:
    """Slots in order, and between two of them the breaks that lie there."""
    breaks = [
        (_instant(half.date, each.starts, event), each)
        for each in sorted(half.slots[0].day.breaks.all(), key=lambda each: each.starts)
    ]
    columns: list[Column] = []
    for index, slot in enumerate(half.slots):
        if index:
            end = half.slots[index - 1].ends_at
            between = tuple(row for at, row in breaks if end <= at < slot.starts_at)
            columns.extend([Column(breaks=between)] if between else [])
        columns.append(Column(slot=slot))
    return columns


def _instant(day: date, clock: time, event: Event) -> datetime:
    return to_utc(day, clock, event.zone)
