"""Mail about a published plan: who gets one, what it says, and that nobody untouched hears of it."""

from madang.site.core.models import LogEntry, OutboxMail
from madang.site.directory.models import Person, User
from madang.site.events.models import Delegate, Event, Interpreter, Registration
from madang.site.meetings.actions.answers import cancel_meeting
from madang.site.meetings.actions.notices import preview_count, tell_about_plan
from madang.site.meetings.models import Plan
from tests.conftest import lead_of, take_part
from tests.site.meetings.published import agree, publish


def tell(plan: Plan, previous: Plan | None = None) -> list[OutboxMail]:
    """Tell about a plan and return the mails that this made, by recipient."""
    known = set(OutboxMail.objects.values_list("pk", flat=True))
    count = tell_about_plan(plan=plan, previous=previous, by=None)
    made = list(OutboxMail.objects.exclude(pk__in=known).order_by("recipient"))
    assert len(made) == count
    return made


def test_the_first_plan_tells_everybody_in_it_the_whole_agenda(
    event: Event, alder: Registration, birch: Registration
) -> None:
    plan = publish(event, (agree(alder, birch, message="Antibody supply"), 2, "E1"))
    first, second = tell(plan)
    assert (first.recipient, second.recipient) == (
        "lead@alder-bio.example.org",
        "lead@birch-institute.example.org",
    )
    assert first.subject == "Spring Lounge: your agenda, 1 meeting"
    assert first.body == (
        "Agenda of Lead of Alder Bio at Spring Lounge.\n\n"
        "Tuesday 2 March\n"
        "09:30–09:55  Birch Institute\n"
        "    Table 1 (E1); Lead of Birch Institute; English, no interpreter\n\n"
        "Times in Seoul.\n\n"
        "The agenda as it stands: http://127.0.0.1:8000/lounge/spring/my/agenda/\n"
    )
    assert first.key == f"plan-{plan.pk}-person-{lead_of(alder).pk}"
    assert first.event_id == event.pk


def test_a_move_is_said_in_place_with_both_zones(
    event: Event, alder: Registration, birch: Registration
) -> None:
    Person.objects.filter(pk=lead_of(alder).pk).update(zone="Europe/Riga")
    meeting = agree(alder, birch)
    first = publish(event, (meeting, 2, "E1"))
    second = publish(event, (meeting, 3, "E2"))
    mail = tell(second, first)[0]
    assert mail.subject == "Spring Lounge: 1 change in your agenda"
    assert mail.body == (
        "Agenda of Lead of Alder Bio at Spring Lounge.\n\n"
        "What changed:\n"
        "- Moved: Birch Institute is now at 10:00, Table 2 (E2), not at 09:30, Table 1 (E1).\n\n"
        "Tuesday 2 March\n"
        "10:00–10:25 (03:00 Riga)  Birch Institute\n"
        "    Table 2 (E2); Lead of Birch Institute; English, no interpreter\n\n"
        "Times in Seoul. Riga is 7 hours behind.\n\n"
        "The agenda as it stands: http://127.0.0.1:8000/lounge/spring/my/agenda/\n"
    )


def test_only_those_whom_a_change_touches_get_mail(
    event: Event, alder: Registration, birch: Registration
) -> None:
    cedar, dogwood = take_part(event, "Cedar"), take_part(event, "Dogwood")
    kept, moved = agree(alder, birch), agree(cedar, dogwood)
    first = publish(event, (kept, 1, "E1"), (moved, 1, "E2"))
    second = publish(event, (kept, 1, "E1"), (moved, 2, "E2"))
    assert preview_count(second, first) == 2
    assert [mail.recipient for mail in tell(second, first)] == [
        "lead@cedar.example.org",
        "lead@dogwood.example.org",
    ]


def test_a_plan_that_changes_nothing_sends_nothing(
    event: Event, alder: Registration, birch: Registration
) -> None:
    meeting = agree(alder, birch)
    first = publish(event, (meeting, 1, "E1"))
    second = publish(event, (meeting, 1, "E1"))
    assert preview_count(second, first) == 0
    assert tell(second, first) == []


def test_the_same_plan_told_twice_sends_once(
    event: Event, alder: Registration, birch: Registration
) -> None:
    plan = publish(event, (agree(alder, birch), 1, "E1"))
    assert len(tell(plan)) == 2
    assert tell(plan) == []
    lines = list(
        LogEntry.objects.filter(verb="tell about plan")
        .order_by("id")
        .values_list("detail", flat=True)
    )
    assert lines == ["2 mails", "0 mails"]


def test_a_meeting_that_is_gone_is_said_and_the_agenda_is_empty(
    event: Event, alder: Registration, birch: Registration
) -> None:
    first = publish(event, (agree(alder, birch), 1, "E1"))
    mail = tell(publish(event), first)[0]
    assert (
        "- Cancelled: Birch Institute on Tuesday 2 March at 09:00, Table 1 (E1), does not take place.\n"
        in mail.body
    )
    assert "There is no meeting in this agenda now.\n" in mail.body


def test_another_interpreter_is_told_to_both_sides_and_both_interpreters(
    event: Event, alder: Registration, birch: Registration
) -> None:
    people = [
        Person.objects.create(name=name, email=f"{name.lower()}@example.org")
        for name in ("Minho", "Yuna")
    ]
    minho, yuna = (
        Interpreter.objects.create(event=event, name=person.name, person=person)
        for person in people
    )
    meeting = agree(alder, birch)
    first = publish(event, (meeting, 1, "E1", minho))
    second = publish(event, (meeting, 1, "E1", yuna))
    bodies = {mail.recipient: mail.body for mail in tell(second, first)}
    assert sorted(bodies) == [
        "lead@alder-bio.example.org",
        "lead@birch-institute.example.org",
        "minho@example.org",
        "yuna@example.org",
    ]
    assert (
        "- Interpreter: Birch Institute on Tuesday 2 March at 09:00: the interpreter is now Yuna.\n"
        in bodies["lead@alder-bio.example.org"]
    )
    assert (
        "- Cancelled: Alder Bio – Birch Institute on Tuesday 2 March at 09:00, Table 1 (E1), does not take place.\n"
        in bodies["minho@example.org"]
    )
    assert "09:00–09:25  Alder Bio – Birch Institute\n" in bodies["yuna@example.org"]


def test_the_lead_gets_the_mail_of_a_chair_that_nobody_took(
    event: Event, alder: Registration, birch: Registration
) -> None:
    plan = publish(event, (agree(alder, birch), 1, "E1"))
    unnamed = Delegate.objects.get(registration=birch, position=2)
    plan.placements.get().attendances.filter(delegate__registration=birch).update(
        delegate=unnamed
    )
    mail = tell(plan)[1]
    assert mail.recipient == "lead@birch-institute.example.org"
    assert "Delegate 2\n\nTuesday 2 March\n" in mail.body


def test_one_mail_for_two_agendas_of_one_reader(
    event: Event, alder: Registration, birch: Registration
) -> None:
    cedar = take_part(event, "Cedar")
    plan = publish(
        event, (agree(alder, birch), 1, "E1"), (agree(cedar, birch), 2, "E1")
    )
    unnamed = Delegate.objects.get(registration=birch, position=2)
    plan.placements.get(slot__starts_at__minute=30).attendances.filter(
        delegate__registration=birch
    ).update(delegate=unnamed)
    mails = [
        mail
        for mail in tell(plan)
        if mail.recipient == "lead@birch-institute.example.org"
    ]
    assert len(mails) == 1
    assert mails[0].subject == "Spring Lounge: your agenda, 2 meetings"
    assert mails[0].body.index("Lead of Birch Institute\n") < mails[0].body.index(
        "Delegate 2\n"
    )


def test_a_mail_is_in_the_language_of_its_reader(
    event: Event, alder: Registration, birch: Registration
) -> None:
    Person.objects.filter(pk=lead_of(alder).pk).update(language="ko")
    plan = publish(event, (agree(alder, birch), 1, "E1"))
    mail = tell(plan)[0]
    assert "3월" in mail.body


def test_somebody_without_an_address_gets_none(
    event: Event, alder: Registration, birch: Registration
) -> None:
    User.objects.filter(email="lead@alder-bio.example.org").delete()
    Person.objects.filter(organisation=alder.organisation).update(email="")
    plan = publish(event, (agree(alder, birch), 1, "E1"))
    assert preview_count(plan, None) == 1
    assert [mail.recipient for mail in tell(plan)] == [
        "lead@birch-institute.example.org"
    ]


def test_telling_costs_the_same_for_one_meeting_and_for_three(
    event: Event, alder: Registration, birch: Registration, django_assert_num_queries
) -> None:  # type: ignore[no-untyped-def]
    cedar, dogwood = take_part(event, "Cedar"), take_part(event, "Dogwood")
    one = publish(event, (agree(alder, birch), 1, "E1"))
    with django_assert_num_queries(4):
        assert preview_count(one, None) == 2
    three = publish(
        event,
        (agree(alder, cedar), 1, "E1"),
        (agree(alder, dogwood), 2, "E1"),
        (agree(birch, cedar), 3, "E2"),
    )
    with django_assert_num_queries(4):
        assert preview_count(three, None) == 4


def test_a_cancelled_meeting_is_told_to_its_interpreter_and_to_whom_the_plan_chose(
    event: Event, alder: Registration, birch: Registration
) -> None:
    minho = Person.objects.create(name="Minho", email="minho@example.org")
    second = Person.objects.create(
        name="Second", email="second@example.org", organisation=birch.organisation
    )
    Delegate.objects.filter(registration=birch, position=2).update(person=second)
    meeting = agree(alder, birch)
    interpreter = Interpreter.objects.create(event=event, name="Minho", person=minho)
    plan = publish(event, (meeting, 1, "E1", interpreter))
    chosen = Delegate.objects.get(registration=birch, position=2)
    plan.placements.get().attendances.filter(delegate__registration=birch).update(
        delegate=chosen
    )
    cancel_meeting(by=lead_of(alder), meeting=meeting, registration=alder)
    assert list(
        OutboxMail.objects.order_by("recipient").values_list("recipient", flat=True)
    ) == [
        "lead@birch-institute.example.org",
        "minho@example.org",
        "second@example.org",
    ]
    mail = OutboxMail.objects.get(recipient="minho@example.org")
    assert mail.subject == "Cancelled: Alder Bio – Birch Institute, Spring Lounge"
    assert mail.body == (
        "Cancelled: Alder Bio – Birch Institute on Tuesday 2 March at 09:00, Table 1 (E1), does not take place.\n\n"
        "The agenda as it stands: http://127.0.0.1:8000/lounge/spring/my/agenda/\n"
    )


def test_a_cancelled_meeting_that_was_not_placed_is_told_to_the_sides_alone(
    event: Event, alder: Registration, birch: Registration
) -> None:
    cancel_meeting(by=lead_of(alder), meeting=agree(alder, birch), registration=alder)
    assert [mail.recipient for mail in OutboxMail.objects.all()] == [
        "lead@birch-institute.example.org"
    ]
