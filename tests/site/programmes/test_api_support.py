"""Programs prepare contracts, and use and grant the support of those that are signed; offering and signing stay pages."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from madang.site.core.models import OutboxMail
from madang.site.directory.models import Organisation
from madang.site.programmes.models import Contract, ContractDraft, SupportRequest
from tests.site.programmes.asked import Program, refusal
from tests.site.programmes.made_for_portal import Stage

pytestmark = pytest.mark.django_db
HERE = "portal/contract-drafts"


@pytest.fixture
def stage() -> Stage:
    return Stage()


def words(**changes: Any) -> dict[str, Any]:
    return {
        "programme": "export",
        "organisation": "Kalna Bio",
        "title": "Support 2031",
        "text": "The agency helps.",
        "sign_until": "2030-12-01",
        "runs_from": "2031-01-01",
        "runs_until": "2031-12-31",
        "items": [{"name": "Advice", "unit": "hours", "amount": 20}],
    } | changes


def test_a_contract_is_prepared_changed_and_discarded_and_nobody_signs(
    stage: Stage,
) -> None:
    program = Program(stage.manager)
    status, made = program.post(HERE, "a", **words())
    assert (status, made) == (201, words(id=made["id"], call=""))
    assert program.post(HERE, "a", **words()) == (201, made)
    one = f"{HERE}/{made['id']}"
    assert program.get(HERE)["items"] == [made]
    assert program.get(one) == made
    items = [{"name": "Stand", "unit": "stands", "amount": 1}]
    status, changed = program.patch(one, text="It helps more.", items=items)
    assert (status, changed) == (200, made | {"text": "It helps more.", "items": items})
    assert program.delete(one) == (200, changed)
    assert program.get(HERE)["items"] == []
    assert (Contract.objects.count(), OutboxMail.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("change", "status", "field"),
    [
        ({"organisation": "Nobody"}, 422, "organisation"),
        ({"organisation": "Made-up Agency"}, 422, "organisation"),
        ({"call": "none"}, 422, "call"),
        ({"sign_until": "2020-01-01"}, 422, "sign_until"),
        ({"runs_until": "2030-12-31"}, 422, "runs_until"),
        ({"items": [{"name": "Advice", "unit": "hours", "amount": 0}]}, 422, "body.asked.items.0.amount"),
        ({"items": [{"name": "A", "unit": "h", "amount": 1}] * 5}, 422, "body.asked.items"),
    ],
)  # fmt: skip
def test_a_refusal_names_its_field(
    stage: Stage, change: dict[str, Any], status: int, field: str
) -> None:
    answer = Program(stage.manager).post(HERE, **words(**change))
    assert refusal(answer)[::2] == (status, [field])
    assert ContractDraft.objects.count() == 0


def test_a_title_stands_once_for_an_organisation(stage: Stage) -> None:
    program = Program(stage.manager)
    assert program.post(HERE, **words())[0] == 201
    assert refusal(program.post(HERE, **words()))[::2] == (409, ["title"])
    other = program.post(HERE, **words(title="Another"))[1]
    assert refusal(program.patch(f"{HERE}/{other['id']}", title="Support 2031"))[0] == 409  # fmt: skip
    twin = Organisation.objects.create(name="Kalna Bio", kind="biotech", country="EE")
    assert refusal(program.post(HERE, **words(title="Third")))[2] == ["organisation"]
    assert not ContractDraft.objects.filter(beneficiary=twin).exists()


def test_nobody_else_prepares_or_reads(stage: Stage) -> None:
    made = Program(stage.manager).post(HERE, **words())[1]
    one = f"{HERE}/{made['id']}"
    for person in (stage.signer, stage.outsider):
        program = Program(person)
        answers = [program.post(HERE, **words(title="x")), program.patch(one, text="x"), program.delete(one)]  # fmt: skip
        assert [each[0] for each in answers] == [403] * 3
        assert [program.get(path)["status"] for path in (HERE, one)] == [403] * 2
    assert Program().post(HERE, **words(title="x"))[0] == 401
    assert Program(stage.manager, scope="read").patch(one, text="x")[0] == 403
    assert ContractDraft.objects.get().text == "The agency helps."


def test_support_is_asked_for_granted_declined_and_withdrawn(stage: Stage) -> None:
    contract = stage.concluded()
    company, agency = Program(stage.signer), Program(stage.manager)
    here = f"portal/contracts/{contract.pk}"
    advice, stand = company.get(f"{here}/support")["items"]
    assert (advice["name"], advice["amount"], advice["left"]) == ("Advice", 20, 20)
    asked = {"item": advice["id"], "amount": 8, "text": "Two markets"}
    OutboxMail.objects.all().delete()
    status, first = company.post(f"{here}/requests", **asked)
    assert (status, first["state"], first["contract"]) == (201, "asked", contract.pk)
    assert OutboxMail.objects.count() == 2  # the manager and the lead of the agency
    assert [each["id"] for each in agency.get("portal/support-requests")["items"]] == [first["id"]]  # fmt: skip
    steps = f"portal/support-requests/{first['id']}/transitions"
    assert company.post(steps, verb="grant")[0] == 422
    status, granted = agency.post(steps, verb="grant")
    assert (status, granted["state"]) == (201, "granted")
    assert agency.post(steps, verb="grant")[0] == 422
    assert company.get(f"{here}/support")["items"][0]["left"] == 12
    assert refusal(company.post(f"{here}/requests", **asked | {"amount": 13}))[::2] == (422, ["amount"])  # fmt: skip
    assert refusal(company.post(f"{here}/requests", **asked | {"item": 0}))[::2] == (422, ["item"])  # fmt: skip
    second = company.post(f"{here}/requests", **asked | {"item": stand["id"], "amount": 1})[1]  # fmt: skip
    steps = f"portal/support-requests/{second['id']}/transitions"
    assert refusal(agency.post(steps, verb="decline"))[::2] == (422, ["reason"])
    status, declined = agency.post(steps, verb="decline", reason="No fair this year")
    assert (status, declined["state"], declined["reason"]) == (201, "declined", "No fair this year")  # fmt: skip
    third = company.post(f"{here}/requests", **asked)[1]
    steps = f"portal/support-requests/{third['id']}/transitions"
    assert agency.post(steps, verb="withdraw")[0] == 422
    assert company.post(steps, verb="withdraw")[1]["state"] == "withdrawn"
    found = company.get(f"{here}/requests")["items"]
    assert [each["state"] for each in found] == ["granted", "declined", "withdrawn"]


def test_support_is_for_the_two_sides_alone(stage: Stage) -> None:
    contract = stage.concluded()
    item = contract.items.first()
    assert item is not None
    made = SupportRequest.objects.create(item=item, amount=1, text="x", person=stage.signer)  # fmt: skip
    here = f"portal/contracts/{contract.pk}"
    for person in (stage.colleague, stage.outsider):
        program = Program(person)
        assert [program.get(f"{here}/{noun}")["status"] for noun in ("support", "requests")] == [404] * 2  # fmt: skip
        assert program.get("portal/support-requests")["items"] == []
        assert program.post(f"{here}/requests", item=item.pk, amount=1, text="x")[0] == 404  # fmt: skip
        assert program.post(f"portal/support-requests/{made.pk}/transitions", verb="grant")[0] == 404  # fmt: skip
    assert Program().get(f"{here}/support")["status"] == 401
    made.refresh_from_db()
    assert made.state == "asked"


@pytest.mark.parametrize("number", [1, 3])
def test_lists_ask_the_same_number_of_questions_whatever_their_length(
    stage: Stage, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    contract = stage.concluded()
    item = contract.items.first()
    program, agency = Program(stage.signer), Program(stage.manager)
    for each in range(number):
        SupportRequest.objects.create(item=item, amount=1, text=f"x{each}", person=stage.signer)  # fmt: skip
        agency.post(HERE, **words(title=f"Support {each}"))
    with django_assert_num_queries(5):
        assert len(program.get(f"portal/contracts/{contract.pk}/requests")["items"]) == number  # fmt: skip
    with django_assert_num_queries(3):
        assert len(agency.get(HERE)["items"]) == number
