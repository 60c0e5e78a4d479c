"""The portal and its pages: what waits, what lies within two clicks, and who sees what."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from madang.demo.portal import COMPANY, build_portal
from madang.site.core.models import OutboxMail
from madang.site.directory.models import Person, User
from madang.site.landscape.actions.feed import follow, publish_item
from madang.site.programmes.actions.support import ask_support
from madang.site.programmes.models import (
    Programme,
)
from tests.conftest import sign_in
from tests.site.programmes.made_for_portal import (
    Stage,
    call,
    hour,
    organisation,
    person,
    text_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    return Stage()


def test_a_visitor_reads_what_it_is_and_how_to_register() -> None:
    page = text_of(Client(), "/portal/")
    assert "Register for free" in page
    assert "/landscape/register/?next=/portal/" in page


def test_a_user_who_is_nobody_reads_so() -> None:
    client = Client()
    client.force_login(
        User.objects.create_user("nobody@example.org"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    assert "Nobody has entered you as a person yet" in text_of(client, "/portal/")
    assert client.get("/portal/contracts/").status_code == 403


@pytest.mark.parametrize(
    "address", ["/portal/contracts/", "/portal/consultations/", "/portal/support/"]
)
def test_other_pages_ask_for_a_sign_in(address: str) -> None:
    response = Client().get(address)
    assert (response.status_code, response["Location"]) == (
        302,
        f"/sign-in/?next={address}",
    )


def headline(client: Client) -> str:
    found = re.search(r"<h1>(.*?)</h1>", text_of(client, "/portal/"))
    assert found is not None
    return found[1]


def test_the_headline_says_what_waits(stage: Stage) -> None:
    company, agency = sign_in(stage.signer), sign_in(stage.manager)
    assert headline(company) == "Nothing waits for you"
    stage.offered()
    assert headline(company) == "1 contract waits for your signature"
    concluded = stage.concluded()
    item = concluded.items.first()
    assert item is not None
    ask_support(item, by=stage.signer, amount=1, text="x")
    assert headline(agency) == "1 request for support waits for your decision"


def links_of(page: str) -> set[str]:
    return {
        each
        for each in re.findall(r'href="(/[^"#?]*)', page)
        if not each.startswith("/static/") and not each.endswith((".pdf", ".ics"))
    }


def test_everything_asked_for_lies_within_two_clicks(stage: Stage) -> None:
    contract = stage.concluded()
    free, open_call = hour(stage), call(stage)
    client = sign_in(stage.signer)
    first = links_of(text_of(client, "/portal/"))
    second = set()
    for address in first:
        response = client.get(address, follow=True)
        assert response.status_code == 200, address
        second |= links_of(response.content.decode())
    wanted = {
        "what can I apply for": f"/programmes/calls/{open_call.slug}/",
        "whom can I ask": f"/portal/consultations/{free.pk}/",
        "what have I signed": f"/portal/contracts/{contract.pk}/",
        "what is due": "/portal/",
        "what do I follow": "/landscape/following/",
        "who am I": "/me/",
    }
    assert {
        name for name, address in wanted.items() if address in first | second
    } == set(wanted)


def test_a_followed_pair_is_in_the_feed_with_its_reason(stage: Stage) -> None:
    follow(by=stage.signer, kind="pair", country_a="KR", country_b="LV")
    publish_item(
        key="n",
        kind="article",
        title="A fair in Riga",
        link="/landscape/",
        country_a="LV",
        country_b="KR",
    )
    page = text_of(sign_in(stage.signer), "/portal/")
    assert "A fair in Riga" in page
    assert "Here because you follow Latvia and South Korea" in page
    assert "Your feed follows 1 country pair." in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_portal_asks_as_much_whatever_there_is(
    stage: Stage, rows: int, django_assert_num_queries: object
) -> None:
    stage.concluded()
    follow(by=stage.signer, kind="pair", country_a="KR", country_b="LV")
    for number in range(rows):
        stage.offered()
        call(stage, number)
        hour(stage, days=number + 2)
        publish_item(
            key=f"n{number}",
            kind="article",
            title=f"News {number}",
            link="/landscape/",
            country_a="LV",
            country_b="KR",
        )
    client = sign_in(stage.signer)
    with django_assert_num_queries(18):  # type: ignore[operator]
        client.get("/portal/")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_contracts_asks_as_much_whatever_its_length(
    stage: Stage, rows: int, django_assert_num_queries: object
) -> None:
    for _number in range(rows):
        stage.offered()
    client = sign_in(stage.signer)
    with django_assert_num_queries(8):  # type: ignore[operator]
        client.get("/portal/contracts/")


def test_a_person_without_an_organisation_has_a_portal_too() -> None:
    user = User.objects.create_user("visitor@example.org")
    visitor = Person.objects.create(name="Vera", email=user.email, user=user)
    page = text_of(sign_in(visitor), "/portal/")
    assert "Contracts are for organisations of the directory." in page
    assert Programme.objects.count() == 0


def test_the_portal_speaks_latvian_and_korean(stage: Stage) -> None:
    stage.offered()
    client = sign_in(stage.signer)
    client.cookies["django_language"] = "lv"
    assert headline(client) == "1 līgums gaida jūsu parakstu"
    page = text_of(client, "/portal/")
    assert "1. Profils un jaunumi" in page
    assert '<html lang="lv">' in page
    client.cookies["django_language"] = "ko"
    assert '<html lang="ko">' in text_of(client, "/portal/")


def test_mail_is_in_the_language_of_whoever_reads_it(stage: Stage) -> None:
    Person.objects.filter(pk=stage.signer.pk).update(language="lv")
    stage.offered()
    mail = OutboxMail.objects.get(recipient=stage.signer.email)
    day = stage.today + timedelta(days=30)
    assert mail.subject.startswith(f"Jāparaksta līdz {day.year}. gada {day.day}. ")
    other = OutboxMail.objects.get(recipient=stage.lead.email)
    assert other.subject.startswith("Sign until ")


def test_the_demonstration_has_a_contract_that_waits(
    db: None, django_assert_max_num_queries: object
) -> None:
    firm = organisation("Baltkrasta Biologics")
    company = person("Ilze Company", firm)
    Person.objects.filter(pk=company.pk).update(email=COMPANY)
    with django_assert_max_num_queries(250):  # type: ignore[operator]
        waiting = build_portal(by=company, event=None, today=timezone.localdate())
    assert waiting is not None
    client = sign_in(company)
    assert headline(client) == "1 contract waits for your signature"
    page = text_of(client, "/portal/contracts/")
    assert [word in page for word in ("Waits for signatures", "Concluded")] == [
        True
    ] * 2
