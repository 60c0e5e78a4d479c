"""Whoever runs a programme decides nothing about the organisation to which they belong: somebody else does."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from madang.site.directory.models import Person
from madang.site.programmes.actions import cohort, reviews, seats, support
from madang.site.programmes.actions.contracts import (
    decline_contract,
    offer_contract,
    sign_contract,
)
from madang.site.programmes.models import (
    Application,
    CohortMember,
    Contract,
    GrantElsewhere,
    Milestone,
    Programme,
    Review,
    SupportRequest,
)
from madang.site.programmes.queries.support import requests_waiting_for
from madang.site.programmes.rules.missions import MissionError
from madang.site.programmes.rules.programmes import ProgrammeError
from tests.conftest import sign_in
from tests.site.programmes import sent
from tests.site.programmes.calls_made import (
    agency,
    company,
    funding_call,
    over,
    programme,
    submitted,
)
from tests.site.programmes.made_for_portal import Stage, text_of

pytestmark = pytest.mark.django_db
OWN = "about your own organisation"


@pytest.fixture
def stage() -> Stage:
    """The programme's manager works at the company that uses the support."""
    return Stage()


def hired_by_the_company(stage: Stage) -> Person:
    """Let the programme's manager belong to the company, as a colleague who leads nothing."""
    Person.objects.filter(pk=stage.manager.pk).update(organisation=stage.company)
    return Person.objects.get(pk=stage.manager.pk)


def asked(stage: Stage) -> SupportRequest:
    item = stage.concluded().items.get(name="Advice")
    return support.ask_support(item, by=stage.signer, amount=2, text="x")


def test_support_of_ones_own_company_is_granted_by_another(stage: Stage) -> None:
    request, own = asked(stage), hired_by_the_company(stage)
    with pytest.raises(ProgrammeError, match=OWN):
        support.grant_support(request, by=own)
    with pytest.raises(ProgrammeError, match=OWN):
        support.decline_support(request, by=own, reason="No")
    request.refresh_from_db()
    assert request.state == "asked"
    support.grant_support(request, by=stage.lead)
    request.refresh_from_db()
    assert request.state == "granted"


def test_a_request_of_ones_own_company_waits_for_others(stage: Stage) -> None:
    request, own = asked(stage), hired_by_the_company(stage)
    assert list(requests_waiting_for(own)) == []
    assert list(requests_waiting_for(stage.lead)) == [request]


def test_the_page_offers_no_button_for_ones_own_company(stage: Stage) -> None:
    request, own = asked(stage), hired_by_the_company(stage)
    address = f"/portal/contracts/{request.item.contract_id}/"
    button = f"/portal/support/{request.pk}/grant/"
    assert button not in text_of(sign_in(own), address)
    assert button in text_of(sign_in(stage.lead), address)
    page = sign_in(own).post(button, follow=True)
    assert OWN in page.content.decode()


def test_nobody_offers_a_contract_to_their_own_company(stage: Stage) -> None:
    own = hired_by_the_company(stage)
    facts = {"programme": stage.programme, "beneficiary": stage.company, "terms": stage.terms()}  # fmt: skip
    with pytest.raises(ProgrammeError, match=OWN):
        offer_contract(by=own, **facts)
    assert Contract.objects.count() == 0
    offer_contract(by=stage.lead, **facts)
    assert Contract.objects.count() == 1


def test_whoever_offered_a_contract_does_not_sign_for_the_other_side(
    stage: Stage,
) -> None:
    contract = stage.offered()
    Person.objects.filter(pk=stage.manager.pk).update(
        organisation=stage.company, is_lead=True
    )
    own = Person.objects.get(pk=stage.manager.pk)
    with pytest.raises(ProgrammeError, match="acted for the other side"):
        sign_contract(contract, by=own, name="M", sha256=contract.sha256)
    sign_contract(contract, by=stage.signer, name="I", sha256=contract.sha256)


def test_nobody_signs_for_both_sides(stage: Stage) -> None:
    contract = stage.offered()
    sign_contract(contract, by=stage.lead, name="A", sha256=contract.sha256)
    Person.objects.filter(pk=stage.lead.pk).update(organisation=stage.company)
    moved = Person.objects.get(pk=stage.lead.pk)
    with pytest.raises(ProgrammeError, match="acted for the other side"):
        sign_contract(contract, by=moved, name="A", sha256=contract.sha256)
    contract.refresh_from_db()
    assert contract.state == "offered"


def test_a_colleague_of_the_company_declines_in_nobodys_name(stage: Stage) -> None:
    contract, own = stage.offered(), hired_by_the_company(stage)
    with pytest.raises(ProgrammeError, match="Only the two sides"):
        decline_contract(contract, by=own, reason="No")
    decline_contract(contract, by=stage.lead, reason="No")


class Room:
    """A call that is over with two applicants; the programme's manager has moved to the first of them."""

    def __init__(self) -> None:
        self.office = agency()
        self.programme = programme(self.office)
        call = funding_call(self.office, self.programme)
        self.first, self.second = company("Alder"), company("Birch")
        self.own = submitted(self.first, call, amount=Decimal(100))
        self.other = submitted(self.second, call, amount=Decimal(100))
        self.call = over(call)
        self.manager = company("Cedar")
        self.judge = company("Dogwood")
        self.review = reviews.name_reviewer(
            by=self.office, application=self.other, address=str(self.judge.email)
        )
        Programme.objects.update(manager=self.manager)

    def moved(self, person: Person) -> Person:
        """Return the person after a move to the first applicant."""
        Person.objects.filter(pk=person.pk).update(
            organisation=self.first.organisation, is_lead=False
        )
        return Person.objects.get(pk=person.pk)


def decide(by: Person, application: Application) -> None:
    reviews.decide(
        by=by,
        application=application,
        outcome="accepted",
        reason="Sound",
        amount=Decimal(100),
    )


def test_ones_own_application_is_decided_by_another() -> None:
    room = Room()
    own = room.moved(room.manager)
    with pytest.raises(ProgrammeError, match="nobody of the applicant"):
        decide(own, room.own)
    decide(room.office, room.own)


@pytest.mark.parametrize("which", ["own", "other"])
def test_nobody_decides_in_a_call_in_which_their_organisation_applies(
    which: str,
) -> None:
    room = Room()
    own = room.moved(room.manager)
    with pytest.raises(ProgrammeError):
        decide(own, getattr(room, which))
    assert Application.objects.filter(state="accepted").count() == 0


def test_a_rival_is_told_why() -> None:
    room = Room()
    own = room.moved(room.manager)
    with pytest.raises(ProgrammeError, match="Your own organisation applies"):
        decide(own, room.other)
    page = sign_in(own).post(
        f"/programmes/applications/{room.other.pk}/decision/",
        {"outcome": "rejected", "reason": "No"},
    )
    assert page.status_code == 422
    assert "Your own organisation applies in this call" in page.content.decode()


def test_a_rival_names_no_reviewer() -> None:
    room = Room()
    own = room.moved(room.manager)
    with pytest.raises(ProgrammeError, match="Your own organisation applies"):
        reviews.name_reviewer(
            by=own, application=room.other, address=str(room.first.email)
        )


def test_a_rival_is_not_named_as_a_reviewer() -> None:
    room = Room()
    with pytest.raises(ProgrammeError, match="applies in this call itself"):
        reviews.name_reviewer(
            by=room.office, application=room.other, address=str(room.first.email)
        )


def test_a_reviewer_who_becomes_a_rival_steps_back_and_says_nothing() -> None:
    room = Room()
    judge = room.moved(room.judge)
    with pytest.raises(ProgrammeError, match="Your own organisation applies"):
        reviews.give_review(by=judge, review=room.review, score=1, text="Bad")
    reviews.step_back(by=judge, review=room.review)
    assert Review.objects.get().score is None


def test_a_withdrawn_application_makes_nobody_a_rival() -> None:
    room = Room()
    Application.objects.filter(pk=room.own.pk).update(state="withdrawn")
    decide(room.moved(room.manager), room.other)


def member_of(stage: Stage) -> CohortMember:
    return CohortMember.objects.create(
        programme=stage.programme, organisation=stage.company, joined_on=stage.today
    )


def reported(stage: Stage) -> Milestone:
    return Milestone.objects.create(
        member=member_of(stage),
        title="A partner in Seoul",
        due_on=stage.today + timedelta(days=9),
        state="reported",
        reported_at=timezone.now(),
    )


@pytest.mark.parametrize("step", ["accept", "return"])
def test_a_milestone_of_ones_own_company_is_judged_by_another(
    stage: Stage, step: str
) -> None:
    row, own = reported(stage), hired_by_the_company(stage)
    with pytest.raises(ProgrammeError, match=OWN):
        cohort.step_milestone(by=own, milestone=row, step=step, reason="r")
    row.refresh_from_db()
    assert row.state == "reported"
    cohort.step_milestone(by=stage.lead, milestone=row, step=step, reason="r")


def test_the_page_of_a_milestone_offers_its_own_people_no_acceptance(
    stage: Stage,
) -> None:
    row, own = reported(stage), hired_by_the_company(stage)
    address = f"/programmes/milestones/{row.pk}/"
    assert 'value="accept"' not in text_of(sign_in(own), address)
    assert 'value="accept"' in text_of(sign_in(stage.lead), address)


def test_no_milestone_is_set_to_ones_own_company(stage: Stage) -> None:
    member, own = member_of(stage), hired_by_the_company(stage)
    facts = {"programme": stage.programme, "members": [member], "title": "t", "due_on": stage.today}  # fmt: skip
    with pytest.raises(ProgrammeError, match=OWN):
        cohort.set_milestone(by=own, **facts)
    assert [str(each) for each in cohort.set_milestone(by=stage.lead, **facts)] == ["t"]


def test_another_says_that_ones_own_company_has_completed(stage: Stage) -> None:
    member, own = member_of(stage), hired_by_the_company(stage)
    with pytest.raises(ProgrammeError, match=OWN):
        cohort.step_member(by=own, member=member, step="complete")
    address = f"/programmes/{stage.programme.slug}/cohort/"
    assert 'value="complete"' not in text_of(sign_in(own), address)
    cohort.step_member(by=stage.lead, member=member, step="complete")
    member.refresh_from_db()
    assert member.state == "completed"


def test_a_grant_of_ones_own_company_is_written_down_by_another(stage: Stage) -> None:
    member_of(stage)
    own = hired_by_the_company(stage)

    def grant() -> GrantElsewhere:
        return GrantElsewhere(
            programme=stage.programme,
            organisation=stage.company,
            funder=stage.agency,
            name="Fund",
            state="applied",
        )

    with pytest.raises(ProgrammeError, match=OWN):
        cohort.add_grant(by=own, grant=grant())
    row = cohort.add_grant(by=stage.lead, grant=grant())
    with pytest.raises(ProgrammeError, match=OWN):
        cohort.step_grant(by=own, grant=row, state="granted", today=stage.today)
    cohort.step_grant(by=stage.lead, grant=row, state="granted", today=stage.today)


@pytest.mark.parametrize("verb", ["select", "put_on_waiting_list", "decline"])
def test_a_seat_for_ones_own_organisation_is_decided_by_another(verb: str) -> None:
    by = sent.manager()
    row = sent.opened(by)
    application = sent.applied(row, "Alder")
    own = sent.leader(application)
    with pytest.raises(MissionError, match=OWN):
        getattr(seats, verb)(application, by=own, reason="r")
    application.refresh_from_db()
    assert application.state == "submitted"
    getattr(seats, verb)(application, by=by, reason="r")
