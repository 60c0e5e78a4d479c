"""What I follow: buttons on pages, the list, its undo, the feed; nobody sees or ends another's."""

import pytest
from django.test import Client
from django.urls import reverse

from madang.site.directory.models import Organisation, Person, User
from madang.site.landscape.actions.calendar import publish_entry
from madang.site.landscape.actions.feed import follow, publish_item
from madang.site.landscape.models import Follow
from tests.conftest import sign_in
from tests.site.landscape.reading import cluster_called, person_called

PAGE = "/landscape/following/"
FOLLOW = "/landscape/follow/"


@pytest.fixture
def reader(db: None) -> Person:
    return person_called("Maija Ozola")


def text_of(client: Client, address: str = PAGE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_pair_is_followed_and_its_news_stand_below(reader: Person) -> None:
    client = sign_in(reader)
    publish_item(
        key="n",
        kind="figure",
        title="Trade has grown",
        link="/x/",
        country_a="LV",
        country_b="KR",
    )
    client.post(FOLLOW, {"kind": "country", "country_a": "LV", "country_b": "KR"})
    row = Follow.objects.get()
    assert (row.kind, row.country_a, row.country_b) == ("pair", "KR", "LV")
    text = text_of(client)
    assert "Trade has grown" in text
    assert "Here because you follow Latvia and South Korea" in text


def test_the_button_brings_one_back_to_the_page(reader: Person) -> None:
    answer = sign_in(reader).post(
        FOLLOW, {"kind": "field", "field": "oncology", "next": "/landscape/articles/"}
    )
    assert answer.headers["Location"] == "/landscape/articles/"


def test_the_button_never_leads_to_another_site(reader: Person) -> None:
    answer = sign_in(reader).post(
        FOLLOW, {"kind": "field", "field": "oncology", "next": "//elsewhere.example/"}
    )
    assert answer.headers["Location"] == PAGE


def test_what_is_ended_can_be_followed_again(reader: Person) -> None:
    client = sign_in(reader)
    row = follow(by=reader, kind="organisation", organisation=cluster_called("Amber Coast Cluster"))  # fmt: skip
    answer = client.post(reverse("landscape:unfollow", args=[row.pk]))
    assert Follow.objects.count() == 0
    text = text_of(client, answer.headers["Location"])
    assert "Follow Amber Coast Cluster again" in text
    client.post(FOLLOW, {"kind": "organisation", "organisation": row.organisation_id})
    assert Follow.objects.count() == 1


def test_the_address_of_an_undo_names_nothing_hidden(reader: Person) -> None:
    hidden = Organisation.objects.create(name="Quiet Company")
    entry = publish_entry(
        key="in", kind="event", title="Inner circle", start="2027", audience="internal"
    )
    client = sign_in(reader)
    texts = [
        text_of(client, f"{PAGE}?kind=organisation&organisation={hidden.pk}"),
        text_of(client, f"{PAGE}?kind=entry&entry={entry.pk}"),
        text_of(client, f"{PAGE}?kind=planet&entry=x"),
    ]
    assert ["Quiet" in text or "Inner" in text for text in texts] == [False] * 3


def test_what_cannot_be_followed_is_said_on_the_page(reader: Person) -> None:
    answer = sign_in(reader).post(FOLLOW, {"kind": "field", "field": "x"}, follow=True)
    assert "There is nothing of this kind to follow." in answer.content.decode()
    assert Follow.objects.count() == 0


def test_nobody_ends_or_reads_what_another_follows(reader: Person) -> None:
    row = follow(by=reader, kind="country", country_a="LV")
    other = sign_in(person_called("Other Reader"))
    assert other.post(reverse("landscape:unfollow", args=[row.pk])).status_code == 404
    assert "You follow nothing yet" in text_of(other)
    assert Follow.objects.count() == 1


def test_a_visitor_is_asked_to_sign_in(client: Client, db: None) -> None:
    assert client.get(PAGE).headers["Location"] == f"/sign-in/?next={PAGE}"
    assert client.post(FOLLOW, {"kind": "field", "field": "oncology"}).status_code == 302  # fmt: skip
    assert client.get(FOLLOW).status_code == 302
    assert Follow.objects.count() == 0


def test_a_user_without_an_entry_reads_why(db: None) -> None:
    client = Client()
    user = User.objects.create_user("nobody@example.org")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(PAGE)
    assert answer.status_code == 403
    assert "Nobody has entered you as a person yet." in answer.content.decode()


def test_the_button_on_a_date_follows_and_ends(reader: Person) -> None:
    item = publish_entry(key="fair", kind="event", title="Fair", start="2027-03-09")
    address = reverse("landscape:entry", args=[item.pk])
    client = sign_in(reader)
    assert "Follow Fair" in text_of(client, address)
    client.post(FOLLOW, {"kind": "entry", "entry": item.pk, "next": address})
    assert "Stop following Fair" in text_of(client, address)
    assert "Register to follow Fair" in text_of(Client(), address)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_little_for_three_as_for_one(
    reader: Person, django_assert_num_queries: object, count: int
) -> None:
    for code in ("LV", "KR", "DE")[:count]:
        follow(by=reader, kind="country", country_a=code)
        publish_item(key=code, kind="figure", title=code, link="/x/", country_a=code)
    client = sign_in(reader)
    with django_assert_num_queries(10):  # type: ignore[operator]
        client.get(PAGE)
