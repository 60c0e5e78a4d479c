"""A version is made from the rows of an event, judged, and applied only if the event still stands."""

from madang.site.events.models import Event, Registration
from madang.site.meetings.models import Attendance, Placement, Plan
from tests.site.meetings.planning import agree, plan_now


def test_a_version_places_an_agreed_meeting(
    event: Event, alder: Registration, birch: Registration
) -> None:
    meeting = agree(alder, birch, weight=40)
    plan = plan_now(event)
    assert (plan.number, plan.state, plan.agreed, plan.placed, plan.placed_bound) == (
        1,
        "draft",
        1,
        1,
        1,
    )
    assert (plan.weight, plan.weight_bound, plan.is_verified) == (40, 40, True)
    placement = Placement.objects.get()
    assert placement.meeting == meeting
    assert Attendance.objects.filter(placement=placement).count() == 2
    assert [
        (row.stage, row.value, row.bound, row.proof) for row in plan.stages.all()
    ] == [
        ("must", 0, 0, "certified"),
        ("placed", 40, 40, "certified"),
        ("left_out", 0, 0, "certified"),
        ("gaps", 0, 0, "certified"),
        ("walking", 0, 0, "certified"),
    ]
