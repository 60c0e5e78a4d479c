"""The judge on the certificate: every bound computed anew from its integer multipliers."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from math import gcd

from madang.engine.verify.event import (
    Event,
    Fault,
    Row,
    allowed_slots,
    needs_interpreter,
    organisations_of,
    speakers_of,
    usable_places,
)
from madang.engine.verify.musts import Musts
from madang.engine.verify.odd_sets import OddSets

Charge = int | None
"""What something charges; None: it cannot be had."""


def check_certificate(event: Event, schedule: Row) -> Iterator[Fault]:
    """Faults of the multipliers and of the bounds they prove."""
    certificate, worth = (
        schedule["certificate"],
        {"must": "must", "placed": "weight", "count": ""},
    )
    reached = {row["stage"]: row["value"] for row in schedule["stages"]} | {
        "count": schedule["count"]
    }
    if type(certificate["scale"]) is not int or certificate["scale"] < 1:
        yield Fault("multiplier", "certificate.scale", "must be a whole number above 0")
        return
    for name, key in worth.items():
        stated, charges = certificate[name], Charges(event, certificate[name])
        most = reached["must"] if name == "placed" else 0
        charges.wrong = charges.wrong or charges.musts.beyond(most)
        if charges.wrong:
            yield Fault(
                "multiplier",
                f"certificate.{name}.{charges.wrong}",
                "not a multiplier of this event",
            )
            continue
        weights = [
            int(row.get(key, key == "weight")) if key else 1 for row in event.live
        ]
        bound = bound_of(charges, weights, certificate["scale"])
        if stated["bound"] != bound or type(stated["bound"]) is not int:
            yield Fault(
                "bound",
                f"certificate.{name}",
                f"the multipliers prove {bound}, not {stated['bound']}",
            )
        elif reached[name] > bound:
            yield Fault(
                "bound",
                f"certificate.{name}",
                f"{reached[name]} is reached, above the bound {bound}",
            )


class Charges:
    """What each resource charges in each slot; None where it cannot be used. `wrong` names a bad multiplier."""

    def __init__(self, event: Event, data: Row) -> None:
        self.event, self.wrong = event, ""
        self.person_rows: dict[int, list[Charge]] = {}
        self.cache: dict[
            tuple[int, tuple[int, ...] | frozenset[int]], list[Charge]
        ] = {}
        self.likes: dict[int, dict[int, int]] = {}
        slots, days = len(event.slots), len(event.days)
        self.zeros = [0] * max(slots, days)
        self.delegates = self._rows("delegates", data, event.delegate, slots)
        self.places = self._rows("places", data, event.place, slots)
        self.interpreters = self._rows("interpreters", data, event.interpreter, slots)
        self.days = self._rows("days", data, event.delegate, days)
        self.organisations = self._rows("organisations", data, event.organisation, 1)
        self.odd_sets = OddSets(event, data.get("odd_sets", []))
        self.musts = Musts(data.get("musts", {}))
        self.wrong = self.wrong or self.odd_sets.wrong or self.musts.wrong
        limits = {item: row.get("most_per_day") for item, row in event.delegate.items()}
        for name, rows, most in (
            ("days", self.days, limits),
            (
                "organisations",
                self.organisations,
                {i: r.get("most") for i, r in event.organisation.items()},
            ),
        ):
            if any(most[item] is None for item in rows):
                self.wrong = self.wrong or name

    def _rows(
        self, name: str, data: Row, known: dict[int, Row], length: int
    ) -> dict[int, list[int]]:
        rows: dict[int, list[int]] = {}
        for key, value in data[name].items():
            row = [value] * length if type(value) is int else value
            good = isinstance(row, list) and len(row) == length
            if (
                int(key) not in known
                or not good
                or any(type(item) is not int or item < 0 for item in row)
            ):
                self.wrong = self.wrong or f"{name}.{key}"
            rows[int(key)] = row
        return rows

    def people(self, meeting: Row) -> list[Charge]:
        """The least charge of all sides of a meeting at each position of time."""
        pinned = (meeting.get("fixed") or {}).get("delegates")
        total: list[Charge] = [*self.odd_sets.charges(meeting)]
        for index, side in enumerate(meeting["sides"]):
            wanted = pinned[index] if pinned else side["delegates"]
            rows = [self.person(item) for item in wanted]
            if side.get("mode", "all") == "any":
                either = [least(now) for now in zip(*rows, strict=True)]
                total = together([total, either or [None] * len(total)])
            else:
                total = together([total, *rows])
        return total

    def person(self, delegate: int) -> list[Charge]:
        """The charge of a delegate at each position of time, the price of the day included."""
        if delegate not in self.person_rows:
            row, event = self.event.delegate[delegate], self.event
            away = (
                set(row.get("busy", ()))
                if row.get("most_per_day") != 0
                else set(event.slot)
            )
            use, days = (
                self.delegates.get(delegate, self.zeros),
                self.days.get(delegate, self.zeros),
            )
            self.person_rows[delegate] = [
                None
                if slot["id"] in away
                else self.lasting(use, away, index)
                + days[event.days.index(event.day[slot["id"]])]
                for index, slot in enumerate(event.slots)
            ]
        return self.person_rows[delegate]

    def lasting(self, row: list[int], away: Container[int], at: int) -> int:
        """The charges of a row at all moments when slots begin while one lasts; none where its owner is away."""
        slots = self.event.slots
        if not self.event.is_overlapping:
            return row[at]
        return sum(
            row[moment]
            for moment in self.event.moments[at]
            if slots[moment]["id"] not in away
        )

    def cheapest(
        self, rows: dict[int, list[int]], known: dict[int, Row], items: tuple[int, ...]
    ) -> list[Charge]:
        """The least charge of any of the items at each position of time; remembered, since many meetings ask alike."""
        key = (id(rows), items)
        if key not in self.cache:
            like = self._like(rows, known)
            kinds = frozenset(like[item] for item in items)
            if (id(rows), kinds) not in self.cache:
                self.cache[id(rows), kinds] = self._cheapest(rows, known, kinds)
            self.cache[key] = self.cache[id(rows), kinds]
        return self.cache[key]

    def _like(
        self, rows: dict[int, list[int]], known: dict[int, Row]
    ) -> dict[int, int]:
        """For each item the first one that charges the same and is away in the same slots."""
        if id(rows) not in self.likes:
            first: dict[tuple[tuple[int, ...], frozenset[int]], int] = {}
            self.likes[id(rows)] = {
                item: first.setdefault(
                    (tuple(rows.get(item, ())), frozenset(row.get("busy", ()))), item
                )
                for item, row in known.items()
            }
        return self.likes[id(rows)]

    def _cheapest(
        self, rows: dict[int, list[int]], known: dict[int, Row], items: frozenset[int]
    ) -> list[Charge]:
        return [
            least(
                [
                    self.lasting(
                        rows.get(item, self.zeros), known[item].get("busy", ()), at
                    )
                    for item in items
                    if slot["id"] not in known[item].get("busy", ())
                ]
            )
            for at, slot in enumerate(self.event.slots)
        ]

    def of(self, meeting: Row) -> Charge:
        """The least charge of any way to hold the meeting."""
        return self.least_of(meeting, self.ways(meeting))

    def least_of(self, meeting: Row, ways: dict[int, Charge]) -> Charge:
        """The least charge of the ways of a meeting, with the fees of its organisations."""
        best = least(list(ways.values()))
        if best is None:
            return None
        return best + sum(
            self.organisations.get(item, [0])[0] for item in organisations_of(meeting)
        )

    def ways(self, meeting: Row) -> dict[int, Charge]:
        """The charge of each position of time at which the meeting could be held, fees of organisations aside."""
        event = self.event
        places = self.cheapest(
            self.places, event.place, tuple(usable_places(event, meeting))
        )
        voices: list[Charge] = [0] * len(event.slots)
        if needs_interpreter(meeting):
            voices = self.cheapest(
                self.interpreters, event.interpreter, tuple(speakers_of(event, meeting))
            )
        charges = together([places, voices, self.people(meeting)])
        return {
            at: charges[at]
            for at in allowed_slots(event, meeting)
            if charges[at] is not None
        }

    def capacity(self) -> int:
        """All multipliers times what there is of each resource."""
        event = self.event
        total: int = 0
        for rows, known in (
            (self.delegates, event.delegate),
            (self.places, event.place),
            (self.interpreters, event.interpreter),
        ):
            for item, row in rows.items():
                busy, room = known[item].get("busy", ()), known[item].get("capacity", 1)
                total += room * sum(
                    value
                    for value, slot in zip(row, event.slots, strict=True)
                    if slot["id"] not in busy
                )
        total += sum(
            sum(row) * event.delegate[item]["most_per_day"]
            for item, row in self.days.items()
        )
        for item, row in self.organisations.items():
            total += row[0] * event.organisation[item]["most"]
        return total + self.odd_sets.capacity() - self.musts.earned()


def least(charges: Sequence[Charge]) -> Charge:
    """The least of the charges that can be had, or None."""
    return min((item for item in charges if item is not None), default=None)


def together(rows: list[list[Charge]]) -> list[Charge]:
    """The sum at each position of time, None where one of the parts cannot be had."""
    return [
        None if None in now else sum(item or 0 for item in now)
        for now in zip(*rows, strict=True)
    ]


def bound_of(charges: Charges, weights: list[int], scale: int) -> int:
    """The number that no schedule exceeds: capacity at its price, and what each meeting is worth beyond its charge."""
    total = charges.capacity()
    for meeting, weight in zip(charges.event.live, weights, strict=True):
        charge = charges.of(meeting)
        if charge is not None:
            gain = weight * scale + charges.musts.earns(meeting) - charge
            total += gain if meeting.get("fixed") else max(0, gain)
    step = gcd(*weights) or 1
    return total // scale // step * step


def hopeless(event: Event) -> int:
    """Organisations none of whose meetings could be held even alone."""
    nothing: Row = {
        "delegates": {},
        "places": {},
        "interpreters": {},
        "days": {},
        "organisations": {},
    }
    charges = Charges(event, nothing)
    wishing, served = set(), set()
    for meeting in event.live:
        wishing |= organisations_of(meeting)
        if charges.of(meeting) is not None:
            served |= organisations_of(meeting)
    return len(wishing - served)
