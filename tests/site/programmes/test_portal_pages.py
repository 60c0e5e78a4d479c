"""The portal and its pages: what waits, what lies within two clicks, and who sees what."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from madang.site.directory.models import Person, User
from madang.site.landscape.actions.feed import follow, publish_item
from madang.site.programmes.actions.support import ask_support
from madang.site.programmes.models import (
    Call,
    Consultation,
    Contract,
    Programme,
    SupportRequest,
)
from tests.conftest import sign_in
from tests.site.programmes.made_for_portal import Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    return Stage()


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def hour(stage: Stage, *, days: int = 3) -> Consultation:
    start = timezone.now() + timedelta(days=days)
    return Consultation.objects.create(
        adviser=stage.lead,
        organisation=stage.agency,
        subject="Markets",
        starts_at=start,
        ends_at=start + timedelta(minutes=30),
        zone="Europe/Riga",
    )


def call(stage: Stage, number: int = 1) -> Call:
    now = timezone.now()
    return Call.objects.create(
        programme=stage.programme,
        slug=f"call-{number}",
        title=f"Call {number}",
        kind="funding",
        text="t",
        who_may_apply="w",
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=10 + number),
        zone="Europe/Riga",
        state="published",
    )


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


PAGES = {"contract": "", "document": "document.pdf", "record": "signatures.pdf"}


@pytest.mark.parametrize("page", PAGES)
def test_a_contract_is_for_its_two_sides_and_the_manager(
    stage: Stage, page: str
) -> None:
    contract = stage.offered()
    address = f"/portal/contracts/{contract.pk}/{PAGES[page]}"
    assert {
        name: sign_in(getattr(stage, name)).get(address).status_code
        for name in ("lead", "manager", "signer", "colleague", "outsider")
    } == {
        "lead": 200,
        "manager": 200,
        "signer": 200,
        "colleague": 404,
        "outsider": 404,
    }


def test_the_download_is_exactly_what_is_signed(stage: Stage) -> None:
    contract = stage.offered()
    bytes_of = [
        sign_in(person).get(f"/portal/contracts/{contract.pk}/document.pdf").content
        for person in (stage.lead, stage.signer)
    ]
    assert bytes_of[0] == bytes_of[1] == bytes(contract.document)
    assert contract.sha256 in text_of(
        sign_in(stage.signer), f"/portal/contracts/{contract.pk}/"
    )


def token_of(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def prepare(client: Client, contract: Contract, **changes: str) -> str:
    facts = {"name": "Ilze S.", "agreed": "on", "sha256": contract.sha256, **changes}
    response = client.post(f"/portal/contracts/{contract.pk}/sign/", facts)
    return response.content.decode()


def test_signing_takes_a_page_that_says_what_is_signed(stage: Stage) -> None:
    contract = stage.offered()
    client = sign_in(stage.signer)
    page = prepare(client, contract)
    assert (contract.sha256 in page, "Ilze S." in page) == (True, True)
    assert contract.parties.filter(signed_at__isnull=False).count() == 0
    client.post(
        f"/portal/contracts/{contract.pk}/sign/confirm/", {"token": token_of(page)}
    )
    party = contract.parties.get(signed_at__isnull=False)
    assert (party.role, party.signed_name, party.signed_by) == (
        "beneficiary",
        "Ilze S.",
        stage.signer,
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"agreed": ""}, "Tick the box"),
        ({"name": ""}, "This field is required"),
        ({"sha256": "0" * 64}, "not this document"),
    ],
)
def test_a_signature_needs_name_tick_and_hash(
    stage: Stage, changes: dict[str, str], message: str
) -> None:
    contract = stage.offered()
    page = prepare(sign_in(stage.signer), contract, **changes)
    assert message in page
    assert 'name="token"' not in page


def test_an_old_sign_in_does_not_sign(stage: Stage) -> None:
    contract = stage.offered()
    client = sign_in(stage.signer)
    token = token_of(prepare(client, contract))
    User.objects.update(last_login=timezone.now() - timedelta(minutes=31))
    page = prepare(client, contract)
    assert "Your sign-in is older than 30 minutes" in page
    client.post(f"/portal/contracts/{contract.pk}/sign/confirm/", {"token": token})
    assert contract.parties.filter(signed_at__isnull=False).count() == 0


def test_the_page_of_one_person_does_not_sign_for_another(stage: Stage) -> None:
    contract = stage.offered()
    token = token_of(prepare(sign_in(stage.signer), contract))
    for other, facts in ((stage.lead, token), (stage.signer, "made up")):
        sign_in(other).post(
            f"/portal/contracts/{contract.pk}/sign/confirm/", {"token": facts}
        )
    assert contract.parties.filter(signed_at__isnull=False).count() == 0


def test_a_manager_offers_on_a_page_and_a_company_does_not(stage: Stage) -> None:
    assert sign_in(stage.signer).get("/portal/contracts/offer/").status_code == 403
    day = stage.today + timedelta(days=9)
    facts = {
        "programme": stage.programme.pk,
        "beneficiary": stage.company.pk,
        "title": "Support",
        "text": "Words.",
        "sign_until": day.isoformat(),
        "runs_from": day.isoformat(),
        "runs_until": (day + timedelta(days=9)).isoformat(),
        "name_0": "Advice",
        "amount_0": "5",
        "unit_0": "hours",
    }
    client = sign_in(stage.manager)
    half = client.post("/portal/contracts/offer/", {**facts, "unit_0": ""})
    assert half.status_code == 422
    assert "A support has a name, a number and a unit." in half.content.decode()
    assert "Words." in half.content.decode()
    response = client.post("/portal/contracts/offer/", facts)
    contract = Contract.objects.get()
    assert response["Location"] == f"/portal/contracts/{contract.pk}/"
    assert [str(each) for each in contract.items.all()] == ["Advice"]


def test_support_is_asked_for_and_granted_on_pages(stage: Stage) -> None:
    contract = stage.concluded()
    item = contract.items.get(name="Advice")
    company, agency = sign_in(stage.signer), sign_in(stage.manager)
    address = f"/portal/contracts/{contract.pk}/support/"
    too_many = company.post(address, {"item": item.pk, "amount": 21, "text": "All"})
    assert "20 hours are left of this support." in too_many.content.decode()
    company.post(address, {"item": item.pk, "amount": 4, "text": "A label"})
    request = SupportRequest.objects.get()
    assert "A label" in text_of(agency, "/portal/support/")
    outsider = sign_in(stage.outsider).post(f"/portal/support/{request.pk}/grant/")
    assert outsider.status_code == 404
    company.post(f"/portal/support/{request.pk}/grant/")
    request.refresh_from_db()
    assert request.state == "asked"
    agency.post(f"/portal/support/{request.pk}/grant/")
    request.refresh_from_db()
    assert request.state == "granted"


def test_only_post_changes_anything(stage: Stage) -> None:
    contract = stage.concluded()
    client = sign_in(stage.signer)
    assert [
        client.get(f"/portal/contracts/{contract.pk}/{end}/").status_code
        for end in ("sign", "sign/confirm", "support")
    ] == [405] * 3


def test_the_reason_of_a_decline_is_on_the_page_of_the_other_side(
    stage: Stage,
) -> None:
    contract = stage.offered()
    sign_in(stage.signer).post(
        f"/portal/contracts/{contract.pk}/decline/", {"reason": "Too short a time"}
    )
    page = text_of(sign_in(stage.lead), f"/portal/contracts/{contract.pk}/")
    assert ("Declined" in page, "Too short a time" in page) == (True, True)


def test_words_of_people_stay_text(stage: Stage) -> None:
    contract = stage.offered(text="<b>bold</b> & more")
    page = text_of(sign_in(stage.lead), f"/portal/contracts/{contract.pk}/")
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; more" in page


def test_a_person_without_an_organisation_has_a_portal_too() -> None:
    user = User.objects.create_user("visitor@example.org")
    visitor = Person.objects.create(name="Vera", email=user.email, user=user)
    page = text_of(sign_in(visitor), "/portal/")
    assert "Contracts are for organisations of the directory." in page
    assert Programme.objects.count() == 0
