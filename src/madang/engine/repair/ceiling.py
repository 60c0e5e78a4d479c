"""How many of the meetings hit any repair could hold: a bound from the hours that people have left.

A person whose hours are all taken has none for a meeting that was hit, whatever is moved: the others keep their
people. So the meetings hit share what is left: a linear program (HiGHS) over who sits in which of them. Tables and
interpreters are not counted, for a meeting that moves may take another kind of them.
"""

from __future__ import annotations

from math import floor

import numpy as np

from madang.engine.repair.warm import Warm
from madang.engine.resources import Ints


class Room:
    """What is left for the meetings hit (`again`, their numbers), noted before they are seated."""

    def __init__(self, warm: Warm, again: Ints) -> None:
        model, state = warm.model, warm.state
        is_possible = (model.reach[again] != 0).any(axis=1)
        self.meetings: Ints = again[is_possible]
        spans = [model.requirement_start[self.meetings + end] for end in (0, 1)]
        every = _ranges(*spans)
        first = model.alternative[model.alternative_start[every]]
        self.requirements: Ints = every[warm.is_person[first]]
        spans = [model.alternative_start[self.requirements + end] for end in (0, 1)]
        self.options = _ranges(*spans)
        self.resources, self.resource = np.unique(
            model.alternative[self.options], return_inverse=True
        )
        self.hours = _hours(warm, self.resources)
        spans = [model.side_start[self.meetings + end] for end in (0, 1)]
        self.sides = _ranges(*spans)
        organisations = model.side[self.sides]
        self.organisations, self.organisation = np.unique(
            organisations, return_inverse=True
        )
        most = model.organisation_most[self.organisations]
        self.places = most - state.organisation_used[self.organisations]

    def most(self, warm: Warm) -> int:
        """A number of meetings hit that no repair holds more of, if it drops none and leaves their people in the others."""
        from scipy.optimize import linprog
        from scipy.sparse import coo_array

        meetings, model = len(self.meetings), warm.model
        if meetings == 0:
            return 0
        of_requirement = np.repeat(
            np.arange(len(self.requirements)),
            _lengths(model.alternative_start, self.requirements),
        )
        columns = meetings + np.arange(len(self.options))
        position = {number: at for at, number in enumerate(self.meetings.tolist())}
        owners = model.owner[self.requirements].tolist()
        held = np.array([position[number] for number in owners], dtype=np.int64)
        ones = np.ones(len(self.options))
        # A meeting is held by one alternative of each requirement: their sum is the meeting's own column.
        equal = coo_array(
            (
                np.concatenate((ones, -np.ones(len(held)))),
                (
                    np.concatenate((of_requirement, np.arange(len(held)))),
                    np.concatenate((columns, held)),
                ),
            ),
            shape=(len(held), meetings + len(self.options)),
        )
        hosts = np.repeat(
            np.arange(meetings), _lengths(model.side_start, self.meetings)
        )
        within = coo_array(
            (
                np.concatenate((ones, np.ones(len(hosts)))),
                (
                    np.concatenate(
                        (self.resource, len(self.hours) + self.organisation)
                    ),
                    np.concatenate((columns, hosts)),
                ),
            ),
            shape=(len(self.hours) + len(self.places), equal.shape[1]),
        )
        found = linprog(
            np.concatenate((-np.ones(meetings), np.zeros(len(self.options)))),
            A_ub=within.tocsr(),
            b_ub=np.concatenate((self.hours, self.places)),
            A_eq=equal.tocsr(),
            b_eq=np.zeros(len(held)),
            bounds=(0, 1),
            method="highs",
        )
        return meetings if found.x is None else floor(-found.fun + 1e-6)


def _hours(warm: Warm, resources: Ints) -> Ints:
    """Meetings that each of the resources could have besides those it has, by its hours and its days."""
    model, state = warm.model, warm.state
    days = int(model.day.max(initial=0)) + 1
    open_ = np.zeros((len(resources), days), dtype=np.int64)
    np.add.at(open_.T, model.day, model.capacity[resources].T)
    most = np.minimum(open_, model.day_most[resources][:, None]).sum(axis=1)
    left: Ints = np.maximum(most - state.used[resources].sum(axis=1), 0)
    return left


def _ranges(first: Ints, last: Ints) -> Ints:
    """The numbers from each first up to its last, one range after another."""
    lengths = last - first
    ends = np.cumsum(lengths)
    found: Ints = np.arange(lengths.sum()) + np.repeat(first - ends + lengths, lengths)
    return found


def _lengths(start: Ints, rows: Ints) -> Ints:
    lengths: Ints = start[rows + 1] - start[rows]
    return lengths
