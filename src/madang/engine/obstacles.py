"""What stands in the way of one meeting, slot by slot, and the fewest of these reasons that keep it out everywhere.

A need is one requirement of the meeting with its alternatives. An obstacle is a kind of reason at one need: those who
could come are `absent`, `busy`, at their `day_limit` or left with `no_rest`. A slot is blocked by a need when each of its alternatives meets
an obstacle there. Obstacles taken together keep the meeting out when they block every slot that it may have.
"""

from __future__ import annotations

from dataclasses import dataclass

from madang.engine.needs import ABSENT, KINDS, ORDER, Need
from madang.engine.occupancy import Occupancy
from madang.engine.problem import Meeting
from madang.engine.schedule import Reason
from madang.engine.ways import too_far

STEPS_MOST = 5_000
"""Steps of the search for the fewest obstacles; beyond, a set is taken of which none can be left out."""


class Analysis:
    """One meeting on an occupancy: the slots that it may have as `allowed`, what it needs, organisations at their limit.

    `open` are the slots in which every need is met, limits of organisations aside.
    """

    __slots__ = ("allowed", "full", "meeting", "needs", "occupancy", "open")

    def __init__(
        self, occupancy: Occupancy, meeting: Meeting, allowed: int, needs: list[Need]
    ) -> None:
        self.occupancy, self.meeting = occupancy, meeting
        self.allowed, self.needs = allowed, needs
        self.full = tuple(
            item for item in meeting.organisations if not occupancy.has_room(item)
        )
        self.open = allowed
        for need in needs:
            self.open &= ~need.closed
        far = too_far(occupancy, needs, self.open)
        if far:
            self.needs = [*needs, Need("way", [(0, 0, far, 0, 0)], occupancy.every)]
            self.open &= ~far

    def but_for(self, left: Need) -> int:
        """The slots in which every other need is met."""
        found = self.allowed
        for need in self.needs:
            if need is not left:
                found &= ~need.closed
        return found


def analyse(occupancy: Occupancy, index: int) -> Analysis:
    """What the meeting with this number in the resources needs and meets."""
    model, meeting = occupancy.resources.model, occupancy.resources.meetings[index]
    first, last = model.requirement_start[index : index + 2].tolist()
    starts = model.alternative_start[first : last + 1].tolist()
    numbers = model.alternative[starts[0] : starts[-1]].tolist()
    people = sum(
        len(side.delegates) if side.mode == "all" else 1 for side in meeting.sides
    )
    needs = []
    for at in range(last - first):
        chosen = numbers[starts[at] - starts[0] : starts[at + 1] - starts[0]]
        kind = "person" if at < people else "place" if at == people else "interpreter"
        needs.append(_need(occupancy, kind, chosen))
    return Analysis(occupancy, meeting, _allowed(occupancy, meeting), needs)


def _need(occupancy: Occupancy, kind: str, chosen: list[int]) -> Need:
    key = (kind, *chosen)
    known: Need | None = occupancy.kept.get(key)
    if known is None:
        absent, busy, spent = occupancy.absent, occupancy.busy, occupancy.spent
        known = occupancy.kept[key] = Need(
            kind,
            [
                (item, absent[item], busy[item], spent[item], occupancy.tired(item))
                for item in chosen
            ],
            occupancy.every,
        )
    return known


def _allowed(occupancy: Occupancy, meeting: Meeting) -> int:
    wanted = meeting.slots if meeting.fixed is None else (meeting.fixed.slot,)
    if wanted is None:
        return occupancy.every
    found = 0
    for slot in wanted:
        found |= 1 << occupancy.slot_number[slot]
    return found


def fewest(analysis: Analysis) -> list[tuple[int, int]]:
    """The fewest obstacles that together block every slot, as (number of the need, kinds); [] when nothing does.

    An organisation at its limit keeps a meeting out alone; ask `analysis.full` before.
    """
    alone = _one_is_enough(analysis)
    if alone:
        return [alone]
    needs = [(at, need) for at, need in enumerate(analysis.needs) if need.closed]
    reach = [0] * (len(needs) + 1)
    for at in range(len(needs) - 1, -1, -1):
        reach[at] = reach[at + 1] | needs[at][1].closed
    if analysis.allowed & ~reach[0]:
        return []
    search = _Search(needs, reach)
    most = sum(
        max(kinds.bit_count() for kinds, _ in need.options()) for _, need in needs
    )
    for size in range(most + 1):
        found = search.cover(0, analysis.allowed, size)
        if found is not None:
            return found
        if search.steps > STEPS_MOST:
            break
    return _irreducible(analysis)


def _one_is_enough(analysis: Analysis) -> tuple[int, int] | None:
    """A single obstacle that blocks every slot, or None."""
    for at, need in enumerate(analysis.needs):
        if not analysis.allowed & ~need.closed:
            for kinds, slots in need.options():
                if kinds in ORDER and not analysis.allowed & ~slots:
                    return at, kinds
    return None


@dataclass
class _Search:
    """A search for obstacles that block all slots, need by need; `reach` is what the needs from one on can block."""

    needs: list[tuple[int, Need]]
    reach: list[int]
    steps: int = 0

    def cover(self, at: int, left: int, size: int) -> list[tuple[int, int]] | None:
        """At most `size` obstacles of the needs from `at` on that block the slots left, or None."""
        if not left:
            return []
        self.steps += 1
        if size == 0 or left & ~self.reach[at] or self.steps > STEPS_MOST:
            return None
        number, need = self.needs[at]
        for kinds, slots in need.options():
            if left & slots and kinds.bit_count() <= size:
                found = self.cover(at + 1, left & ~slots, size - kinds.bit_count())
                if found is not None:
                    return [(number, kinds), *found]
        return self.cover(at + 1, left, size)


def _irreducible(analysis: Analysis) -> list[tuple[int, int]]:
    """Obstacles of which none can be left out: each is dropped in turn when the others block all slots as well."""
    kinds = [
        max((chosen for chosen, _ in need.options()), default=0)
        for need in analysis.needs
    ]
    for at, need in enumerate(analysis.needs):
        kinds[at] = 0
        for chosen, _ in need.options():
            kinds[at] |= chosen
    for at in range(len(kinds)):
        for kind in ORDER:
            before = kinds[at]
            kinds[at] &= ~kind
            if not _blocks_all(analysis, kinds):
                kinds[at] = before
    return [(at, chosen) for at, chosen in enumerate(kinds) if chosen]


def _blocks_all(analysis: Analysis, kinds: list[int]) -> bool:
    blocked = 0
    for need, chosen in zip(analysis.needs, kinds, strict=True):
        blocked |= need.blocked(chosen)
    return not analysis.allowed & ~blocked


def reasons_of(analysis: Analysis) -> tuple[Reason, ...]:
    """The fewest reasons that keep the meeting out, each with the number of slots in which it does."""
    count = analysis.allowed.bit_count()
    if analysis.full:
        return (Reason("organisation_limit", (), analysis.full[0], count),)
    found = []
    for at, chosen in fewest(analysis):
        need = analysis.needs[at]
        for kind, name in KINDS[need.kind].items():
            if chosen & kind:
                slots = need.blocked(chosen) & ~need.blocked(chosen & ~kind)
                found.append(
                    Reason(name, people_of(analysis, need), None, slots.bit_count())
                )
    return tuple(found)


def people_of(analysis: Analysis, need: Need) -> tuple[int, ...]:
    """The ids of the delegates among the alternatives of a need."""
    if need.kind != "person":
        return ()
    return tuple(
        analysis.occupancy.resources.delegates[item[0]] for item in need.alternatives
    )


def by_slot(analysis: Analysis) -> list[tuple[int, tuple[Reason, ...]]]:
    """For each slot that the meeting may have, its id and everything that stands in the way there."""
    found = []
    for number, slot in enumerate(analysis.occupancy.resources.slots):
        if analysis.allowed >> number & 1:
            reasons = [
                Reason("organisation_limit", (), item, 1) for item in analysis.full
            ]
            for need in analysis.needs:
                if need.closed >> number & 1:
                    reasons.extend(_met(analysis, need, number))
            found.append((slot, tuple(reasons)))
    return found


def _met(analysis: Analysis, need: Need, slot: int) -> list[Reason]:
    """The obstacles at a need in one slot, each with the people who meet it."""
    delegates = analysis.occupancy.resources.delegates
    found = []
    for kind, name in KINDS[need.kind].items():
        at = ORDER.index(kind) + 1
        met = [item[0] for item in need.alternatives if item[at] >> slot & 1]
        if met or (kind == ABSENT and not need.alternatives):
            is_person = need.kind == "person"
            people = tuple([delegates[item] for item in met]) if is_person else ()
            found.append(Reason(name, people, None, 1))
    return found
