"""Pages of contracts: who reads them, signing in two steps, offering, support."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from madang.site.core.models import OutboxMail
from madang.site.programmes.actions.support import ask_support
from madang.site.programmes.models import (
    Application,
    ApplicationDecision,
    Contract,
    SupportRequest,
)
from tests.conftest import sign_in
from tests.site.programmes.made_for_portal import Stage, call, hour, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    return Stage()


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


def code_for(contract: Contract) -> str:
    """Return the code of the newest mail for the signature of this contract."""
    mail = OutboxMail.objects.filter(key__startswith="signature-code-").first()
    assert mail is not None
    assert contract.sha256 in mail.body
    found = re.search(r"^(\w{4}-\w{4})$", mail.body, re.MULTILINE)
    assert found is not None
    return found[1]


def test_signing_takes_a_page_that_says_what_is_signed(stage: Stage) -> None:
    contract = stage.offered()
    client = sign_in(stage.signer)
    page = prepare(client, contract)
    assert (contract.sha256 in page, "Ilze S." in page) == (True, True)
    assert contract.parties.filter(signed_at__isnull=False).count() == 0
    client.post(
        f"/portal/contracts/{contract.pk}/sign/confirm/",
        {"token": token_of(page), "code": code_for(contract)},
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


def test_the_page_of_one_person_does_not_sign_for_another(stage: Stage) -> None:
    contract = stage.offered()
    token = token_of(prepare(sign_in(stage.signer), contract))
    code = code_for(contract)
    for other, facts in ((stage.lead, token), (stage.signer, "made up")):
        sign_in(other).post(
            f"/portal/contracts/{contract.pk}/sign/confirm/",
            {"token": facts, "code": code},
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


@pytest.mark.parametrize("rows", [1, 3])
def test_a_contract_asks_as_much_whatever_its_requests(
    stage: Stage, rows: int, django_assert_num_queries: object
) -> None:
    contract = stage.concluded()
    item = contract.items.get(name="Advice")
    for number in range(rows):
        ask_support(item, by=stage.signer, amount=1, text=f"{number}")
    client = sign_in(stage.manager)
    with django_assert_num_queries(9):  # type: ignore[operator]
        client.get(f"/portal/contracts/{contract.pk}/")
    with django_assert_num_queries(5):  # type: ignore[operator]
        client.get("/portal/support/")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_hours_of_an_adviser_ask_as_much_whatever_their_number(
    stage: Stage, rows: int, django_assert_num_queries: object
) -> None:
    for number in range(rows):
        hour(stage, days=number + 1)
    client = sign_in(stage.lead)
    with django_assert_num_queries(6):  # type: ignore[operator]
        client.get("/portal/consultations/hours/")


def test_an_accepted_application_leads_to_a_contract(stage: Stage) -> None:
    application = Application.objects.create(
        call=call(stage),
        organisation=stage.company,
        person=stage.signer,
        title="A trial in Seoul",
        state="accepted",
    )
    ApplicationDecision.objects.create(
        application=application,
        outcome="accepted",
        reason="Sound",
        decided_by=stage.manager,
    )
    client = sign_in(stage.manager)
    page = text_of(client, f"/programmes/applications/{application.pk}/")
    address = f"/portal/contracts/offer/?application={application.pk}"
    assert address in page
    form = text_of(client, address)
    assert 'value="A trial in Seoul"' in form
    assert address not in text_of(
        sign_in(stage.signer), f"/programmes/applications/{application.pk}/"
    )
