"""A rehearsed round leaves what the verbs of life leave."""

from madang.site.core.models import LogEntry
from madang.site.events.models import Event, Registration
from madang.site.matching.actions.decisions import record_decision, record_wishes
from madang.site.matching.models import Decision
from madang.site.meetings.actions import rehearsal
from madang.site.meetings.actions import requests as actions
from madang.site.meetings.models import Meeting, OpenPair
from tests.conftest import lead_of, take_part
from tests.site.matching.answered import (
    VACCINE_NEEDS,
    VACCINE_OFFERS,
    answer,
    matched,
    well_matched,
)

NAMES = ("Cedar", "Fir", "Hazel", "Juniper", "Larch", "Maple", "Oak", "Pine")


def left_by(after: int) -> list[list[tuple[object, ...]]]:
    """Return the rows of a round, without keys and times, and the log's lines written since."""
    meetings = Meeting.objects.order_by("id")
    lines = LogEntry.objects.filter(pk__gt=after).order_by("id")
    return [
        list(
            meetings.values_list(
                "event", "host", "guest", "origin", "state", "host_said", "guest_said",
                "message", "decline_reason", "decline_note", "weight", "is_must",
            )
        ),
        [(each.expires_at is None, each.answered_at is None) for each in meetings],
        list(OpenPair.objects.order_by("meeting").values_list("left", "right")),
        list(
            Decision.objects.order_by("id").values_list(
                "event", "by", "left", "right", "verdict"
            )
        ),
        list(
            lines.values_list(
                "actor_id", "actor_label", "verb", "target_type", "target_label",
                "event_id", "detail",
            )
        ),
    ]  # fmt: skip


def latest_line() -> int:
    return LogEntry.objects.values_list("pk", flat=True).first() or 0


def test_a_rehearsal_writes_the_rows_and_lines_of_the_verbs(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    for name in NAMES:
        answer(take_part(event, name), seeks=VACCINE_NEEDS, offers=VACCINE_OFFERS)
    matched(event)
    before = latest_line()
    rehearsal.agree_until(event, wanted=90, acceptance=0.5, seed=4)
    rehearsed = left_by(before)
    assert len(rehearsed[0]) == 45
    assert len(rehearsed[4]) == 89

    round_before = list(
        Meeting.objects.order_by("id").select_related(
            "event", "host__organisation", "guest__organisation"
        )
    )
    Decision.objects.all().delete()
    Meeting.objects.all().delete()
    before = latest_line()
    for each in round_before:
        host, guest = each.host, each.guest
        meeting = actions.open_request(by=lead_of(host), host=host, guest=guest)
        if each.state == "accepted":
            actions.accept_meeting(
                by=lead_of(guest), meeting=meeting, registration=guest
            )
        if each.state == "declined":
            actions.decline_meeting(
                by=lead_of(guest),
                meeting=meeting,
                registration=guest,
                reason=each.decline_reason,
            )
    assert left_by(before) == rehearsed


def test_a_plan_made_before_a_rehearsal_is_out_of_date(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    event.refresh_from_db()
    version = event.version
    rehearsal.agree_until(event, wanted=1, acceptance=1.0, seed=1)
    event.refresh_from_db()
    assert event.version == version + 1


def test_wishes_written_at_once_keep_what_was_decided(
    event: Event, alder: Registration, birch: Registration
) -> None:
    cedar, fir = take_part(event, "Cedar"), take_part(event, "Fir")
    for other, verdict in ((birch, "not_for_us"), (cedar, "never")):
        record_decision(
            event=event,
            by_registration=alder,
            left=alder,
            right=other,
            verdict=verdict,
            by=None,
        )
    record_wishes(
        event=event,
        wishes=[(alder, birch), (alder, cedar), (alder, fir), (fir, alder)],
    )
    rows = Decision.objects.order_by("id").values_list("by", "left", "right", "verdict")
    assert list(rows) == [
        (alder.pk, alder.pk, birch.pk, "wanted"),
        (alder.pk, alder.pk, cedar.pk, "never"),
        (alder.pk, alder.pk, fir.pk, "wanted"),
        (fir.pk, alder.pk, fir.pk, "wanted"),
    ]
