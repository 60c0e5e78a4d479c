"""What followed last year's meetings: next steps of both sides, proposals of ties, and the page of outcomes."""

from datetime import date, timedelta

from madang.site.directory.models import Person
from madang.site.events.models import Event
from madang.site.ledger.actions.outcomes_page import publish_outcomes
from madang.site.ledger.actions.proposals import (
    accept_proposal,
    answer_proposal,
    propose_tie,
    refuse_proposal,
)
from madang.site.meetings.actions.steps import add_step, set_step_state
from madang.site.meetings.models import Feedback, Meeting, NextStep
from madang.site.meetings.rules.requests import other_side

# What a side does next, by whom, and where it stands.
STEPS = [
    ("Send the draft of an agreement", "us", "done"),
    ("Two data sheets and the price of a batch", "them", "done"),
    ("A call with both laboratories", "both", "open"),
    ("Ask the ministry for its list of needs", "us", "open"),
    ("Visit the plant", "us", "dropped"),
]
# Kind, stage, subject, what shows it, and what a curator and the other side say: accepted and confirmed, waits, refused.
PROPOSALS = [
    ("loi", "signed", "A letter of intent on cold storage", "Both directors signed it; the paper is with us.", "confirmed"),
    ("collaboration", "planned", "A joint study of a stability test", "Minutes of our call; nothing is signed.", "waits"),
    ("mou", "signed", "Training of inspectors", "We agreed on it by telephone.", "refused"),
]  # fmt: skip


def build_aftermath(*, by: Person, past: Event, today: date) -> None:
    """Let sides that saw a cooperation note next steps and propose ties; publish the page of outcomes. All of it is made up."""
    words = (
        Feedback.objects.filter(meeting__event=past, verdict="cooperation")
        .select_related("meeting__host__organisation", "meeting__guest__organisation", "meeting__event", "by__organisation")
        .order_by("id")
    )  # fmt: skip
    for number, word in enumerate(words):
        _note(word, number, today=today)
    # The ledger's own ties began in the first meetings: these follow others.
    spare = [each for each in words if not each.meeting.ties.exists()]
    for word, answer in zip(spare[1::2], PROPOSALS, strict=False):
        _propose(word, answer, by=by)
    publish_outcomes(event=past, by=by)


def _note(word: Feedback, number: int, *, today: date) -> None:
    text, doer, state = STEPS[number % len(STEPS)]
    lead = _lead(word)
    days = -7 if state == "open" and number % 2 else 14 + number
    step = add_step(by=lead, meeting=word.meeting, registration=word.by, text=text, due=today + timedelta(days=days), doer=doer)  # fmt: skip
    if state != NextStep.State.OPEN:
        set_step_state(step=step, state=state, by=lead)


def _lead(word: Feedback) -> Person | None:
    return Person.objects.filter(
        organisation=word.by.organisation_id, is_lead=True
    ).first()


def _propose(
    word: Feedback, answer: tuple[str, str, str, str, str], *, by: Person
) -> None:
    kind, stage, subject, evidence, fate = answer
    meeting: Meeting = word.meeting
    proposal = propose_tie(
        by=_lead(word),
        meeting=meeting,
        registration=word.by,
        kind=kind,
        stage=stage,
        subject=subject,
        evidence=evidence,
        came_of_it=True,
        reader="partner",
    )
    if fate == "refused":
        refuse_proposal(proposal=proposal, by=by, why="A telephone call signs nothing. Send the paper.")  # fmt: skip
    elif fate == "confirmed":
        accept_proposal(proposal=proposal, by=by)
        other = other_side(meeting, word.by)
        answer_proposal(proposal=proposal, registration=other, said="yes", by=None)
