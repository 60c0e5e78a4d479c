"""A whole event as one exact model for CP-SAT: every hard rule of the search, and the first three stages.

A variable says whether a meeting is held in a slot, one more whether an alternative is chosen where a requirement has
several. Uses of a resource stay within its capacity at every moment, days and organisations within their limits,
delegates within the rule of rest. The rule of walking is not in it: places are assigned after time.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from math import gcd
from typing import Any

import numpy as np

from madang.engine.bits import WORD
from madang.engine.resources import UNLIMITED, Model, Resources
from madang.engine.rest import rows_too_long
from madang.engine.state import NOWHERE, State

Variable = Any
"""A variable of CP-SAT, 0 or 1."""


@dataclass
class ExactModel:
    """The model under construction and afterwards: variables by what they mean.

    `seats` has the variable of each slot, one dictionary a meeting; `options` lists (resource, variable) for each
    requirement and slot; `absent` has a variable an organisation that wishes a meeting: 1 when it has none.
    """

    program: Any
    resources: Resources
    seats: list[dict[int, Variable]] = field(default_factory=list)
    options: dict[tuple[int, int], list[tuple[int, Variable]]] = field(
        default_factory=dict
    )
    absent: dict[int, Variable] = field(default_factory=dict)

    @property
    def model(self) -> Model:
        """The arrays of the event."""
        return self.resources.model

    @cached_property
    def units(self) -> dict[str, int]:
        """What one step of each stage is worth: the greatest common divisor of what its parts can add."""
        weights = gcd(*(meeting.weight for meeting in self.resources.meetings))
        return {"must": 1, "placed": max(1, weights), "left_out": 1}

    def stage(self, name: str) -> Any:
        """The sum that a stage is, in its units."""
        if name == "left_out":
            return sum(self.absent.values())
        unit = self.units[name]
        return sum(
            (meeting.must if name == "must" else meeting.weight // unit) * variable
            for meeting, row in zip(self.resources.meetings, self.seats, strict=True)
            for variable in row.values()
        )


def build_exactly(resources: Resources) -> ExactModel:
    """The model of an event, without a goal."""
    from ortools.sat.python import cp_model

    exact = ExactModel(cp_model.CpModel(), resources)
    for meeting in range(len(resources.meetings)):
        _add_meeting(exact, meeting)
    uses: dict[tuple[int, int], list[Variable]] = defaultdict(list)
    for (_requirement, slot), options in exact.options.items():
        for resource, variable in options:
            uses[resource, slot].append(variable)
    _limit_moments(exact, uses)
    _limit_days(exact, uses)
    _limit_rows(exact, uses)
    _limit_organisations(exact)
    return exact


def _add_meeting(exact: ExactModel, meeting: int) -> None:
    """A meeting has one slot at most, a pinned one exactly one, and of each requirement one alternative there."""
    model, program = exact.model, exact.program
    row = {slot: program.new_bool_var("") for slot in slots_of(model, meeting)}
    exact.seats.append(row)
    if model.is_pinned[meeting]:
        program.add_exactly_one(row.values())
    else:
        program.add_at_most_one(row.values())
    for requirement in range(
        model.requirement_start[meeting], model.requirement_start[meeting + 1]
    ):
        first, last = model.alternative_start[requirement : requirement + 2]
        for slot, seat in row.items():
            there = [
                int(resource)
                for resource in model.alternative[first:last]
                if model.capacity[resource, slot] > 0 and model.day_most[resource] > 0
            ]
            if len(there) == 1:
                exact.options[requirement, slot] = [(there[0], seat)]
                continue
            options = [(resource, program.new_bool_var("")) for resource in there]
            program.add(sum(option for _resource, option in options) == seat)
            exact.options[requirement, slot] = options


def slots_of(model: Model, meeting: int) -> list[int]:
    """The slots in which the meeting could be held with nobody else there."""
    words = model.reach[meeting].tolist()
    return [
        slot for slot in range(len(model.day)) if words[slot // WORD] >> slot % WORD & 1
    ]


def _limit_moments(
    exact: ExactModel, uses: dict[tuple[int, int], list[Variable]]
) -> None:
    """At every moment when a slot begins, no resource is used more often than it is there."""
    model = exact.model
    at_once: dict[tuple[int, int], list[Variable]] = defaultdict(list)
    for (resource, slot), variables in uses.items():
        for at in model.begin[model.begin_start[slot] : model.begin_start[slot + 1]]:
            if at == slot or model.capacity[resource, at] > 0:
                at_once[resource, int(at)] += variables
    for key, variables in at_once.items():
        most = int(model.capacity[key])
        if len(variables) > most == 1:
            exact.program.add_at_most_one(variables)
        elif len(variables) > most:
            exact.program.add(sum(variables) <= most)


def _limit_days(exact: ExactModel, uses: dict[tuple[int, int], list[Variable]]) -> None:
    """Nobody has more meetings on a day than they may."""
    model = exact.model
    days: dict[tuple[int, int], list[Variable]] = defaultdict(list)
    for (resource, slot), variables in uses.items():
        if model.day_most[resource] < UNLIMITED:
            days[resource, int(model.day[slot])] += variables
    for (resource, _day), variables in days.items():
        exact.program.add(sum(variables) <= int(model.day_most[resource]))


def _limit_rows(exact: ExactModel, uses: dict[tuple[int, int], list[Variable]]) -> None:
    """No delegate has more meetings in a row than the rule of rest allows."""
    model = exact.model
    people = {resource for resource, _slot in uses if resource < model.delegates[0]}
    rows = rows_too_long(model) if model.rest[0] > 0 else []
    for person in sorted(people):
        for row in rows:
            within = [item for slot in row for item in uses.get((person, slot), ())]
            exact.program.add(sum(within) <= int(model.rest[0]))


def _limit_organisations(exact: ExactModel) -> None:
    """No organisation has more meetings than it may; one that has none of its own counts as left out."""
    model = exact.model
    for organisation, most in enumerate(model.organisation_most):
        first, last = model.wish_start[organisation : organisation + 2]
        if first == last:
            continue
        own = [
            seat
            for meeting in model.wish[first:last]
            for seat in exact.seats[meeting].values()
        ]
        if most < UNLIMITED:
            exact.program.add(sum(own) <= int(most))
        exact.absent[organisation] = exact.program.new_bool_var("")
        exact.program.add_bool_or([*own, exact.absent[organisation]])


def hint_of(exact: ExactModel, best: State) -> dict[int, int]:
    """The value that each variable has in a schedule, by the number of the variable."""
    model = exact.model
    hint: dict[int, int] = {}
    for meeting, row in enumerate(exact.seats):
        hint.update(
            (seat.index, int(slot == best.slot[meeting])) for slot, seat in row.items()
        )
    for (requirement, slot), options in exact.options.items():
        is_held = best.slot[model.owner[requirement]] == slot
        for resource, option in options:
            is_chosen = is_held and best.choice[requirement] == resource
            hint[option.index] = int(is_chosen)
    held = np.flatnonzero(best.slot != NOWHERE)
    served = {
        int(item)
        for meeting in held
        for item in model.side[
            model.side_start[meeting] : model.side_start[meeting + 1]
        ]
    }
    hint.update(
        (absent.index, int(organisation not in served))
        for organisation, absent in exact.absent.items()
    )
    return hint
