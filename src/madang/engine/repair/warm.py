"""A schedule kept warm: model and state in use, so that a change costs what it touches and nothing is compiled anew."""

from __future__ import annotations

from collections import Counter
from copy import copy
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from madang.engine.compiled import kernel
from madang.engine.kernels import book, count_in
from madang.engine.pools import PoolFinder
from madang.engine.problem import Meeting, Problem, ProblemError
from madang.engine.repair.changed import Edit, changed_problem
from madang.engine.repair.units import Units, make_units
from madang.engine.resources import Ints, Model, compile_problem
from madang.engine.schedule import Placement, Schedule
from madang.engine.state import NOWHERE, State, empty_state

Pair = tuple[int, int]


@dataclass
class Warm:
    """What a repair reads and writes. Everything is listed by its number in the arrays or by its id."""

    base: Problem
    """The problem that the arrays were compiled from; `problem` adds what has changed since."""
    model: Model
    state: State
    schedule: Schedule
    finder: PoolFinder
    slots: tuple[int, ...]
    slot_number: dict[int, int]
    meetings: list[Meeting]
    meeting_number: dict[int, int]
    delegate_of: dict[int, int]
    """Ids of delegates by the number of their resource."""
    organisation_number: dict[int, int]
    places: Units
    interpreters: Units
    is_person: NDArray[np.bool_]
    past: frozenset[int] = frozenset()
    """Slots that are over or running."""
    begun: set[int] = field(default_factory=set)
    """Meetings that are pinned because they have begun."""
    edits: list[Edit] = field(default_factory=list)

    @property
    def problem(self) -> Problem:
        """The problem as all repairs so far have left it; worked out when it is asked for."""
        for edit in self.edits:
            self.base = changed_problem(self.base, edit)
        self.edits = []
        return self.base

    @property
    def row_of(self) -> dict[int, int]:
        """The number of each delegate's resource."""
        return self.finder.number

    def copy(self) -> Warm:
        """Another warm schedule, to try a change on."""
        finder = copy(self.finder)
        finder.number = dict(self.finder.number)
        return replace(
            self,
            model=Model._make(item.copy() for item in self.model),
            state=State._make(item.copy() for item in self.state),
            schedule=dict(self.schedule),
            finder=finder,
            meetings=list(self.meetings),
            meeting_number=dict(self.meeting_number),
            delegate_of=dict(self.delegate_of),
            organisation_number=dict(self.organisation_number),
            places=self.places.copy(),
            interpreters=self.interpreters.copy(),
            begun=set(self.begun),
            edits=list(self.edits),
        )


def begin(problem: Problem, schedule: Schedule) -> Warm:
    """A warm schedule. Raises `ProblemError` that names a meeting when the schedule breaks a rule of the problem."""
    resources = compile_problem(problem)
    finder = PoolFinder(problem, resources.place_pools, resources.interpreter_pools)
    model, people = resources.model, len(resources.delegates)
    first = resources.first_interpreter_pool
    slot_number = {slot: index for index, slot in enumerate(resources.slots)}
    warm = Warm(
        base=problem,
        model=model,
        state=empty_state(model, 0),
        schedule=dict(schedule),
        finder=finder,
        slots=resources.slots,
        slot_number=slot_number,
        meetings=list(resources.meetings),
        meeting_number={item.id: n for n, item in enumerate(resources.meetings)},
        delegate_of=dict(enumerate(resources.delegates)),
        organisation_number={item: n for n, item in enumerate(resources.organisations)},
        places=make_units(
            problem.places,
            {people + n: pool for n, pool in enumerate(resources.place_pools)},
            slot_number,
            len(resources.meetings),
        ),
        interpreters=make_units(
            problem.interpreters,
            {first + n: pool for n, pool in enumerate(resources.interpreter_pools)},
            slot_number,
            len(resources.meetings),
        ),
        is_person=np.arange(len(model.capacity)) < people,
    )
    slots, choices = _numbers(warm)
    _check_room(warm, slots, choices)
    _take_names(warm)
    lay_out(model, warm.state, slots, choices)
    return warm


@kernel
def lay_out(model: Model, state: State, slots: Ints, choices: Ints) -> None:
    """Book every meeting that has a slot with the choices given; there is room for all."""
    for meeting in range(len(slots)):
        if slots[meeting] == NOWHERE:
            continue
        for requirement in range(
            model.requirement_start[meeting], model.requirement_start[meeting + 1]
        ):
            book(model, state, requirement, choices[requirement], slots[meeting])
        count_in(model, state, meeting, slots[meeting])


def _refuse(meeting: int) -> None:
    raise ProblemError(
        f"meeting {meeting} of the schedule breaks a rule of the problem; madang verify says which"
    )


def _numbers(warm: Warm) -> tuple[Ints, Ints]:
    """Slot of each meeting and choice of each requirement, as the schedule has them."""
    model, slot_number = warm.model, warm.slot_number
    slots = np.full(len(warm.meetings), NOWHERE, dtype=np.int64)
    choices = np.full(len(model.owner), NOWHERE, dtype=np.int64)
    requirement_start = model.requirement_start.tolist()
    alternative_start = model.alternative_start.tolist()
    alternative = model.alternative.tolist()
    for meeting, placement in warm.schedule.items():
        number = warm.meeting_number.get(meeting)
        if number is None or placement.slot not in slot_number:
            _refuse(meeting)
            continue
        slots[number] = slot_number[placement.slot]
        wanted = _resources_of(warm, placement)
        requirements = range(requirement_start[number], requirement_start[number + 1])
        for requirement in requirements:
            first, last = alternative_start[requirement : requirement + 2]
            found = [item for item in alternative[first:last] if item in wanted]
            if len(found) != 1:
                _refuse(meeting)
            choices[requirement] = found[0]
        if len(wanted) != len(requirements) or None in wanted:
            _refuse(meeting)
    return slots, choices


def _resources_of(warm: Warm, placement: Placement) -> set[int | None]:
    wanted = {warm.row_of.get(item) for item in placement.people}
    wanted.add(warm.places.pool_of.get(placement.place))
    if placement.interpreter is not None:
        wanted.add(warm.interpreters.pool_of.get(placement.interpreter))
    return wanted


def _check_room(warm: Warm, slots: Ints, choices: Ints) -> None:
    """Refuse a schedule that uses a resource more often than it can, before it is booked."""
    model = warm.model
    requirements = np.flatnonzero(choices != NOWHERE)
    at, row = slots[model.owner[requirements]], choices[requirements]
    used = np.zeros_like(model.capacity)
    np.add.at(used, (row, at), 1)
    days = np.zeros((len(used), int(model.day.max(initial=0)) + 1), dtype=np.int64)
    np.add.at(days, (row, model.day[at]), 1)
    is_full = used @ _active(model) > model.capacity
    is_over = is_full[row, at] | (days > model.day_most[:, None])[row, model.day[at]]
    placed = np.flatnonzero(slots != NOWHERE)
    is_shut = ~model.allowed[placed, slots[placed]]
    wrong = [*model.owner[requirements[is_over]], *placed[is_shut]]
    sides = Counter(
        side
        for meeting in warm.schedule
        for side in warm.meetings[warm.meeting_number[meeting]].organisations
    )
    most = {item.id: item.most for item in warm.base.organisations}
    for organisation, count in sides.items():
        limit = most[organisation]
        if limit is not None and count > limit:
            raise ProblemError(
                f"the schedule has {count} meetings of organisation {organisation}, of at most {limit}"
            )
    if wrong:
        _refuse(warm.meetings[int(wrong[0])].id)
    pinned = np.flatnonzero(model.is_pinned & (slots == NOWHERE))
    if len(pinned):
        _refuse(warm.meetings[int(pinned[0])].id)


def _active(model: Model) -> Ints:
    """T × T: 1 where the slot of the row is under way when the slot of the column begins."""
    active = np.zeros((len(model.day), len(model.day)), dtype=np.int64)
    begins = np.repeat(np.arange(len(model.day)), np.diff(model.active_start))
    active[model.active, begins] = 1
    return active


def _take_names(warm: Warm) -> None:
    """Note who sits at which place with which interpreter; refuse a unit that is taken too often or is not there."""
    begin_start, begin = warm.model.begin_start.tolist(), warm.model.begin.tolist()
    seats: Counter[Pair] = Counter()
    voices: Counter[Pair] = Counter()
    for meeting, item in warm.schedule.items():
        at, number = warm.slot_number[item.slot], warm.meeting_number[meeting]
        uses = [(warm.places, seats, item.place)]
        if item.interpreter is not None:
            uses.append((warm.interpreters, voices, item.interpreter))
        for units, counts, name in uses:
            unit = units.number[name]
            units.at[number] = unit
            moments = [
                (unit, moment)
                for moment in begin[begin_start[at] : begin_start[at + 1]]
            ]
            counts.update(moments)
            is_over = any(counts[key] > units.capacity[unit] for key in moments)
            if is_over or units.is_shut[unit, at]:
                _refuse(meeting)
