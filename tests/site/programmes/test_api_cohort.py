"""Cohorts, milestones, grants and needs written by programs; nobody reads another organisation's."""

from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from madang.site.directory.models import Organisation, Person
from madang.site.programmes.models import CohortMember, Need, NeedAnswer, Programme
from tests.site.programmes import calls_made
from tests.site.programmes.asked import Program, refusal

pytestmark = pytest.mark.django_db
RUNS = "Only those who run the programme do this."


def member(of: Programme, name: str) -> tuple[Person, CohortMember]:
    """Return a new member of the cohort and its lead."""
    lead = calls_made.company(name)
    row = of.cohort.create(
        organisation=lead.organisation, joined_on=timezone.localdate()
    )
    return lead, row


def test_a_milestone_is_set_reported_returned_and_accepted() -> None:
    by = calls_made.agency()
    of = calls_made.programme(by)
    (own, mine), (rival, theirs) = member(of, "Corvessa"), member(of, "Baltkrasta")
    runs, program, other = Program(by), Program(own), Program(rival)
    path = "programmes/to-seoul/milestones"
    wanted = {"title": "First trial", "due_on": "2020-01-01", "members": [mine.pk]}
    assert refusal(program.post(path, **wanted)) == (403, RUNS, [])
    assert refusal(runs.post(path, **wanted | {"members": []}))[::2] == (422, ["members"])  # fmt: skip
    status, made = runs.post(path, "m1", **wanted)
    assert (status, len(made["items"]), made["items"][0]["late"]) == (201, 1, "very late")  # fmt: skip
    assert runs.post(path, "m1", **wanted) == (201, made)
    one = f"programmes/milestones/{made['items'][0]['id']}"
    steps = f"{one}/transitions"
    assert other.get(one)["status"] == 404
    assert other.post(steps, verb="report", report="Ours")[0] == 404
    assert refusal(runs.post(steps, verb="report", report="x")) == (403, "Only whoever leads the member’s entry reports for it.", [])  # fmt: skip
    assert refusal(program.post(steps, verb="accept")) == (403, RUNS, [])
    assert refusal(program.post(steps, verb="report"))[::2] == (422, ["report"])
    status, said = program.post(steps, "r1", verb="report", report="Done")
    assert (status, said["state"], said["report"]) == (201, "reported", "Done")
    assert refusal(runs.post(steps, verb="return"))[::2] == (422, ["reason"])
    assert runs.post(steps, verb="return", reason="How many?")[1]["state"] == "open"
    program.post(steps, verb="report", report="Twelve")
    assert runs.post(steps, verb="accept")[1]["state"] == "accepted"
    cohort = "programmes/to-seoul/cohort"
    shown = {each["organisation"]: each["milestones"] for each in runs.get(cohort)["items"]}  # fmt: skip
    assert (len(shown["Corvessa"]), shown["Baltkrasta"]) == (1, [])
    assert [each["organisation"] for each in other.get(cohort)["items"]] == ["Baltkrasta"]  # fmt: skip
    assert Program().get(cohort)["items"] == []
    Programme.objects.update(state="running")
    named = {each["organisation"]: each["milestones"] for each in other.get(cohort)["items"]}  # fmt: skip
    assert named == {"Corvessa": None, "Baltkrasta": []}
    leave = f"{cohort}/{theirs.pk}/transitions"
    assert refusal(other.post(leave, verb="complete")) == (403, RUNS, [])
    assert runs.post(leave, verb="complete")[1]["state"] == "completed"
    assert runs.post(leave, verb="complete")[0] == 422
    assert runs.post(f"{cohort}/999999/transitions", verb="leave")[0] == 404


def test_grants_elsewhere_are_for_the_member_and_those_who_run_it() -> None:
    by = calls_made.agency()
    of = calls_made.programme(by)
    (own, mine), (rival, _theirs) = member(of, "Corvessa"), member(of, "Baltkrasta")
    Organisation.objects.create(name="A Fund")
    path = "programmes/to-seoul/grants"
    wanted = {
        "name": "Trial grant",
        "funder": "A Fund",
        "organisation": mine.organisation_id,
        "amount": "50000",
        "currency": "EUR",
    }
    runs, program = Program(by), Program(own)
    assert refusal(program.post(path, **wanted)) == (403, RUNS, [])
    assert refusal(runs.post(path, **wanted | {"currency": ""}))[::2] == (422, ["currency"])  # fmt: skip
    assert refusal(runs.post(path, **wanted | {"funder": "Nobody"}))[::2] == (422, ["funder"])  # fmt: skip
    status, made = runs.post(path, "g1", **wanted)
    assert (status, made["state"], made["amount"]) == (201, "planned", "50000.00")
    assert runs.post(path, "g1", **wanted) == (201, made)
    steps = f"{path}/{made['id']}/transitions"
    assert refusal(runs.post(steps, verb="granted"))[::2] == (422, [])
    assert runs.post(steps, verb="applied")[1]["state"] == "applied"
    assert refusal(program.post(steps, verb="granted")) == (403, RUNS, [])
    assert [each["id"] for each in program.get(path)["items"]] == [made["id"]]
    assert Program(rival).get(path)["items"] == []
    assert Program().get(path)["status"] == 401


def ministry(name: str = "Ministry of Ambria") -> Person:
    row = Organisation.objects.create(name=name, kind="ministry", country="TH")
    return calls_made.somebody(f"Lead of {name}", row, is_lead=True)


NEED: dict[str, Any] = {
    "slug": "cold-chain",
    "title": "Vaccines",
    "text": "Doses",
    "country": "TH",
    "answers_until": "2199-01-01T00:30:00+07:00",
}


def test_a_need_is_written_published_and_changed() -> None:
    by = ministry()
    program = Program(by)
    status, made = program.post("programmes/needs", "n1", **NEED)
    assert (status, made["state"], made["answers_until"]) == (201, "draft", "2198-12-31T17:30:00Z")  # fmt: skip
    assert program.post("programmes/needs", "n1", **NEED) == (201, made)
    path = "programmes/needs/cold-chain"
    other = Program(ministry("Ministry of Elsewhere"))
    assert other.get(path)["status"] == 404
    assert other.patch(path, title="Ours")[0] == 404
    assert refusal(program.post("programmes/needs", **NEED))[::2] == (422, ["slug"])
    status, new = program.patch(path, title="Heat-stable vaccines")
    assert (status, new) == (200, made | {"title": "Heat-stable vaccines"})
    assert program.post(f"{path}/transitions", verb="publish")[1]["is_open"] is True
    reason = "Only the organisation that has the need does this."
    assert refusal(other.patch(path, title="Ours")) == (403, reason, [])
    assert refusal(other.post(f"{path}/transitions", verb="close")) == (403, reason, [])
    assert program.patch(path, answers_until=None)[1]["answers_until"] is None
    assert program.post(f"{path}/transitions", verb="close")[1]["state"] == "closed"
    assert refusal(program.patch(path, title="x")) == (422, "This need is closed.", [])
    company = Program(calls_made.company("Corvessa"))
    assert company.post("programmes/needs", **NEED)[0] == 403
    assert refusal(program.post("programmes/needs", **NEED | {"slug": "b", "answers_until": "2031-01-01T00:00:00"}))[::2] == (422, ["body.asked.answers_until"])  # fmt: skip
    assert Need.objects.count() == 1


def test_an_answer_is_withdrawn_by_its_company_and_replied_to_by_the_ministry() -> None:
    by = ministry()
    runs = Program(by)
    runs.post("programmes/needs", **NEED)
    runs.post("programmes/needs/cold-chain/transitions", verb="publish")
    own, rival = calls_made.company("Corvessa"), calls_made.company("Baltkrasta")
    program, other = Program(own), Program(rival)
    path = "programmes/needs/cold-chain/answers"
    _status, made = program.post(path, text="Four million doses")
    one = f"{path}/{made['id']}"
    assert other.post(f"{one}/transitions", verb="withdraw")[0] == 404
    assert other.post(f"{one}/replies", verb="invite", reason="x")[0] == 404
    assert program.post(f"{one}/replies", verb="invite", reason="x")[0] == 404
    assert program.post(f"{one}/transitions", verb="withdraw")[1]["state"] == "withdrawn"  # fmt: skip
    assert runs.get(path)["items"] == []
    program.post(path, text="Five million doses")
    assert refusal(runs.post(f"{one}/replies", verb="invite", reason=""))[::2] == (422, ["reason"])  # fmt: skip
    status, reply = runs.post(f"{one}/replies", "r1", verb="invite", reason="Come")
    assert (status, reply["state"], reply["reason"]) == (201, "invited", "Come")
    assert program.get(path)["items"] == [reply]
    assert other.get(path)["items"] == []
    colleague = Program(calls_made.somebody("Colm", own.organisation))
    assert refusal(colleague.post(path, text="x")) == (403, "Only whoever leads your organisation’s entry answers.", [])  # fmt: skip
    assert NeedAnswer.objects.count() == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_of_a_cohort_ask_the_same_whatever_their_length(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    by = calls_made.agency()
    of = calls_made.programme(by)
    funder = Organisation.objects.create(name="A Fund")
    for number in range(rows):
        _lead, row = member(of, f"Company {number}")
        row.milestones.create(title="Trial", due_on=timezone.localdate())
        of.grants.create(funder=funder, name="Grant", state="planned")
    program = Program(by)
    for noun, queries in (("cohort", 5), ("grants", 4)):
        with django_assert_num_queries(queries):
            found = program.get(f"programmes/to-seoul/{noun}")
        assert (noun, len(found["items"])) == (noun, rows)
