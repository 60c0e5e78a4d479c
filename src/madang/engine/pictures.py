"""What a search came to, as pictures: value and bound over time, and the timetable of its places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from madang.engine.problem import MINUTES_PER_DAY, Place, Problem
from madang.engine.schedule import Moment, Placement, Result, Schedule
from madang.engine.svg import (
    PAPER,
    Picture,
    area,
    box,
    document,
    line,
    path,
    steps_between,
    text,
)

VALUE, BOUND = "#2f7fc1", "#d07a1c"
LIGHT, HEAVY, MUST = (70, 124, 171), (20, 58, 92), "#a4501a"
"""Meetings of little and of much weight (red, green, blue), and those that must be."""
LEFT, RIGHT, TOP, BOTTOM = 64, 150, 16, 40
ROW, LETTER, HEAD, MINUTE = 22, 7.5, 40, 2
"""Height of a row, width of a letter of its label, height above a day, width of a minute."""
PLACES_MOST = 40
Point = tuple[float, float]


def progress_chart(result: Result, *, width: int = 720, height: int = 300) -> Picture:
    """The weight reached and the bound proven, over the seconds of a search; what is between them is still open.

    A result that was read from a file has no history: its chart has the last point alone.
    """
    placed = result.stage("placed")
    last = Moment(result.seconds, placed.value, result.count, placed.bound)
    history = [*result.history, last]
    bounds = [item.bound or placed.value for item in history]
    least, most = min(item.weight for item in history), max(bounds)
    margin = max(1.0, (most - least) * 0.08)
    low, high = least - margin, most + margin
    seconds = max(result.seconds, 0.001)

    def at(when: float, number: float) -> Point:
        x = LEFT + (width - LEFT - RIGHT) * when / seconds
        y = TOP + (height - TOP - BOTTOM) * (high - number) / (high - low)
        return x, y

    times = [min(item.seconds, seconds) for item in history]
    values = _stairs(times, [item.weight for item in history])
    limits = _stairs(times, bounds)
    parts = _grid(at, (seconds, low, high))
    between = [*values, *reversed(limits)]
    parts += [
        area([at(*point) for point in between], colour=VALUE, opacity=0.14),
        path([at(*point) for point in limits], colour=BOUND),
        path([at(*point) for point in values], colour=VALUE),
        *_ends(at(seconds, bounds[-1]), at(seconds, placed.value), result),
    ]
    return document(width, height, "Value and bound over time", parts)


def _stairs(times: list[float], numbers: list[int]) -> list[Point]:
    """Corners of a line that stays where it is until the next moment."""
    corners: list[Point] = []
    for when, number in zip(times, numbers, strict=True):
        if corners:
            corners.append((when, corners[-1][1]))
        corners.append((when, number))
    return corners


def _grid(
    at: Callable[[float, float], Point], frame: tuple[float, float, float]
) -> list[str]:
    """Lines and numbers of both axes."""
    seconds, low, high = frame
    parts = []
    for number in steps_between(low, high, 6):
        left, right = at(0, number), at(seconds, number)
        parts.append(line(left, right, opacity=0.25))
        parts.append(text(left[0] - 8, left[1] + 4, f"{number:,.0f}", anchor="end"))
    for when in steps_between(0, seconds, 8):
        foot = at(when, low)
        parts.append(line(foot, (foot[0], foot[1] + 5), opacity=0.6))
        parts.append(text(foot[0], foot[1] + 19, f"{when:g} s", anchor="middle"))
    parts.append(line(at(0, low), at(seconds, low), opacity=0.6))
    return parts


def _ends(bound: Point, value: Point, result: Result) -> list[str]:
    """What the two lines have come to, beside their ends; never one upon the other."""
    placed = result.stage("placed")
    upper = min(bound[1] + 4, value[1] - 16)
    if placed.is_proven:
        words = f"{placed.value:,} proven best"
        return [text(value[0] + 10, value[1] + 4, words, colour=VALUE, weight=600)]
    words = f"bound {placed.bound:,}" if placed.bound is not None else "no bound"
    limit = placed.bound or placed.value
    share = (limit - placed.value) / max(1, limit)
    return [
        text(value[0] + 10, value[1] + 20, f"{share:.2%} open"),
        text(bound[0] + 10, max(12, upper), words, colour=BOUND, weight=600),
        text(
            value[0] + 10,
            value[1] + 4,
            f"value {placed.value:,}",
            colour=VALUE,
            weight=600,
        ),
    ]


def timetable(
    problem: Problem,
    schedule: Schedule,
    *,
    days: tuple[int, ...] | None = None,
    names: dict[int, str] | None = None,
    most: int = PLACES_MOST,
) -> Picture:
    """Who sits where when: a row a place, a box a meeting with its number; the darker, the heavier.

    `days` are numbers from 0 for the first day of the event (None: all of them); `names` are labels of places, else
    their ids; places beyond `most` on a day, in the order of zones, are counted and not drawn.
    """
    numbers = sorted({slot.day for slot in problem.slots})
    chosen = range(len(numbers)) if days is None else days
    shades = _Shades(problem, schedule)
    parts: list[str] = []
    width, top = 0.0, 0.0
    for index in chosen:
        drawn = _Day(problem, schedule, numbers[index], names or {}, most)
        parts.append(text(0, top + 14, f"Day {index + 1}", weight=600))
        parts += drawn.draw(top, shades)
        width, top = max(width, drawn.width), top + drawn.height
    parts += _legend(top, shades)
    return document(max(width, 360), top + 28, "Timetable", parts)


class _Shades:
    """Colours of meetings: by weight, from the lightest to the heaviest that is held."""

    def __init__(self, problem: Problem, schedule: Schedule) -> None:
        self.meeting = problem.meeting
        weights = [self.meeting[item].weight for item in schedule]
        self.low, self.high = min(weights, default=1), max(weights, default=1)
        self.has_must = any(self.meeting[item].must for item in schedule)

    def of(self, meeting: int) -> str:
        """The colour of a meeting."""
        if self.meeting[meeting].must:
            return MUST
        return self.shade(self.meeting[meeting].weight)

    def shade(self, weight: int) -> str:
        """The colour of a weight."""
        share = (weight - self.low) / max(1, self.high - self.low)
        parts = (
            round(light + (heavy - light) * share)
            for light, heavy in zip(LIGHT, HEAVY, strict=True)
        )
        return "#" + "".join(f"{part:02x}" for part in parts)


class _Day:
    """The meetings of one day by place, and where they are drawn."""

    def __init__(
        self,
        problem: Problem,
        schedule: Schedule,
        day: int,
        names: dict[int, str],
        most: int,
    ) -> None:
        self.problem, self.day, self.names = problem, day, names
        self.rows: dict[int, list[tuple[int, Placement]]] = defaultdict(list)
        for meeting, placement in schedule.items():
            if problem.slot[placement.slot].day == day:
                self.rows[placement.place].append((meeting, placement))
        self.lane, self.lanes = self.find_lanes()
        used = [place for place in problem.places if place.id in self.rows]
        used.sort(key=lambda place: (place.zone, place.id))
        self.places, self.hidden = used[:most], len(used) - len(used[:most])
        longest = max((len(self.label(place)) for place in self.places), default=1)
        self.left = max(40.0, 16 + LETTER * longest)
        slots = [slot for slot in problem.timeline if slot.day == day]
        self.start = min(slot.start for slot in slots) // 60 * 60
        self.end = max(slot.end for slot in slots)

    @property
    def width(self) -> float:
        """Width of the whole day with its labels."""
        return self.left + (self.end - self.start) * MINUTE + 12

    @property
    def height(self) -> float:
        """Height of the whole day."""
        lanes = sum(self.lanes[place.id] for place in self.places)
        return HEAD + lanes * ROW + (ROW if self.hidden else 0) + 12

    def find_lanes(self) -> tuple[dict[int, int], dict[int, int]]:
        """The row within its place of each meeting, and how many rows each place needs."""
        lane: dict[int, int] = {}
        lanes: dict[int, int] = {}
        for place, rows in self.rows.items():
            until: list[int] = []
            rows.sort(key=lambda row: (self.problem.slot[row[1].slot].start, row[0]))
            for meeting, placement in rows:
                slot = self.problem.slot[placement.slot]
                free = (at for at, end in enumerate(until) if end <= slot.start)
                at = next(free, len(until))
                until[at : at + 1] = [slot.end]
                lane[meeting] = at
            lanes[place] = len(until)
        return lane, lanes

    def label(self, place: Place) -> str:
        """What a place is called."""
        return self.names.get(place.id, str(place.id))

    def x(self, minute: int) -> float:
        """Where a minute is drawn."""
        return self.left + (minute - self.start) * MINUTE

    def draw(self, top: float, shades: _Shades) -> list[str]:
        """Everything of the day, its upper edge at `top`."""
        foot = top + self.height - 12
        parts = []
        for hour in range(self.start, self.end + 1, 60):
            x = self.x(hour)
            clock = f"{hour % MINUTES_PER_DAY // 60:02d}:00"
            parts.append(text(x, top + HEAD - 10, clock, anchor="middle"))
            parts.append(line((x, top + HEAD - 4), (x, foot), opacity=0.25))
        y = top + HEAD
        for place in self.places:
            label = self.label(place)
            parts.append(text(self.left - 10, y + 15, label, anchor="end"))
            parts += self.boxes(place, y, shades)
            y += self.lanes[place.id] * ROW
        if self.hidden:
            parts.append(text(self.left, y + 15, f"and {self.hidden} more places"))
        return parts

    def boxes(self, place: Place, y: float, shades: _Shades) -> list[str]:
        """The meetings of a place, one below another where several go on at once."""
        parts = []
        for meeting, placement in self.rows[place.id]:
            slot = self.problem.slot[placement.slot]
            corner = (self.x(slot.start) + 1, y + self.lane[meeting] * ROW + 1)
            size = (slot.minutes * MINUTE - 2, ROW - 2)
            note = self.note(meeting, placement)
            parts.append(box(corner, size, colour=shades.of(meeting), note=note))
            middle, foot = corner[0] + size[0] / 2, corner[1] + 14
            parts.append(
                text(middle, foot, str(meeting), anchor="middle", colour=PAPER)
            )
        return parts

    def note(self, meeting: int, placement: Placement) -> str:
        """What is said of a meeting when a pointer rests on it."""
        found = self.problem.meeting[meeting]
        organisations = ", ".join(map(str, found.organisations))
        people = ", ".join(map(str, placement.people))
        return f"meeting {meeting}: organisations {organisations}; delegates {people}; weight {found.weight}"


def _legend(top: float, shades: _Shades) -> list[str]:
    """What the colours mean."""
    entries = [
        (shades.shade(shades.low), f"weight {shades.low}"),
        (shades.shade(shades.high), f"weight {shades.high}"),
    ]
    if shades.has_must:
        entries.append((MUST, "must be held"))
    parts, x = [], 40.0
    for colour, words in entries:
        parts.append(box((x, top + 4), (14, 14), colour=colour))
        parts.append(text(x + 20, top + 15, words))
        x += 110
    return parts
