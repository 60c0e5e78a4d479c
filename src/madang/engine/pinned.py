"""Pinned meetings come first: they get exactly what they pin, or the event is infeasible and says which clash."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, product
from typing import Any

import numpy as np

from madang.engine.kernels import book, count_in, fits, is_free, put, take
from madang.engine.resources import Model, Resources
from madang.engine.rest import rows_too_long
from madang.engine.schedule import Schedule
from madang.engine.state import NOWHERE, State


def place_pinned(resources: Resources, state: State) -> tuple[int, ...]:
    """Place every pinned meeting. Returns () when all stand, else the ids of meetings that cannot stand together.

    A meeting that no rule lets stand even alone comes back alone. What a pin leaves open is chosen greedily, and by
    an exact model (CP-SAT) when that fails.
    """
    model = resources.model
    pinned = [int(index) for index in np.flatnonzero(model.is_pinned)]
    pinned.sort(key=lambda index: (_choices(model, index), index))
    for index in pinned:
        slot = int(np.argmax(model.allowed[index]))
        if fits(model, state, index, slot):
            put(model, state, index, slot)
            continue
        clash = _clash(model, state, index, slot)
        if not _place_exactly(model, state, pinned):
            return tuple(
                sorted(resources.meetings[item].id for item in (index, *clash))
            )
        break
    return ()


def restore(resources: Resources, state: State, start: Schedule) -> None:
    """Take over an earlier schedule as far as it still fits; pinned meetings stand already."""
    model = resources.model
    slots = {slot: index for index, slot in enumerate(resources.slots)}
    number = _numbers(resources)
    for index, meeting in enumerate(resources.meetings):
        placement = start.get(meeting.id)
        if (
            placement is None
            or placement.slot not in slots
            or state.slot[index] != NOWHERE
        ):
            continue
        slot = slots[placement.slot]
        if not fits(model, state, index, slot):
            continue
        used = {
            number.get(key)
            for key in (
                *(("delegate", item) for item in placement.people),
                ("place", placement.place),
                ("interpreter", placement.interpreter),
            )
        }
        for requirement in range(
            model.requirement_start[index], model.requirement_start[index + 1]
        ):
            free = [
                item
                for item in _alternatives(model, requirement)
                if is_free(state, item, slot)
            ]
            wanted = [item for item in free if item in used]
            book(model, state, requirement, (wanted or free)[0], slot)
        count_in(model, state, index, slot)


def _numbers(resources: Resources) -> dict[tuple[str, int | None], int]:
    """The number of the resource that each delegate, place and interpreter is, or is counted in."""
    kinds = (
        ("delegate", tuple((item,) for item in resources.delegates)),
        ("place", resources.place_pools),
        ("interpreter", resources.interpreter_pools),
    )
    pools = [(kind, pool) for kind, members in kinds for pool in members]
    return {
        (kind, item): index for index, (kind, pool) in enumerate(pools) for item in pool
    }


def _alternatives(model: Model, requirement: int) -> list[int]:
    first, last = (
        model.alternative_start[requirement],
        model.alternative_start[requirement + 1],
    )
    return [int(item) for item in model.alternative[first:last]]


def _choices(model: Model, meeting: int) -> int:
    """How many ways a meeting has to be held in its slot: those with the fewest are placed first."""
    first, last = model.requirement_start[meeting], model.requirement_start[meeting + 1]
    return int(
        np.prod(
            [len(_alternatives(model, item)) for item in range(first, last)],
            dtype=np.float64,
        )
    )


def _clash(model: Model, state: State, meeting: int, slot: int) -> list[int]:
    """The placed meetings that hold what this one would need."""
    held: set[int] = set()
    for requirement in range(
        model.requirement_start[meeting], model.requirement_start[meeting + 1]
    ):
        alternatives = _alternatives(model, requirement)
        if any(is_free(state, item, slot) for item in alternatives):
            continue
        held.update(
            int(model.owner[other])
            for other, resource in enumerate(state.choice)
            if resource in alternatives
            and _is_near(model, int(state.slot[model.owner[other]]), slot, resource)
        )
    for organisation in model.side[
        model.side_start[meeting] : model.side_start[meeting + 1]
    ]:
        if (
            state.organisation_used[organisation]
            >= model.organisation_most[organisation]
        ):
            wishes = model.wish[
                model.wish_start[organisation] : model.wish_start[organisation + 1]
            ]
            held.update(int(item) for item in wishes if state.slot[item] != NOWHERE)
    return sorted(held)


def _is_near(model: Model, at: int, slot: int, resource: int) -> bool:
    """Whether a meeting at `at` takes away from the resource in `slot`: it overlaps, or is on the same limited day."""
    if at == NOWHERE:
        return False
    limited = model.day_most[resource] <= len(model.day)
    first, last = model.begin_start[slot], model.begin_start[slot + 1]
    around = (
        model.begin[first:last],
        model.active[model.active_start[slot] : model.active_start[slot + 1]],
    )
    rests = model.rest[0] > 0 and resource < model.delegates[0]
    return (
        any(at in near for near in around)
        or bool(limited and model.day[at] == model.day[slot])
        or bool(rests and model.session[at] == model.session[slot])
    )


def _moments(model: Model, resource: int, slot: int) -> list[int]:
    """The slot, and the slots that begin while it lasts in which the resource is there: at each it counts."""
    begin = model.begin[model.begin_start[slot] : model.begin_start[slot + 1]]
    return [int(at) for at in begin if at == slot or model.capacity[resource, at] > 0]


def _place_exactly(model: Model, state: State, pinned: list[int]) -> bool:
    """Choose for all pinned meetings at once; False when there is no way."""
    from ortools.sat.python import cp_model

    program = cp_model.CpModel()
    uses: dict[tuple[int, int], list[cp_model.IntVar]] = {}
    days: dict[tuple[int, int], list[cp_model.IntVar]] = {}
    chosen: dict[tuple[int, int], cp_model.IntVar] = {}
    for meeting in pinned:
        slot = int(np.argmax(model.allowed[meeting]))
        for requirement in range(
            model.requirement_start[meeting], model.requirement_start[meeting + 1]
        ):
            options = []
            for item in _alternatives(model, requirement):
                option = program.new_bool_var(f"{requirement}:{item}")
                chosen[requirement, item] = option
                options.append(option)
                for moment in _moments(model, item, slot):
                    uses.setdefault((item, moment), []).append(option)
                days.setdefault((item, int(model.day[slot])), []).append(option)
            program.add_exactly_one(options)
    limits = chain(
        ((options, model.capacity[key]) for key, options in uses.items()),
        ((options, model.day_most[item]) for (item, _), options in days.items()),
        ((row, len(row) - 1) for row in too_many_in_a_row(model, uses)),
    )
    for options, most in limits:
        program.add(sum(options) <= int(most))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    if _is_over_limit(model, pinned) or solver.solve(program) != cp_model.OPTIMAL:
        return False
    _book_all(
        model,
        state,
        pinned,
        {key for key, option in chosen.items() if solver.value(option)},
    )
    return True


def too_many_in_a_row(
    model: Model, uses: dict[tuple[int, int], list[Any]]
) -> Iterator[list[Any]]:
    """What must not be chosen all together: a delegate in every slot of a row that is too long for the rule of rest."""
    people = {item for item, _slot in uses if item < model.delegates[0]}
    for item, row in product(sorted(people), rows_too_long(model)):
        if all((item, slot) in uses for slot in row):
            yield from (
                list(options)
                for options in product(*(uses[item, slot] for slot in row))
            )


def _is_over_limit(model: Model, pinned: list[int]) -> bool:
    """Whether the pinned meetings alone exceed the limit of an organisation."""
    counts = np.zeros(len(model.organisation_most), dtype=np.int64)
    for meeting in pinned:
        counts[
            model.side[model.side_start[meeting] : model.side_start[meeting + 1]]
        ] += 1
    return bool((counts > model.organisation_most).any())


def _book_all(
    model: Model, state: State, pinned: list[int], chosen: set[tuple[int, int]]
) -> None:
    """Place the pinned meetings as the exact model chose, after those placed so far were taken out."""
    for meeting in pinned:
        if state.slot[meeting] != NOWHERE:
            take(model, state, meeting)
    for meeting in pinned:
        slot = int(np.argmax(model.allowed[meeting]))
        for requirement in range(
            model.requirement_start[meeting], model.requirement_start[meeting + 1]
        ):
            resource = next(
                item
                for item in _alternatives(model, requirement)
                if (requirement, item) in chosen
            )
            book(model, state, requirement, resource, slot)
        count_in(model, state, meeting, slot)
