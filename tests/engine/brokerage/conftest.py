"""Small brokerage events, and the slow, sure way to solve them."""

from collections.abc import Callable
from itertools import pairwise, product

import pytest

from madang.engine.brokerage.model import BrokerageEvent


def brute_force(event: BrokerageEvent, fairness: int) -> int | None:
    """The least breaks over every way to give each meeting a slot; None when no way keeps the rules."""
    found = [
        sum(breaks)
        for slots in product(range(1, event.slots + 1), repeat=len(event.meetings))
        if (breaks := breaks_of(event, slots)) is not None
        and max(breaks) - min(breaks) <= fairness
    ]
    return min(found, default=None)


def breaks_of(event: BrokerageEvent, slots: tuple[int, ...]) -> list[int] | None:
    """The breaks of each participant; None when a rule is broken."""
    days: list[list[int]] = [[] for _ in range(event.participants)]
    for meeting, slot in zip(event.meetings, slots, strict=True):
        morning = event.morning_slots
        if (meeting.session == 1 and slot > morning) or (
            meeting.session == 2 and slot <= morning
        ):
            return None
        if meeting.fixed not in (None, slot) or slots.count(slot) > event.tables:
            return None
        if any(slots[other - 1] >= slot for other in meeting.after):
            return None
        for participant in (meeting.first, meeting.second):
            if slot in event.away[participant - 1] or slot in days[participant - 1]:
                return None
            days[participant - 1].append(slot)
    return [sum(b - a > 1 for a, b in pairwise(sorted(day))) for day in days]


@pytest.fixture
def enumerate_all() -> Callable[[BrokerageEvent, int], int | None]:
    """The brute force."""
    return brute_force


TINY = """
% four participants, five meetings, five slots
nBusiness = 4;
nMeetings = 5;
nTables = 2;
nTotalSlots = 5;
nMorningSlots = 2;
requested = [|1,2,1,
|1,3,3,
|2,3,3,
|2,4,2,
|3,4,3,
|];
meetingsxBusiness = [{1,2,3},{1,2,4,5},{1,3,4,6},{1,5,6}];
nMeetingsBusiness = [2,3,3,2];
forbidden = [{0},{3},{0},{0}];
fixed = [0,2,0,0,0];
precedences = [{},{},{1},{},{}];
"""


@pytest.fixture
def tiny() -> str:
    """An event with one meeting of each kind of rule; its least breaks are 2."""
    return TINY
