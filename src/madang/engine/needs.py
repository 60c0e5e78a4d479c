"""One requirement of a meeting, and the slots in which those who could meet it are absent, busy or at a limit."""

from __future__ import annotations

ABSENT, BUSY, SPENT, TIRED = 1, 2, 4, 8
ALL = ABSENT | BUSY | SPENT | TIRED
KINDS = {
    "person": {ABSENT: "absent", BUSY: "busy", SPENT: "day_limit", TIRED: "no_rest"},
    "place": {ABSENT: "places_closed", BUSY: "places_full"},
    "interpreter": {ABSENT: "interpreters_absent", BUSY: "interpreters_busy"},
    "way": {BUSY: "too_far"},
}
ORDER = (ABSENT, BUSY, SPENT, TIRED)
SUBSETS = sorted(range(1, ALL + 1), key=lambda kinds: (kinds.bit_count(), -(kinds & 5)))
"""Every set of kinds, the small ones first."""
Way = tuple[int, int, int, int, int]
"""A resource, and the slots in which it is absent, busy, at its limit of the day, without rest."""


class Need:
    """One requirement: its kind, and for each alternative its number and a set of slots for each kind of obstacle.

    `closed` are the slots in which nobody and nothing of it is to be had; `every` is the set of all slots.
    """

    __slots__ = ("_options", "alternatives", "closed", "every", "kind")

    def __init__(self, kind: str, alternatives: list[Way], every: int) -> None:
        self.kind, self.alternatives, self.every = kind, alternatives, every
        self.closed = every
        for _, absent, busy, spent, tired in alternatives:
            self.closed &= absent | busy | spent | tired
        self._options: list[tuple[int, int]] | None = None

    def blocked(self, kinds: int) -> int:
        """The slots in which each alternative meets one of these kinds of obstacle; no alternative: all or none."""
        if not self.alternatives:
            return self.every if kinds & ABSENT else 0
        found = self.every
        for way in self.alternatives:
            met = 0
            for kind, slots in zip(ORDER, way[1:], strict=True):
                if kinds & kind:
                    met |= slots
            found &= met
        return found

    def options(self) -> list[tuple[int, int]]:
        """(kinds, slots blocked by them): only those that block more than any part of them."""
        if self._options is None:
            found: dict[int, int] = {}
            for kinds in SUBSETS:
                slots = self.blocked(kinds)
                parts = [item for kind, item in found.items() if kind & kinds == kind]
                if slots and slots not in parts:
                    found[kinds] = slots
            self._options = list(found.items())
        return self._options
