"""Small pictures of the front page as SVG paths: attributes and classes only, drawn from counted rows."""

from collections import defaultdict

from madang.site.events.models import Event
from madang.site.meetings.models import Placement

WIDTH = 308
# Side of the yard → the colour class of a small picture.
COLOURS = {"n": "z5", "e": "z3", "s": "z4", "w": "z6", "c": "z2", "": "z0"}


def squares(filled: int, whole: int) -> list[tuple[str, str]]:
    """Return one square for each of `whole`, the first `filled` of them in colour, as (class, path)."""
    marks = [
        f"M{10 * (index % 31)} {10 * (index // 31)}h8v8h-8z" for index in range(whole)
    ]
    return [("z1", "".join(marks[:filled])), ("z0", "".join(marks[filled:]))]


def bars(*values: int) -> list[tuple[str, str]]:
    """Return one bar for each of at most four values, one under the other, the widest as wide as the picture."""
    widest = max(values, default=0) or 1
    classes = ["z0", "z2", "z1"]
    return [
        (classes[i % 3], f"M0 {22 * i}h{round(WIDTH * value / widest)}v14H0z")
        for i, value in enumerate(values)
    ]


def timetable(event: Event) -> list[tuple[str, str]]:
    """Return the published timetable as one mark for each slot of each place, in the colour of its zone."""
    slots = list(event.slots.values_list("pk", flat=True))
    places = list(
        event.places.filter(is_open=True)
        .order_by("zone_id", "position", "pk")
        .values_list("pk", "zone__side")
    )
    taken = set(
        Placement.objects.filter(
            plan__event=event, plan__state="published"
        ).values_list("place_id", "slot_id")
    )
    if not slots or not places:
        return []
    width, height = (WIDTH + 2) / len(slots), 70 / len(places)
    paths: dict[str, list[str]] = defaultdict(list)
    for row, (place, side) in enumerate(places):
        for column, slot in enumerate(slots):
            colour = COLOURS[side if (place, slot) in taken else ""]
            x, y, w, h = column * width, row * height, width - 1.7, height - 0.7
            paths[colour].append(f"M{x:.1f} {y:.1f}h{w:.1f}v{h:.1f}h-{w:.1f}z")
    return [(colour, "".join(marks)) for colour, marks in paths.items()]
