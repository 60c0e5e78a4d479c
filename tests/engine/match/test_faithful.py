"""What a reason cites is part of the score: without it the score falls, in every event."""

import dataclasses

import numpy as np
from hypothesis import given, settings

from madang.engine.match.kinds import AGAINST, Reason
from madang.engine.match.market import prepare
from madang.engine.match.profile import Profile
from madang.engine.match.ranking import look_at_all, pairs_of
from madang.engine.match.reasons import has_any, reasons_for
from madang.engine.match.run import suggest
from madang.engine.match.score import combined
from madang.engine.match.weights import Weights
from tests.engine.match.conftest import participants
from tests.engine.match.events import events

Values = dict[tuple[object, object], float]


def values(profiles: list[Profile]) -> Values:
    """The combined interest of every pair, before it is rounded for display."""
    market = prepare(profiles, Weights())
    return {
        (looked.reader.profile.id, market.profiles[column].id): value
        for looked in look_at_all(market)
        for column, value in zip(
            looked.columns.tolist(),
            combined(looked.mine, looked.theirs).tolist(),
            strict=True,
        )
    }


def without(
    profiles: list[Profile], reader: int, other: int, reason: Reason
) -> list[Profile]:
    """The event without what a reason rests on: the items of one side, or the language."""
    changed = [*profiles]
    at, cited = (reader, reason.mine) if reason.mine else (other, reason.theirs)
    if reason.kind == "language":
        changed[reader] = dataclasses.replace(profiles[reader], languages=frozenset())
    elif reason.kind == "wish":
        changed[reader] = dataclasses.replace(profiles[reader], wishes=frozenset())
    else:
        kept = tuple(i for n, i in enumerate(profiles[at].items) if n not in cited)
        changed[at] = dataclasses.replace(profiles[at], items=kept)
    return changed


def lowered(profiles: list[Profile]) -> int:
    """Check the first reason of every line of every list; how many there were."""
    before, checked = values(profiles), 0
    place = {each.id: n for n, each in enumerate(profiles)}
    for reader, lines in suggest(profiles).items():
        for line in lines:
            first = line.reasons[0]
            assert first.strength != AGAINST
            changed = without(profiles, place[reader], place[line.id], first)
            after = values(changed)
            assert after[reader, line.id] < before[reader, line.id], (line, first)
            checked += 1
    return checked


def test_every_first_reason_of_the_plain_event_lowers_the_score() -> None:
    assert lowered(participants()) > 25


@settings(max_examples=80, deadline=None)
@given(events(secrets=True))
def test_without_what_the_first_reason_cites_the_score_falls(
    profiles: list[Profile],
) -> None:
    lowered(profiles)


@settings(max_examples=40, deadline=None)
@given(events())
def test_no_item_taken_away_raises_any_interest(profiles: list[Profile]) -> None:
    before = values(profiles)
    for at, profile in enumerate(profiles):
        for gone in range(len(profile.items)):
            kept = tuple(i for n, i in enumerate(profile.items) if n != gone)
            changed = [*profiles]
            changed[at] = dataclasses.replace(profile, items=kept)
            after = values(changed)
            for (one, other), value in before.items():
                if profile.id in (one, other):
                    assert after[one, other] <= value + 1e-9


@settings(max_examples=60, deadline=None)
@given(events(secrets=True))
def test_a_pair_is_suggested_where_a_reason_speaks_for_it(
    profiles: list[Profile],
) -> None:
    market = prepare(profiles, Weights())
    for looked in look_at_all(market):
        grounds = has_any(looked.found).tolist()
        everybody = np.arange(len(looked.columns))
        for at, pair in enumerate(pairs_of(market, looked, everybody)):
            for_it = [
                each
                for each in reasons_for(pair)
                if each.strength != AGAINST and each.kind != "language"
            ]
            assert bool(for_it) == grounds[at]
