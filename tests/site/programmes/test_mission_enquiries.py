"""Questions to contact persons: by mail, never more than a person can read, answered from a list of one's own."""

import pytest
from django.test import Client

from madang.site.core.models import OutboxMail
from madang.site.directory.models import Person
from madang.site.ledger.models import Position
from madang.site.programmes.actions import enquiries
from madang.site.programmes.models import Enquiry
from madang.site.programmes.rules.missions import MissionError
from tests.conftest import sign_in
from tests.site.programmes import sent

pytestmark = pytest.mark.django_db
FORM = {
    "name": "Marcus Tan",
    "organisation_name": "Merlion Gate",
    "country": "SG",
    "email": "marcus@example.org",
    "text": "Which makers look for a first round?",
    "website": "",
}


def contact(**changed: object) -> Position:
    house = sent.organisation("Daugava House", kind="trade_agency")
    person = sent.lead(house, "Zane Ozola")
    values = {
        "key": "zane",
        "person": person,
        "organisation": house,
        "title": "Adviser",
        "is_contact": True,
    } | changed
    return Position.objects.create(**values)


def question(email: str = "marcus@example.org") -> enquiries.Question:
    return enquiries.Question(
        "Marcus Tan", email, "Which makers?", "Merlion Gate", "SG"
    )


def test_a_question_reaches_its_contact_and_the_answer_the_asker() -> None:
    row = contact()
    assert Client().post("/missions/contact/zane/", FORM).status_code == 200
    enquiry = Enquiry.objects.get()
    mail = OutboxMail.objects.get()
    assert mail.recipient == "zane.ozola@example.org"
    assert mail.body == (
        "Marcus Tan, Merlion Gate, Singapore asks:\n\nWhich makers look for a first round?\n\n"
        "Answer on this page, or write to marcus@example.org:\n"
        f"http://127.0.0.1:8000/missions/enquiries/{enquiry.pk}/\n"
    )
    assert row.person is not None
    desk = sign_in(row.person)
    assert desk.get("/missions/enquiries/").context["page"].paginator.count == 1
    page = f"/missions/enquiries/{enquiry.pk}/"
    assert desk.post(page, {"answer": ""}).status_code == 422
    assert desk.post(page, {"answer": "Two of them."}).status_code == 302
    answer = OutboxMail.objects.latest("id")
    assert (answer.recipient, answer.subject) == (
        "marcus@example.org",
        "Answer to your question to Daugava House",
    )
    assert desk.post(page, {"answer": "Again"}).status_code == 422


def test_strangers_read_no_question() -> None:
    row = contact()
    enquiry = enquiries.enquire(row, question=question(), person=None)
    other = sent.lead(sent.organisation("Other"), "Olga O")
    page = f"/missions/enquiries/{enquiry.pk}/"
    codes = [client.get(page).status_code for client in (Client(), sign_in(other))]
    assert codes == [302, 404]
    assert (
        sign_in(other).get("/missions/enquiries/").context["page"].paginator.count == 0
    )


def test_nobody_asks_more_than_three_times_an_hour() -> None:
    row = contact()
    for _number in range(3):
        enquiries.enquire(row, question=question(), person=None)
    with pytest.raises(MissionError) as refusal:
        enquiries.enquire(row, question=question("MARCUS@example.org"), person=None)
    assert str(refusal.value) == (
        "3 questions came from this address within an hour. Ask again later."
    )
    enquiries.enquire(row, question=question("other@example.org"), person=None)


def test_no_contact_gets_more_than_thirty_an_hour() -> None:
    row = contact()
    for number in range(30):
        enquiries.enquire(row, question=question(f"{number}@example.org"), person=None)
    with pytest.raises(MissionError):
        enquiries.enquire(row, question=question("31@example.org"), person=None)
    assert Enquiry.objects.count() == 30


def test_a_program_sends_nothing() -> None:
    contact()
    answer = Client().post("/missions/contact/zane/", FORM | {"website": "x"})
    assert (answer.status_code, Enquiry.objects.count()) == (200, 0)


def test_a_contact_without_an_address_tells_the_telephone() -> None:
    nobody = Person.objects.create(name="Janis K")
    contact(
        person=nobody, organisation=nobody.organisation, telephone="+371 67 000 000"
    )
    answer = Client().get("/missions/contact/zane/")
    assert answer.status_code == 409
    assert answer.context["refusal"] == (
        "Janis K, Adviser takes no mail here. Telephone: +371 67 000 000."
    )


def test_a_contact_without_anything_says_so() -> None:
    nobody = Person.objects.create(name="Janis K")
    contact(person=nobody)
    answer = Client().post("/missions/contact/zane/", FORM)
    assert answer.context["refusal"] == (
        "Janis K, Adviser can be reached neither by mail nor by telephone from here."
    )
    assert Enquiry.objects.count() == 0


def test_a_role_that_takes_no_questions_has_no_page() -> None:
    contact(is_contact=False)
    assert Client().get("/missions/contact/zane/").status_code == 404


def test_a_question_is_closed_and_opened_again() -> None:
    row = contact()
    enquiry = enquiries.enquire(row, question=question(), person=None)
    assert row.person is not None
    enquiries.close(enquiry, by=row.person)
    with pytest.raises(MissionError):
        enquiries.close(enquiry, by=row.person)
    enquiries.open_again(enquiry, by=row.person)
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.answered_at) == ("open", None)
