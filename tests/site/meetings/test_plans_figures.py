"""The figures of a version mean the same wherever they stand: round tables are no meetings, what was cancelled is not placed."""

import json
import re
from datetime import date
from html import unescape
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from madang.cli import main
from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration, Slot
from madang.site.meetings.bridge.drawing import draw
from madang.site.meetings.bridge.rating import rate
from madang.site.meetings.bridge.solving import Reading, run
from madang.site.meetings.models import Meeting, Plan, Unplaced
from madang.site.meetings.queries import desk
from madang.site.meetings.queries.agenda import counts_of
from madang.site.meetings.queries.plans import compare, left_out, placed_count
from madang.site.meetings.queries.timetable import half_days, placed_in
from madang.site.meetings.queries.unplaced import (
    REASONS_WITH_A_WAY,
    unplaced,
    without_a_way,
)
from madang.site.meetings.wording import unplaced as words
from tests.conftest import sign_in, take_part
from tests.site.meetings.planning import agree, plan_now, round_table


@pytest.fixture
def plan(event: Event, alder: Registration, birch: Registration) -> Plan:
    """A version with two meetings, of weight 30 and 12, and a round table of both sides of the first."""
    round_table(event, alder, birch)
    agree(alder, birch, weight=30)
    agree(alder, take_part(event, "Cedar Labs"), weight=12)
    return plan_now(event)


def _figures(plan: Plan) -> tuple[int | None, ...]:
    return (plan.placed, plan.placed_bound, plan.weight, plan.weight_bound)


def _stages(plan: Plan) -> dict[str, tuple[int, int | None]]:
    return {row.stage: (row.value, row.bound) for row in plan.stages.all()}


def test_a_round_table_counts_in_no_figure_of_a_version(plan: Plan) -> None:
    assert _figures(plan) == (2, 2, 42, 42)
    assert _stages(plan)["placed"] == (42, 42)
    assert _stages(plan)["must"] == (0, 0)
    assert plan.placements.filter(round_table__isnull=False).count() == 1


def test_the_files_for_the_judge_hold_the_round_table(plan: Plan) -> None:
    schedule: dict[str, Any] = json.loads(bytes(plan.schedule_file))
    assert (schedule["objective"], schedule["count"]) == (43, 3)


def test_nor_does_it_count_after_a_change_by_hand(plan: Plan) -> None:
    plan.placements.get(meeting__weight=12).delete()
    rate(plan)
    assert _figures(plan) == (1, 2, 30, 42)
    assert _stages(plan)["placed"] == (30, 42)
    assert _stages(plan)["left_out"] == (1, 0)


def test_nor_if_it_came_after_the_version(
    event: Event, alder: Registration, birch: Registration
) -> None:
    agree(alder, birch, weight=30)
    plan = plan_now(event)
    round_table(event, alder, birch)
    rate(plan)
    assert _figures(plan) == (1, 1, 30, 30)


def test_nor_while_a_run_goes_on(plan: Plan) -> None:
    readings: list[Reading] = []
    run(draw(plan.event), seconds=1, seed=0, on_reading=readings.append)
    last = readings[-1]
    assert (last.placed, last.weight, last.bound) == (2, 42, 42)
    assert min(each.weight for each in readings) >= 0


def test_a_seat_at_a_round_table_is_no_meeting(
    event: Event, alder: Registration, birch: Registration
) -> None:
    round_table(event, alder, birch)
    agree(alder, birch)
    agree(alder, take_part(event, "Cedar Labs"))
    plan = plan_now(event)
    # Nobody of Birch Institute is there but for the round table.
    plan.placements.get(meeting__guest=birch).delete()
    rate(plan)
    assert _stages(plan)["left_out"] == (1, 0)
    assert left_out(plan) == 1


def test_every_count_of_placed_meetings_is_the_same(
    plan: Plan, event: Event, organiser: Person
) -> None:
    funnel = desk.funnel_of(event, plan)
    zones = desk.use_of_zones(event, plan)
    assert (funnel.accepted, funnel.placed, placed_count(event)) == (2, 2, 2)
    assert [each.meetings for each in zones] == [2]
    Meeting.objects.filter(weight=12).update(state="cancelled")
    funnel = desk.funnel_of(event, plan)
    zones = desk.use_of_zones(event, plan)
    assert (funnel.accepted, funnel.placed, placed_count(event)) == (1, 1, 1)
    assert [each.meetings for each in zones] == [1]
    held = [row for half in half_days(event) for row in placed_in(plan, half)]
    assert sorted(row.meeting_id is None for row in held) == [False, True]
    page = _page(organiser, "desk/")
    assert "2 of at most 2 meetings" not in page
    assert left_out(plan) == 0


def test_the_list_of_agendas_counts_meetings(plan: Plan) -> None:
    assert sum(counts_of(plan, "place").values()) == 2
    assert sum(counts_of(plan, "delegate").values()) == 4
    Meeting.objects.filter(weight=30).update(state="cancelled")
    assert sum(counts_of(plan, "place").values()) == 1
    assert sum(counts_of(plan, "delegate").values()) == 2


def test_unplaced_meetings_add_up_on_the_desk(
    plan: Plan, event: Event, birch: Registration, organiser: Person
) -> None:
    plan.placements.get(meeting__weight=12).delete()
    Unplaced.objects.create(
        plan=plan, meeting=Meeting.objects.get(weight=12), reason="side_busy"
    )
    agree(birch, take_part(event, "Dogwood Health"))
    page = _page(organiser, "desk/")
    assert "2 meetings without a place" in page
    assert "Agreed after version 1 was made</a>" in page
    assert "3 accepted less 1 placed" in page
    Meeting.objects.filter(weight=12).update(state="cancelled")
    assert desk.unplaced_groups(plan) == []
    page = _page(organiser, "plans/1/")
    assert "<dt>Unplaced</dt><dd>" in page
    assert '/unplaced/?plan=1">0</a>' in page


def test_the_pages_say_the_weight_alike_and_what_a_round_table_is(
    plan: Plan, organiser: Person
) -> None:
    said = "<dd>42 of at most 42, gap 0.00%</dd>"
    assert said in _page(organiser, "desk/")
    page = _page(organiser, "plans/1/")
    assert said in page
    assert '<td class="end" data-is="Reached">42</td>' in page
    assert "1 round table stands where it was set up and is not counted" in page


def test_two_versions_are_compared_by_meetings(plan: Plan, organiser: Person) -> None:
    newer = plan_now(plan.event)
    found = compare(plan, newer)
    assert (found.same, found.same_round_tables, found.changes()) == (2, 1, [])
    page = _page(organiser, "plans/2/compare/?with=1")
    assert "2 meetings are the same in both." in page
    assert "So is 1 round table." in page


def test_the_command_prints_the_same_figures(
    plan: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", "spring", "--seconds", "1", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    named = ("agreed", "placed", "placed_bound", "weight", "weight_bound")
    assert [told[each] for each in named] == [2, 2, 2, 42, 42]


def test_the_timetable_counts_meetings_and_the_room_for_them(
    plan: Plan, event: Event, organiser: Person
) -> None:
    first = Slot.objects.order_by("starts_at")[0]
    event.places.get(code="E2").closures.create(slot=first)
    page = _page(organiser, "timetable/")
    assert "2 meetings in this half day, which has room for 7. 1 round table." in page
    # Of three places one is closed in the first slot, and that of the round table in all but its own.
    found = re.findall(r"(\d) of (\d) places taken", page)
    assert [int(places) for _taken, places in found] == [1, 3, 2, 2]
    assert sum(int(taken) for taken, _places in found) == 3


def test_meetings_that_one_change_places_come_first(
    plan: Plan, event: Event, organiser: Person
) -> None:
    plan.placements.filter(meeting__isnull=False).delete()
    light, heavy = Meeting.objects.order_by("weight")
    Unplaced.objects.create(plan=plan, meeting=heavy, reason="no_common_slot")
    row = Unplaced.objects.create(
        plan=plan, meeting=light, reason="side_busy", remedy="open_table"
    )
    assert [each.meeting_id for each in unplaced(plan)] == [light.pk, heavy.pk]
    assert without_a_way(plan) == 1
    assert without_a_way(plan, "side_busy") == 0
    page = _page(organiser, "unplaced/")
    assert page.count("One change places each of these <") == 1
    assert page.count("No single change places these <") == 1
    Unplaced.objects.filter(pk=row.pk).delete()
    page = _page(organiser, "unplaced/")
    assert page.count("One change places each of these <") == 0
    assert page.count("No single change places these <") == 1


def test_the_order_knows_every_reason_that_has_a_remedy_of_its_own(
    plan: Plan, event: Event
) -> None:
    meeting = Meeting.objects.get(weight=12)
    with_words = [
        code
        for code in words.REASONS
        if words.remedy(Unplaced(meeting=meeting, reason=code), event) is not None
    ]
    assert sorted(with_words) == sorted(REASONS_WITH_A_WAY)


def _page(person: Person, path: str) -> str:
    answer = sign_in(person).get(f"/lounge/spring/{path}")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_versions_of_before_say_the_weight_once(plan: Plan) -> None:
    plan.stages.filter(stage="placed").update(value=43, bound=43)
    name = "madang.site.meetings.migrations.0004_stages_without_round_tables"
    import_module(name).say_the_weight_as_the_plan_does(
        apps, connection.schema_editor()
    )
    assert _stages(plan)["placed"] == (42, 42)
    assert _stages(plan)["left_out"] == (0, 0)


def test_the_desk_of_an_event_that_is_over_makes_no_version(
    plan: Plan, event: Event, organiser: Person
) -> None:
    assert plan.number == 1
    Plan.objects.update(state="published", published_at=timezone.now())
    page = _page(organiser, "desk/")
    assert page.count("Make a new version") == 1
    event.days.update(date=date(2020, 3, 2))
    page = _page(organiser, "desk/")
    assert page.count("The event is over") == 1
    assert page.count("Make a new version") == 0
    assert page.count('<a class="go" href="/lounge/spring/feedback/">') == 1


def test_the_desk_of_an_event_without_days_says_so(
    event: Event, organiser: Person
) -> None:
    event.slots.all().delete()
    event.days.all().delete()
    page = _page(organiser, "desk/")
    assert page.count("The days are not set yet") == 1
    assert page.count("The event is over") == 0
    assert page.count("Make the first plan") == 1
