"""A version laid out for changes by hand: what stands where, what keeps a meeting from a cell, and where it would fit."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils import timezone

from madang.engine import explain
from madang.engine.board import Board as Laid
from madang.engine.constraints import propose, violations
from madang.engine.problem import Meeting, Pair, Problem
from madang.engine.schedule import Placement as Found
from madang.engine.schedule import Schedule
from madang.engine.stages import walking_of
from madang.site.events.models import Event
from madang.site.meetings.bridge.drawing import (
    Drawing,
    draw,
    remembered,
)
from madang.site.meetings.bridge.pins import by_side, people_by_side
from madang.site.meetings.bridge.telling import told
from madang.site.meetings.models import Placement, Plan
from madang.site.meetings.queries.names import Conflict
from madang.site.meetings.queries.plans import begun_in, published_plan


@dataclass(frozen=True)
class Spot:
    """A cell where a meeting fits with nobody else moving, and who would come."""

    slot: int
    place: int
    interpreter: int | None
    delegates: tuple[int, ...]
    walks: int = 0


@dataclass(frozen=True)
class Board:
    """An event as it stands now, with no pins, and the meetings of one version on it."""

    drawing: Drawing
    schedule: Schedule

    @property
    def problem(self) -> Problem:
        """The event for the engine."""
        return self.drawing.problem


def board_of(event: Event, plan: Plan | None) -> Board:
    """Lay out a version (None: empty tables) on the event as it stands now.

    What is no longer agreed leaves its cell, so that its place counts as free.
    """
    rows = plan.placements.prefetch_related("attendances") if plan else []
    return _lay(draw(event), rows)


def board_to_show(event: Event, rows: Iterable[Placement]) -> Board:
    """Lay out placements, read with their attendances, for a page: an event that was drawn before is not drawn again."""
    return _lay(remembered(event), rows)


def _lay(drawing: Drawing, rows: Iterable[Placement]) -> Board:
    schedule: Schedule = {}
    for row in rows:
        key = row.meeting_id or -(row.round_table_id or 0)
        if key in drawing.problem.meeting:
            schedule[key] = Found(
                slot=row.slot_id,
                place=row.place_id,
                delegates=people_by_side(row, drawing.problem.meeting[key]),
                interpreter=row.interpreter_id,
            )
    return Board(drawing=drawing, schedule=schedule)


def carried(board: Board) -> dict[int, Pair]:
    """Return the two languages of each meeting with an interpreter, by the meeting's key."""
    found: dict[int, Pair] = {}
    for key, at in board.schedule.items():
        wanted = board.problem.meeting[key].languages
        if at.interpreter is not None and wanted:
            known = {
                frozenset(pair)
                for pair in board.problem.interpreter[at.interpreter].languages
            }
            fitting = (pair for pair in wanted if frozenset(pair) in known)
            found[key] = next(fitting, wanted[0])
    return found


def spots(board: Board, meeting: int) -> list[Spot]:
    """Return every cell where a meeting fits with nobody else moving, in the order of time.

    A meeting that cannot be scheduled at all (a side has withdrawn or has no delegate) fits nowhere.
    """
    if meeting not in board.problem.meeting:
        return []
    here = board.schedule.get(meeting)
    return [
        Spot(each.slot, each.place, each.interpreter, each.people)
        for each in explain.spots(board.problem, board.schedule, meeting)
        if here is None or (each.slot, each.place) != (here.slot, here.place)
    ]


def best_spots(board: Board, meeting: int, found: list[Spot], most: int) -> list[Spot]:
    """Return the spots to name first: one a slot, the nearest to where it is now, in its zone if there is a choice.

    `walks` of each is how many changes of zone the meeting would add there.
    """
    here = board.schedule.get(meeting)
    start = {slot.id: slot.start for slot in board.problem.slots}
    zones = {place.id: place.zone for place in board.problem.places}
    zone = zones[here.place] if here else None
    now = start[here.slot] if here else 0
    by_slot: dict[int, Spot] = {}
    for each in sorted(found, key=lambda each: zones[each.place] != zone):
        by_slot.setdefault(each.slot, each)
    near = sorted(by_slot.values(), key=lambda each: abs(start[each.slot] - now))[:most]
    rest = {key: at for key, at in board.schedule.items() if key != meeting}
    before = walking_of(board.problem, rest)
    return [
        replace(each, walks=_walking(board, meeting, each, rest) - before)
        for each in near
    ]


def _walking(board: Board, meeting: int, spot: Spot, rest: Schedule) -> int:
    people = by_side(spot.delegates, board.problem.meeting[meeting])
    there = Found(spot.slot, spot.place, people, spot.interpreter)
    return walking_of(board.problem, {**rest, meeting: there})


def spot_at(board: Board, meeting: int, slot: int, place: int) -> Spot:
    """Return who would come to a meeting in a cell, whether that breaks a rule or not."""
    laid = _laid_without(board, meeting)
    found = propose(laid, board.problem.meeting[meeting], slot, place)
    return Spot(slot, place, found.interpreter, found.people)


def conflicts(board: Board, meeting: int, slot: int, place: int) -> list[Conflict]:
    """Return everything that keeps a meeting from a cell; nothing if it can be there."""
    if meeting not in board.problem.meeting:
        return [Conflict(board.drawing.skipped.get(meeting, "not_agreed"), meeting)]
    laid = _laid_without(board, meeting)
    row = board.problem.meeting[meeting]
    at = propose(laid, row, slot, place)
    return told(violations(laid, row, at), laid, at)


def conflicts_of(event: Event, plan: Plan) -> list[Conflict]:
    """Return everything in a version that no longer holds against the event as it stands now.

    A meeting that was cancelled since is no conflict: it leaves its cell. One of an organisation that withdrew is.
    What has begun where the published version has it stays, whatever became of the event since.
    """
    board = board_of(event, plan)
    begun = _begun_alike(event, plan)
    placed = set(plan.placements.values_list("meeting_id", flat=True))
    gone = [
        Conflict(reason, key)
        for key, reason in board.drawing.skipped.items()
        if key in placed
    ]
    found = gone + _all_conflicts(board.problem, board.schedule) + _rounds_moved(board)
    return [each for each in found if each.meeting not in begun]


def _begun_alike(event: Event, plan: Plan) -> set[int | None]:
    """The meetings that have begun, and are in this version where people were told they are."""
    told_of = published_plan(event)
    if told_of is None:
        return set()
    where = ("meeting_id", "slot_id", "place_id")
    begun = begun_in(told_of, timezone.now())
    there = set(told_of.placements.filter(meeting__in=begun).values_list(*where))
    here = plan.placements.filter(meeting__in=begun).values_list(*where)
    return {row[0] for row in here if row in there}


def pins_in_conflict(drawing: Drawing) -> list[Conflict]:
    """Return everything that keeps the pinned meetings of a drawing from staying where they are."""
    fixed: Schedule = {}
    for meeting in drawing.problem.meetings:
        pin = meeting.fixed
        if pin is not None and pin.place is not None:
            fixed[meeting.id] = Found(
                pin.slot, pin.place, pin.delegates or (), pin.interpreter
            )
    laid = Laid(drawing.problem, fixed)
    found: list[Conflict] = []
    for key in sorted(drawing.pinned):
        before = laid.remove(key)
        # What a pin leaves open (somebody else comes now) is chosen as a run would choose it.
        meeting = drawing.problem.meeting[key]
        at = propose(laid, meeting, before.slot, before.place)
        found += told(violations(laid, meeting, at), laid, at)
        laid.add(key, before)
    return found


def _all_conflicts(problem: Problem, schedule: Schedule) -> list[Conflict]:
    laid = Laid(problem, schedule)
    found: list[Conflict] = []
    for key in sorted(key for key in schedule if key > 0):
        at = laid.remove(key)
        found += told(violations(laid, problem.meeting[key], at), laid, at)
        laid.add(key, at)
    return found


def _rounds_moved(board: Board) -> list[Conflict]:
    """A round table that is now at another time or place than the version has it."""
    return [
        Conflict("round_moved", key)
        for key, at in board.schedule.items()
        if key < 0 and _is_elsewhere(board.problem.meeting[key], at)
    ]


def _is_elsewhere(meeting: Meeting, at: Found) -> bool:
    pin = meeting.fixed
    return pin is not None and (pin.slot, pin.place) != (at.slot, at.place)


def _laid_without(board: Board, meeting: int) -> Laid:
    rest = {key: at for key, at in board.schedule.items() if key != meeting}
    return Laid(board.problem, rest)
