"""Missions written by programs: the same rights, refusals and log lines as on the pages."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from madang.site.core.models import LogEntry
from madang.site.programmes.actions import links, missions, pitches, seats
from madang.site.programmes.actions.pitches import Visitor
from madang.site.programmes.models import Mission, MissionResult, MissionStop
from tests.site.programmes import sent
from tests.site.programmes.asked import Program, refusal

pytestmark = pytest.mark.django_db


def body(**other: Any) -> dict[str, Any]:
    today = timezone.now().date()
    return {
        "name": "Amber Coast in Seoul",
        "aim": "Partners for trials.",
        "from_country": "LV",
        "to_country": "KR",
        "home_zone": "Europe/Riga",
        "host_zone": "Asia/Seoul",
        "first_day": (today + timedelta(days=40)).isoformat(),
        "last_day": (today + timedelta(days=42)).isoformat(),
        "seats": 2,
        "last_to_apply": (today + timedelta(days=10)).isoformat(),
        **other,
    }


def test_a_mission_is_made_changed_and_opened() -> None:
    by = sent.manager()
    program = Program(by)
    status, made = program.post("missions/", "m1", **body())
    assert (status, made["slug"], made["state"], made["organiser"]) == (
        201,
        "amber-coast-in-seoul",
        "draft",
        "Daugava House",
    )
    assert program.post("missions/", "m1", **body()) == (201, made)
    again = refusal(program.post("missions/", "m1", **body(seats=3)))
    assert again == (422, "This Idempotency-Key was used for another request before", [])  # fmt: skip
    assert Mission.objects.count() == 1
    path = f"missions/{made['slug']}"
    assert Program().get(path)["status"] == 404
    status, new = program.patch(path, seats=4, version=1)
    assert (status, new["seats"], new["aim"], new["version"]) == (200, 4, "Partners for trials.", 2)  # fmt: skip
    assert new["apply_until"] == made["apply_until"]
    stale = refusal(program.patch(path, seats=5, version=1))
    assert stale == (409, "Somebody else has changed the mission meanwhile. Look at it again.", ["version"])  # fmt: skip
    status, opened = program.post(f"{path}/transitions", verb="open")
    assert (status, opened["state"]) == (201, "open")
    assert Program().get(path)["state"] == "open"
    assert list(
        LogEntry.objects.filter(verb__contains="mission").values_list(
            "verb", "actor_id"
        )
    ) == [
        ("open mission", by.pk),
        ("change mission", by.pk),
        ("make mission", by.pk),
    ]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"to_country": "LV"}, "to_country"),
        ({"to_country": "ZZ"}, "to_country"),
        ({"home_zone": "Riga"}, "home_zone"),
        ({"seats": 61}, "seats"),
        ({"last_day": "2020-01-01"}, "last_day"),
        ({"last_to_apply": "2099-01-01"}, "last_to_apply"),
        ({"name": " "}, "name"),
        ({"organiser": 999999}, "organiser"),
        ({"first_day": "soon"}, "body.asked.first_day"),
    ],
)
def test_what_a_mission_must_say(change: dict[str, Any], field: str) -> None:
    answer = Program(sent.manager()).post("missions/", **body(**change))
    assert (answer[0], [each["field"] for each in answer[1]["errors"]]) == (422, [field])  # fmt: skip
    assert Mission.objects.count() == 0


def test_who_makes_and_changes_no_mission() -> None:
    by = sent.manager()
    row = sent.opened(by)
    other = Program(sent.lead(sent.organisation("Other"), "Other Lead"))
    status, title, fields = refusal(other.post("missions/", **body()))
    assert (status, title[:28], fields) == (403, "A mission is made by whoever", [])
    path = f"missions/{row.slug}"
    assert other.patch(path, seats=9)[0] == 404
    assert other.post(f"{path}/transitions", verb="cancel", reason="x")[0] == 404
    assert other.post(f"{path}/hosts", name="Hangang Clinic")[0] == 404
    assert Program().post("missions/", **body())[0] == 401
    assert refusal(Program(by, scope="read").patch(path, seats=9)) == (403, "This token may read only", [])  # fmt: skip
    row.refresh_from_db()
    assert (row.seats, row.state) == (2, "open")


def test_a_door_that_is_closed_says_why() -> None:
    by = sent.manager()
    row = sent.opened(by)
    path = f"missions/{row.slug}/transitions"
    program = Program(by)
    assert refusal(program.post(path, verb="select")) == (422, "No delegate is selected yet.", [])  # fmt: skip
    assert refusal(program.post(path, verb="open")) == (422, "The mission is “Applications open”: this cannot be done now.", [])  # fmt: skip
    assert refusal(program.post(path, verb="cancel"))[::2] == (422, ["reason"])
    assert refusal(program.post(path, verb="dance"))[::2] == (422, ["body.asked.verb"])
    assert program.post(path, verb="cancel", reason="War")[1]["state"] == "cancelled"
    changed = refusal(program.patch(f"missions/{row.slug}", seats=3))
    assert changed[1] == "This mission is over: nothing changes any more."


def test_hosts_and_stops_are_entered_changed_and_removed() -> None:
    by = sent.manager()
    row = sent.opened(by)
    program = Program(by)
    path = f"missions/{row.slug}"
    status, host = program.post(f"{path}/hosts", "h1", name="Hangang Clinic")
    assert (status, host["name"]) == (201, "Hangang Clinic")
    assert program.post(f"{path}/hosts", "h1", name="Hangang Clinic") == (201, host)
    assert refusal(program.post(f"{path}/hosts", name="hangang clinic")) == (422, "Hangang Clinic is a host already.", ["name"])  # fmt: skip
    stop = {
        "kind": "visit",
        "title": "Clinic",
        "day": "2031-03-04",
        "starts": "09:00",
        "ends": "11:00",
        "zone": "Asia/Seoul",
        "host": host["id"],
        "note": "Bring samples.",
    }
    _status, made = program.post(f"{path}/stops", **stop)
    one = f"{path}/stops/{made['id']}"
    status, moved = program.patch(one, starts="10:00")
    assert (status, moved["starts_at"]) == (200, "2031-03-04T01:00:00Z")
    same = ("title", "host", "note", "ends_at")
    assert [moved[name] for name in same] == [made[name] for name in same]
    assert refusal(program.patch(one, ends="09:00")) == (422, "The stop ends before it begins.", ["ends"])  # fmt: skip
    other = Program(sent.lead(sent.organisation("Other"), "Other Lead"))
    assert other.patch(one, title="Ours")[0] == 404
    assert other.delete(one)[0] == 404
    assert program.delete(one) == (200, moved)
    assert program.delete(one)[0] == 404
    assert MissionStop.objects.count() == 0
    assert other.delete(f"{path}/hosts/{host['id']}")[0] == 404
    assert program.delete(f"{path}/hosts/{host['id']}") == (200, host)
    assert row.hosts.count() == 0


def test_a_lead_applies_for_a_seat_and_the_manager_decides() -> None:
    by = sent.manager()
    row = sent.opened(by)
    own = sent.lead(sent.organisation("Corvessa"), "Cora Lead")
    rival = sent.applied(row, "Rival", submit=False)
    program, runs = Program(own), Program(by)
    path = f"missions/{row.slug}/applications"
    assert program.get(path)["status"] == 404
    status, draft = program.post(path, "s1", motive="Partners")
    assert (status, draft["state"], draft["delegate"]) == (201, "draft", "Cora Lead")
    assert draft["missing"] == ["offer"]
    assert program.post(path, "s1", motive="Partners") == (201, draft)
    assert runs.get(path)["items"] == []
    step = f"{path}/{draft['id']}/transitions"
    assert refusal(program.post(step, verb="submit")) == (422, "Fill in what is empty, then hand it in.", ["offer"])  # fmt: skip
    _status, draft = program.post(path, offer="A peptide")
    assert (draft["motive"], draft["missing"]) == ("Partners", [])
    assert refusal(program.post(path, delegate="nobody@example.org"))[::2] == (422, ["delegate"])  # fmt: skip
    assert program.post(f"{path}/{rival.pk}/transitions", verb="submit")[0] == 404
    assert program.post(step, verb="submit")[1]["state"] == "submitted"
    assert [each["id"] for each in program.get(path)["items"]] == [draft["id"]]
    assert [each["id"] for each in runs.get(path)["items"]] == [draft["id"]]
    decide = f"{path}/{draft['id']}/decisions"
    assert program.post(decide, verb="select")[0] == 404
    assert refusal(runs.post(decide, verb="decline")) == (422, "The applicant reads why. Write a reason.", ["reason"])  # fmt: skip
    status, seat = runs.post(decide, "d1", verb="select", reason="Welcome")
    assert (status, seat["state"]) == (201, "selected")
    assert runs.post(decide, "d1", verb="select", reason="Welcome") == (201, seat)
    assert runs.post(f"{path}/{rival.pk}/decisions", verb="select")[0] == 404
    assert program.post(step, verb="withdraw")[1]["state"] == "withdrawn"


def test_who_applies_for_no_seat() -> None:
    row = sent.opened(sent.manager())
    own = sent.organisation("Corvessa")
    colleague = sent.lead(own, "Colm Colleague")
    colleague.is_lead = False
    colleague.save()
    path = f"missions/{row.slug}/applications"
    reason = "Whoever leads the entry of your organisation applies for it."
    assert refusal(Program(colleague).post(path, motive="x")) == (403, reason, [])
    lead = sent.lead(own, "Cora Lead")
    assert Program(lead, scope="read").post(path, motive="x")[0] == 403
    draft = sent.mission(row.manager, name="Draft")
    assert Program(lead).post(f"missions/{draft.slug}/applications")[0] == 404
    missions.cancel_mission(row, by=row.manager, reason="War")
    assert refusal(Program(lead).post(path, motive="x")) == (422, "The call is not open.", [])  # fmt: skip
    assert row.applications.count() == 0


def test_guests_and_links_are_read_by_those_concerned() -> None:
    by = sent.manager()
    row = sent.selected(by, "Corvessa", "Baltkrasta")
    stop = sent.stop(row, by, kind="pitch")
    pitch = pitches.open_pitch(stop, by=by, topic="Peptides", capacity=5)
    visitor = Visitor("Gil Guest", "Fund", "KR", "gil@example.org", has_agreed=True)
    guest = pitches.register_guest(pitch, visitor=visitor)
    first, second = row.applications.order_by("pk")
    link = links.ask(guest, application=first, message="Series A")
    runs, own, rival = (Program(each) for each in (by, sent.leader(first), sent.leader(second)))  # fmt: skip
    path = f"missions/{row.slug}"
    (event,) = runs.get(f"{path}/pitches")["items"]
    assert (event["registered"], event["here"]) == (1, 0)
    assert event["address"].endswith(f"/{pitch.token}/")
    guests = f"{path}/pitches/{pitch.pk}/guests"
    (found,) = runs.get(guests)["items"]
    assert (found["email"], found["asked"]) == ("gil@example.org", 1)
    assert runs.get(f"{guests}?text=nobody")["items"] == []
    for reader in (own, rival):
        assert reader.get(guests)["status"] == 404
        assert reader.get(f"{path}/pitches")["status"] == 404
        assert reader.get(f"{path}/rounds")["status"] == 404
    assert Program().get(guests)["status"] == 401
    assert [each["id"] for each in runs.get(f"{path}/links")["items"]] == [link.pk]
    (seen,) = own.get(f"{path}/links?state=asked")["items"]
    assert (seen["guest_email"], seen["message"]) == ("gil@example.org", "Series A")
    assert rival.get(f"{path}/links")["items"] == []
    assert Program().get(f"{path}/links")["status"] == 404
    step = f"{path}/links/{link.pk}/transitions"
    assert rival.post(step, verb="accept")[0] == 404
    assert refusal(runs.post(step, verb="accept")) == (403, "Corvessa answers this question: its lead, or its delegate.", [])  # fmt: skip
    assert refusal(own.post(step, verb="decline"))[::2] == (422, ["reason"])
    assert own.post(step, "a1", verb="accept")[1]["state"] == "accepted"
    assert own.post(step, "a1", verb="accept")[1]["state"] == "accepted"
    rounds = runs.get(f"{path}/rounds")
    assert (rounds["event"], rounds["accepted"], rounds["waiting"], rounds["plan"]) == (None, 1, 1, None)  # fmt: skip


def test_a_delegate_reports_and_others_learn_nothing() -> None:
    by = sent.manager()
    row = sent.under_way(by, "Corvessa", "Baltkrasta")
    first, second = row.applications.order_by("pk")
    own, rival = Program(sent.leader(first)), Program(sent.leader(second))
    path = f"missions/{row.slug}/results"
    said = {"kind": "talks", "other": "Hangang Clinic", "text": "A trial"}
    status, made = own.post(path, "r1", **said)
    assert (status, made["partner"], made["claim"]) == (201, "Hangang Clinic", None)
    assert own.post(path, "r1", **said) == (201, made)
    unsigned = refusal(own.post(path, **said | {"kind": "mou"}))
    assert unsigned[::2] == (422, ["document"])
    assert refusal(own.post(path, kind="talks", text="x"))[::2] == (422, ["partner"])
    assert own.get(path)["items"] == [made]
    assert Program(by).get(path)["items"] == [made]
    assert rival.get(path)["items"] == []
    assert Program().get(path)["status"] == 404
    assert refusal(Program(by).post(path, **said)) == (403, "Delegates report: their lead, or the delegate.", [])  # fmt: skip
    assert rival.delete(f"{path}/{made['id']}")[0] == 404
    assert Program(by).delete(f"{path}/{made['id']}")[0] == 403
    assert own.delete(f"{path}/{made['id']}") == (200, made)
    assert MissionResult.objects.count() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_of_a_mission_ask_the_same_whatever_their_length(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    by = sent.manager()
    row = sent.opened(by, seats=5)
    stop = sent.stop(row, by, kind="pitch")
    pitch = pitches.open_pitch(stop, by=by, topic="Peptides", capacity=5)
    for number in range(rows):
        seats.select(sent.applied(row, f"Company {number}"), by=by)
    missions.close_selection(row, by=by)
    visitor = Visitor("Gil", "Fund", "KR", "gil@example.org", has_agreed=True)
    guest = pitches.register_guest(pitch, visitor=visitor)
    for each in row.applications.all():
        links.ask(guest, application=each)
    for number in range(rows - 1):
        more = Visitor("Ann", "Fund", "KR", f"a{number}@example.org", has_agreed=True)
        pitches.register_guest(pitch, visitor=more)
    program = Program(by)
    # The first request of a token also writes when it was used.
    counts = {"applications": 4, "links": 3, f"pitches/{pitch.pk}/guests": 4}
    for noun, queries in counts.items():
        with django_assert_num_queries(queries):
            found = program.get(f"missions/{row.slug}/{noun}")
        assert (noun, len(found["items"])) == (noun, rows)
