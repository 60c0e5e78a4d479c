"""What can be said of an event before any search: slots that no schedule uses, and events that have no schedule.

A set of slots is an integer, bit t for slot t + 1; bit operations do the work of set operations here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from madang.engine.brokerage.model import BrokerageEvent


def bits(mask: int) -> Iterator[int]:
    """The places of the bits that are set, from the lowest."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def single_domains(event: BrokerageEvent) -> list[int]:
    """For each meeting the slots that it could have if it were the only one."""
    return [
        sum(1 << (slot - 1) for slot in event.slots_of(meeting))
        for meeting in event.meetings
    ]


def match(masks: Sequence[int]) -> dict[int, int] | None:
    """A different slot for each meeting, as slot bit → meeting; None when there are too few (augmenting paths)."""
    holder: dict[int, int] = {}

    def settle(meeting: int, seen: list[int]) -> bool:
        while left := masks[meeting] & ~seen[0]:
            slot = left & -left
            seen[0] |= slot
            if slot not in holder or settle(holder[slot], seen):
                holder[slot] = meeting
                return True
        return False

    for meeting in range(len(masks)):
        if not settle(meeting, [0]):
            return None
    return holder


def filter_different(masks: Sequence[int]) -> list[int] | None:
    """The masks without slots that belong to no matching of all meetings; None when there is no matching.

    Régin (1994): a slot may be given up when its holder can move, over others, to a free slot or round a cycle.
    """
    holder = match(masks)
    if holder is None:
        return None
    slot_of = {meeting: slot for slot, meeting in holder.items()}
    reach = _reach(masks, holder)
    taken = sum(holder)
    kept = []
    for meeting, mask in enumerate(masks):
        keep = slot_of[meeting]
        for place in bits(mask & ~keep):
            slot = 1 << place
            if slot not in holder or reach[holder[slot]] & (slot_of[meeting] | ~taken):
                keep |= slot
        kept.append(keep)
    return kept


def _reach(masks: Sequence[int], holder: dict[int, int]) -> list[int]:
    """For each meeting the slots that it can come to when others move on along the matching."""
    reach = list(masks)
    changed = True
    while changed:
        changed = False
        for meeting, mask in enumerate(reach):
            wider = mask
            for place in bits(mask):
                if 1 << place in holder:
                    wider |= reach[holder[1 << place]]
            if wider != mask:
                reach[meeting] = wider
                changed = True
    return reach


def presolve(event: BrokerageEvent) -> list[int] | None:
    """For each meeting the slots that the rules, looked at one by one, leave to it; None when one of them has no schedule.

    The rules are precedences, a different slot for each meeting of a participant, and tables taken by meetings that
    have no other slot. They are applied until nothing changes.
    """
    masks = single_domains(event)
    if len(event.meetings) > event.tables * event.slots or 0 in masks:
        return None
    attended = event.meetings_of()
    before: list[int] = []
    while masks != before:
        before = list(masks)
        _order(event, masks)
        if 0 in masks or not _differ(attended, masks) or not _count(event, masks):
            return None
    return masks


def _order(event: BrokerageEvent, masks: list[int]) -> None:
    """A later meeting starts after the first slot of the earlier one, the earlier ends before the last of the later."""
    for index, meeting in enumerate(event.meetings):
        for number in meeting.after:
            earlier = masks[number - 1]
            masks[index] &= -((earlier & -earlier) << 1)
            if not masks[index]:
                return
            masks[number - 1] &= (1 << (masks[index].bit_length() - 1)) - 1
            if not masks[number - 1]:
                return


def _differ(attended: Sequence[Sequence[int]], masks: list[int]) -> bool:
    for meetings in attended:
        kept = filter_different([masks[index] for index in meetings])
        if kept is None:
            return False
        for index, mask in zip(meetings, kept, strict=True):
            masks[index] = mask
    return True


def _count(event: BrokerageEvent, masks: list[int]) -> bool:
    """Slots whose tables are all taken by meetings without choice are closed to others; False when too many have none."""
    for place in range(event.slots):
        slot = 1 << place
        bound = masks.count(slot)
        if bound > event.tables:
            return False
        if bound == event.tables:
            for index, mask in enumerate(masks):
                if mask != slot:
                    masks[index] = mask & ~slot
    return 0 not in masks


def least_breaks(masks: Sequence[int], slots: int, most: int) -> int:
    """The least breaks of a participant whose meetings have these slots and no other care; `most` + 1 when it is above.

    Tries every set of slots with so many breaks and asks for a matching: exact, and quick for few breaks.
    """
    union = sum({1 << place for mask in masks for place in bits(mask)})
    needed = sum({mask for mask in masks if mask.bit_count() == 1})
    for breaks in range(most + 1):
        for pattern in patterns(slots, len(masks), breaks):
            if pattern & ~union or needed & ~pattern:
                continue
            if match([mask & pattern for mask in masks]) is not None:
                return breaks
    return most + 1


def patterns(slots: int, meetings: int, breaks: int) -> Iterator[int]:
    """All sets of so many of the slots that fall into `breaks` + 1 blocks."""
    if meetings == 0:
        if breaks == 0:
            yield 0
        return
    yield from _blocks(0, slots, meetings, breaks + 1)


def _blocks(start: int, slots: int, meetings: int, blocks: int) -> Iterator[int]:
    if blocks == 1:
        for first in range(start, slots - meetings + 1):
            yield ((1 << meetings) - 1) << first
        return
    for first in range(start, slots - meetings - blocks + 2):
        for length in range(1, meetings - blocks + 2):
            block = ((1 << length) - 1) << first
            for rest in _blocks(
                first + length + 1, slots, meetings - length, blocks - 1
            ):
                yield block | rest
