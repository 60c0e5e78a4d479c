"""The portal for programs: one's own calls, contacts, contracts, due days and hours; nothing of anybody else."""

import hashlib
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from madang.site.programmes.models import CohortMember, Consultation, Milestone
from tests.site.programmes import made_for_portal as made
from tests.site.programmes.asked import Program, refusal

pytestmark = pytest.mark.django_db


def test_what_can_be_applied_for_and_whom_to_ask() -> None:
    stage = made.Stage()
    call = made.call(stage)
    program = Program(stage.signer)
    (found,) = program.get("portal/calls")["items"]
    assert (found["slug"], found["phase"]) == (call.slug, "open")
    (contact,) = program.get("portal/contacts")["items"]
    assert contact == {
        "programme": "export",
        "name": "Export support",
        "owner": "Made-up Agency",
        "person": "Marta Manager",
        "role": "",
    }
    assert Program(stage.lead).get("portal/calls")["items"] == []
    for noun in ("calls", "contacts", "contracts", "due", "consultations"):
        assert Program().get(f"portal/{noun}")["status"] == 401


def test_contracts_are_read_with_hash_and_signatures_and_not_signed_here() -> None:
    stage = made.Stage()
    contract = stage.concluded()
    program = Program(stage.signer)
    (found,) = program.get("portal/contracts")["items"]
    assert (found["state"], found["sha256"]) == ("concluded", contract.sha256)
    assert [
        (each["signed_name"], each["signed_sha256"]) for each in found["signatures"]
    ] == [
        ("Agnese Lead", contract.sha256),
        ("Ilze Signer", contract.sha256),
    ]
    path = f"portal/contracts/{contract.pk}"
    assert program.get(path) == found
    answer = Client().get(f"/api/{path}/document", headers=program.headers)
    assert answer["Content-Type"] == "application/pdf"
    assert hashlib.sha256(answer.content).hexdigest() == contract.sha256
    for person in (stage.colleague, stage.outsider):
        other = Program(person)
        assert other.get("portal/contracts")["items"] == []
        assert other.get(path)["status"] == 404
        assert other.get(f"{path}/document")["status"] == 404
        assert other.post(f"{path}/transitions", verb="decline", reason="x")[0] == 404
    assert Program().get(f"{path}/document")["status"] == 401
    assert refusal(program.post(f"{path}/transitions", verb="sign"))[::2] == (422, ["body.asked.verb"])  # fmt: skip


def test_a_contract_that_waits_is_due_and_can_be_declined() -> None:
    stage = made.Stage()
    contract = stage.offered()
    program = Program(stage.signer)
    (due,) = program.get("portal/due")["items"]
    assert (due["title"], due["day"]) == (
        "Sign: Export support, 12 months",
        contract.sign_until.isoformat(),
    )
    assert due["link"].endswith(f"/contracts/{contract.pk}/")
    assert Program(stage.outsider).get("portal/due")["items"] == []
    waiting = "portal/contracts?waits_for_me=true"
    assert [each["id"] for each in program.get(waiting)["items"]] == [contract.pk]
    assert Program(stage.manager).get(waiting)["items"] == []
    steps = f"portal/contracts/{contract.pk}/transitions"
    assert refusal(program.post(steps, verb="decline"))[::2] == (422, ["reason"])
    read_only = Program(stage.signer, scope="read")
    assert read_only.post(steps, verb="decline", reason="x")[0] == 403
    status, gone = program.post(steps, "d1", verb="decline", reason="Too long")
    assert (status, gone["state"], gone["reason"]) == (201, "declined", "Too long")
    assert program.post(steps, "d1", verb="decline", reason="Too long") == (201, gone)
    assert program.get(waiting)["items"] == []


def test_due_days_come_in_pages() -> None:
    stage = made.Stage()
    today = timezone.localdate()
    member = CohortMember.objects.create(
        programme=stage.programme, organisation=stage.company, joined_on=today
    )
    for number in range(3):
        day = today + timedelta(days=number)
        Milestone.objects.create(member=member, title=f"M{number}", due_on=day)
    program = Program(stage.signer)
    first = program.get("portal/due?limit=2")
    assert ([each["title"] for each in first["items"]], first["next"]) == (["M0", "M1"], 2)  # fmt: skip
    rest = program.get("portal/due?limit=2&cursor=2")
    assert ([each["title"] for each in rest["items"]], rest["next"]) == (["M2"], None)


def test_hours_are_offered_booked_given_back_and_taken_out() -> None:
    stage = made.Stage()
    adviser, program = Program(stage.lead), Program(stage.signer)
    day = (timezone.localdate() + timedelta(days=10)).isoformat()
    series = {
        "subject": "Markets",
        "first": day,
        "last": day,
        "weekdays": list(range(7)),
        "opens": "09:00",
        "closes": "10:00",
        "minutes": 30,
        "zone": "Europe/Riga",
    }
    path = "portal/consultations"
    assert program.post(path, **series)[0] == 403
    assert refusal(adviser.post(path, **series | {"adviser": "no@example.org"}))[::2] == (422, ["adviser"])  # fmt: skip
    assert refusal(adviser.post(path, **series | {"minutes": 7}))[::2] == (422, ["minutes"])  # fmt: skip
    status, offered = adviser.post(path, "h1", **series)
    assert (status, [each["adviser"] for each in offered["items"]]) == (201, ["Agnese Lead", "Agnese Lead"])  # fmt: skip
    assert adviser.post(path, "h1", **series) == (201, offered)
    first, second = (each["id"] for each in offered["items"])
    one = f"{path}/{first}"
    assert refusal(program.post(f"{one}/bookings", question=""))[::2] == (422, ["question"])  # fmt: skip
    status, booked = program.post(f"{one}/bookings", "b1", question="Which fair?")
    assert (status, booked["state"], booked["booked_by"]) == (201, "booked", "Ilze Signer")  # fmt: skip
    assert program.post(f"{one}/bookings", "b1", question="Which fair?") == (201, booked)  # fmt: skip
    outsider = Program(stage.outsider)
    assert outsider.get(one)["status"] == 404
    assert outsider.post(f"{one}/bookings", question="Mine?")[0] == 404
    assert outsider.post(f"{one}/transitions", verb="cancel")[0] == 404
    assert refusal(adviser.post(f"{path}/{second}/bookings", question="x")) == (422, "This is an hour of your own organisation.", [])  # fmt: skip
    assert [each["id"] for each in program.get(f"{path}?which=booked")["items"]] == [first]  # fmt: skip
    assert outsider.get(f"{path}?which=booked")["items"] == []
    assert [each["id"] for each in program.get(path)["items"]] == [second]
    assert len(adviser.get(f"{path}?which=offered")["items"]) == 2
    assert program.get(f"{path}?which=offered")["items"] == []
    assert program.post(f"{one}/transitions", verb="hold")[0] == 404
    assert refusal(adviser.post(f"{one}/transitions", verb="hold"))[::2] == (422, [])
    assert program.post(f"{one}/transitions", verb="cancel")[1]["state"] == "free"
    assert program.post(f"{one}/transitions", verb="cancel")[0] == 404
    assert adviser.post(f"{one}/transitions", verb="cancel")[1]["state"] == "cancelled"
    assert adviser.post(f"{one}/transitions", verb="restore")[1]["state"] == "free"
    assert Consultation.objects.filter(state="free").count() == 2


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_of_the_portal_ask_the_same_whatever_their_length(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    stage = made.Stage()
    today = timezone.localdate()
    member = CohortMember.objects.create(
        programme=stage.programme, organisation=stage.company, joined_on=today
    )
    for number in range(rows):
        made.call(stage, number)
        made.hour(stage, days=number + 2)
        stage.offered()
        Milestone.objects.create(member=member, title="M", due_on=today)
        if number:
            extra = made.programme(stage.agency, stage.manager, f"more-{number}")
            CohortMember.objects.create(
                programme=extra, organisation=stage.company, joined_on=today
            )
    program = Program(stage.signer)
    expected = {"calls": 3, "contacts": 2, "contracts": 3, "consultations": 2}
    for noun, queries in expected.items():
        with django_assert_num_queries(queries):
            found = program.get(f"portal/{noun}")
        assert (noun, len(found["items"])) == (noun, rows)
    with django_assert_num_queries(5):
        assert len(program.get("portal/due")["items"]) == 2 * rows
