"""Certified bounds of the stages `gaps` and `walking`, from the meetings that every schedule of the total holds.

The multipliers of the total prove a bound; how far a schedule is from it is the slack. Leaving a meeting out costs at
least its gain (what it is worth beyond its least charge), so a meeting whose gain exceeds the slack is in every
schedule of that total or more. Such meetings hold their people in the slots between them, idle or not.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from madang.engine.certificate import SCALE
from madang.engine.fair_bounds import Case
from madang.engine.problem import Problem, may_use
from madang.engine.resources import Ints, Model
from madang.engine.stages import way

NONE = -1


@dataclass(frozen=True)
class Forced:
    """Meetings that are held in any case; `reach` is the set of slots of each as a whole number of bits."""

    meetings: Ints
    reach: dict[int, int]


def forced_meetings(case: Case) -> Forced:
    """The pinned meetings, and those whose gain exceeds the slack of the total."""
    model, gain = case.resources.model, case.gain
    is_possible = gain > -SCALE * 10**9
    most = np.where(model.is_pinned, gain, np.maximum(0, gain))[is_possible].sum()
    slack = int(most) - (case.missing or 0)
    held = np.flatnonzero(model.is_pinned | (is_possible & (gain > slack)))
    return Forced(held, {int(item): _bits(model.reach[item]) for item in held})


def _bits(words: NDArray[np.uint64]) -> int:
    return sum(int(word) << (64 * index) for index, word in enumerate(words))


def _certain_people(model: Model, meeting: int) -> list[int]:
    """Delegates who sit in the meeting whenever it is held, as numbers of the arrays."""
    found = []
    for item in range(
        model.requirement_start[meeting], model.requirement_start[meeting + 1]
    ):
        first, last = model.alternative_start[item : item + 2]
        if last - first == 1 and model.alternative[first] < model.delegates[0]:
            found.append(int(model.alternative[first]))
    return found


def least_gaps(model: Model, forced: Forced) -> int:
    """Idle slots that no schedule of the total avoids.

    An idle slot counts where the delegate is there, none of their meetings could be held, and forced meetings lie on
    both sides; each delegate is taken alone, with the spans of their sessions chosen as well as can be.
    """
    own: dict[int, list[int]] = defaultdict(list)
    for meeting in forced.meetings:
        for delegate in _certain_people(model, int(meeting)):
            own[delegate].append(forced.reach[int(meeting)])
    usable = np.zeros_like(model.there)
    counts = np.diff(model.alternative_start)
    np.bitwise_or.at(
        usable, model.alternative, model.reach[np.repeat(model.owner, counts)]
    )
    dead = model.there & ~usable
    sessions: dict[int, list[int]] = defaultdict(list)
    for slot, session in enumerate(model.session.tolist()):
        sessions[session].append(slot)
    total = 0
    for delegate, masks in own.items():
        if dead[delegate].any():
            there, open_now = _bits(model.there[delegate]), _bits(usable[delegate])
            marks = [
                [
                    (slot, bool(open_now >> slot & 1))
                    for slot in block
                    if there >> slot & 1
                ]
                for block in sessions.values()
            ]
            total += _least_idle(marks, masks)
    return total


def _least_idle(sessions: list[list[tuple[int, bool]]], masks: list[int]) -> int:
    """The least dead slots inside the spans of one delegate; `least[n]` is for n meetings that found a slot so far."""
    wanted = len(masks)
    least = [0, *(NONE for _ in range(wanted))]
    for block in sessions:
        inside = sum(1 << slot for slot, _is_open in block)
        choices = _spans(block, [mask for mask in masks if mask & ~inside == 0])
        following = [NONE] * (wanted + 1)
        for held, before in enumerate(least):
            if before == NONE:
                continue
            for slots, idle in choices.items():
                now = min(wanted, held + slots)
                if following[now] in range(before + idle + 1):
                    continue
                following[now] = before + idle
        least = following
    return max(0, least[wanted])


def _spans(block: list[tuple[int, bool]], own: list[int]) -> dict[int, int]:
    """The least dead slots of a span for each number of open slots in it, the session's own forced meetings held."""
    found = {} if own else {0: 0}
    for start in range(len(block)):
        inside = slots = 0
        if not block[start][1]:
            continue
        for end in range(start, len(block)):
            slot, is_open = block[end]
            inside |= 1 << slot
            slots += is_open
            idle = end - start + 1 - slots
            fits = slots >= len(own) and all(mask & inside for mask in own)
            if is_open and fits and idle < found.get(slots, idle + 1):
                found[slots] = idle
    return found


def least_walking(problem: Problem, case: Case, forced: Forced) -> int:
    """Changes of zone (minutes where walks are known) that no schedule of the total avoids.

    Of the forced meetings of a delegate that lie in one session in any case, those that share no zone need a walk each.
    """
    model, meetings = case.resources.model, case.resources.meetings
    zones = {place.id: place.zone for place in problem.places}
    every = set(zones.values())
    step = min(
        (way(problem, one, other) for one in every for other in every if one != other),
        default=0,
    )
    if step == 0:
        return 0
    near: dict[tuple[int, int], tuple[int, set[int]]] = {}
    for index in sorted(forced.meetings, key=lambda item: meetings[item].id):
        session = _only_session(model, forced.reach[int(index)])
        if session == NONE:
            continue
        meeting = meetings[index]
        only = meeting.fixed.place if meeting.fixed else None
        own = {
            place.zone
            for place in problem.places
            if only in (None, place.id) and may_use(place, meeting)
        }
        for delegate in _certain_people(model, int(index)):
            apart, taken = near.get((delegate, session), (0, set()))
            if not own & taken:
                near[delegate, session] = (apart + 1, taken | own)
    return step * sum(apart - 1 for apart, _taken in near.values())


def _only_session(model: Model, reach: int) -> int:
    """The session in which all slots of a set lie, or NONE."""
    found = {
        int(session) for slot, session in enumerate(model.session) if reach >> slot & 1
    }
    return found.pop() if len(found) == 1 else NONE
