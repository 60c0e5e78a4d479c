"""Where countries lie: the middle of the places that the time zone database (public domain) names for each. Coastlines it has none."""

import re
from functools import cache
from importlib.resources import files
from statistics import median

# Degrees and minutes, with seconds where they are given (ISO 6709): "+5657+02406".
PLACE = re.compile(r"([+-])(\d{2})(\d{2})(?:\d{2})?([+-])(\d{3})(\d{2})(?:\d{2})?")
# Units of the picture for a degree.
SCALE = 4.0


@cache
def places() -> dict[str, tuple[float, float]]:
    """Return longitude and latitude in degrees of each country (ISO 3166-1), east and north positive."""
    found: dict[str, list[tuple[float, float]]] = {}
    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        code, _tab, rest = line.partition("\t")
        place = PLACE.match(rest)
        if place is not None and not line.startswith("#"):
            found.setdefault(code, []).append(_degrees(place))
    return {
        code: (median(each[0] for each in rows), median(each[1] for each in rows))
        for code, rows in found.items()
    }


def _degrees(place: re.Match[str]) -> tuple[float, float]:
    north, degrees, minutes, east, around, more = place.groups()
    latitude = (int(degrees) + int(minutes) / 60) * (1 if north == "+" else -1)
    longitude = (int(around) + int(more) / 60) * (1 if east == "+" else -1)
    return longitude, latitude


def spot(code: str) -> tuple[float, float] | None:
    """Return where a country stands on the picture (plate carrée: x to the east, y to the south); None for an unknown one."""
    place = places().get(code)
    if place is None:
        return None
    return round(SCALE * place[0], 1), round(-SCALE * place[1], 1)


def arc(start: tuple[float, float], end: tuple[float, float]) -> str:
    """Return the path of an arc that bends to the north, the further the longer it is."""
    (x, y), (to_x, to_y) = start, end
    bend = 0.25 * ((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5
    middle_x, middle_y = (x + to_x) / 2, (y + to_y) / 2 - bend
    return f"M{x} {y}Q{middle_x:.1f} {middle_y:.1f} {to_x} {to_y}"
