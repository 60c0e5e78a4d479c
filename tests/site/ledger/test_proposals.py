"""From a meeting to a tie: proposed by a party, decided by a curator, confirmed by the other party."""

from datetime import date
from typing import Any

import pytest

from madang.site.core.models import OutboxMail
from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration
from madang.site.ledger.actions.proposals import (
    accept_proposal,
    answer_proposal,
    propose_tie,
    refuse_proposal,
    withdraw_proposal,
)
from madang.site.ledger.models import Claim, Occasion, Relation, Tie, TieProposal
from madang.site.ledger.queries.ties import ties_seen_by
from madang.site.ledger.rules.access import LedgerError
from madang.site.meetings.actions.steps import add_step
from madang.site.meetings.models import Meeting
from tests.conftest import lead_of, sign_in, take_part
from tests.site.meetings.over import met
from tests.site.meetings.published import agree
from tests.site.meetings.test_agenda_pages import words

FACTS: dict[str, Any] = {
    "kind": "mou",
    "stage": "signed",
    "subject": "Filling vaccines together",
    "date": "2027-05",
    "evidence": "A paper that both signed in May",
    "address": "https://alder.example.org/news",
    "came_of_it": True,
    "reader": "partner",
}
LIST = "/lounge/spring/my/ties/"


@pytest.fixture
def past(event: Event, alder: Registration, birch: Registration) -> Meeting:
    (meeting,) = met(event, (alder, birch))
    return meeting


def propose(meeting: Meeting, side: Registration, **facts: Any) -> TieProposal:
    """Propose a signed memorandum of which the other party may know."""
    values = FACTS | facts
    return propose_tie(by=lead_of(side), meeting=meeting, registration=side, **values)


def test_a_party_proposes_on_a_page_and_nothing_stands_in_the_ledger(
    event: Event, alder: Registration, past: Meeting
) -> None:
    client = sign_in(lead_of(alder))

    step = add_step(by=lead_of(alder), meeting=past, registration=alder, text="A memorandum", due=date(2027, 6, 2))  # fmt: skip
    address = f"/lounge/spring/my/feedback/{past.pk}/tie/?step={step.pk}"
    page = client.get(address).content.decode()
    assert 'value="A memorandum"' in page
    assert "Between Alder Bio and Birch Institute." in page
    response = client.post(address, FACTS | {"came_of_it": "on"})
    assert (response.status_code, response["Location"]) == (302, LIST)
    row = TieProposal.objects.get()
    assert (row.by, row.step, row.state, row.came_of_it) == (alder, step, "proposed", True)  # fmt: skip
    assert "Memorandum of understanding: Filling vaccines together Proposed" in words(client, LIST)  # fmt: skip
    assert (Tie.objects.count(), Claim.objects.count()) == (0, 0)


def test_an_accepted_proposal_is_an_internal_tie_on_the_word_of_the_party(
    event: Event, alder: Registration, birch: Registration, past: Meeting
) -> None:
    tie = accept_proposal(proposal=propose(past, alder), by=None)
    assert (tie.meeting, tie.kind, tie.stage, tie.date, tie.audience) == (past, "mou", "signed", "2027-05", "internal")  # fmt: skip
    assert [each.organisation.name for each in tie.parties.all()] == ["Alder Bio", "Birch Institute"]  # fmt: skip
    existence = tie.claims.get(aspect="existence")
    source = existence.passages.get().source
    assert (existence.holder, existence.holder_organisation, existence.audience) == ("party", alder.organisation, "internal")  # fmt: skip
    assert (source.kind, source.audience, source.address) == ("letter", "internal", "https://alder.example.org/news")  # fmt: skip
    assert list(ties_seen_by(None)) == []
    relation = Relation.objects.get(subject_tie=tie)
    occasion = Occasion.objects.get(event=event)
    assert (relation.predicate, relation.object_occasion) == ("attributed_to", occasion)
    credit = relation.claims.get()
    assert (credit.holder, credit.holder_organisation, credit.modality) == ("party", alder.organisation, "attributed")  # fmt: skip


def test_a_tie_that_did_not_come_of_the_meeting_credits_nothing(
    alder: Registration, past: Meeting
) -> None:
    accept_proposal(proposal=propose(past, alder, came_of_it=False), by=None)
    assert (Relation.objects.count(), Occasion.objects.count()) == (0, 0)


def test_talks_never_become_a_memorandum(
    alder: Registration, birch: Registration, past: Meeting
) -> None:
    with pytest.raises(LedgerError, match=r"^Talks are not signed\."):
        propose(past, alder, kind="talks", stage="signed")
    talks = accept_proposal(
        proposal=propose(past, alder, kind="talks", stage="talks"), by=None
    )
    with pytest.raises(LedgerError, match=r"^Talks are not signed\."):
        accept_proposal(
            proposal=propose(past, alder, kind="talks", stage="talks"),
            by=None,
            why="They say signed",
            stage="signed",
        )
    memorandum = accept_proposal(proposal=propose(past, birch), by=None)
    talks.refresh_from_db()
    assert (talks.kind, talks.stage) == ("talks", "talks")
    assert memorandum.pk != talks.pk


def test_a_curator_mends_and_refuses_with_a_reason_that_the_party_reads(
    alder: Registration, past: Meeting
) -> None:
    proposal = propose(past, alder)
    with pytest.raises(LedgerError, match=r"^Say why: "):
        accept_proposal(proposal=proposal, by=None, stage="talks", kind="talks")
    tie = accept_proposal(
        proposal=proposal, by=None, why="Nothing is signed", kind="talks", stage="talks"
    )
    assert (tie.kind, tie.stage) == ("talks", "talks")
    other = propose(past, alder, subject="A second one")
    with pytest.raises(LedgerError, match=r"^Say why: "):
        refuse_proposal(proposal=other, by=None, why=" ")
    refuse_proposal(proposal=other, by=None, why="No evidence")
    page = words(sign_in(lead_of(alder)), LIST)
    assert "The curator says: No evidence" in page
    assert "The curator says: Nothing is signed" in page
    for again in (proposal, other):
        with pytest.raises(LedgerError, match=r"^This proposal is decided already\.$"):
            withdraw_proposal(proposal=again, by=None)


def test_the_other_party_is_asked_and_its_word_is_a_claim_of_its_own(
    event: Event, alder: Registration, birch: Registration, past: Meeting
) -> None:
    proposal = propose(past, alder)
    client = sign_in(lead_of(birch))
    assert "Filling vaccines together" not in words(client, LIST)
    tie = accept_proposal(proposal=proposal, by=None)
    (mail,) = OutboxMail.objects.filter(key__startswith="tie-proposal-")
    assert (mail.recipient, mail.subject) == (
        "lead@birch-institute.example.org",
        "Is it so? Filling vaccines together",
    )
    assert "Filling vaccines together" in words(client, LIST)
    assert client.post(f"{LIST}{proposal.pk}/answer/", {"said": "yes"}).status_code == 302  # fmt: skip
    holders = tie.claims.filter(aspect="existence").values_list("holder_organisation__name", "stage")  # fmt: skip
    assert list(holders) == [("Alder Bio", "signed"), ("Birch Institute", "")]
    relation = Relation.objects.get(subject_tie=tie)
    assert relation.claims.count() == 2
    with pytest.raises(LedgerError, match=r"^Your organisation has answered already"):
        answer_proposal(proposal=proposal, registration=birch, said="no", by=None)


def test_a_denial_is_kept_and_raises_nothing(
    alder: Registration, birch: Registration, past: Meeting
) -> None:
    proposal = propose(past, alder)
    tie = accept_proposal(proposal=proposal, by=None)
    answer_proposal(proposal=proposal, registration=birch, said="no", by=None)
    tie.refresh_from_db()
    assert tie.stage == "signed"
    denial = tie.claims.get(aspect="statement")
    assert (denial.holder_organisation, denial.text) == (birch.organisation, "Says that it is not so.")  # fmt: skip
    assert Relation.objects.get(subject_tie=tie).claims.count() == 1


def test_what_is_for_curators_alone_never_reaches_the_other_party(
    event: Event, alder: Registration, birch: Registration, past: Meeting
) -> None:
    proposal = propose(past, alder, reader="internal")
    accept_proposal(proposal=proposal, by=None)
    assert OutboxMail.objects.filter(key__startswith="tie-proposal-").count() == 0
    client = sign_in(lead_of(birch))
    assert "Filling vaccines together" not in words(client, LIST)
    answer = client.post(f"{LIST}{proposal.pk}/answer/", {"said": "yes"})
    assert answer.status_code == 404
    with pytest.raises(LedgerError, match=r"^You are not asked about this\.$"):
        answer_proposal(proposal=proposal, registration=birch, said="yes", by=None)


def test_only_the_two_sides_propose_after_their_meeting_and_with_evidence(
    event: Event, alder: Registration, past: Meeting
) -> None:
    cedar = take_part(event, "Cedar")
    with pytest.raises(LedgerError, match=r"^Only the two sides record"):
        propose(past, cedar)
    with pytest.raises(LedgerError, match=r"^This meeting is not over yet\.$"):
        propose(agree(alder, cedar), alder)
    with pytest.raises(LedgerError, match=r"^Say what shows it"):
        propose(past, alder, evidence=" ")
    client = sign_in(lead_of(cedar))
    assert client.get(f"/lounge/spring/my/feedback/{past.pk}/tie/").status_code == 404
    proposal = propose(past, alder)
    assert client.post(f"{LIST}{proposal.pk}/withdraw/").status_code == 404
    assert TieProposal.objects.get().state == "proposed"


def test_curators_decide_on_pages_that_nobody_else_opens(
    event: Event, organiser: Person, curator: Any, alder: Registration, past: Meeting
) -> None:
    proposal = propose(past, alder)
    for person in (organiser, lead_of(alder)):
        for address in ("/ledger/proposals/", f"/ledger/proposals/{proposal.pk}/"):
            assert sign_in(person).get(address).status_code == 404
    client = sign_in(curator)
    assert "Filling vaccines together" in words(client, "/ledger/proposals/")
    sent = FACTS | {"came_of_it": "on", "accept": "1"}
    response = client.post(f"/ledger/proposals/{proposal.pk}/", sent)
    tie = Tie.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/ledger/ties/{tie.key}/")  # fmt: skip
    assert client.get(response["Location"]).status_code == 200
    assert client.get(f"/ledger/proposals/{proposal.pk}/").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_for_one_proposal_and_for_three(
    count: int,
    event: Event,
    curator: Any,
    alder: Registration,
    birch: Registration,
    django_assert_num_queries: Any,
) -> None:
    others = [birch, take_part(event, "Cedar"), take_part(event, "Dolmen")][:count]
    for meeting in met(event, *[(alder, each) for each in others]):
        propose(meeting, alder)
        accept_proposal(proposal=propose(meeting, meeting.guest), by=None)
    client = sign_in(lead_of(alder))
    with django_assert_num_queries(13):
        client.get(LIST)
    client = sign_in(curator)
    with django_assert_num_queries(5):
        client.get("/ledger/proposals/")
