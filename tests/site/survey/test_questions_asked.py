"""The organisers' own questions as organisations meet them: a part of the survey, required or not, read by nobody else."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration
from madang.site.survey.actions.questions import ask_question
from madang.site.survey.models import Answer, Question, QuestionAnswer
from madang.site.survey.queries.question_changes import QuestionContent
from madang.site.survey.queries.questions import value_of
from tests.conftest import lead_of, sign_in
from tests.site.survey.test_answers_mine import fill
from tests.site.survey.test_parts_drafts import auto, version
from tests.site.survey.test_parts_handing import colleague, give

BASE = "/lounge/spring/my/answers/"
DINNER = QuestionContent("one", "Dinner", "저녁 식사", choices=(("Meat", "고기"), ("Fish", "생선")), is_required=True)  # fmt: skip
CARS = QuestionContent("number", "Parking places")
VISA = QuestionContent("yes_no", "Do you need a visa letter", help="For Korea")
TOURS = QuestionContent("several", "Which tours", choices=(("Plant", ""), ("Port", ""), ("Park", "")))  # fmt: skip
NOTES = QuestionContent("text", "Allergies")


def ask(event: Event, *contents: QuestionContent) -> list[Question]:
    return [ask_question(by=None, event=event, content=each) for each in contents]


def answered(registration: Registration) -> dict[str, Any]:
    rows = QuestionAnswer.objects.filter(answer__registration=registration)
    found = {}
    for row in rows:
        value = value_of(row)
        names = [each.text for each in row.choices.all()]
        found[row.question.text] = names if isinstance(value, tuple) else value
    return found


def facts_of(questions: list[Question]) -> dict[str, Any]:
    dinner, cars, visa, tours, notes = questions
    fish = dinner.choices.get(text="Fish").pk
    some = [each.pk for each in tours.choices.exclude(text="Port")]
    return {
        f"question-{dinner.pk}": fish,
        f"question-{cars.pk}": "2.5",
        f"question-{visa.pk}": "no",
        f"question-{tours.pk}": some,
        f"question-{notes.pk}": " Nuts\n",
    }


def test_without_a_question_there_is_no_such_part(
    alder: Registration, event: Event
) -> None:
    client = sign_in(lead_of(alder))
    assert client.get(BASE + "questions/").status_code == 404
    assert "Questions of the organisers" not in client.get(BASE).content.decode()
    ask(event, CARS)
    assert client.get(BASE + "questions/").status_code == 200
    assert "Questions of the organisers" in client.get(BASE).content.decode()


def test_every_kind_is_answered_and_shown_again(
    alder: Registration, event: Event
) -> None:
    questions = ask(event, DINNER, CARS, VISA, TOURS, NOTES)
    client = sign_in(lead_of(alder))
    facts = facts_of(questions) | {"version": version(client, "questions/")}
    assert client.post(BASE + "questions/", facts).status_code == 302
    assert answered(alder) == {
        "Dinner": ["Fish"],
        "Parking places": Decimal("2.5"),
        "Do you need a visa letter": False,
        "Which tours": ["Plant", "Park"],
        "Allergies": "Nuts",
    }
    form = client.get(BASE + "questions/").context["form"]
    again = {each.html_name: each.value() for each in form}
    assert again[f"question-{questions[1].pk}"] == "2.5"
    assert again[f"question-{questions[2].pk}"] == "no"
    keep = {f"question-{questions[0].pk}": facts[f"question-{questions[0].pk}"]}
    assert client.post(BASE + "questions/", keep).status_code == 302
    assert answered(alder) == {"Dinner": ["Fish"]}


@pytest.mark.parametrize(
    ("number", "value", "said"),
    [
        (0, "", "This question needs an answer."),
        (0, "999999", "Select a valid choice."),
        (1, "two", "Write a number, such as 12 or 2.5."),
        (2, "maybe", "Select a valid choice."),
    ],
)
def test_what_does_not_fit_is_said_at_its_question(
    alder: Registration, event: Event, number: int, value: str, said: str
) -> None:
    questions = ask(event, DINNER, CARS, VISA, TOURS, NOTES)
    client = sign_in(lead_of(alder))
    facts = facts_of(questions) | {f"question-{questions[number].pk}": value}
    refused = client.post(BASE + "questions/", facts)
    assert refused.status_code == 422
    assert said in refused.content.decode()
    assert answered(alder) == {}


def test_required_ones_count_and_keep_answers_from_being_sent(
    alder: Registration, event: Event
) -> None:
    questions = ask(event, DINNER, CARS)
    client = sign_in(lead_of(alder))
    fill(client)
    page = client.get(BASE + "offer/").content.decode()
    assert "5 of 6 required answered" in page
    assert "Not answered yet: Dinner" in page
    sent = client.post(BASE + "send/", follow=True).content.decode()
    assert "Not sent: Not answered yet: Dinner" in sent
    facts = {f"question-{questions[0].pk}": questions[0].choices.first().pk}
    told = auto(client, "questions/", facts).json()
    assert told["progress"] == "6 of 6 required answered"
    client.post(BASE + "send/")
    assert Answer.objects.get().state == "submitted"


def test_each_kind_of_organisation_is_asked_its_own(
    alder: Registration, birch: Registration, event: Event
) -> None:
    birch.organisation.kind = "ministry"
    birch.organisation.save()
    of_ministries = QuestionContent("text", "Which budget", audiences=("ministry",))
    question, _all = ask(event, of_ministries, CARS)
    pages = [
        sign_in(lead_of(each)).get(BASE + "questions/").content.decode()
        for each in (alder, birch)
    ]
    assert ["Which budget" in page for page in pages] == [False, True]
    # Neither by hand.
    facts = {f"question-{question.pk}": "Ours"}
    sign_in(lead_of(alder)).post(BASE + "questions/", facts)
    assert answered(alder) == {}


def test_korean_readers_read_korean(alder: Registration, event: Event) -> None:
    ask(event, DINNER, CARS)
    client = sign_in(lead_of(alder))
    client.cookies["django_language"] = "ko"
    page = client.get(BASE + "questions/").content.decode()
    assert ["저녁 식사" in page, "생선" in page, "Fish" in page] == [True, True, False]
    assert "Parking places" in page


def test_two_who_answer_at_once_see_both(alder: Registration, event: Event) -> None:
    (notes,) = ask(event, NOTES)
    lead, bora = sign_in(lead_of(alder)), colleague(alder)
    give(lead, "questions", bora)
    read = version(lead, "questions/")
    field = f"question-{notes.pk}"
    sign_in(bora).post(BASE + "questions/", {field: "Nuts", "version": read})
    both = lead.post(BASE + "questions/", {field: "Milk", "version": read})
    assert both.status_code == 422
    assert both.context["theirs"] == [("Allergies", "Nuts")]
    assert answered(alder) == {"Allergies": "Nuts"}


def everything(client: Client, event: Event, other: Registration) -> str:
    """Return all that another participant reads where answers could show."""
    addresses = [
        "attendees/",
        f"attendees/{other.pk}/",
        "attendees/?q=Nuts",
        "my/answers/check/",
        "my/answers/questions/",
        "my/suggestions/",
        "my/requests/",
        f"my/partners/{other.pk}/",
        "",
    ]
    root = f"/lounge/{event.slug}/"
    return "".join(client.get(root + each).content.decode() for each in addresses)


def test_no_other_participant_reads_an_answer(
    alder: Registration, birch: Registration, event: Event, organiser: Person
) -> None:
    (notes,) = ask(event, NOTES)
    client = sign_in(lead_of(alder))
    fill(client)
    client.post(BASE + "questions/", {f"question-{notes.pk}": "Zedoary nuts"})
    client.post(BASE + "send/")
    assert "Zedoary" not in everything(sign_in(lead_of(birch)), event, alder)
    previews = [
        client.get(f"{BASE}consent/as/{audience}/").content.decode()
        for audience in ("matched", "participants", "public")
    ]
    assert ["Zedoary" in page for page in previews] == [False] * 3
    assert "Zedoary nuts" in client.get(BASE + "questions/").content.decode()
    page = sign_in(organiser).get(f"/lounge/spring/survey/{alder.pk}/")
    assert "Zedoary nuts" in page.content.decode()
