"""An event in which every kind of row has the number 77, so that every address of the site leads somewhere."""

from datetime import UTC, date, datetime, time

from django.utils import timezone

from madang.site.core.models import Job, OutboxMail
from madang.site.directory.models import Organisation, Person, User
from madang.site.events import models as events
from madang.site.events.models import Event
from madang.site.ledger.models import TieProposal
from madang.site.matching import models as matching
from madang.site.meetings import models as meetings
from madang.site.survey import models as survey

NUMBER = 77


def person(
    email: str, organisation: Organisation | None = None, *, pk: int | None = None
) -> Person:
    """Return somebody who can sign in, and leads their organisation if they have one."""
    return Person.objects.create(
        pk=pk,
        name=email.split("@", maxsplit=1)[0].title(),
        email=email,
        organisation=organisation,
        is_lead=organisation is not None,
        user=User.objects.create_user(email),
    )


def organisation(name: str, *, pk: int | None = None) -> Organisation:
    """Return an organisation in Korea."""
    return Organisation.objects.create(pk=pk, name=name, country="KR")


def fill(event: Event) -> None:
    """Give an event one row of every kind, each with the key 77."""
    _people(event)
    _hall(event)
    _answer(event)
    _pair(event)
    _plan(event)
    _records(event)


def _people(event: Event) -> None:
    own = organisation("Cedar Health", pk=NUMBER)
    lead = person("lead@cedar.example.org", own, pk=NUMBER)
    registration = events.Registration.objects.create(
        pk=NUMBER, event=event, organisation=own, state="registered"
    )
    events.WorkingLanguage.objects.create(registration=registration, code="en")
    events.Delegate.objects.create(
        pk=NUMBER, registration=registration, person=lead, position=1
    )
    events.Delegate.objects.create(registration=registration, position=2)
    carrier = person("interpreter@example.org")
    events.Interpreter.objects.create(
        pk=NUMBER, event=event, person=carrier, name="Carrier"
    )
    for role in ("organiser", "desk"):
        events.Staff.objects.create(
            pk=NUMBER if role == "desk" else None,
            event=event,
            person=person(f"{role}-77@example.org"),
            role=role,
        )


def _hall(event: Event) -> None:
    day = events.Day.objects.create(
        pk=NUMBER, event=event, date=date(2027, 3, 3), opens=time(9), closes=time(12)
    )
    events.Break.objects.create(
        pk=NUMBER, day=day, name="Lunch", starts=time(11), ends=time(12)
    )
    slot = events.Slot.objects.create(
        pk=NUMBER,
        event=event,
        day=day,
        starts_at=datetime(2027, 3, 3, 0, 0, tzinfo=UTC),
        ends_at=datetime(2027, 3, 3, 0, 25, tzinfo=UTC),
    )
    hall = events.Hall.objects.create(pk=NUMBER, event=event, name="Hall 77")
    zone = events.Zone.objects.create(pk=NUMBER, hall=hall, name="West", side="w")
    place = events.Place.objects.create(
        pk=NUMBER, event=event, zone=zone, name="Table 77", code="W77"
    )
    table = events.RoundTable.objects.create(
        pk=NUMBER,
        event=event,
        title="Vaccines",
        chair_id=NUMBER,
        place=place,
        slot=slot,
    )
    events.RoundTableSeat.objects.create(
        pk=NUMBER, round_table=table, delegate_id=NUMBER, number=1
    )
    events.Deadline.objects.create(
        pk=NUMBER,
        event=event,
        kind="survey",
        due_at=datetime(2027, 2, 1, tzinfo=UTC),
    )


def _answer(event: Event) -> None:
    answer = survey.Answer.objects.create(
        pk=NUMBER,
        registration_id=NUMBER,
        state="submitted",
        submitted_at=timezone.now(),
        about="Cedar",
    )
    survey.Item.objects.create(pk=NUMBER, answer=answer, role="seek", text="A line")
    survey.Wish.objects.create(pk=NUMBER, answer=answer, name="Dogwood")
    survey.Consent.objects.create(pk=NUMBER, answer=answer, audience="participants")
    survey.Question.objects.create(
        pk=NUMBER, event=event, kind="text", text="What brings you here"
    )
    survey.ImportFile.objects.create(
        pk=NUMBER,
        event=event,
        file_name="answers.csv",
        sha256="0" * 64,
        content=b"Organisation,Country\nElm Labs,KR\n",
    )


def _pair(event: Event) -> None:
    other = events.Registration.objects.create(
        event=event, organisation=organisation("Dogwood"), state="registered"
    )
    run = matching.Run.objects.create(
        pk=NUMBER, event=event, version=1, is_current=True
    )
    left, right = sorted((NUMBER, other.pk))
    pair = {"left_id": left, "right_id": right}
    matching.Suggestion.objects.create(
        pk=NUMBER, run=run, score=500, left_gain=500, right_gain=500, **pair
    )
    matching.Decision.objects.create(pk=NUMBER, event=event, verdict="never", **pair)
    meetings.Meeting.objects.create(
        pk=NUMBER,
        event=event,
        host_id=NUMBER,
        guest=other,
        state="accepted",
        host_said="yes",
        guest_said="yes",
    )


def _plan(event: Event) -> None:
    for number in (NUMBER - 1, NUMBER):
        meetings.Plan.objects.create(
            pk=number,
            event=event,
            number=number,
            state="draft" if number == NUMBER else "published",
            version=1,
            created_by="test",
            published_at=timezone.now(),
            problem_file=b"{}",
        )
    placement = meetings.Placement.objects.create(
        plan_id=NUMBER - 1,
        meeting_id=NUMBER,
        slot_id=NUMBER,
        place_id=NUMBER,
        is_published=True,
    )
    meetings.Attendance.objects.create(
        placement=placement, delegate_id=NUMBER, slot_id=NUMBER, is_published=True
    )
    # What the other side of the meeting noted and proposed: the participant's own are for it to change.
    other = meetings.Meeting.objects.get(pk=NUMBER).guest
    meetings.NextStep.objects.create(
        pk=NUMBER, meeting_id=NUMBER, by=other, text="77", due=date(2027, 3, 9)
    )
    TieProposal.objects.create(
        pk=NUMBER,
        meeting_id=NUMBER,
        by=other,
        kind="mou",
        subject="77",
        evidence="77",
        came_of_it=True,
    )


def _records(event: Event) -> None:
    Job.objects.create(pk=NUMBER, kind="test", event_id=event.pk, state="done")
    OutboxMail.objects.create(
        pk=NUMBER,
        key="77",
        recipient="a@example.org",
        subject="77",
        body="77",
        event_id=event.pk,
        send_after=timezone.now(),
    )
