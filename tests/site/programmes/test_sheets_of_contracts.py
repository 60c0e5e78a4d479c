"""Contracts as workbooks: in as drafts that nobody is asked to sign, until each is offered on its page."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from madang.site.core.models import LogEntry, OutboxMail
from madang.site.programmes.models import Contract, ContractDraft, Programme
from tests.conftest import sign_in
from tests.site.programmes.made_for_portal import Stage, organisation
from tests.site.sheets_made import changed, faults_of, give, sheets_of, take

pytestmark = pytest.mark.django_db
LIST = "/portal/contracts/drafts/"
HERE = f"{LIST}import/"
OUT = "/portal/contracts/drafts.xlsx"
ITEMS: list[list[object]] = [
    ["Kalna Bio", "Support 2031", "Advice", "hours", 20],
    ["Kalna Bio", "Support 2031", "+Stand", "stands", 1],
]


@pytest.fixture
def stage() -> Stage:
    return Stage()


def line(**changes: object) -> list[object]:
    facts: dict[str, object] = {
        "programme": "export", "organisation": "Kalna Bio", "call": None, "title": "Support 2031", "text": "+The agency helps.",
        "sign_until": "2030-12-01", "runs_from": "2031-01-01", "runs_until": "2031-12-31",
    }  # fmt: skip
    return list((facts | changes).values())


def filled(
    client: Client, *rows: list[object], items: list[list[object]] | None = None
) -> bytes:
    def fill(book: Any) -> None:
        for row in rows:
            book["Contracts to offer"].append(row)
        for row in items or []:
            book["Support to offer"].append(row)

    return changed(client.get(f"{HERE}template.xlsx").content, fill)


def counts(preview: Any) -> tuple[int, int, int]:
    found = preview.context["outcome"]
    assert found.faults == []
    return found.new, found.changed, found.known


def test_rows_become_drafts_and_nobody_is_asked_to_sign(stage: Stage) -> None:
    client = sign_in(stage.manager)
    book = filled(client, line(), items=ITEMS)
    assert take(client, HERE, book).status_code == 302
    draft = ContractDraft.objects.get()
    assert (draft.beneficiary, draft.text, str(draft.runs_until)) == (stage.company, "+The agency helps.", "2031-12-31")  # fmt: skip
    assert draft.items == [["Advice", "hours", 20], ["+Stand", "stands", 1]]
    assert (Contract.objects.count(), OutboxMail.objects.count()) == (0, 0)
    assert counts(give(client, HERE, book)) == (0, 0, 3)
    more = [["Kalna Bio", "Support 2031", "Advice", "hours", 30]]
    assert take(client, HERE, filled(client, line(text="Anew."), items=more)).status_code == 302  # fmt: skip
    draft.refresh_from_db()
    assert (draft.text, draft.items[0]) == ("Anew.", ["Advice", "hours", 30])
    assert ContractDraft.objects.count() == 1


def test_a_draft_is_offered_on_its_page_and_is_gone(stage: Stage) -> None:
    client = sign_in(stage.manager)
    take(client, HERE, filled(client, line(), items=ITEMS))
    draft = ContractDraft.objects.get()
    page = client.get(f"{LIST}{draft.pk}/")
    form = page.context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    assert (data["title"], data["name_1"], data["amount_0"]) == ("Support 2031", "+Stand", 20)  # fmt: skip
    answer = client.post(f"{LIST}{draft.pk}/", {**data, "title": "Last words"})
    contract = Contract.objects.get()
    assert answer.headers["Location"] == f"/portal/contracts/{contract.pk}/"
    assert (contract.title, contract.state, len(contract.sha256)) == ("Last words", "offered", 64)  # fmt: skip
    assert [each.amount for each in contract.items.all()] == [20, 1]
    assert not ContractDraft.objects.exists()
    assert LogEntry.objects.filter(verb="offer contract draft").count() == 1


def test_an_offer_that_is_refused_leaves_the_draft(stage: Stage) -> None:
    client = sign_in(stage.manager)
    take(client, HERE, filled(client, line()))
    draft = ContractDraft.objects.get()
    data = {name: client.get(f"{LIST}{draft.pk}/").context["form"][name].value() or "" for name in ("programme", "beneficiary", "title", "text", "runs_from", "runs_until")}  # fmt: skip
    late = stage.today - timedelta(days=1)
    answer = client.post(f"{LIST}{draft.pk}/", {**data, "sign_until": late.isoformat()})
    assert answer.status_code == 422
    assert ContractDraft.objects.count() == 1
    assert not Contract.objects.exists()


def test_a_draft_is_deleted_after_a_question(stage: Stage) -> None:
    client = sign_in(stage.manager)
    take(client, HERE, filled(client, line()))
    address = f"{LIST}{ContractDraft.objects.get().pk}/discard/"
    assert client.get(address).status_code == 200
    assert ContractDraft.objects.count() == 1
    assert client.post(address).headers["Location"] == LIST
    assert not ContractDraft.objects.exists()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_drafts_go_out_come_in_elsewhere_and_go_out_equal(
    language: str, stage: Stage
) -> None:
    client = sign_in(stage.manager)

    def out(language: str) -> bytes:
        return client.get(OUT, headers={"Accept-Language": language}).content

    with transaction.atomic():
        take(client, HERE, filled(client, line(), items=ITEMS))
        there = {each: out(each) for each in ("en", "ko")}
        transaction.set_rollback(True)
    assert not ContractDraft.objects.exists()
    assert take(client, HERE, there[language]).status_code == 302
    assert sheets_of(out("en")) == sheets_of(there["en"])


@pytest.mark.parametrize(
    ("row", "item", "fault"),
    [
        (line(programme="theirs"), None, ("Contracts to offer", 2, "A, Short name of the programme", "the short name of a programme whose contracts you offer")),
        (line(organisation="Made-up Agency"), None, ("Contracts to offer", 2, "B, Organisation", "A contract has two different sides.")),
        (line(call="first"), None, ("Contracts to offer", 2, "C, Short name of the call", "a call in which an application of this organisation was accepted")),
        (line(sign_until="2020-01-01"), None, ("Contracts to offer", 2, "F, Sign until", "The last day for signing is over already.")),
        (line(runs_until="2030-01-01"), None, ("Contracts to offer", 2, "H, Runs until", "The contract would end before it begins.")),
        (line(), ["Kalna Bio", "Other", "Advice", "hours", 1], ("Support to offer", 2, "B, Contract", "the title of one contract in the sheet “Contracts to offer”")),
        (line(), ["Kalna Bio", "Support 2031", "Advice", "hours", 0], ("Support to offer", 2, "E, How many", "A support is at least one.")),
        (line(), ["Kalna Bio", "Support 2031", "Advice", "hours", "some"], ("Support to offer", 2, "E, How many", "a whole number")),
    ],
)  # fmt: skip
def test_each_fault_has_its_place(
    row: list[object],
    item: list[object] | None,
    fault: tuple[str, int, str, str],
    stage: Stage,
) -> None:
    other = organisation("Other Agency", "trade_agency")
    Programme.objects.create(slug="theirs", name="T", kind="programme", aim="A", owner=other, manager=stage.outsider)  # fmt: skip
    client = sign_in(stage.manager)
    book = filled(client, row, items=[item] if item else None)
    assert faults_of(give(client, HERE, book)) == [fault]
    assert not ContractDraft.objects.exists()


def test_only_those_who_offer_contracts_read_drafts(stage: Stage) -> None:
    client = sign_in(stage.manager)
    take(client, HERE, filled(client, line()))
    one = f"{LIST}{ContractDraft.objects.get().pk}/"
    for address in (LIST, OUT, HERE, f"{HERE}template.xlsx", one, f"{one}discard/"):
        assert client.get(address).status_code == 200, address
        assert sign_in(stage.lead).get(address).status_code == 200, address
        assert sign_in(stage.signer).get(address).status_code == 403, address
        assert Client().get(address).status_code == 302, address
    other = organisation("Other Agency", "trade_agency")
    Programme.objects.create(slug="theirs", name="T", kind="programme", aim="A", owner=other, manager=stage.outsider)  # fmt: skip
    assert sign_in(stage.outsider).get(one).status_code == 404
    assert len(sheets_of(sign_in(stage.outsider).get(OUT).content)["Contracts to offer"]) == 1  # fmt: skip


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_ask_the_same_number_of_questions_whatever_their_length(
    rows: int, stage: Stage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = sign_in(stage.manager)
    lines = [line(title=f"Support {number}") for number in range(rows)]
    take(client, HERE, filled(client, *lines))
    client.get(LIST)
    with django_assert_num_queries(6):
        client.get(LIST)
    with django_assert_num_queries(5):
        client.get(OUT)
