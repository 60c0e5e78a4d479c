"""The online survey: saved part by part, resumed, sent, changed until the day, read by colleagues."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from madang.site.core.models import LogEntry
from madang.site.events.models import Event, Registration
from madang.site.survey.models import Answer, Item
from tests.conftest import lead_of, sign_in, take_part

BASE = "/lounge/spring/my/answers/"


def fill(client: Client) -> None:
    client.post(
        BASE + "who/", {"about": "A maker of vaccines.", "objectives": "One partner."}
    )
    client.post(
        BASE + "offer/item/",
        {
            "text": "Process for a measles vaccine",
            "deal": ["technology_transfer"],
            "priority": "4",
        },
    )
    client.post(
        BASE + "people/",
        {"languages": ["en", "ko"], "delegates": "2", "most_meetings": "12"},
    )
    client.post(BASE + "consent/", {"audiences": ["matched", "participants"]})


def test_parts_are_saved_one_by_one_and_sent(alder: Registration) -> None:
    client = sign_in(lead_of(alder))
    assert client.get(BASE).status_code == 200
    fill(client)
    answer = Answer.objects.get(registration=alder)
    assert (answer.about, answer.objectives, answer.state) == (
        "A maker of vaccines.",
        "One partner.",
        "draft",
    )
    item = Item.objects.get()
    assert (item.role, item.text, item.priority, item.is_confidential) == (
        "offer",
        "Process for a measles vaccine",
        4,
        False,
    )
    assert [
        (each.facet, each.term) for each in item.terms.filter(is_confirmed=True)
    ] == [("deal", "technology_transfer")]
    alder.refresh_from_db()
    assert alder.most_meetings == 12
    assert list(alder.languages.values_list("code", flat=True)) == ["en", "ko"]
    assert list(alder.delegates.values_list("position", flat=True)) == [1, 2]
    version = alder.event.version
    assert client.post(BASE + "send/").url == BASE + "check/"
    answer.refresh_from_db()
    assert answer.state == "submitted"
    assert answer.submitted_at is not None
    alder.event.refresh_from_db()
    assert alder.event.version > version
    verbs = list(
        LogEntry.objects.filter(event_id=alder.event_id)
        .order_by("pk")
        .values_list("verb", flat=True)
    )
    assert verbs == ["save part", "add item", "save part", "save part", "submit answer"]


@pytest.mark.parametrize(
    "part", ["who", "seek", "offer", "wishes", "people", "consent", "check"]
)
def test_each_part_has_a_page_before_and_after(alder: Registration, part: str) -> None:
    client = sign_in(lead_of(alder))
    assert client.get(BASE + part + "/").status_code == 200
    fill(client)
    assert client.get(BASE + part + "/").status_code == 200


def test_sending_says_what_is_missing(alder: Registration) -> None:
    client = sign_in(lead_of(alder))
    page = client.post(BASE + "send/", follow=True).content.decode()
    assert "Not sent: Who you are: write two or three sentences." in page
    assert Answer.objects.filter(state="submitted").count() == 0


def test_a_form_that_does_not_fit_says_so_at_the_field(alder: Registration) -> None:
    client = sign_in(lead_of(alder))
    response = client.post(
        BASE + "people/", {"delegates": "two", "most_meetings": "10-12"}
    )
    assert response.status_code == 422
    page = response.content.decode()
    assert "Write a number, such as 2." in page
    assert "“10-12” cannot be planned with." in page
    assert page.count('class="field wrong"') == 3
    response = client.post(
        BASE + "offer/item/", {"text": "", "priority": "3", "countries": "Atlantis"}
    )
    assert response.status_code == 422
    assert "“Atlantis” is no country that is known here." in response.content.decode()
    assert Item.objects.count() == 0


def test_an_item_is_changed_removed_and_put_back(alder: Registration) -> None:
    client = sign_in(lead_of(alder))
    fill(client)
    item = Item.objects.get()
    content = {
        "item": item.pk,
        "text": "Measles process",
        "deal": ["training"],
        "field": ["vaccines"],
        "other_fields": "measles; cold chain",
        "countries": "Republic of Korea; Latvia",
        "priority": "5",
        "is_confidential": "on",
    }
    client.post(BASE + "offer/item/", content)
    item = Item.objects.get()
    terms = [
        ("deal", "training"),
        ("field", "vaccines"),
        ("field", "measles"),
        ("field", "cold chain"),
        ("country", "KR"),
        ("country", "LV"),
    ]
    assert (item.text, item.priority, item.is_confidential) == (
        "Measles process",
        5,
        True,
    )
    assert [
        (each.facet, each.term) for each in item.terms.filter(is_confirmed=True)
    ] == terms
    assert client.get(BASE + f"offer/?item={item.pk}").status_code == 200
    client.post(BASE + f"items/{item.pk}/remove/")
    assert Item.objects.count() == 0
    assert "Removed: Measles process" in client.get(BASE + "offer/").content.decode()
    client.post(BASE + "restore/")
    item = Item.objects.get()
    assert (item.text, item.priority, item.is_confidential, item.position) == (
        "Measles process",
        5,
        True,
        1,
    )
    assert [
        (each.facet, each.term) for each in item.terms.filter(is_confirmed=True)
    ] == terms


def test_ten_items_of_a_role_and_no_more(alder: Registration) -> None:
    client = sign_in(lead_of(alder))
    for number in range(11):
        response = client.post(
            BASE + "seek/item/",
            {"text": f"Need {number}", "deal": ["supply"], "priority": "3"},
        )
    assert response.status_code == 422
    assert (
        "There are 10 items already. Change or remove one." in response.content.decode()
    )
    assert Item.objects.count() == 10


def test_names_are_linked_when_they_take_part(
    alder: Registration, birch: Registration
) -> None:
    client = sign_in(lead_of(alder))
    client.post(BASE + "names/wish/", {"wish-name": "birch institute, Inc."})
    client.post(BASE + "names/wish/", {"wish-name": "Nobody Known"})
    client.post(BASE + "names/never/", {"never-name": "Birch Institute"})
    answer = Answer.objects.get()
    assert list(answer.wishes.values_list("name", "target")) == [
        ("birch institute, Inc.", birch.pk),
        ("Nobody Known", None),
    ]
    never = answer.never_matches.get()
    assert never.target_id == birch.pk
    client.post(BASE + f"names/never/{never.pk}/remove/")
    assert answer.never_matches.count() == 0
    client.post(BASE + "restore/")
    assert answer.never_matches.get().name == "Birch Institute"


def test_whatever_name_is_written_the_page_answers_alike(
    alder: Registration, birch: Registration
) -> None:
    client = sign_in(lead_of(alder))
    answers = []
    for name in ("Birch Institute", "Nobody Known"):
        client.post(BASE + "names/wish/", {"wish-name": name})
        page = client.get(BASE + "wishes/").content.decode()
        answers.append(page.replace(name, "NAME").count("NAME"))
    assert answers[0] == answers[1]
    assert '<option value="Birch Institute">' not in page


def test_delegates_with_names_stay(alder: Registration) -> None:
    client = sign_in(lead_of(alder))
    client.post(BASE + "people/", {"languages": ["en"], "delegates": "3"})
    client.post(BASE + "people/", {"languages": ["en"], "delegates": "1"})
    assert [each.person_id for each in alder.delegates.all()] == [lead_of(alder).pk]


def test_a_page_of_items_costs_the_same_however_many(alder: Registration) -> None:
    client = sign_in(lead_of(alder))
    counts = []
    for number in range(3):
        content = {
            "text": f"Offer {number}",
            "deal": ["supply"],
            "field": ["vaccines"],
            "priority": "3",
        }
        client.post(BASE + "offer/item/", content)
        with CaptureQueriesContext(connection) as queries:
            client.get(BASE + "offer/")
        counts.append(len(queries))
    assert counts[0] == counts[2]
    assert counts[0] <= 25


def test_three_organisations_do_not_read_each_other(event: Event) -> None:
    first, second = take_part(event, "Fir"), take_part(event, "Gum")
    fill(sign_in(lead_of(first)))
    assert (
        "measles" not in sign_in(lead_of(second)).get(BASE + "check/").content.decode()
    )
