"""The workbook of answers: out for organisers alone, own questions in again, whole or not at all."""

import io
from decimal import Decimal
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration
from madang.site.survey.actions.question_answers import save_question_answers
from madang.site.survey.actions.questions import ask_question
from madang.site.survey.models import Answer, Item
from madang.site.survey.queries.question_changes import QuestionContent
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

FILE = "/lounge/spring/survey/answers.xlsx"
IN = "/lounge/spring/survey/answers/take-in/"
HEADS = ["Organisation", "Country", "Kind", "State", "Who you are"]
OWN = ["Dinner", "Parking places", "Do you need a visa letter", "Which tours", "Allergies"]  # fmt: skip
Row = list[Any]


def sheets(client: Client) -> dict[str, list[Row]]:
    answer = client.get(FILE)
    assert answer.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return {
        sheet.title: [[cell or None for cell in row] for row in sheet.values]
        for sheet in book
    }


def upload(client: Client, rows: list[Row], name: str = "Answers") -> HttpResponse:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    file = SimpleUploadedFile("answers.xlsx", stream.getvalue())
    return client.post(IN, {"file": file})


def take_in(client: Client, rows: list[Row], name: str = "Answers") -> None:
    preview = upload(client, rows, name)
    assert preview.status_code == 200, preview.content.decode()
    client.post(IN, {"token": preview.context["token"]})


def test_answers_go_out_and_come_back_the_same(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    dinner, cars, visa, tours, notes = ask(event, DINNER, CARS, VISA, TOURS, NOTES)
    values = {
        dinner.pk: (dinner.choices.get(text="Fish").pk,),
        cars.pk: Decimal("2.5"),
        visa.pk: False,
        tours.pk: tuple(each.pk for each in tours.choices.exclude(text="Port")),
        notes.pk: "=1+1",
    }
    save_question_answers(by=None, registration=alder, values=values)
    client = sign_in(organiser)
    rows = sheets(client)["Answers"]
    assert rows == [
        HEADS + OWN,
        ["Alder Bio", "South Korea", "Biotech company", "Draft", None, "Fish", 2.5, "no", "Plant; Park", "=1+1"],
        ["Birch Institute", "South Korea", "Biotech company", *[None] * 7],
    ]  # fmt: skip
    before = answered(alder)
    unchanged = upload(client, rows).context["outcome"]
    assert (unchanged.new, unchanged.changed, unchanged.known) == (0, 0, 2)
    rows[2][5:] = ["생선", 3, "yes", "port; PLANT", "Milk"]
    take_in(client, rows)
    assert answered(birch) == {
        "Dinner": ["Fish"],
        "Parking places": Decimal(3),
        "Do you need a visa letter": True,
        "Which tours": ["Plant", "Port"],
        "Allergies": "Milk",
    }
    assert answered(alder) == before


def test_korean_headings_come_back_too(
    event: Event, alder: Registration, organiser: Person
) -> None:
    ask(event, DINNER)
    client = sign_in(organiser)
    client.cookies["django_language"] = "ko"
    ((name, rows), _items) = sheets(client).items()
    assert rows[0][-1] == "저녁 식사"
    rows[1][-1] = "고기"
    client.cookies["django_language"] = "en"
    take_in(client, rows, name)
    assert answered(alder) == {"Dinner": ["Meat"]}


def test_a_blank_cell_takes_no_answer_away(
    event: Event, alder: Registration, organiser: Person
) -> None:
    notes, _cars = ask(event, NOTES, CARS)
    save_question_answers(by=None, registration=alder, values={notes.pk: "Nuts"})
    head = [*HEADS, "Allergies", "Parking places"]
    take_in(sign_in(organiser), [head, ["Alder Bio", *[None] * 5, 4]])
    assert answered(alder) == {"Allergies": "Nuts", "Parking places": Decimal(4)}


def test_one_fault_keeps_the_whole_file_out(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    ask(event, DINNER, CARS, VISA, TOURS, NOTES)
    only = QuestionContent("text", "Budget", audiences=("ministry",))
    ask_question(by=None, event=event, content=only)
    client = sign_in(organiser)
    head = [*HEADS, *OWN, "Budget"]
    rows = [
        head,
        ["Alder Bio", *[None] * 4, "Fish", None, None, None, "Fine", None],
        ["Birch Institute", *[None] * 4, "Soup", "two", "maybe", "Plant; Moon", None, None],
        ["Alder Bio", *[None] * 9, "Ours"],
        ["Nobody Known", *[None] * 10],
    ]  # fmt: skip
    refused = upload(client, rows)
    assert refused.status_code == 422
    faults = [(each.row, each.column, each.expected) for each in refused.context["faults"]]  # fmt: skip
    assert faults == [
        (3, "F, Dinner", "one of: Meat; Fish"),
        (3, "G, Parking places", "a number: 3600000 or 2.5"),
        (3, "H, Do you need a visa letter", "yes or no"),
        (3, "I, Which tours", "some of: Plant; Port; Park"),
        (4, "K, Budget", "nothing: “Biotech company” is not asked this"),
        (5, "A, Organisation", "an organisation of this event"),
    ]
    assert answered(alder) == {}
    assert Answer.objects.count() == 0


def test_items_go_out_with_confidential_ones_marked(
    event: Event, alder: Registration, organiser: Person
) -> None:
    answer = Answer.objects.create(registration=alder)
    item = Item.objects.create(
        answer=answer, role="offer", text="A process", is_confidential=True, priority=5
    )
    item.terms.create(facet="deal", term="licence")
    item.terms.create(facet="deal", term="supply", is_confirmed=False)
    rows = sheets(sign_in(organiser))["Items"]
    assert rows[1:] == [["Alder Bio", "Offers", "A process", "Licence", 5, "yes"]]


def test_nobody_but_organisers_opens_the_workbook(
    event: Event, alder: Registration, organiser: Person
) -> None:
    ask(event, NOTES)
    for client in (sign_in(lead_of(alder)), Client()):
        assert client.get(FILE).status_code == 404
        assert client.get(IN).status_code == 404
        assert client.post(IN, {"token": "x"}).status_code == 404
    event.state = "closed"
    event.save()
    assert sign_in(organiser).get(IN).status_code == 403
    assert sign_in(organiser).get(FILE).status_code == 200
