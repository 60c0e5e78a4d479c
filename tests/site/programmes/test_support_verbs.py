"""Support of a contract: asked, granted, never beyond what the contract gives."""

from datetime import timedelta

import pytest
from django.utils import timezone

from madang.site.core.models import OutboxMail
from madang.site.programmes.actions.support import (
    ask_support,
    decline_support,
    grant_support,
    withdraw_support,
)
from madang.site.programmes.models import SupportItem, SupportRequest
from madang.site.programmes.queries.support import requests_waiting_for, supplies_of
from madang.site.programmes.rules.programmes import ProgrammeError
from tests.site.programmes.made_for_portal import Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    return Stage()


def hours(stage: Stage) -> SupportItem:
    return SupportItem.objects.get(contract=stage.concluded(), name="Advice")


def figures(item: SupportItem) -> tuple[int, int, int]:
    supply = next(each for each in supplies_of(item.contract) if each.item == item)
    return supply.used, supply.asked, supply.left


def test_asking_and_granting_move_the_figures(stage: Stage) -> None:
    item = hours(stage)
    assert figures(item) == (0, 0, 20)
    request = ask_support(item, by=stage.signer, amount=8, text="A label for Korea")
    assert figures(item) == (0, 8, 20)
    grant_support(request, by=stage.manager)
    assert figures(item) == (8, 0, 12)


def test_nobody_asks_for_more_than_is_left(stage: Stage) -> None:
    item = hours(stage)
    grant_support(
        ask_support(item, by=stage.signer, amount=15, text="x"), by=stage.lead
    )
    with pytest.raises(ProgrammeError, match="5 hours are left"):
        ask_support(item, by=stage.signer, amount=6, text="y")


def test_two_requests_together_are_not_granted_beyond_the_amount(stage: Stage) -> None:
    item = hours(stage)
    first = ask_support(item, by=stage.signer, amount=12, text="x")
    second = ask_support(item, by=stage.signer, amount=12, text="y")
    grant_support(first, by=stage.manager)
    with pytest.raises(ProgrammeError, match="8 hours are left"):
        grant_support(second, by=stage.manager)
    second.refresh_from_db()
    assert second.state == "asked"


def test_declining_has_a_reason(stage: Stage) -> None:
    request = ask_support(hours(stage), by=stage.signer, amount=1, text="x")
    with pytest.raises(ProgrammeError, match="Write a reason"):
        decline_support(request, by=stage.manager, reason="")
    decline_support(request, by=stage.manager, reason="Not for this")
    request.refresh_from_db()
    assert (request.state, request.reason) == ("declined", "Not for this")


@pytest.mark.parametrize("state", ["granted", "declined", "withdrawn"])
@pytest.mark.parametrize("verb", ["grant", "decline", "withdraw"])
def test_what_is_decided_stays_decided(stage: Stage, state: str, verb: str) -> None:
    request = ask_support(hours(stage), by=stage.signer, amount=1, text="x")
    SupportRequest.objects.filter(pk=request.pk).update(state=state)
    again = {
        "grant": lambda: grant_support(request, by=stage.manager),
        "decline": lambda: decline_support(request, by=stage.manager, reason="r"),
        "withdraw": lambda: withdraw_support(request, by=stage.signer),
    }[verb]
    with pytest.raises(ProgrammeError, match="does not fit the state"):
        again()


@pytest.mark.parametrize("who", ["signer", "colleague", "outsider"])
def test_only_those_who_give_it_decide(stage: Stage, who: str) -> None:
    request = ask_support(hours(stage), by=stage.signer, amount=1, text="x")
    with pytest.raises(ProgrammeError, match="Only those who give"):
        grant_support(request, by=getattr(stage, who))


@pytest.mark.parametrize("who", ["lead", "manager", "colleague", "outsider"])
def test_only_the_lead_of_the_company_asks(stage: Stage, who: str) -> None:
    with pytest.raises(ProgrammeError, match="that uses the support asks"):
        ask_support(hours(stage), by=getattr(stage, who), amount=1, text="x")


def test_only_the_company_withdraws(stage: Stage) -> None:
    request = ask_support(hours(stage), by=stage.signer, amount=1, text="x")
    with pytest.raises(ProgrammeError, match="Only the organisation that asked"):
        withdraw_support(request, by=stage.manager)
    withdraw_support(request, by=stage.signer)
    assert SupportRequest.objects.get().state == "withdrawn"


def test_nothing_is_asked_before_both_have_signed(stage: Stage) -> None:
    item = stage.offered().items.first()
    assert item is not None
    with pytest.raises(ProgrammeError, match="once both sides have signed"):
        ask_support(item, by=stage.signer, amount=1, text="x")


def test_nothing_is_asked_after_the_end(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = hours(stage)
    later = stage.today + timedelta(days=366)
    monkeypatch.setattr(timezone, "localdate", lambda: later)
    with pytest.raises(ProgrammeError, match="The contract is over"):
        ask_support(item, by=stage.signer, amount=1, text="x")


def test_mail_goes_to_the_one_whose_turn_it_is(stage: Stage) -> None:
    item = hours(stage)
    OutboxMail.objects.all().delete()
    request = ask_support(item, by=stage.signer, amount=2, text="x")
    assert sorted(OutboxMail.objects.values_list("recipient", flat=True)) == [
        "agnese.lead@example.org",
        "marta.manager@example.org",
    ]
    OutboxMail.objects.all().delete()
    grant_support(request, by=stage.manager)
    assert [mail.recipient for mail in OutboxMail.objects.all()] == [
        "ilze.signer@example.org"
    ]


def test_what_waits_for_the_manager(stage: Stage) -> None:
    request = ask_support(hours(stage), by=stage.signer, amount=2, text="x")
    assert list(requests_waiting_for(stage.manager)) == [request]
    assert list(requests_waiting_for(stage.signer)) == []
    grant_support(request, by=stage.manager)
    assert list(requests_waiting_for(stage.manager)) == []
