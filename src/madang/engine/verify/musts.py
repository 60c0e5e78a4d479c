"""The judge on must-haves: what they earn beyond their weight, in a bound for schedules that hold so many of them."""

from __future__ import annotations

from madang.engine.verify.event import Row


class Musts:
    """Each must-have earns `each`, and a schedule holds `held` of them or more; `wrong` names a bad number."""

    def __init__(self, data: Row) -> None:
        self.each, self.held = data.get("each", 0), data.get("held", 0)
        self.wrong = ""
        for name, number in (("each", self.each), ("held", self.held)):
            if type(number) is not int or number < 0:
                self.wrong = f"musts.{name}"

    def beyond(self, held: int) -> str:
        """The place of a claim for schedules that hold more must-haves than these do, or nothing."""
        return "musts.held" if self.held > held else ""

    def earns(self, meeting: Row) -> int:
        """What a meeting earns beyond its weight."""
        return self.each if meeting.get("must") else 0

    def earned(self) -> int:
        """What the must-haves of any such schedule earn at least."""
        return int(self.each * self.held)
