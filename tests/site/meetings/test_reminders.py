from madang.site.events.models import Event, Registration
from madang.site.meetings.models import Meeting
from madang.site.meetings.queries.reminders import with_open_answer, without_request
from madang.site.survey.models import Answer


def test_who_answered_and_asked_nobody_is_reminded(
    event: Event, alder: Registration, birch: Registration
) -> None:
    Answer.objects.create(registration=alder, state="submitted")
    Answer.objects.create(registration=birch, state="draft")
    assert list(without_request(event)) == [alder]
    Meeting.objects.create(event=event, host=alder, guest=birch, host_said="yes")
    assert list(without_request(event)) == []


def test_who_owes_an_answer_is_reminded(
    event: Event, alder: Registration, birch: Registration
) -> None:
    meeting = Meeting.objects.create(
        event=event, host=alder, guest=birch, host_said="yes"
    )
    assert list(with_open_answer(event)) == [birch]
    Meeting.objects.filter(pk=meeting.pk).update(state="expired")
    assert list(with_open_answer(event)) == []
