"""What each participant can do alone: the automata that everything else starts from, and what they prove by counting."""

from __future__ import annotations

from collections.abc import Sequence

from madang.engine.brokerage.automaton import Automaton, unroll
from madang.engine.brokerage.model import BrokerageEvent, BrokerageResult, Prices
from madang.engine.brokerage.presolve import least_breaks, single_domains
from madang.engine.brokerage.prices import SCALE, prove

Automata = list[Automaton | None]
"""One a participant; None for who has fewer than two meetings and thus no breaks."""


def look_alone(
    event: BrokerageEvent, masks: Sequence[int], fairness: int
) -> Automata | None:
    """The automata of all participants, with the breaks that fairness leaves; None when somebody must have more."""
    rows = [[masks[index] for index in meetings] for meetings in event.meetings_of()]
    most = fairness + min(
        max(0, min(len(row) - 1, event.slots - len(row))) for row in rows
    )
    automata: Automata = []
    for row in rows:
        least = least_breaks(row, event.slots, most)
        if least > most:
            return None
        automata.append(unroll(row, event.slots, least, most) if len(row) > 1 else None)
    return automata


def least_in_all(automata: Sequence[Automaton | None]) -> int:
    """The breaks that the participants have at least, each looked at alone."""
    return sum(each.least for each in automata if each is not None)


def name_proof(
    event: BrokerageEvent, result: BrokerageResult, prices: Prices
) -> tuple[str, Prices | None]:
    """The plainest proof of a bound, from the event as it stands in the file: `counting`, `prices`, else `solver`."""
    masks = single_domains(event)
    if 0 in masks or len(masks) > event.tables * event.slots:
        return "counting", None
    automata = look_alone(event, masks, result.fairness)
    if automata is None:
        return "counting", None
    if result.bound is None:
        return "solver", None
    if least_in_all(automata) >= result.bound:
        return "counting", None
    if -(-prove(event, masks, automata, prices) // SCALE) >= result.bound:
        return "prices", prices
    return "solver", None
