"""Programmes, interest, calls and applications written by programs: the same rights, refusals and log lines as on the pages."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from madang.site.core.models import LogEntry
from madang.site.programmes.models import Application, Call, Programme
from tests.site.programmes import calls_made
from tests.site.programmes.asked import Program, refusal

pytestmark = pytest.mark.django_db
PROGRAMME = {
    "slug": "to-oslo",
    "name": "To Oslo",
    "kind": "company_cohort_programme",
    "aim": "Opens the Norwegian market.",
    "home_country": "LV",
    "target_country": "NO",
    "field": "vaccines",
}
QUESTION = {"text": "Why Norway?", "most_characters": 500}


def call(**other: Any) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "title": "First cohort",
        "slug": "oslo-1",
        "kind": "cohort",
        "text": "Six months.",
        "who_may_apply": "Companies.",
        "zone": "Europe/Riga",
        "opens_day": (today - timedelta(days=1)).isoformat(),
        "opens_time": "09:00",
        "closes_day": (today + timedelta(days=30)).isoformat(),
        "closes_time": "17:00",
        "seats": 2,
        "questions": [QUESTION],
        **other,
    }


def test_a_programme_is_made_changed_and_taken_further() -> None:
    by = calls_made.agency()
    program = Program(by)
    status, made = program.post("programmes/", "p1", **PROGRAMME)
    assert (status, made["owner"], made["state"]) == (201, "Amber Agency", "draft")
    assert program.post("programmes/", "p1", **PROGRAMME) == (201, made)
    assert refusal(program.post("programmes/", **PROGRAMME)) == (422, "Another programme has this short name already.", ["slug"])  # fmt: skip
    assert Program().get("programmes/to-oslo")["status"] == 404
    status, new = program.patch("programmes/to-oslo", name="Oslo now")
    assert (status, new) == (200, made | {"name": "Oslo now"})
    own = refusal(program.patch("programmes/to-oslo", accelerator="Amber Agency"))
    assert own == (422, "The accelerator partner is another organisation than the owner.", ["accelerator"])  # fmt: skip
    assert refusal(program.patch("programmes/to-oslo", accelerator="Nobody"))[::2] == (422, ["accelerator"])  # fmt: skip
    steps = "programmes/to-oslo/transitions"
    assert program.post(steps, verb="ask for interest")[1]["state"] == "interest"
    assert refusal(program.post(steps, verb="start")) == (422, "This does not fit the state of the programme: Interest wanted.", [])  # fmt: skip
    verbs = LogEntry.objects.filter(target_type="programmes.programme")
    assert sorted(verbs.values_list("verb", flat=True)) == [
        "ask for interest programme",
        "change programme",
        "create programme",
    ]


def test_who_makes_and_changes_no_programme() -> None:
    by, own = calls_made.agency(), calls_made.company("Corvessa")
    calls_made.programme(by)
    program = Program(own)
    assert program.post("programmes/", **PROGRAMME)[0] == 403
    reason = "Only those who run the programme do this."
    assert refusal(program.patch("programmes/to-seoul", name="Ours")) == (403, reason, [])  # fmt: skip
    assert refusal(program.post("programmes/to-seoul/transitions", verb="end")) == (403, reason, [])  # fmt: skip
    assert refusal(program.post("programmes/to-seoul/calls", **call())) == (403, reason, [])  # fmt: skip
    assert Program(by, scope="read").patch("programmes/to-seoul", name="x")[0] == 403
    assert Program().patch("programmes/to-seoul", name="x")[0] == 401
    assert program.patch("programmes/none", name="x")[0] == 404
    assert Programme.objects.get().name == "To Seoul"


def test_interest_is_expressed_by_a_lead_and_read_by_the_two_sides() -> None:
    by = calls_made.agency()
    calls_made.programme(by)
    own, rival = calls_made.company("Corvessa"), calls_made.company("Baltkrasta")
    path = "programmes/to-seoul/interests"
    program = Program(own)
    status, made = program.post(path, "i1", text="A trial")
    assert (status, made["organisation"], made["is_withdrawn"]) == (201, "Corvessa", False)  # fmt: skip
    assert program.post(path, "i1", text="A trial") == (201, made)
    assert Program(by).get(path)["items"] == [made]
    assert program.get(path)["items"] == [made]
    assert Program(rival).get(path)["items"] == []
    assert Program().get(path)["status"] == 401
    colleague = calls_made.somebody("Colm", own.organisation)
    assert refusal(Program(colleague).post(path, text="x")) == (403, "Only whoever leads your organisation’s entry says so.", [])  # fmt: skip
    assert refusal(Program(by).post(path, text="x")) == (422, "Your organisation runs this programme.", [])  # fmt: skip
    assert refusal(program.post(path, text=" "))[::2] == (422, ["text"])
    assert refusal(Program(rival).delete(path)) == (422, "Your organisation has not said that it takes part.", [])  # fmt: skip
    assert program.delete(path) == (200, made | {"is_withdrawn": True})
    assert Program(by).get(path)["items"] == []


def test_a_call_is_written_with_questions_published_and_extended() -> None:
    by = calls_made.agency()
    calls_made.programme(by)
    program = Program(by)
    status, made = program.post("programmes/to-seoul/calls", "c1", **call())
    assert (status, made["phase"], [each["text"] for each in made["questions"]]) == (201, "draft", ["Why Norway?"])  # fmt: skip
    assert program.post("programmes/to-seoul/calls", "c1", **call()) == (201, made)
    path = "programmes/calls/oslo-1"
    assert Program().get(path)["status"] == 404
    status, new = program.patch(path, seats=3)
    assert (status, new) == (200, made | {"seats": 3})
    status, second = program.post(f"{path}/questions", **QUESTION | {"text": "Who?"})
    assert (status, second["most_characters"]) == (201, 500)
    assert refusal(program.post(f"{path}/questions", text="x", most_characters=9))[::2] == (422, ["most_characters"])  # fmt: skip
    assert program.delete(f"{path}/questions/{second['id']}") == (200, second)
    steps = f"{path}/transitions"
    assert program.post(steps, "go", verb="publish")[1]["phase"] == "open"
    assert program.post(steps, "go", verb="publish")[1]["phase"] == "open"
    late = refusal(program.patch(path, seats=9))
    assert late == (422, "The call is published: its text, limits and questions stay as they are.", [])  # fmt: skip
    assert refusal(program.post(steps, verb="conclude")) == (422, "The call is still open.", [])  # fmt: skip
    earlier = {"verb": "extend", "closes_day": "2020-01-01", "closes_time": "09:00"}
    assert refusal(program.post(steps, **earlier))[::2] == (422, ["closes_day"])
    assert refusal(program.post(steps, verb="extend"))[::2] == (422, ["closes_day", "closes_time"])  # fmt: skip
    later = earlier | {"closes_day": "2199-01-01"}
    assert program.post(steps, **later)[1]["closes_at"] == "2199-01-01T07:00:00Z"
    assert program.post(steps, verb="withdraw")[1]["phase"] == "withdrawn"


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"slug": "Not a slug"}, ["slug"]),
        ({"zone": "Riga"}, ["zone"]),
        ({"closes_day": "2020-01-01"}, ["closes_day"]),
        ({"kind": "funding"}, ["currency"]),
        ({"seats": -1}, ["seats"]),
        ({"questions": [QUESTION | {"most_characters": 1}]}, ["most_characters"]),
        ({"opens_day": "2031-03-30", "opens_time": "03:30"}, ["opens_time"]),
    ],
)
def test_what_a_call_must_say(change: dict[str, Any], fields: list[str]) -> None:
    by = calls_made.agency()
    calls_made.programme(by)
    answer = Program(by).post("programmes/to-seoul/calls", **call(**change))
    assert refusal(answer)[::2] == (422, fields)
    assert Call.objects.count() == 0


def test_an_application_is_drafted_saved_and_submitted() -> None:
    by = calls_made.agency()
    row = calls_made.open_call(by, calls_made.programme(by))
    own, rival = calls_made.company("Corvessa"), calls_made.company("Baltkrasta")
    first, second, _third = row.questions.all()
    program = Program(own)
    begin = f"programmes/calls/{row.slug}/applications"
    status, draft = program.post(begin, "a1", title="Trial")
    assert (status, draft["title"], draft["percent"]) == (201, "Trial", 33)
    assert draft["missing"] == [f"question-{first.pk}", f"question-{second.pk}"]
    assert program.post(begin, "a1", title="Trial") == (201, draft)
    assert refusal(program.post(begin)) == (422, "Your organisation has an application here already.", [])  # fmt: skip
    path = f"programmes/applications/{draft['id']}"
    steps = f"{path}/transitions"
    assert refusal(program.post(steps, verb="submit"))[::2] == (422, [f"question-{first.pk}"])  # fmt: skip
    for other in (rival, by):
        assert Program(other).patch(path, title="Theirs")[0] == 404
        assert Program(other).post(steps, verb="submit")[0] == 404
    answers = [{"question": each.pk, "text": "Yes"} for each in (first, second)]
    status, saved = program.patch(path, answers=answers, version=draft["version"])
    assert (status, saved["title"], saved["missing"], saved["version"]) == (200, "Trial", [], draft["version"] + 1)  # fmt: skip
    stale = program.patch(path, title="Old", version=draft["version"])
    assert (stale[0], stale[1]["errors"][0]["field"]) == (409, "version")
    foreign = [{"question": 999999, "text": "x"}]
    assert refusal(program.patch(path, answers=foreign)) == (422, "This call does not ask for it.", ["question-999999"])  # fmt: skip
    assert refusal(program.patch(path, amount="5.00"))[::2] == (422, ["amount"])
    long = [{"question": first.pk, "text": "x" * 501}]
    assert refusal(program.patch(path, answers=long))[::2] == (422, [f"question-{first.pk}"])  # fmt: skip
    colleague = Program(calls_made.somebody("Colm", own.organisation))
    assert colleague.get(path)["title"] == "Trial"
    assert colleague.patch(path, title="Mine")[0] == 403
    assert colleague.post(steps, verb="submit")[0] == 403
    assert colleague.post(begin)[0] == 403
    assert program.post(steps, "s", verb="submit")[1]["state"] == "submitted"
    assert program.post(steps, "s", verb="submit")[1]["state"] == "submitted"
    assert program.patch(path, title="New")[0] == 422
    assert Program(rival).get(path)["status"] == 404
    assert program.post(steps, verb="withdraw")[1]["state"] == "withdrawn"
    assert Program(by).get(path)["status"] == 404
    assert Application.objects.get().title == "Trial"


def test_reviews_and_decisions_are_not_the_applicant_s_to_read_or_write() -> None:
    by = calls_made.agency()
    row = calls_made.funding_call(by, calls_made.programme(by))
    own = calls_made.company("Corvessa")
    made = calls_made.submitted(own, row, amount=Decimal(20000))
    reviewer = calls_made.somebody("Rita Reviewer")
    path = f"programmes/applications/{made.pk}"
    runs, applicant, reads = Program(by), Program(own), Program(reviewer)
    assert reads.get(path)["status"] == 404
    status, named = runs.post(f"{path}/reviews", "r1", address=reviewer.email)
    assert (status, named["reviewer"], named["score"]) == (201, "Rita Reviewer", None)
    assert runs.post(f"{path}/reviews", "r1", address=reviewer.email) == (201, named)
    assert refusal(runs.post(f"{path}/reviews", address=own.email)) == (422, "This person belongs to the applicant’s organisation.", ["address"])  # fmt: skip
    for other in (applicant, reads):
        assert other.get(f"{path}/reviews")["status"] == 403
        assert other.post(f"{path}/reviews", address=by.email)[0] == 403
        assert other.post(f"{path}/decisions", outcome="accepted", reason="x")[0] == 403
    one = f"programmes/reviews/{named['id']}"
    for other in (applicant, runs):
        assert other.get(one)["status"] == 404
        assert other.get("programmes/reviews")["items"] == []
        assert other.post(one, score=5, text="Good")[0] == 404
        assert other.post(f"{one}/transitions", verb="step back")[0] == 404
    assert [each["id"] for each in reads.get("programmes/reviews")["items"]] == [named["id"]]  # fmt: skip
    assert reads.get(one)["contents"]["title"] == "Project of Corvessa"
    assert refusal(reads.post(one, score=6, text="Good"))[::2] == (422, ["score"])
    status, said = reads.post(one, "o1", score=4, text="Good")
    assert (status, said["score"], said["text"]) == (201, 4, "Good")
    (seen,) = runs.get(f"{path}/reviews")["items"]
    assert (seen["score"], seen["text"]) == (4, "Good")
    assert set(applicant.get(path)) & {"reviews", "score", "reviewer"} == set()
    assert refusal(runs.post(f"{path}/decisions", outcome="accepted", reason="x", amount="5")) == (422, "Decisions are made once the call has closed.", [])  # fmt: skip
    calls_made.over(row)
    much = {"outcome": "accepted", "reason": "Strong", "amount": "20000.01"}
    assert refusal(runs.post(f"{path}/decisions", **much))[::2] == (422, ["amount"])
    fits = much | {"amount": "15000"}
    status, decided = runs.post(f"{path}/decisions", "d1", **fits)
    assert (status, decided["outcome"], decided["amount_granted"]) == (201, "accepted", "15000.00")  # fmt: skip
    assert runs.post(f"{path}/decisions", "d1", **fits) == (201, decided)
    assert applicant.get(path)["reason"] == "Strong"


def test_who_steps_back_reads_no_longer() -> None:
    by = calls_made.agency()
    row = calls_made.open_call(by, calls_made.programme(by))
    made = calls_made.submitted(calls_made.company("Corvessa"), row)
    reviewer = calls_made.somebody("Rita Reviewer")
    path = f"programmes/applications/{made.pk}"
    _status, named = Program(by).post(f"{path}/reviews", address=reviewer.email)
    reads, one = Program(reviewer), f"programmes/reviews/{named['id']}"
    status, gone = reads.post(f"{one}/transitions", verb="step back")
    assert (status, gone["has_conflict"], gone["contents"]) == (201, True, None)
    assert reads.get(path)["status"] == 404
    assert reads.post(one, score=5, text="Good")[0] == 422


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_of_a_programme_ask_the_same_whatever_their_length(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    by = calls_made.agency()
    row = calls_made.open_call(by, calls_made.programme(by), seats=5)
    reviewer = calls_made.somebody("Rita Reviewer")
    runs, reads = Program(by), Program(reviewer)
    for number in range(rows):
        own = calls_made.company(f"Company {number}")
        made = calls_made.submitted(own, row)
        row.programme.interests.create(organisation=own.organisation, person=own, text="x")  # fmt: skip
        path = f"programmes/applications/{made.pk}/reviews"
        runs.post(path, address=reviewer.email)
    for number in range(rows - 1):
        more = calls_made.somebody(f"Other {number}")
        runs.post(path, address=more.email)
    expected = [
        (runs, f"programmes/calls/{row.slug}/applications", 4),
        (runs, "programmes/to-seoul/interests", 3),
        (runs, path, 6),
        (reads, "programmes/reviews", 3),
    ]
    for program, noun, queries in expected:
        with django_assert_num_queries(queries):
            found = program.get(noun)
        assert (noun, len(found["items"])) == (noun, rows)
