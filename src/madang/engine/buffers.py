"""The rule of walking kept: meetings whose people could not walk in time go elsewhere, or give way.

Places are chosen after time, so the search does not see this rule. What it breaks is mended afterwards on a board
with all rules: the lighter of two meetings looks for another place or slot; where there is none it waits.
"""

from __future__ import annotations

from madang.engine.board import Board
from madang.engine.problem import Problem
from madang.engine.schedule import Schedule


def keep_ways(problem: Problem, schedule: Schedule) -> tuple[Schedule, tuple[int, ...]]:
    """The schedule with the rule kept, and the pinned meetings that break it whatever is done."""
    if problem.rules.walking_minutes is None:
        return schedule, ()
    board = Board(problem, schedule)
    clash: set[int] = set()
    order = sorted(schedule, key=lambda item: _rank(problem, item))
    for _round in range(len(schedule) + 1):
        hurried = [item for item in order if _hurries(board, item, clash)]
        if not hurried:
            break
        for meeting in hurried:
            others = _hurries(board, meeting, clash)
            if others and not _mend(board, meeting):
                clash.update((meeting, *others))
    for item in sorted(problem.meetings, key=lambda item: (-item.must, -item.weight)):
        if item.id not in board.schedule and not item.cancelled:
            _add(board, item.id)
    return dict(board.schedule), tuple(sorted(clash))


def _rank(problem: Problem, meeting: int) -> tuple[bool, bool, int, int]:
    """The lightest first: the least of a pair gives way."""
    item = problem.meeting[meeting]
    return item.fixed is not None, item.must, item.weight, meeting


def _hurries(board: Board, meeting: int, clash: set[int]) -> set[int]:
    """The meetings from which, or to which, somebody in this one could not walk in time."""
    if meeting not in board.schedule or meeting in clash:
        return set()
    at = board.remove(meeting)
    spot = (at.slot, at.place)
    found = board.pauses.hurried(board.person, board.schedule, at.people, spot)
    others = {other for _delegate, other in found} - clash
    board.add(meeting, at)
    return others


def _mend(board: Board, meeting: int) -> bool:
    """Put the meeting elsewhere, or take it out; False: it is pinned and has nowhere else to be."""
    before = board.remove(meeting)
    if _add(board, meeting):
        return True
    if board.problem.meeting[meeting].fixed is None:
        return True
    board.add(meeting, before)
    return False


def _add(board: Board, meeting: int) -> bool:
    """Place a waiting meeting where nobody else moves."""
    spot = board.first_spot(board.problem.meeting[meeting])
    if spot is not None:
        board.add(meeting, spot)
    return spot is not None
