"""Missions and programmes for programs: what everybody reads, what is one's own, what the two writes refuse."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from madang.site.directory.actions.tokens import make_token
from madang.site.directory.models import Organisation, Person
from madang.site.programmes.actions import applications, needs
from madang.site.programmes.models import Consultation, MissionStop, Need, NeedAnswer
from tests.site.programmes import calls_made, sent

pytestmark = pytest.mark.django_db


def bearer(person: Person, *, scope: str = "write") -> dict[str, str]:
    person.refresh_from_db()
    _token, secret = make_token(by=person, name="Program", scope=scope)
    return {"Authorization": f"Bearer {secret}"}


def read(path: str, by: Person | None = None) -> Any:
    headers = bearer(by, scope="read") if by else None
    return Client().get(f"/api/{path}", headers=headers).json()


def post(
    path: str, body: dict[str, Any], headers: dict[str, str]
) -> tuple[int, dict[str, Any]]:
    answer = Client().post(
        f"/api/{path}", body, content_type="application/json", headers=headers
    )
    return answer.status_code, answer.json()


STOP = {
    "kind": "visit",
    "title": "Hospital",
    "day": "2031-03-04",
    "starts": "09:00",
    "ends": "11:00",
    "zone": "Asia/Seoul",
    "note": "Bring samples.",
}


def test_a_mission_is_read_by_everybody_but_for_its_notes_and_applications() -> None:
    by = sent.manager()
    row = sent.selected(by, "Corvessa")
    MissionStop.objects.filter(pk=sent.stop(row, by).pk).update(note="Bring samples.")
    sent.mission(by, name="Hidden draft")
    assert [each["slug"] for each in read("missions/")["items"]] == [row.slug]
    assert len(read("missions/", by)["items"]) == 2
    found = read(f"missions/{row.slug}")
    assert (found["delegates"], found["stops"][0]["note"]) == (["Corvessa"], None)
    assert read(f"missions/{row.slug}", by)["stops"][0]["note"] == "Bring samples."
    assert read(f"missions/{row.slug}/applications")["status"] == 404
    (seat,) = read(f"missions/{row.slug}/applications", by)["items"]
    assert (seat["organisation"], seat["state"]) == ("Corvessa", "selected")
    assert read("missions/?country=NO")["items"] == []


def test_delegates_are_not_named_before_they_are_selected() -> None:
    row = sent.opened(sent.manager())
    sent.applied(row, "Corvessa")
    assert read(f"missions/{row.slug}")["delegates"] is None


def test_a_stop_is_entered_by_whoever_runs_the_mission() -> None:
    by = sent.manager()
    row = sent.opened(by)
    host = sent.organisation("Hangang Clinic", country="KR")
    row.hosts.create(organisation=host)
    path = f"missions/{row.slug}/stops"
    headers = bearer(by) | {"Idempotency-Key": "s1"}
    status, made = post(path, STOP | {"host": host.pk}, headers)
    assert (status, made["starts_at"], made["host"]) == (
        201,
        "2031-03-04T00:00:00Z",
        "Hangang Clinic",
    )
    assert post(path, STOP | {"host": host.pk}, headers) == (201, made)
    assert MissionStop.objects.count() == 1
    other = sent.lead(sent.organisation("Other"), "Other Lead")
    assert post(path, STOP, bearer(other))[0] == 404


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"zone": "Seoul"}, "zone"),
        ({"host": 999999}, "host"),
        ({"ends": "08:00"}, "ends"),
        ({"day": "2031-03-30", "starts": "03:30", "zone": "Europe/Riga"}, "starts"),
        ({"kind": "party"}, "body.asked.kind"),
    ],
)
def test_what_a_stop_must_say(change: dict[str, Any], field: str) -> None:
    by = sent.manager()
    row = sent.opened(by)
    status, refused = post(f"missions/{row.slug}/stops", STOP | change, bearer(by))
    assert (status, [each["field"] for each in refused["errors"]]) == (422, [field])


def test_programmes_and_calls_are_read_by_everybody() -> None:
    by = calls_made.agency()
    programme = calls_made.programme(by)
    calls_made.draft_call(by, programme, slug="draft", title="Draft")
    call = calls_made.open_call(by, programme)
    found = read(f"programmes/{programme.slug}")
    assert (found["owner"], found["calls"]) == ("Amber Agency", [call.slug])
    assert [each["slug"] for each in read("programmes/")["items"]] == [programme.slug]
    assert [each["slug"] for each in read("programmes/calls?is_open=true")["items"]] == [call.slug]  # fmt: skip
    whole = read(f"programmes/calls/{call.slug}")
    assert (whole["phase"], len(whole["questions"])) == ("open", 3)
    assert read("programmes/calls/draft")["status"] == 404
    assert len(read("programmes/calls", by)["items"]) == 2


def test_an_application_is_read_by_its_two_sides_alone() -> None:
    by = calls_made.agency()
    call = calls_made.open_call(by, calls_made.programme(by))
    own, rival = calls_made.company("Corvessa"), calls_made.company("Baltkrasta")
    draft = calls_made.written(own, call)
    path = f"programmes/applications/{draft.pk}"
    assert read(path, own)["state"] == "draft"
    for reader in (by, rival, None):
        assert read(path, reader)["status"] == 404
    assert read("programmes/applications")["status"] == 401
    assert [each["id"] for each in read("programmes/applications", own)["items"]] == [draft.pk]  # fmt: skip
    assert read("programmes/applications", rival)["items"] == []
    listed = f"programmes/calls/{call.slug}/applications"
    assert read(listed, by)["items"] == []
    assert read(listed, rival)["status"] == 403
    applications.submit_application(by=own, application=draft)
    assert [each["id"] for each in read(listed, by)["items"]] == [draft.pk]
    assert len(read(path, by)["answers"]) >= 2


def ministry() -> Person:
    row = Organisation.objects.create(name="Ministry of Ambria", kind="ministry")
    return calls_made.somebody("Mara Minister", row, is_lead=True)


def published(by: Person, slug: str = "cold-chain") -> Need:
    need = needs.write_need(
        by=by, need=Need(slug=slug, title="Vaccines", text="Doses", country="TH")
    )
    return needs.step_need(by=by, need=need, step="publish")


def test_a_need_is_answered_for_one_s_organisation_and_read_by_the_two_alone() -> None:
    minister = ministry()
    published(minister)
    own, rival = calls_made.company("Corvessa"), calls_made.company("Baltkrasta")
    path = "programmes/needs/cold-chain/answers"
    status, made = post(path, {"text": "Four million doses"}, bearer(own))
    assert (status, made["organisation"], made["state"]) == (201, "Corvessa", "sent")
    assert read("programmes/needs/cold-chain")["is_open"] is True
    assert [each["id"] for each in read(path, own)["items"]] == [made["id"]]
    assert [each["id"] for each in read(path, minister)["items"]] == [made["id"]]
    assert read(path, rival)["items"] == []
    assert read(path)["status"] == 401
    status, refused = post(path, {"text": " "}, bearer(own))
    assert (status, refused["errors"][0]["field"]) == (422, "text")
    status, refused = post(path, {"text": "Ours"}, bearer(minister))
    assert (status, refused["title"]) == (422, "This is your own organisation’s need.")
    assert NeedAnswer.objects.count() == 1


def test_free_hours_are_for_those_who_signed_in() -> None:
    adviser, own = calls_made.agency(), calls_made.company("Corvessa")
    now = timezone.now()
    for day in (-1, 2):
        starts = now + timedelta(days=day)
        Consultation.objects.create(
            adviser=adviser,
            organisation=adviser.organisation,
            subject="Registration",
            starts_at=starts,
            ends_at=starts + timedelta(minutes=30),
            zone="Europe/Riga",
        )
    assert read("portal/consultations")["status"] == 401
    (hour,) = read("portal/consultations", own)["items"]
    assert (hour["adviser"], hour["subject"]) == ("Anna Agency", "Registration")
    assert read("portal/consultations", adviser)["items"] == []


QUERIES = {"missions/": 1, "programmes/": 1, "programmes/calls": 1, "programmes/needs": 1}  # fmt: skip


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("noun", sorted(QUERIES))
def test_a_list_asks_the_same_number_of_questions_whatever_its_length(
    noun: str, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    by, minister, manager = calls_made.agency(), ministry(), sent.manager()
    for number in range(rows):
        programme = calls_made.programme(by, slug=f"p-{number}")
        calls_made.open_call(by, programme, slug=f"c-{number}")
        published(minister, f"n-{number}")
        sent.opened(manager, name=f"Mission {number}")
    with django_assert_num_queries(QUERIES[noun]):
        assert len(Client().get(f"/api/{noun}").json()["items"]) == rows
