"""The organisers' own questions: asked, changed with what becomes of answers, moved, removed, taken over."""

from decimal import Decimal

import pytest
from django.test import Client

from madang.site.core.models import LogEntry
from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration
from madang.site.survey.actions.question_answers import save_question_answers
from madang.site.survey.actions.questions import change_question
from madang.site.survey.models import Question, QuestionAnswer
from madang.site.survey.queries.question_changes import (
    QuestionContent,
    consequences_of,
)
from madang.site.survey.rules import SurveyRefusal
from tests.conftest import lead_of, sign_in
from tests.site.survey.test_questions_asked import (
    CARS,
    DINNER,
    NOTES,
    TOURS,
    VISA,
    answered,
    ask,
)

LIST = "/lounge/spring/survey/questions/"
POSTED = {
    "text": "Dinner",
    "text_ko": "저녁 식사",
    "kind": "one",
    "choices": "Meat | 고기\n\nFish | 생선",
    "is_required": "on",
    "audiences": ["biotech", "ministry"],
}


def choose(registration: Registration, question: Question, *texts: str) -> None:
    keys = tuple(each.pk for each in question.choices.filter(text__in=texts))
    save_question_answers(by=None, registration=registration, values={question.pk: keys})  # fmt: skip


def test_a_question_is_asked_and_changed_freely(
    event: Event, organiser: Person
) -> None:
    client = sign_in(organiser)
    assert client.post(LIST + "ask/", POSTED).status_code == 302
    question = Question.objects.get()
    assert (question.text, question.text_ko, question.kind, question.is_required) == (
        "Dinner",
        "저녁 식사",
        "one",
        True,
    )
    assert list(question.choices.values_list("text", "text_ko")) == [
        ("Meat", "고기"),
        ("Fish", "생선"),
    ]
    assert [each.kind for each in question.audiences.all()] == ["biotech", "ministry"]
    change = POSTED | {
        "choices": "Fish | 생선\nSoup",
        "audiences": [],
        "text": "Supper",
    }
    assert client.post(f"{LIST}{question.pk}/", change).status_code == 302
    question.refresh_from_db()
    assert question.text == "Supper"
    assert list(question.choices.values_list("text", "position")) == [
        ("Fish", 0),
        ("Soup", 1),
    ]
    assert question.audiences.count() == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"text": ""}, "Write the question."),
        ({"choices": ""}, "Write the choices, one in each line."),
        ({"choices": "Only one"}, "Write two to 20 choices, one in each line."),
        ({"choices": "Meat\nmeat"}, "Two choices have the same words."),
        ({"choices": "M" * 121 + "\nFish"}, "At most 120 characters in a choice."),
        ({"text": "country"}, "These words are the heading of another column."),
        (
            {"text": "Visa", "text_ko": "주차"},
            "Another question has these words already.",
        ),
    ],
)
def test_a_question_that_cannot_be_asked_says_why(
    event: Event, organiser: Person, change: dict[str, str], said: str
) -> None:
    ask(event, QuestionContent("text", "Parking", "주차"))
    refused = sign_in(organiser).post(LIST + "ask/", POSTED | change)
    assert refused.status_code == 422
    assert said in refused.content.decode()
    assert Question.objects.count() == 1


def test_at_most_twelve_answers_are_required_of_anybody(event: Event) -> None:
    for number in range(6):
        ask(event, QuestionContent("text", f"All {number}", is_required=True))
    of_ministries = QuestionContent("text", "M", is_required=True, audiences=("ministry",))  # fmt: skip
    ask(event, of_ministries)
    of_hospitals = QuestionContent("text", "H", is_required=True, audiences=("hospital",))  # fmt: skip
    ask(event, of_hospitals)
    with pytest.raises(SurveyRefusal, match="At most 7 of your questions"):
        ask(event, QuestionContent("text", "One too many", is_required=True))
    ask(event, QuestionContent("text", "Optional"))


def warn(client: Client, question: Question, content: dict[str, object]) -> list[str]:
    page = client.post(f"{LIST}{question.pk}/", content)
    assert page.status_code == 200
    lines: list[str] = page.context["consequences"].lines
    assert [line in page.content.decode() for line in lines] == [True] * len(lines)
    return lines


def test_a_choice_that_goes_takes_its_answers_along_only_after_a_warning(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    (dinner,) = ask(event, DINNER)
    choose(alder, dinner, "Meat")
    choose(birch, dinner, "Fish")
    client = sign_in(organiser)
    change = POSTED | {"choices": "Fish | 생선\nSoup | 국", "audiences": []}
    lines = warn(client, dinner, change)
    assert lines == ["1 of 2 answers do not fit any more and are removed for good."]
    assert (answered(alder), answered(birch)) == ({"Dinner": ["Meat"]}, {"Dinner": ["Fish"]})  # fmt: skip
    mark = client.post(f"{LIST}{dinner.pk}/", change).context["consequences"].mark
    assert client.post(f"{LIST}{dinner.pk}/", change | {"mark": mark}).status_code == 302  # fmt: skip
    assert (answered(alder), answered(birch)) == ({}, {"Dinner": ["Fish"]})
    assert "1 answers removed" in LogEntry.objects.latest("pk").detail


def test_a_confirmation_counts_for_what_was_read(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    (dinner,) = ask(event, DINNER)
    choose(alder, dinner, "Meat")
    client = sign_in(organiser)
    change = POSTED | {"choices": "Fish | 생선\nSoup | 국", "audiences": []}
    mark = client.post(f"{LIST}{dinner.pk}/", change).context["consequences"].mark
    choose(birch, dinner, "Meat")
    again = client.post(f"{LIST}{dinner.pk}/", change | {"mark": mark})
    assert again.status_code == 200
    assert len(again.context["consequences"].gone) == 2
    assert QuestionAnswer.objects.count() == 2
    content = QuestionContent("number", "Dinner")
    with pytest.raises(SurveyRefusal, match="answered in between"):
        change_question(by=None, question=dinner, content=content, mark=mark)


def test_a_renamed_choice_keeps_its_answers(event: Event, alder: Registration) -> None:
    (dinner,) = ask(event, DINNER)
    choose(alder, dinner, "Fish")
    swapped = QuestionContent("one", "Dinner", "저녁 식사", choices=(("Fish of the day", "생선"), ("Meat", "쇠고기")), is_required=True)  # fmt: skip
    found = consequences_of(dinner, swapped)
    assert (found.lines, found.gone) == ([], frozenset())
    change_question(by=None, question=dinner, content=swapped)
    assert answered(alder) == {"Dinner": ["Fish of the day"]}


def test_whatever_becomes_text_is_kept_in_words(
    event: Event, alder: Registration
) -> None:
    dinner, cars, visa, tours = ask(event, DINNER, CARS, VISA, TOURS)
    choose(alder, dinner, "Fish")
    choose(alder, tours, "Plant", "Park")
    values = {cars.pk: Decimal("2.50"), visa.pk: True}
    save_question_answers(by=None, registration=alder, values=values)
    for each in (dinner, cars, visa, tours):
        content = QuestionContent("text", each.text)
        found = consequences_of(each, content)
        change_question(by=None, question=each, content=content, mark=found.mark)
        assert found.gone == frozenset()
    assert answered(alder) == {
        "Dinner": "Fish",
        "Parking places": "2.5",
        "Do you need a visa letter": "yes",
        "Which tours": "Plant; Park",
    }


def test_each_change_says_what_becomes_of_answers(
    event: Event, alder: Registration, birch: Registration
) -> None:
    cars, tours = ask(event, CARS, TOURS)
    save_question_answers(by=None, registration=alder, values={cars.pk: Decimal(2)})
    choose(alder, tours, "Plant", "Park")

    def lines(question: Question, content: QuestionContent) -> list[str]:
        return consequences_of(question, content).lines

    assert lines(cars, QuestionContent("number", "Cars")) == [
        "1 answer was given to the earlier words. It stays, under the new ones."
    ]
    assert lines(cars, QuestionContent("yes_no", "Parking places")) == [
        "1 of 1 answer does not fit any more and is removed for good."
    ]
    fewer = QuestionContent("several", "Which tours", choices=(("Plant", ""), ("Port", "")))  # fmt: skip
    assert lines(tours, fewer) == [
        "1 answer loses a choice that goes, and keeps its others."
    ]
    one = QuestionContent("one", "Which tours", choices=TOURS.choices)
    assert lines(tours, one) == [
        "1 of 1 answer does not fit any more and is removed for good."
    ]
    of_hospitals = QuestionContent("number", "Parking places", audiences=("hospital",))
    assert lines(cars, of_hospitals) == [
        "1 answer is of an organisation that is no longer asked. You still read it, the organisation does not."
    ]
    assert lines(cars, QuestionContent("number", "Parking places", help="X")) == []


def test_a_question_required_later_leaves_sent_answers_sent(
    event: Event, alder: Registration, organiser: Person
) -> None:
    (notes,) = ask(event, NOTES)
    save_question_answers(by=None, registration=alder, values={})
    alder.answer.state = "submitted"
    alder.answer.about = "Alder"
    alder.answer.save()
    content = QuestionContent("text", "Allergies", is_required=True)
    found = consequences_of(notes, content)
    assert found.lines == [
        "1 organisation has sent its answers without this one. They stay sent, marked as to be mended."
    ]
    change_question(by=None, question=notes, content=content, mark=found.mark)
    page = sign_in(lead_of(alder)).get("/lounge/spring/my/answers/who/")
    notes_of = {each.key: each.note for each in page.context["parts"]}
    assert notes_of["questions"] == "1 to mend"
    alder.answer.refresh_from_db()
    assert alder.answer.state == "submitted"


def test_questions_move_and_go(
    event: Event, alder: Registration, organiser: Person
) -> None:
    cars, _visa, notes = ask(event, CARS, VISA, NOTES)
    save_question_answers(by=None, registration=alder, values={notes.pk: "Nuts"})
    client = sign_in(organiser)

    def order() -> list[str]:
        return [each.text for each in client.get(LIST).context["page"]]

    client.post(f"{LIST}{notes.pk}/move/", {"way": "up"})
    assert order() == ["Parking places", "Allergies", "Do you need a visa letter"]
    client.post(f"{LIST}{cars.pk}/move/", {"way": "up"})
    client.post(f"{LIST}{cars.pk}/move/", {"way": "down"})
    assert order() == ["Allergies", "Parking places", "Do you need a visa letter"]
    page = client.get(f"{LIST}{notes.pk}/remove/").content.decode()
    assert "1 answer goes with it, for good." in page
    assert Question.objects.count() == 3
    client.post(f"{LIST}{notes.pk}/remove/")
    assert order() == ["Parking places", "Do you need a visa letter"]
    assert QuestionAnswer.objects.count() == 0


def test_answers_are_counted_and_listed(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    dinner, notes = ask(event, DINNER, NOTES)
    choose(alder, dinner, "Fish")
    choose(birch, dinner, "Fish")
    save_question_answers(by=None, registration=alder, values={notes.pk: "<b>Nuts</b>"})
    client = sign_in(organiser)
    page = client.get(f"{LIST}{dinner.pk}/answers/")
    assert page.context["tally"] == [("Meat", 0), ("Fish", 2)]
    assert [words for _row, words in page.context["rows"]] == ["Fish", "Fish"]
    other = client.get(f"{LIST}{notes.pk}/answers/").content.decode()
    assert "&lt;b&gt;Nuts&lt;/b&gt;" in other


def test_the_next_edition_asks_the_same(event: Event, organiser: Person) -> None:
    ask(event, DINNER, CARS)
    following = Event.objects.create(
        name="Autumn", slug="autumn", city="Riga", country="LV", previous=event
    )
    following.staff.create(person=organiser, role="organiser")
    ask(following, CARS)
    client = sign_in(organiser)
    address = "/lounge/autumn/survey/questions/take-over/"
    page = client.post(address, follow=True).content.decode()
    assert "1 question taken over." in page
    copy = following.questions.get(text="Dinner")
    assert (copy.is_required, copy.choices.count(), copy.position) == (True, 2, 2)
    client.post(address)
    assert following.questions.count() == 2


def test_questions_are_the_organisers_alone(
    event: Event, alder: Registration, organiser: Person
) -> None:
    (cars,) = ask(event, CARS)
    other = Event.objects.create(name="Other", slug="other", city="Riga", country="LV")
    (foreign,) = ask(other, CARS)
    lead = sign_in(lead_of(alder))
    ends = ("", "ask/", f"{cars.pk}/", f"{cars.pk}/answers/", f"{cars.pk}/remove/")
    assert {lead.get(LIST + each).status_code for each in ends} == {404}
    client = sign_in(organiser)
    ends = (f"{foreign.pk}/", f"{foreign.pk}/answers/", f"{foreign.pk}/remove/")
    assert {client.get(LIST + each).status_code for each in ends} == {404}
    event.state = "closed"
    event.save()
    refused = client.post(LIST + "ask/", POSTED)
    assert refused.status_code == 422
    assert "The event is closed." in refused.content.decode()
    client.post(f"{LIST}{cars.pk}/remove/")
    assert Question.objects.filter(event=event).count() == 1
