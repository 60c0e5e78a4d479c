"""Who left an event, or whose account is closed, has no door left: no link of a mail, no calendar. The desk reads no requests."""

import io
import zipfile

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from madang.site.core import outbox
from madang.site.core.models import LogEntry, OutboxMail
from madang.site.directory.actions import make_link
from madang.site.directory.models import User
from madang.site.events.models import Event, Registration
from madang.site.meetings.actions.calendar import make_address
from madang.site.meetings.actions.letters import PURPOSE
from madang.site.meetings.models import Meeting
from madang.site.meetings.queries.owners import Owner
from madang.site.survey.reading.workbook import UnreadableFileError, read_workbook
from tests.conftest import lead_of
from tests.site.security.test_permission_matrix import client_of, whole

__all__ = ["whole"]


@pytest.fixture
def asked(alder: Registration, birch: Registration) -> Meeting:
    """Alder has asked Birch."""
    return Meeting.objects.create(
        event=alder.event, host=alder, guest=birch, state="asked", host_said="yes"
    )


def token_of(meeting: Meeting) -> str:
    """Return the token of the guest's link."""
    lead = lead_of(meeting.guest)
    return make_link(person=lead, purpose=PURPOSE, target_id=meeting.pk, days=3)


def test_a_link_answers_for_an_organisation_that_takes_part(
    client: Client, asked: Meeting
) -> None:
    address = f"/answer/{token_of(asked)}/"
    assert client.post(address, {"says": "yes"}).status_code == 200
    asked.refresh_from_db()
    assert asked.state == "accepted"


def test_a_link_answers_nothing_for_one_that_is_out(
    client: Client, asked: Meeting
) -> None:
    address = f"/answer/{token_of(asked)}/"
    Registration.objects.filter(pk=asked.guest_id).update(state="withdrawn")
    assert client.get(address).status_code == 410
    assert client.post(address, {"says": "yes"}).status_code == 410
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_a_link_answers_nothing_for_a_closed_account(
    client: Client, asked: Meeting
) -> None:
    address = f"/answer/{token_of(asked)}/"
    User.objects.filter(person=lead_of(asked.guest)).update(is_active=False)
    assert client.post(address, {"says": "yes"}).status_code == 410
    asked.refresh_from_db()
    assert asked.state == "asked"


@pytest.mark.parametrize("how", ["withdrawn", "closed"])
def test_a_calendar_ends_with_its_holders_part(
    how: str, client: Client, event: Event, alder: Registration
) -> None:
    lead = lead_of(alder)
    owner = Owner(delegate=alder.delegates.get())
    address = f"/calendar/{make_address(owner=owner, by=lead, event=event)}.ics"
    assert client.get(address).status_code == 200
    if how == "withdrawn":
        Registration.objects.filter(pk=alder.pk).update(state="withdrawn")
    else:
        User.objects.filter(person=lead).update(is_active=False)
    assert client.get(address).status_code == 410


@pytest.mark.parametrize(("role", "status"), [("desk", 404), ("organiser", 200)])
def test_the_desk_does_not_read_who_was_asked_in_vain(
    role: str, status: int, whole: Event
) -> None:
    Meeting.objects.filter(pk=77).update(state="declined")
    page = client_of(role).get("/lounge/spring/meetings/77/")
    assert page.status_code == status


@pytest.mark.parametrize(("role", "count"), [("desk", 0), ("organiser", 1)])
def test_the_desk_does_not_read_remarks_of_the_log(
    role: str, count: int, whole: Event
) -> None:
    LogEntry.objects.create(
        actor_label="Jisoo",
        verb="accept meeting",
        target_type="meetings.meeting",
        target_id=77,
        target_label="77",
        detail="for Cedar: by telephone",
    )
    page = client_of(role).get("/lounge/spring/meetings/77/")
    assert page.content.decode().count("by telephone") == count


@override_settings(SMTP_URL="smtp://127.0.0.1:9")
def test_a_mail_that_cannot_be_written_does_not_hold_up_the_next(db: None) -> None:
    OutboxMail.objects.create(
        key="bad",
        recipient="a@example.org\nBcc: b@example.org",
        subject="Bad",
        body="Bad",
        send_after=timezone.now(),
    )
    outbox.put(to="c@example.org", subject="Good", body="Good")
    assert outbox.deliver() == 0
    rows = OutboxMail.objects.order_by("id").values_list("attempts", flat=True)
    assert list(rows) == [1, 1]


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("xl/worksheets/sheet1.xml", b'<c r="XFD1048576"/>'),
        ("xl/worksheets/sheet1.xml", b"<c r='XFD1048576'/>"),
        ("xl/worksheets/sheet1.xml", b'<c\n r = "xfd1048576"/>'),
        ("xl/elsewhere/one.xml", b'<c r="XFD1048576"/>'),
    ],
)
def test_a_cell_in_the_last_corner_is_found_however_it_is_written(
    name: str, cell: bytes
) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("xl/workbook.xml", b"<workbook/>")
        package.writestr(name, b"<sheetData><row>" + cell + b"</row></sheetData>")
    with pytest.raises(UnreadableFileError) as refusal:
        read_workbook("survey.xlsx", out.getvalue())
    assert str(refusal.value).startswith("A sheet has more than 500 columns.")
