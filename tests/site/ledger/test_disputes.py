"""Saying what is wrong: who may, how much, what a curator answers, and that nobody reads who said so."""

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from madang.site.core.models import OutboxMail
from madang.site.directory.actions.tokens import make_token
from madang.site.directory.models import Organisation, Person
from madang.site.ledger.actions.disputes import answer_dispute, dispute
from madang.site.ledger.models import Dispute, OrganisationRecord, Tie
from madang.site.ledger.rules.access import LedgerError
from tests.conftest import sign_in
from tests.site.ledger.made_up import evidence, log_verbs, tie_of

pytestmark = pytest.mark.django_db
TYPED = {
    "what": "The date is a year too early, see the second paragraph.",
    "source": "Harbour Courier, 3 May 2024",
    "name": "Anna Complains",
    "email": "anna@example.org",
}
PERSONAL = ("Anna Complains", "anna@example.org")


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def tie(agency: Organisation, fund: Organisation) -> Tie:
    OrganisationRecord.objects.create(organisation=agency, key="agency", kind="public_agency")  # fmt: skip
    return tie_of(agency, fund, evidence(), key="cold-chain")


def test_anybody_disputes_a_tie_and_an_organisation(tie: Tie) -> None:
    for address, back in (
        ("/ledger/ties/cold-chain/dispute/", "/ledger/ties/cold-chain/"),
        ("/ledger/organisations/agency/dispute/", "/ledger/organisations/agency/"),
    ):
        assert f'href="{address}"' in Client().get(back).content.decode()
        assert Client().get(address).status_code == 200
        answer = Client().post(address, TYPED)
        assert (answer.status_code, answer.headers["Location"]) == (302, back)
        assert "Anna" not in Client().get(back).content.decode()
    rows = Dispute.objects.values_list("tie__key", "organisation__name", "name")
    assert list(rows) == [
        ("cold-chain", None, "Anna Complains"),
        (None, "Agency of Tarsena", "Anna Complains"),
    ]
    assert log_verbs()[-2:] == ["dispute entry", "dispute entry"]


def test_nobody_disputes_what_they_do_not_see(tie: Tie) -> None:
    Tie.objects.update(audience="internal")
    OrganisationRecord.objects.update(audience="internal")
    for address in ("ties/work", "organisations/agency", "ties/nothing"):
        assert Client().post(f"/ledger/{address}/dispute/", TYPED).status_code == 404
    assert Dispute.objects.count() == 0


def test_too_little_and_no_address_are_refused_at_their_fields(tie: Tie) -> None:
    page = Client().post(
        "/ledger/ties/cold-chain/dispute/", {"what": "No.", "email": "x"}
    )
    assert "Enter a valid email address." in page.content.decode()
    page = Client().post("/ledger/ties/cold-chain/dispute/", {"what": "No."})
    assert "Say in a sentence what is wrong." in page.content.decode()
    assert Dispute.objects.count() == 0


def test_what_a_machine_fills_is_thanked_for_and_thrown_away(tie: Tie) -> None:
    answer = Client().post("/ledger/ties/cold-chain/dispute/", TYPED | {"website": "x"})
    assert answer.status_code == 302
    assert Dispute.objects.count() == 0


def test_one_address_sends_twenty_in_an_hour(tie: Tie) -> None:
    for number in range(20):
        row = Dispute.objects.create(tie=tie, what="x", decision="kept", reason="y", answered_at="2030-01-01T00:00Z")  # fmt: skip
        Client().post("/ledger/ties/cold-chain/dispute/", TYPED)
        Dispute.objects.exclude(decision="kept").delete()
        row.delete()
        assert number < 20
    page = Client().post("/ledger/ties/cold-chain/dispute/", TYPED).content.decode()
    assert "Too many from here within the hour." in page
    assert Dispute.objects.count() == 0


def test_of_one_entry_twenty_wait_at_most(tie: Tie) -> None:
    for _turn in range(20):
        dispute(tie, what="The date is wrong.")
    with pytest.raises(LedgerError, match="waits for an answer already"):
        dispute(tie, what="The date is wrong.")


def test_a_curator_answers_once_with_a_reason(tie: Tie, curator: Person) -> None:
    row = dispute(tie, **TYPED)
    client = sign_in(curator)
    assert "The date is a year too early" in client.get("/ledger/disputes/").content.decode()  # fmt: skip
    page = client.get(f"/ledger/disputes/{row.pk}/").content.decode()
    assert [each in page for each in PERSONAL] == [True, True]
    address = f"/ledger/disputes/{row.pk}/"
    refused = client.post(address, {"decision": "corrected", "reason": " "})
    assert refused.status_code == 200
    client.post(address, {"decision": "corrected", "reason": "The courier wrote 2024."})
    row.refresh_from_db()
    assert (row.decision, row.name, row.email, row.answered_by) == ("corrected", "", "", curator)  # fmt: skip
    with pytest.raises(LedgerError, match="answered already"):
        answer_dispute(row, by=curator, decision="kept", reason="Again")
    assert log_verbs()[-1] == "answer dispute"
    (mail,) = OutboxMail.objects.all()
    assert mail.recipient == "anna@example.org"
    assert "Corrected. The courier wrote 2024." in mail.body


def test_everybody_reads_the_decision_and_nobody_who_asked(tie: Tie, curator: Person, reader: Person) -> None:  # fmt: skip
    row = dispute(tie, **TYPED)
    answer_dispute(row, by=curator, decision="kept", reason="Two sources say so.")
    dispute(tie, what="Something else that waits.")
    for client in (Client(), sign_in(reader)):
        page = client.get("/ledger/ties/cold-chain/").content.decode()
        assert "Stays as it is" in page
        assert "Two sources say so." in page
        for hidden in (*PERSONAL, "a year too early", "waits", "Ieva Ozola"):
            assert hidden not in page


def test_what_was_not_about_the_entry_is_not_in_its_history(tie: Tie, curator: Person) -> None:  # fmt: skip
    answer_dispute(dispute(tie, **TYPED), by=curator, decision="unusable", reason="Spam.")  # fmt: skip
    assert "Spam." not in Client().get("/ledger/ties/cold-chain/").content.decode()


def test_the_queue_is_for_curators(tie: Tie, reader: Person) -> None:
    row = dispute(tie, **TYPED)
    for address in ("/ledger/disputes/", f"/ledger/disputes/{row.pk}/"):
        assert Client().get(address).status_code == 302
        assert sign_in(reader).get(address).status_code == 404
        assert sign_in(reader).post(address, {"decision": "kept", "reason": "x"}).status_code in (404, 405)  # fmt: skip
    row.refresh_from_db()
    assert row.decision == ""


def test_programs_read_decisions_and_curators_programs_what_waits(tie: Tie, curator: Person) -> None:  # fmt: skip
    answer_dispute(dispute(tie, **TYPED), by=curator, decision="kept", reason="Both say so.")  # fmt: skip
    dispute(tie, **TYPED)
    (line,) = Client().get("/api/ledger/disputes").json()["items"]
    assert (line["tie"], line["decision"], line["what"], line["source"]) == ("cold-chain", "kept", "", "")  # fmt: skip
    _token, secret = make_token(by=curator, name="Program", scope="read")
    answer = Client().get("/api/ledger/disputes", headers={"Authorization": f"Bearer {secret}"})  # fmt: skip
    assert [each["what"] for each in answer.json()["items"]] == [TYPED["what"]] * 2
    assert [each in answer.content.decode() for each in PERSONAL] == [False, False]
    Tie.objects.update(audience="internal")
    assert Client().get("/api/ledger/disputes").json()["items"] == []


def test_the_database_keeps_no_name_beside_an_answer(tie: Tie) -> None:
    row = dispute(tie, **TYPED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Dispute.objects.filter(pk=row.pk).update(decision="kept", reason="x", answered_at="2030-01-01T00:00Z")  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Dispute.objects.create(what="About nothing at all")


@pytest.mark.parametrize("number", [1, 3])
def test_questions_of_the_queue(
    number: int,
    tie: Tie,
    curator: Person,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _turn in range(number):
        dispute(tie, what="The date is wrong.")
    client = sign_in(curator)
    client.get("/ledger/disputes/")
    with django_assert_num_queries(8):
        client.get("/ledger/disputes/")
